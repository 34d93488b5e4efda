"""Findings for programs: JSON, SARIF, GitHub's annotations, a table of counts."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from citekit.checks.checked import Checked, unreadable
from citekit.documents.places import Place, Unit
from citekit.reports import counts, github, json_form, sarif
from citekit.reports.all_reports import REPORTS
from tests.reports.essay import TEXT, checked


def test_json_says_everything() -> None:
    """Place, span, words, fix and relations of each finding; what was read; what was accepted and why."""
    paper = json.loads(json_form.write([checked()], version="1"))["papers"][0]

    year = paper["findings"][1]
    span = year["span"]
    assert TEXT[span["start"] : span["end"]] == year["quote"] == "(Becker, 2018)"
    assert (year["line"], year["column"], year["level"]) == (8, 15, "error")
    assert year["fix"] == {"text": "(Becker, 2015)", "safe": True}
    assert year["related"][0]["line"] == 17
    assert paper["findings"][2]["habit"] == '"and" inside brackets'
    assert paper["accepted"][0]["reason"] == "My supervisor wants it."
    assert paper["idle"][0]["where"] == "essay.citekit-check.yaml:4"
    assert [(one["called"], one["remarks"]) for one in paper["sources"]] == [
        ("Becker (2015)", []),
        ("Young (2019)", ["never cited"]),
    ]
    assert [(use["page"], use["quotes"], use["line"]) for use in paper["sources"][0]["uses"]] == [
        ("3", True, 8),
        ("chapter 2", False, paper["findings"][2]["line"]),
    ]
    assert (paper["read"][0], paper["gaps"]) == ("3 references", ["italics cannot be checked in text"])


def _run(papers: list[Checked]) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(sarif.write(papers, version="1.2.3"))["runs"][0]
    return run


def test_sarif_regions_are_the_words() -> None:
    """Lines and columns count from 1, in characters, and the end is the one after the last (3.30)."""
    run = _run([checked(TEXT.replace("Sleep matters", "𝕊leep matters"))])
    region = run["results"][1]["locations"][0]["physicalLocation"]["region"]

    assert run["columnKind"] == "unicodeCodePoints"
    assert region == {"startLine": 8, "startColumn": 15, "endLine": 8, "endColumn": 29}


def test_sarif_levels_and_kinds() -> None:
    """What a person must look at is a review, what could not be checked is open, neither has a level."""
    results = _run([checked()])["results"]

    assert [(result["kind"], result["level"]) for result in results] == [
        ("open", "none"),
        ("fail", "error"),
        ("fail", "warning"),
        ("fail", "warning"),
        ("review", "none"),
        ("fail", "warning"),
    ]


def test_sarif_rules_and_suppressions() -> None:
    """Each result points at its rule; what was accepted is suppressed with its reason."""
    run = _run([checked()])
    rules = run["tool"]["driver"]["rules"]

    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert [rule["id"] for rule in rules] == sorted({result["ruleId"] for result in run["results"]})
    assert run["results"][5]["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "My supervisor wants it."}
    ]


def test_sarif_of_a_paper_that_could_not_be_read() -> None:
    """The run did not succeed, and says why."""
    invocation = _run([unreadable("a b.pdf", "is encrypted")])["invocations"][0]

    assert invocation["executionSuccessful"] is False
    notification = invocation["toolExecutionNotifications"][0]
    assert notification["message"]["text"] == "is encrypted"
    assert notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b.pdf"


def test_paragraphs_are_no_lines() -> None:
    """Places in Word documents have no region in SARIF and no line for GitHub: they count paragraphs."""
    one = checked()
    found = one.findings[1]
    place = Place("essay.docx", Unit.PARAGRAPH, 12, 1)
    moved = replace(
        one, findings=(replace(found, where=replace(found.where, place=place)),), accepted=(), idle=()
    )

    location = _run([moved])["results"][0]["locations"][0]
    assert "region" not in location["physicalLocation"]
    assert location["logicalLocations"] == [{"fullyQualifiedName": "essay.docx: paragraph 12"}]
    assert github.write([moved], version="1").startswith("::error file=essay.docx,title=year-differs::")


def test_github_escapes_what_it_would_act_on() -> None:
    """Line breaks and percent signs in messages, colons and commas in names."""
    one = replace(checked(name="a,b.md", message="100 %\nof it"), findings=checked().findings[1:2], idle=())
    found = replace(one.findings[0], message="100 %\nof it")
    lines = github.write([replace(one, findings=(found,))], version="1")

    assert lines == (
        "::error file=essay.md,title=year-differs,line=8,col=15::100 %25%0Aof it%0AExpected: (Becker, 2015)\n"
    )
    assert github.write([unreadable("a,b:c.md", "is empty")], version="1") == (
        "::error file=a%2Cb%3Ac.md::is empty\n"
    )


def test_a_table_of_counts() -> None:
    """A line for each paper, a column for each level and each kind, the commonest kind first."""
    papers = [checked(), unreadable("=cmd()", "is empty")]
    first, second = csv.DictReader(io.StringIO(counts.write(papers, version="1")))

    assert list(first)[3:] == [
        *("error", "warning", "look", "could-not-check", "accepted"),
        *("ampersand", "look-here", "year-differs", "failure"),
    ]
    assert (first["findings"], first["warning"], first["ampersand"], first["accepted"]) == (
        "4",
        "2",
        "2",
        "1",
    )
    assert (second["paper"], second["findings"], second["failure"]) == ("'=cmd()", "0", "is empty")


@pytest.mark.parametrize("form", REPORTS)
def test_every_form_takes_what_there_can_be(form: str) -> None:
    """No paper at all, one without findings, one that could not be read, names and words of any kind."""
    nasty = "a\x1b[31m\u202e<&>\"'\ud800.md"
    write = REPORTS[form].write

    for papers in ([], [Checked(name=nasty)], [unreadable(nasty, nasty)], [checked(message=nasty)]):
        assert isinstance(write(papers, version="1"), str)

"""`citekit export`."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Citekit

ITEMS = [
    {"id": "b", "type": "book", "title": "B", "author": [{"family": "Ünal", "given": "Ö."}]},
    {"id": "a", "type": "interview", "title": "A", "interviewer": [{"literal": "Radio"}]},
]


def ids(out: str) -> list[str]:
    """Return the ids in CSL-JSON."""
    return [item["id"] for item in json.loads(out)]


def test_all_records_go_to_stdout_by_key(sample: Citekit) -> None:
    """The same bytes each time, whatever the order that was asked for."""
    keys = sorted(path.stem for path in sample.entries.glob("*.yaml"))

    assert ids(sample.ok("export", "--format", "csl-json")) == keys
    assert ids(sample.ok("export", "kuhn2012structure", "gao2023high", "--format", "csl-json")) == [
        "gao2023high",
        "kuhn2012structure",
    ]


def test_a_query_chooses(sample: Citekit) -> None:
    """Together with keys, both; nothing that matches is a failure."""
    einstein = ids(sample.ok("export", "--query", "author:einstein", "--format", "csl-json"))
    both = ids(sample.ok("export", "gao2023high", "-q", "author:einstein", "--format", "csl-json"))

    assert len(einstein) > 1
    assert both == sorted([*einstein, "gao2023high"])
    assert sample("export", "-q", "nosuchword", "--format", "csl-json").status == 1


def test_the_file_tells_the_format(sample: Citekit) -> None:
    """By its extension; nothing goes to stdout, and what was written is said."""
    ended = sample("export", "kuhn2012structure", "-o", "out.ris")

    assert (ended.status, ended.out) == (0, "")
    assert (sample.cwd / "out.ris").read_text("utf-8").startswith("TY  - BOOK")
    assert "1 record as RIS" in ended.err


def test_the_format_beats_the_extension(sample: Citekit) -> None:
    """What is named counts."""
    sample.ok("export", "kuhn2012structure", "-o", "out.txt", "--format", "ris")

    assert (sample.cwd / "out.txt").read_text("utf-8").startswith("TY  - BOOK")


@pytest.mark.parametrize("arguments", [[], ["-o", "out.xyz"], ["-o", "out.docx"], ["--from-format", "ris"]])
def test_without_a_format_it_is_a_wrong_call(sample: Citekit, arguments: list[str]) -> None:
    """Nothing is written."""
    ended = sample("export", *arguments)

    assert ended.status == 2
    assert not list(sample.cwd.glob("out*"))


@pytest.mark.parametrize("name", ["docx", "nonsense"])
def test_a_format_that_is_not_written_is_told(sample: Citekit, name: str) -> None:
    """An expected failure, which says what there is."""
    ended = sample("export", "--format", name)

    assert (ended.status, ended.out) == (1, "")
    assert name in ended.err


def test_what_is_lost_is_told(citekit: Citekit) -> None:
    """On stderr, with fields and numbers; the status is 0, for nothing failed."""
    ended = citekit("export", "--from", "-", "--format", "ris", stdin=json.dumps(ITEMS))

    assert ended.status == 0
    assert "2 fields of 1 record could not be written as RIS: type, interviewer" in ended.err
    assert ended.out.count("TY  -") == 2


def test_strict_writes_nothing_where_something_is_lost(citekit: Citekit) -> None:
    """Status 1; where all can be held, it writes."""
    lossy = citekit(
        "export", "--from", "-", "--format", "ris", "--strict", "-o", "x", stdin=json.dumps(ITEMS)
    )
    whole = citekit("export", "--from", "-", "--format", "csl-json", "--strict", stdin=json.dumps(ITEMS))

    assert (lossy.status, lossy.out, (citekit.cwd / "x").exists()) == (1, "", False)
    assert "nothing was written" in lossy.err
    assert (whole.status, ids(whole.out)) == (0, ["a", "b"])


def test_a_file_becomes_one_of_another_format(citekit: Citekit) -> None:
    """Without a library: --from reads any format, named or guessed."""
    ris = citekit.ok("export", "--from", "-", "--format", "ris", stdin=json.dumps(ITEMS), cwd=citekit.home)
    back = citekit.ok(
        *("export", "--from", "-", "--from-format", "ris", "--format", "csl-json", "b"),
        stdin=ris,
        cwd=citekit.home,
    )

    assert json.loads(back) == [ITEMS[0]]


def test_broken_entries_of_a_file_are_told(citekit: Citekit) -> None:
    """The rest is written, and the status is 1."""
    ended = citekit("export", "--from", "-", "--format", "csl-json", stdin=json.dumps([*ITEMS, 7]))

    assert (ended.status, ids(ended.out)) == (1, ["a", "b"])
    assert "item 3" in ended.err


def test_a_query_over_a_file_is_a_wrong_call(citekit: Citekit) -> None:
    """Keys choose there."""
    assert citekit("export", "--from", "-", "-q", "x", "--format", "ris", stdin=json.dumps(ITEMS)).status == 2


def test_a_broken_record_spoils_only_itself(sample: Citekit) -> None:
    """It is named, the others are written, the status is 1."""
    (sample.entries / "bad.yaml").write_text("type: book\nissued: 2020-13\n")

    ended = sample("export", "--format", "csl-json")

    assert ended.status == 1
    assert "bad.yaml" in ended.err
    assert "kuhn2012structure" in ids(ended.out)


OWN = """\
type: report
title: A
keyword: one
access: subscription
archived: {url: "https://example.org/a", date: "2022-02-01"}
tags: [two, three four]
aliases: [old, older]
files: [a.pdf, "b, c.pdf"]
supersedes: [b]
"""


def test_own_fields_go_along_and_come_back(citekit: Citekit) -> None:
    """In a format that holds fields of any name, all of them."""
    (citekit.entries / "a.yaml").write_text(OWN)
    out = citekit.ok("export", "--format", "csl-json")
    (citekit.entries / "a.yaml").unlink()

    citekit.ok("import", "-", stdin=out)

    [shown] = json.loads(citekit.ok("show", "a", "--json"))
    assert shown == json.loads(json.dumps(shown)) | {
        "access": "subscription",
        "archived": {"url": "https://example.org/a", "date": "2022-02-01"},
        "tags": ["two", "three four"],
        "aliases": ["old", "older"],
        "files": ["a.pdf", "b, c.pdf"],
        "supersedes": ["b"],
        "keyword": "one",
    }
    assert "custom" not in shown


def test_elsewhere_tags_are_keywords(citekit: Citekit) -> None:
    """And what has no place is told."""
    (citekit.entries / "a.yaml").write_text(OWN)

    ended = citekit("export", "--format", "ris")

    assert [line for line in ended.out.splitlines() if line.startswith("KW")] == [
        "KW  - one",
        "KW  - two",
        "KW  - three four",
    ]
    assert "tags" not in ended.err
    assert "access" in ended.err


def test_an_empty_library_is_an_empty_file(citekit: Citekit) -> None:
    """Of the format all the same."""
    assert json.loads(citekit.ok("export", "--format", "csl-json")) == []


@pytest.mark.parametrize("where", ["no/such/folder/x.json", "entries"])
def test_a_file_that_cannot_be_written_is_told(sample: Citekit, where: str) -> None:
    """One sentence, status 1 or 2, no traceback."""
    ended = sample("export", "-o", where, "--format", "csl-json")

    assert ended.status in (1, 2)
    assert "Traceback" not in ended.err


def test_an_output_file_is_replaced_as_a_whole(sample: Citekit) -> None:
    """A failed export leaves the old one."""
    target = sample.cwd / "x.json"
    target.write_text("old")

    assert sample("export", "nosuchkey", "-o", "x.json").status == 1
    assert target.read_text() == "old"
    sample.ok("export", "kuhn2012structure", "-o", "x.json")
    assert ids(target.read_text("utf-8")) == ["kuhn2012structure"]


def test_what_a_paper_cites_goes_out_under_the_keys_it_cites_by(sample: Citekit) -> None:
    """Of the library and of the paper's own files, former keys too; what nothing has is told."""
    sample.ok("rename", "kuhn2012structure", "kuhn")
    (sample.cwd / "own.bib").write_text("@book{doe, title={First}}\n")
    (sample.cwd / "paper.tex").write_text(
        "\\addbibresource{own.bib}\\begin{document}\\parencite[as in \\textcite{doe}][3]{kuhn2012structure}"
        "\\nocite{gao2023high}\\end{document}\n"
    )

    ended = sample("export", "--cited-in", "paper.tex", "-o", "cited.bib")

    written = (sample.cwd / "cited.bib").read_text("utf-8")
    assert (ended.status, ended.out) == (0, "")
    assert [line.split("{")[1] for line in written.splitlines() if line.startswith("@")] == [
        "doe,",
        "gao2023high,",
        "kuhn2012structure,",
    ]

    (sample.cwd / "paper.md").write_text("[@kuhn; @nope]\n")
    ended = sample("export", "--cited-in", "paper.md", "--format", "csl-json")
    assert (ended.status, ids(ended.out)) == (1, ["kuhn"])
    assert 'no record has the key "nope"' in ended.err
    assert sample("export", "kuhn", "--cited-in", "paper.md", "--format", "ris").status == 2


def test_the_file_that_a_paper_names_is_made_of_the_library(sample: Citekit) -> None:
    """It need not be there, is made anew from records that changed, and keeps what only it has."""
    (sample.cwd / "paper.tex").write_text(
        "\\addbibresource{own.bib}\\begin{document}\\parencite{kuhn2012structure, doe}\\end{document}\n"
    )
    make = ("export", "--cited-in", "paper.tex", "-o", "own.bib")
    own = sample.cwd / "own.bib"

    told = sample("render", "paper.tex")
    assert (told.status, "own.bib: no such file, though paper.tex names it" in told.err) == (1, True)
    assert "citekit export --cited-in paper.tex -o own.bib" in told.err

    first = sample(*make)
    assert (first.status, "doe" in first.err) == (1, True)
    own.write_text(own.read_text("utf-8") + "@book{doe, title={Only here}}\n")
    sample.ok("set", "kuhn2012structure", "title=Leaps")
    sample.ok(*make)
    assert "Leaps" in own.read_text("utf-8")
    assert "Only here" in own.read_text("utf-8")

    own.write_bytes(b"")
    assert sample(*make).status == 1

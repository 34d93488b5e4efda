"""Citations by key, what programs leave in a paper, and contradictions that the paper itself proves."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from citekit.checks.check import PaperCheck
from citekit.checks.contradictions import future_year, page_outside_range, pages_backwards
from citekit.checks.finding import Finding
from citekit.checks.keys import (
    hand_edited_citation,
    record_never_cited,
    tool_residue,
    typed_among_keys,
    unknown_key,
    unrendered_citation,
)
from citekit.checks.page_ranges import Pages, pages_in, runs_backwards
from citekit.checks.understand import understand
from citekit.documents.word import docx
from citekit.item.date import parse_edtf
from citekit.item.item import Item
from citekit.item.name import Name
from tests.checks.papers import paper_of
from tests.word.docx_file import docx as make
from tests.word.docx_file import paragraph, zotero


def _item(key: str, family: str, year: str, pages: str = "") -> Item:
    return Item(
        id=key,
        type="article-journal",
        text={"title": f"The work of {family}"},
        number={"page": pages} if pages else {},
        names={"author": (Name(family=family, given="J."),)},
        dates={"issued": parse_edtf(year)},
    )


ITEMS = {
    item.id: item
    for item in (
        _item("smith2019", "Smith", "2019", "121-133"),
        _item("doe2018", "Doe", "2018", "321-28"),
        _item("mueller2020", "Müller", "2020"),
    )
}
LIST = """

# References

Doe, J. (2018). Waking and grades. *Journal of Sleep*, *11*(2), 321–328.

Smith, J. (2019). Sleep and grades. *Journal of Sleep*, *12*(3), 121–133.
"""


def _found(check: PaperCheck, text: str, items: dict[str, Item] = ITEMS) -> list[Finding]:
    paper = replace(paper_of(text, "apa"), items=items)
    return list(check.find(paper))


@pytest.mark.parametrize(
    ("text", "key", "near"),
    [
        ("As shown [@smtih2019].", "smtih2019", "smith2019"),
        ("As @doe2081 says.", "doe2081", "doe2018"),
        ("Both [@smith2019; @nobody1066].", "nobody1066", ""),
    ],
)
def test_an_unknown_key_names_the_nearest(text: str, key: str, near: str) -> None:
    """The key is quoted, and where one of the records is near, it is offered as an edit."""
    (finding,) = _found(unknown_key.CHECK, text)

    assert (finding.quote, finding.expected) == (key, near)
    assert bool(finding.fix and finding.fix.edits) == bool(near)


@pytest.mark.parametrize(
    "text",
    [
        "As shown [@smith2019, p. 122; see also @doe2018].",
        "Write to me@example.org, or see @fig-sleep and `@nobody`.",
        "---\nreferences:\n- id: nobody\n  title: Sleep\n---\n\nAs shown [@nobody].",
        "---\nnocite: '@*'\n---\n\nAs shown [@smith2019].",
    ],
)
def test_what_is_no_key_or_is_known_is_left_alone(text: str) -> None:
    """Addresses, cross-references, code, records within the paper and the request for all are no keys."""
    assert _found(unknown_key.CHECK, text) == []


def test_records_of_the_paper_that_are_not_cited_are_told() -> None:
    """Where most records are cited, the others are named."""
    found = _found(record_never_cited.CHECK, "As shown [@smith2019; @doe2018].")

    assert [finding.quote for finding in found] == ["mueller2020"]


@pytest.mark.parametrize(
    "text",
    [
        "As shown [@smith2019].",
        "---\nnocite: '@*'\n---\n\nAs shown [@smith2019; @doe2018].",
        "---\nnocite: '@mueller2020'\n---\n\nAs shown [@smith2019; @doe2018].",
    ],
)
def test_a_library_for_more_than_the_paper_is_left_alone(text: str) -> None:
    """Where few of the records are cited, or the rest is asked for, nothing is said."""
    assert _found(record_never_cited.CHECK, text) == []


def test_a_typed_citation_among_keys_is_told_with_its_key() -> None:
    """The record that is meant is found by name and year, whatever the accents."""
    text = "Grades fall [@smith2019] and rise (Muller, 2020), as (Roe, 1999) says."

    found = _found(typed_among_keys.CHECK, text)

    assert [(finding.quote, finding.expected) for finding in found] == [
        ("(Muller, 2020)", "@mueller2020"),
        ("(Roe, 1999)", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Grades fall [@smith2019] in the prices of 2007 (in May 2007).",
        "He said so [@smith2019] (J. Roe, personal communication, May 3, 2019).",
        "Grades fall [@smith2019] and rise (Doe, 2018)." + LIST,
    ],
)
def test_what_needs_no_key_is_left_alone(text: str) -> None:
    """Years, personal communications, and papers with a list of their own."""
    assert _found(typed_among_keys.CHECK, text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It is so :contentReference[oaicite:3]{index=3}.", ":contentReferenceoaicite:3"),
        ("It is so【12†source】.", "【12†source】"),
        ("It is so turn0search3.", "turn0search3"),
        ("See https://doi.org/10.xxxx/abc.", "10.xxxx/abc"),
        ("It is so [citation needed].", "[citation needed]"),
        ("It is so (Author, Year).", "(Author, Year)"),
        ("See https://example.org/a?utm_source=chatgpt.com for more.", "?utm_source=chatgpt.com"),
    ],
)
def test_what_a_tool_left_is_told(text: str, quote: str) -> None:
    """Marks of sources, placeholders and tracked addresses are quoted."""
    found = _found(tool_residue.CHECK, text)

    assert [finding.quote.rstrip(".") for finding in found] == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "He took his turn at the search 3 times and turned over 0 stones.",
        "The marks `[oaicite:1]` are left by a program.",
        "See https://doi.org/10.1093/sleep/44.2 and https://example.org/?utm_source=newsletter.",
        "The Author, Year and Title are given [1] (see REF-2019 and Citation 4).",
        "Numbers in brackets 【第三】 are common in Chinese.",
    ],
)
def test_what_people_write_is_no_residue(text: str) -> None:
    """Words that only look like it, and code, are left alone."""
    assert _found(tool_residue.CHECK, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Grades fall {Smith, 2019 #291}.",
        "Grades fall {Smith, 2019 #291; Doe, 2018 #12}.",
        "See Error! Reference source not found.",
        "Grades fall [?] and rise.",
    ],
)
def test_a_citation_that_was_not_written_out_is_told(text: str) -> None:
    """The codes of EndNote, Word and LaTeX."""
    assert len(_found(unrendered_citation.CHECK, text)) == 1


@pytest.mark.parametrize(
    "text", ["The set {1, 2019} is small.", "Is it so [really?] (he asks?).", "In {Smith, 2019} braces."]
)
def test_brackets_and_question_marks_are_left_alone(text: str) -> None:
    """Sets and doubts are no codes."""
    assert _found(unrendered_citation.CHECK, text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Grades fall (Smith, 2019, p. 412)." + LIST, "(Smith, 2019, p. 412)"),
        ("Grades fall (Doe, 2018, pp. 320-322)." + LIST, "(Doe, 2018, pp. 320-322)"),
        ("Grades fall [@smith2019, p. 12].", "[@smith2019, p. 12]"),
    ],
)
def test_a_page_that_the_work_does_not_have_is_told(text: str, quote: str) -> None:
    """Typed and by key; the quotation is the citation."""
    (finding,) = _found(page_outside_range.CHECK, text)

    assert finding.quote == quote


@pytest.mark.parametrize(
    "text",
    [
        "Grades fall (Smith, 2019, p. 121) and (Smith, 2019, pp. 130-133)." + LIST,
        "Grades fall (Doe, 2018, p. 328)." + LIST,
        "Grades fall (Smith, 2019, para. 4) and (Smith, 2019, Chapter 9)." + LIST,
        "Grades fall [@smith2019, p. 125; @doe2018, pp. 321-2; @mueller2020, p. 999].",
        "Grades fall [@smith2019, chap. 3].",
    ],
)
def test_a_page_of_the_work_is_left_alone(text: str) -> None:
    """First and last page, shortened ranges, other places, works whose pages are not known."""
    assert _found(page_outside_range.CHECK, text) == []


def test_pages_that_run_backwards_are_told() -> None:
    """The pages are quoted as typed."""
    found = _found(pages_backwards.CHECK, LIST.replace("121–133", "133–121"))

    assert [finding.quote for finding in found] == ["133–121"]
    assert _found(pages_backwards.CHECK, LIST.replace("321–328", "321–28")) == []


def test_a_year_to_come_is_told() -> None:
    """More than a year ahead; next year's books are out already."""
    assert len(_found(future_year.CHECK, LIST.replace("(2019)", "(2071)"))) == 1
    assert _found(future_year.CHECK, LIST.replace("(2019)", "(2027)")) == []
    assert _found(future_year.CHECK, LIST.replace("(2019)", "(in press)")) == []


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("121-133", Pages(121, 133)),
        ("321–28", Pages(321, 328)),
        ("1103-4", Pages(1103, 1104)),
        ("7", None),
        ("xii-xiv", None),
        ("133-121", Pages(121, 133)),
        ("S12-S18", None),
    ],
)
def test_ranges_are_read_as_they_are_meant(text: str, pages: Pages | None) -> None:
    """Shortened ranges are whole, those that run backwards turned round; what is none is none."""
    assert pages_in(text) == pages


@pytest.mark.parametrize(
    ("text", "backwards"),
    [("101-99", True), ("S118-S101", True), ("321-28", False), ("236802-1", False), ("12-12", False)],
)
def test_backwards_is_told_from_shortened(text: str, backwards: bool) -> None:  # data
    """An abbreviation is no slip."""
    assert runs_backwards(text) is backwards


def test_what_was_typed_over_a_managed_citation_is_told() -> None:
    """A citation that shows something else than Zotero put there is told, and others are not."""
    document = docx.read(
        make(
            paragraph("So ", zotero([], "(Doe, 2005, p. 3)", plainCitation="(Doe, 2005)"), ".")
            + paragraph("Or ", zotero([], "(Roe, 2006)"), ".")
            + paragraph("And ", zotero([], "(Poe, 2007)", dontUpdate=True), ".")
        ),
        name="paper.docx",
    )
    paper = understand(document, today=dt.date(2026, 3, 2))

    found = list(hand_edited_citation.CHECK.find(paper))

    assert [(one.quote, one.expected) for one in found] == [
        ("(Doe, 2005, p. 3)", "(Doe, 2005)"),
        ("(Poe, 2007)", ""),
    ]

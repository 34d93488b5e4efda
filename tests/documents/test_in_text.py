"""Citations that somebody typed, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.documents.all_documents import read_document
from citekit.documents.document import Document
from citekit.documents.in_text.citation import InTextCitation, InTextCite
from citekit.documents.in_text.in_text import find_in_text
from tests.tables import read_table

WORDS = (
    *(
        "Smith",
        "van Dijk",
        "O'Neil",
        "et al.",
        "and",
        "&",
        "(",
        ")",
        "2019",
        "2019a",
        ",",
        ";",
        " ",
        "[1]",
        "[",
        "]",
        "n.d.",
    ),
    *(
        "p. 3",
        "see",
        "World Health Organization",
        "WHO",
        "as cited in",
        "personal communication",
        "March",
        "Table 2",
        "“",
        "”",
    ),
    *("12", "–", "^2^", "@a", "`x`", "\n", ".", "Ibid.", "^[", "é", "'s"),
)


def tell(cite: InTextCite) -> str:
    """Return what a cite says, on a line."""
    parts = ["via " if cite.is_secondary else "", "/".join(cite.names) or f"«{cite.title}»"]
    parts += [" et al." if cite.has_et_al else "", f" [{cite.acronym}]" if cite.acronym else ""]
    parts += [f" {cite.joiner}" if cite.joiner else "", f" {cite.year}" if cite.year else ""]
    parts += [f" {cite.locator.label} {cite.locator.value}" if cite.locator else ""]
    parts += [f" <{cite.prefix}" if cite.prefix else "", f" >{cite.suffix}" if cite.suffix else ""]
    return "".join(parts)


def tell_all(document: Document) -> str:
    """Return everything that was found, - for nothing."""

    def one(citation: InTextCitation) -> str:
        what = "; ".join(tell(cite) for cite in citation.cites) or ",".join(map(str, citation.numbers))
        return f"{citation.kind.value}: {what}" if what else citation.kind.value

    return " | ".join(one(citation) for citation in find_in_text(document)) or "-"


@pytest.mark.parametrize(("text", "expected"), read_table("documents/in_text.txt"))
def test_typed_citations_are_found_and_nothing_else(text: str, expected: str) -> None:
    """Names, years, pages and numbers as typed; dates, tables and sample sizes are left alone."""
    assert tell_all(read_document(text.encode(), name="paper.md")) == expected


def test_places_are_those_of_the_source() -> None:
    """A span is what is typed, its markup too."""
    document = read_document(b"One.\n\nSee (Smith *et al.*,\n2019) here.\n", name="paper.md")

    [citation] = find_in_text(document)

    assert document.source(citation.span) == "(Smith *et al.*,\n2019)"
    assert str(document.place(citation.span)) == "paper.md:3:5"
    [cite] = citation.cites
    assert (cite.names, cite.has_et_al, cite.year) == (("Smith",), True, "2019")


def test_the_list_of_references_is_not_searched() -> None:
    """Years in brackets of the list cite nothing."""
    text = "Sleep (Smith, 2019).\n\n# References\n\n"
    text += "Smith, A. (2019). *Sleep*. Sage.\n\nBrown, B. (2018). *Wake*. Sage."

    assert tell_all(read_document(text.encode(), name="paper.md")) == "parenthetical: Smith 2019"


def test_notes_that_stand_after_the_list_are_searched() -> None:
    """Notes belong to the text, also where they are written below the list of references."""
    source = (
        "So it is.[^1]\n\n## Bibliography\n\nDoe, John. *A Book*. London: Verso, 1983.\n\n"
        "Roe, Jane. *Another Book*. London: Verso, 1984.\n\nPoe, Edgar. *A Third*. London: Verso, 1985.\n\n"
        "[^1]: John Doe, *A Book* (London: Verso, 1983), 44.\n"
    )

    found = find_in_text(read_document(source.encode(), name="paper.md"))

    assert [cite.names for citation in found for cite in citation.cites] == [("Doe",)]


def test_notes_are_read_as_notes() -> None:
    """Ibid. and short forms in notes are found with their notes."""
    text = "One[^1] two[^2] three[^3].\n\n[^1]: John Smith, *Sleep* (London, 1990), 5.\n\n[^2]: Ibid., 7.\n\n"
    text += "[^3]: See Brown, *Wake*, 12; cf. van Dijk, “Net,” 3; Mark U. Edwards Jr., *Printing*, 21.\n"
    document = read_document(text.encode(), name="paper.md")

    found = [
        (citation.is_ibid, [cite.names for cite in citation.cites]) for citation in find_in_text(document)
    ]

    assert found == [
        (False, [("Smith",)]),
        (True, []),
        (False, [("Brown",)]),
        (False, [("van Dijk",)]),
        (False, [("Edwards",)]),
    ]


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_the_finder_takes_anything(text: str) -> None:
    """No text makes it fail; what is found lies in its block."""
    document = read_document(f"x {text}".encode(), name="paper.md")

    for citation in find_in_text(document):
        length = len(document.blocks[citation.block].text)
        assert 0 <= citation.start < citation.end <= length
        for cite in citation.cites:
            assert 0 <= cite.start <= cite.end <= length

"""NBIB: the tagged form of PubMed."""

from __future__ import annotations

import pytest

from citekit.formats import nbib
from citekit.formats.all_formats import guess_format
from citekit.item.item import Item
from citekit.item.name import Name


def read_one(*lines: str) -> Item:
    """Return the one item of a file with these lines."""
    (item,) = nbib.read("\n".join(("PMID- 1", *lines)).encode(), name="x.nbib").items
    return item


@pytest.mark.parametrize(
    ("pages", "whole"),
    [
        ("101-8", "101-108"),
        ("1195-203", "1195-1203"),
        ("S12-6", "S12-S16"),
        ("S12-S16", "S12-S16"),
        ("12-19", "12-19"),
        ("e1005", "e1005"),
        ("101-8; discussion 109-10", "101-108; discussion 109-110"),
        ("45-3", "45-3"),
        ("1-2", "1-2"),
        ("007-9", "007-009"),
        ("12-A5", "12-A5"),
    ],
)
def test_a_short_end_of_pages_is_made_whole(pages: str, whole: str) -> None:
    """What PubMed leaves out of the last page is what the first has."""
    assert nbib.expand_pages(pages) == whole


def test_full_names_stand_for_their_short_ones() -> None:
    """Each author comes once and in order, the institution among them."""
    item = read_one("FAU - Doe, Jane A", "AU  - Doe JA", "CN  - Sea Group", "AU  - Roe R 3rd", "FAU - Poe, P")
    assert item.names["author"] == (
        Name(family="Doe", given="Jane A"),
        Name(literal="Sea Group"),
        Name(family="Roe", given="R", suffix="3rd"),
        Name(family="Poe", given="P"),
    )


def test_identifiers_are_told_by_their_brackets() -> None:
    """A DOI is one wherever it stands; a publisher's number is one only where pages lack."""
    item = read_one("LID - e12 [pii]", "AID - 10.5555/x [doi]", "PMC - PMC12")
    assert (item.text["DOI"], item.text["PMCID"], item.number["number"]) == ("10.5555/x", "PMC12", "e12")
    assert "number" not in read_one("PG  - 1-9", "AID - S0140(05)1 [pii]").number


def test_the_full_stop_of_a_title_is_not_the_titles() -> None:
    """MEDLINE ends every title with one; other marks and an ellipsis are the author's."""
    assert read_one("TI  - Gulls.").text["title"] == "Gulls"
    assert read_one("TI  - Gulls?").text["title"] == "Gulls?"
    assert read_one("TI  - Gulls...").text["title"] == "Gulls..."


def test_it_is_known_by_its_content() -> None:
    """PMID begins the file, with or without an empty line before."""
    assert guess_format("pubmed.txt", b"\nPMID- 31234567\nOWN - NLM\n").name == "nbib"

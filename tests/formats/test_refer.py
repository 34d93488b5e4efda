"""EndNote tagged: letters, kinds, and the refer of Unix."""

from __future__ import annotations

import pytest

from citekit.formats import refer
from citekit.formats.all_formats import guess_format
from citekit.item.item import Item
from citekit.item.name import Name


def read_one(*lines: str) -> Item:
    """Return the one item of a file with these lines."""
    (item,) = refer.read("\n".join(lines).encode(), name="x.enw").items
    return item


@pytest.mark.parametrize(
    ("lines", "type_"),
    [
        (["%0 Journal Article", "%T T"], "article-journal"),
        (["%0 journal article", "%T T"], "article-journal"),
        (["%0 JOUR", "%T T"], "article-journal"),
        (["%T T", "%J A Journal"], "article-journal"),
        (["%T T", "%B A Book"], "chapter"),
        (["%T T", "%R TR-1"], "report"),
        (["%T T", "%I A Publisher"], "book"),
        (["%T T"], "document"),
    ],
)
def test_the_kind_is_named_or_told_by_the_fields(lines: list[str], type_: str) -> None:
    """EndNote names the kind, refer had none."""
    assert read_one(*lines).type == type_


def test_names_of_refer_have_the_family_last() -> None:
    """In a file without kinds people are written as they are spoken; institutions stay whole."""
    old = read_one("%A Brian W. Hacker", "%A Hill Laboratories", "%T T", "%J Notes")
    assert old.names["author"] == (
        Name(family="Hacker", given="Brian W."),
        Name(literal="Hill Laboratories"),
    )
    new = read_one("%0 Report", "%A Smith Partners", "%T T")
    assert new.names["author"] == (Name(literal="Smith Partners"),)


def test_a_number_is_an_issue_only_in_a_journal() -> None:
    """%N is the issue of an article, the number of a report, that in its series of a book."""
    assert read_one("%0 Journal Article", "%N 007").number == {"issue": "007"}
    assert read_one("%0 Report", "%N WP-7").number == {"number": "WP-7"}
    assert read_one("%0 Book", "%N 7").number == {"collection-number": "7"}


def test_an_empty_line_within_an_abstract_ends_nothing() -> None:
    """Paragraphs without a tag belong to the field before."""
    item = read_one("%0 Book", "%T T", "%X One.", "", "Two.", "", "%D 2001")
    assert item.text["abstract"] == "One.\n\nTwo."
    assert item.dates["issued"].year == 2001


@pytest.mark.parametrize("head", [b"%0 Book\n", b"\xef\xbb\xbf%0 Book\r\n", b"\n%A Doe, J.\n"])
def test_it_is_known_by_its_content(head: bytes) -> None:
    """A percent sign and a letter begin the file."""
    assert guess_format("<stdin>", head).name == "refer"


@pytest.mark.parametrize("head", [b"% a comment of LaTeX\n@article{", b"%PDF-1.7\n"])
def test_other_percent_signs_are_other_formats(head: bytes) -> None:
    """Comments of TeX and the mark of PDF are no tags."""
    assert not refer.FORMAT.recognise(head)

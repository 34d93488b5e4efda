"""Fields in notes, as Zotero's Extra has them."""

from __future__ import annotations

import pytest

from citekit.formats.note_fields import unpack_note
from citekit.item.date import parse_edtf
from citekit.item.item import Item
from citekit.item.name import Name


def _item(note: str, **text: str) -> Item:
    return Item(id="a", type="book", text={"note": note, **text})


def test_lines_at_the_head_are_fields() -> None:
    """Text, numbers, dates, names and the type; the rest is the note."""
    note = (
        "Original Date: 1901\nPMID: 123\ntype: report\neditor: Doe || Jane\neditor: Institute\n"
        "{:event-place: Oslo}\nnumber:007\nread in winter\nDOI: 10.5555/no"
    )
    assert unpack_note(_item(note)) == Item(
        id="a",
        type="report",
        text={"PMID": "123", "event-place": "Oslo", "note": "read in winter\nDOI: 10.5555/no"},
        number={"number": "007"},
        names={"editor": (Name(family="Doe", given="Jane"), Name(literal="Institute"))},
        dates={"original-date": parse_edtf("1901")},
    )


@pytest.mark.parametrize(
    "note",
    [
        "An ordinary note: with a colon",
        "Citation Key: doe2020",
        "tex.ids: a",
        "https://example.org: seen",
        "original-date: some day",
        "title-short",
        "12:30",
    ],
)
def test_a_note_is_left_alone(note: str) -> None:
    """What names no variable, or has no value for it, is a note."""
    assert unpack_note(_item(note)) == _item(note)


def test_what_the_item_has_counts() -> None:
    """A field of the item is not overruled by its note."""
    item = _item("DOI: 10.5555/other\nPMID: 1", DOI="10.5555/own")
    assert unpack_note(item).text == {"DOI": "10.5555/own", "PMID": "1", "note": "DOI: 10.5555/other"}


def test_taking_apart_twice_changes_nothing() -> None:
    """The rest of a note has no fields any more."""
    once = unpack_note(_item("PMID: 1\nfoo: bar\nPMCID: PMC1\nnote"))
    assert unpack_note(once) == once

"""The draft that a page gives."""

from __future__ import annotations

from citekit.formats.pasted_page.draft import Confidence, FoundField, PageDraft
from citekit.item.date import parse_edtf
from citekit.item.name import Name

TITLE = FoundField("title", "Harbours", "Harbours", 1, Confidence.HIGH, "the first line")
AUTHOR = FoundField("author", (Name(family="Doe", given="Jane"),), "Jane Doe", 2, Confidence.LOW, "a name")
ISSUED = FoundField(
    "issued",
    parse_edtf("2022"),
    "03/04/2022",
    3,
    Confidence.LOW,
    "two readings",
    (parse_edtf("2022-04-03"), parse_edtf("2022-03-04")),
)
TYPE = FoundField("type", "webpage", "Harbours", 1, Confidence.LOW, "nothing says")
NUMBER = FoundField("number", "12", "No. 12", 4, Confidence.HIGH, "the label")
ACCESS = FoundField("access", "open", "Open access", 5, Confidence.HIGH, "the notice")
DRAFT = PageDraft((TYPE, TITLE, AUTHOR, ISSUED, NUMBER, ACCESS))


def test_makes_an_item() -> None:
    """Each field stands in the map of its kind, under the key given; access is no variable."""
    item = DRAFT.item("doe2022")

    assert (item.id, item.type) == ("doe2022", "webpage")
    assert item.text == {"title": "Harbours"}
    assert item.number == {"number": "12"}
    assert item.names == {"author": (Name(family="Doe", given="Jane"),)}
    assert item.dates == {"issued": parse_edtf("2022")}
    assert DRAFT.own_fields() == {"access": "open"}


def test_an_empty_draft_makes_an_empty_item() -> None:
    """Without fields the item has a type and nothing else."""
    item = PageDraft().item("x")

    assert (item.type, list(item.variables())) == ("document", [])
    assert PageDraft().own_fields() == {}


def test_guesses_are_left_out() -> None:
    """What is only likely is dropped; a year that both readings share, and the type, are kept."""
    kept = DRAFT.without_guesses()

    assert [found.field for found in kept.fields] == ["type", "title", "issued", "number", "access"]
    assert DRAFT.questions == (TYPE, AUTHOR, ISSUED)

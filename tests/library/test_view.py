"""What the index answers comes in order and complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.item.identifier import Identifier, IdentifierKind
from citekit.library.entries import Entries
from citekit.library.index import Index
from citekit.library.search_sql import condition_of
from citekit.library.summary import SORTS
from citekit.library.view import View

EVERY = condition_of(None)

RECORDS = {
    "b2": "type: report\ntitle: Émile\nauthor: ['Ábel, Zoë']\nissued: 2020\n",
    "b10": "type: book\ntitle: ember\nauthor: ['Abel, Anna']\nissued: 2019\n",
    "a": "type: report\ntitle: Zebra\nissued: 1999/2001\naliases: [old, older]\nISBN: 9780306406157\n",
    "c": "type: chapter\ntitle: Ox\nauthor: [{literal: Zeta}]\nISBN: 0-306-40615-2\naliases: [old]\n",
    "bad": "issued: 2020-13\n",
}


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """An index of `RECORDS`."""
    folder = tmp_path / "entries"
    folder.mkdir()
    for key, text in RECORDS.items():
        (folder / f"{key}.yaml").write_text(text)
    return Index(Entries(tmp_path), folder=None, clock=lambda: 0)


@pytest.mark.parametrize(
    ("sort", "keys"),
    [
        ("key", "a b10 b2 bad c"),
        ("author", "b10 b2 c a bad"),
        ("year", "a b10 b2 bad c"),
        ("title", "b10 b2 c a bad"),
        ("type", "b10 c b2 a bad"),
    ],
)
def test_a_list_is_sorted_and_what_has_no_value_comes_last(index: Index, sort: str, keys: str) -> None:
    """Forwards and backwards; accents and case do not count."""

    def listed(view: View, *, reverse: bool) -> list[str]:
        return [row.key for row in view.summaries(EVERY, sort=sort, reverse=reverse)]

    forwards = index.ask(lambda view: listed(view, reverse=False))
    backwards = index.ask(lambda view: listed(view, reverse=True))

    assert sorted(forwards) == sorted(backwards) == sorted(RECORDS)
    assert forwards == keys.split()
    if sort != "key":
        assert backwards[-1] in {"bad", "c"}
        assert backwards[0] == {"author": "c", "year": "b2", "title": "a", "type": "b2"}[sort]


def test_there_is_an_order_for_every_sort(index: Index) -> None:
    """What the commands offer can be asked for."""

    def count(view: View) -> list[int]:
        return [len(view.summaries(EVERY, sort=sort, limit=2)) for sort in SORTS]

    assert index.ask(count) == [2] * len(SORTS)


def test_records_come_in_the_order_that_is_asked_for(index: Index) -> None:
    """Those that are not there are left out; a thousand keys are not too many."""
    keys = ["c", "none", "a", *(f"x{number}" for number in range(2000)), "b2"]

    assert [record.key for record in index.ask(lambda view: view.records_of(keys))] == ["c", "a", "b2"]


def test_items_are_those_of_usable_records(index: Index) -> None:
    """What cannot be cited is no item."""
    assert [item.id for item in index.ask(lambda view: view.items(EVERY))] == ["a", "b10", "b2", "c"]


def test_aliases_and_identifiers_lead_to_all_that_carry_them(index: Index) -> None:
    """However an ISBN is written; the first identifier that anything carries counts."""
    isbn = Identifier(IdentifierKind.ISBN, "9780306406157")
    other = Identifier(IdentifierKind.DOI, "10.1000/x")

    assert index.ask(View.aliases) == ("old", "older")
    assert index.ask(lambda view: view.keys_of_alias("old")) == ("a", "c")
    assert index.ask(lambda view: view.keys_of_alias("Old")) == ()
    assert index.ask(lambda view: view.keys_of([other, isbn])) == ("a", "c")
    assert index.ask(lambda view: view.keys_of([other])) == ()

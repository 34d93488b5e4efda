"""Two records of one work become one: each field's better value stays, with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.errors import InvalidValue
from citekit.library.merge import Choice, merge_edit, merge_records
from citekit.library.record import Record
from citekit.library.schema import read_record


def record(key: str, text: str) -> Record:
    """Return the record of a text."""
    return read_record(text.encode(), path=Path(f"{key}.yaml"), key=key)


def choices(keep: str, other: str, **chosen: str) -> dict[str, Choice]:
    """Return what becomes of each field when ``other`` is merged into ``keep``."""
    one, two = record("one", f"type: book\n{keep}"), record("two", f"type: book\n{other}")
    return {choice.field: choice for choice in merge_records(one, [two], chosen=chosen)}


BETTER = {
    "only the other has it": ("", "DOI: 10.1/x"),
    "a more precise date": ("issued: 2020", "issued: 2020-05"),
    "a day": ("issued: 2020-05", "issued: 2020-05-07"),
    "a date for words": ("issued: {literal: forthcoming}", "issued: 2020"),
    "more people": ("author: [{family: Doe}]", "author: [{family: Doe}, {family: Roe}]"),
    "given names in full": ("author: [{family: Doe, given: J.}]", "author: [{family: Doe, given: Jane}]"),
    "no capitals": ("title: HARBOURS OF THE NORTH", "title: Harbours of the north"),
    "names without capitals": ("author: [{family: MILLER}]", "author: [{family: Miller}]"),
    "the subtitle": ("title: Harbours", "title: 'Harbours: A history'"),
    "a journal in full": (
        "container-title: J. Harbour Econ.",
        "container-title: Journal of Harbour Economics",
    ),
    "the last page": ("page: '101'", "page: 101-118"),
    "the secure address": ("URL: http://example.org/a", "URL: https://example.org/a"),
    "a longer abstract": ("abstract: Short.", "abstract: Short. And then much more of it."),
}
KEPT = {
    "another year": ("issued: 2020", "issued: 2021-05"),
    "other people": ("author: [{family: Doe}]", "author: [{family: Poe}, {family: Roe}]"),
    "other given names": ("author: [{family: Doe, given: J.}]", "author: [{family: Doe, given: Martin}]"),
    "another title": ("title: Harbours", "title: Ports"),
    "capitals": ("title: Harbours", "title: 'HARBOURS: A HISTORY'"),
    "a short abbreviation": ("title: DNA", "title: Dna"),
    "another page": ("page: 101-118", "page: 102-118"),
    "another address": ("URL: http://example.org/a", "URL: https://example.com/a"),
    "a note": ("note: mine", "note: something much longer than that"),
    "the more precise date": ("issued: 2020-05", "issued: 2020"),
    "more people here": ("author: [{family: Doe}, {family: Roe}]", "author: [{family: Doe}]"),
}


@pytest.mark.parametrize("name", BETTER)
def test_the_better_value_is_taken(name: str) -> None:
    """With a reason; the other way round the kept one stays."""
    keep, other = BETTER[name]
    field = (other or keep).partition(":")[0]

    taken, left = choices(keep, other)[field], choices(other, keep)[field]

    assert (taken.key, taken.changes) == ("two", True)
    assert taken.reason
    assert (left.key, left.changes) == ("one", False)


@pytest.mark.parametrize("name", KEPT)
def test_the_kept_value_stays(name: str) -> None:
    """Where nothing speaks for the other."""
    keep, other = KEPT[name]

    choice = choices(keep, other)[keep.partition(":")[0]]

    assert (choice.key, choice.changes) == ("one", False)


def test_a_vague_type_gives_way() -> None:
    """A document is anything."""
    one, two = record("one", "type: document\n"), record("two", "type: report\n")

    assert [choice.key for choice in merge_records(one, [two])] == ["two"]
    assert [choice.key for choice in merge_records(two, [one])] == ["two"]


def test_what_is_chosen_counts() -> None:
    """Against all reasons."""
    choice = choices("issued: 2020-05", "issued: 2019", issued="two")["issued"]

    assert (choice.value, choice.reason, choice.changes) == ("2019", "as you said", True)


@pytest.mark.parametrize(("field", "key"), [("issued", "three"), ("DOI", "one"), ("nonsense", "one")])
def test_a_choice_that_cannot_be_is_refused(field: str, key: str) -> None:
    """A record that is not merged, or a field that it does not have."""
    with pytest.raises(InvalidValue):
        choices("issued: 2020", "issued: 2019", **{field: key})


def test_lists_of_ones_own_are_united() -> None:
    """Tags, files and what is superseded, but not by itself."""
    merged = choices(
        "tags: [a, b]\nfiles: [x]\nsupersedes: [old, two]", "tags: [b, c]\nfiles: [y]\nsupersedes: [one]"
    )

    assert merged["tags"].value == ["a", "b", "c"]
    assert merged["files"].value == ["x", "y"]
    assert merged["supersedes"].value == ["old"]


def test_the_text_keeps_its_other_bytes() -> None:
    """Comments, order, quotes; the keys of the others become aliases."""
    text = "# by hand\ntitle: 'Harbours'  # keep\ntype:   book\nissued: 2020\n"
    one = record("one", text)
    two = record("two", "type: book\ntitle: Harbours\nissued: 2020-05\naliases: [zwei, one]\nDOI: 10.1/x\n")

    edit = merge_edit(merge_records(one, [two]), one, [two])

    assert edit(text) == (
        "# by hand\ntitle: 'Harbours'  # keep\ntype:   book\nissued: 2020-05\nDOI: 10.1/x\n"
        "aliases: [two, zwei]\n"
    )


def test_three_become_one() -> None:
    """Each brings what the others lack; of two that are better the best is taken."""
    one = record("one", "type: book\nissued: 2020\n")
    two = record("two", "type: book\nissued: 2020-05\nDOI: 10.1/x\n")
    three = record("three", "type: book\nissued: 2020-05-07\nURL: https://example.org\n")

    merged = {choice.field: choice.key for choice in merge_records(one, [two, three])}

    assert merged == {"type": "one", "issued": "three", "DOI": "two", "URL": "three"}

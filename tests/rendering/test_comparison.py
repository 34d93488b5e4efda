"""What prints otherwise than before is found, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from citekit.rendering.comparison import Change, compare
from citekit.rendering.lock import Printed, PrintedCitation, PrintedEntry


def printed(citations: str, entries: str = "") -> Printed:
    """Return a printing: ``typed=text`` of each citation, ``id=text`` of each entry."""
    pairs = [tuple(pair.split("=")) for pair in citations.split()]
    listed = [tuple(pair.split("=")) for pair in entries.split()]
    return Printed(
        tuple(PrintedCitation(*pair) for pair in pairs), tuple(PrintedEntry(*pair) for pair in listed)
    )


PRINTINGS = st.builds(
    Printed,
    st.lists(st.builds(PrintedCitation, st.sampled_from("ab"), st.sampled_from("xy")), max_size=6).map(tuple),
    st.dictionaries(st.sampled_from("abc"), st.sampled_from("xy")).map(
        lambda found: tuple(PrintedEntry(*one) for one in found.items())
    ),
)


def test_a_citation_that_prints_otherwise_is_found() -> None:
    """With what it printed and prints, at its place."""
    found = compare(printed("a=1 b=2 c=3"), printed("a=1 b=9 c=3"))

    assert found.citations == (Change("b", 1, "2", "9"),)


def test_a_new_citation_leaves_the_others_alone() -> None:
    """One put in between, and one taken out, are each one change."""
    found = compare(printed("a=1 b=2 c=3"), printed("a=1 x=7 b=2"))

    assert found.citations == (Change("x", 1, None, "7"), Change("c", None, "3", None))


def test_entries_are_held_together_by_their_ids() -> None:
    """Gone, changed and new; an entry at another place is told as that alone."""
    found = compare(printed("", "a=1 b=2 c=3 d=4"), printed("", "d=4 b=9 c=3 e=5"))

    assert found.entries == (
        Change("a", None, "1", None),
        Change("b", 1, "2", "9"),
        Change("e", 3, None, "5"),
    )
    assert found.moved == ("d",)


@given(old=PRINTINGS, new=PRINTINGS)
def test_a_comparison_is_empty_where_nothing_differs(old: Printed, new: Printed) -> None:
    """And only there."""
    assert bool(compare(old, new)) == (old != new)


@given(old=PRINTINGS, new=PRINTINGS)
def test_the_changes_make_the_new_printing_of_the_old(old: Printed, new: Printed) -> None:
    """Each entry of the new bibliography is an old one, or among the changes."""
    changes = {change.what: change.new for change in compare(old, new).entries}

    assert {id_: changes.get(id_, text) for id_, text in new.bibliography} == dict(new.bibliography)

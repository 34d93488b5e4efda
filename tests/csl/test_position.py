"""Positions of cites."""

from __future__ import annotations

from citekit.csl.citation import Citation, Cite, Locator
from citekit.csl.render.context import FIRST, IBID, IBID_WITH_LOCATOR, NEAR_NOTE, SUBSEQUENT
from citekit.csl.steps.position import find_positions


def note(number: int, *cites: str) -> Citation:
    """Return a citation in a note; "a:5" cites page 5 of a."""
    made = []
    for text in cites:
        key, _, page = text.partition(":")
        made.append(Cite(id=key, locator=Locator("page", page) if page else None))
    return Citation(cites=tuple(made), note_number=number)


def positions(*citations: Citation) -> list[list[int]]:
    """Return the bits of each cite, near-note aside."""
    return [[one.bits & ~NEAR_NOTE for one in found] for found in find_positions(citations, near=5)]


def test_first_and_ibid() -> None:
    """A cite of the item that the note before cites alone is ibid; both imply subsequent."""
    assert positions(note(1, "a"), note(2, "a")) == [[FIRST], [SUBSEQUENT | IBID]]


def test_ibid_with_locator() -> None:
    """Another locator makes it ibid-with-locator, a locator that goes away only subsequent."""
    found = positions(note(1, "a"), note(2, "a:5"), note(3, "a:5"), note(4, "a"))

    assert found == [[FIRST], [SUBSEQUENT | IBID | IBID_WITH_LOCATOR], [SUBSEQUENT | IBID], [SUBSEQUENT]]


def test_several_before() -> None:
    """After a note that cites several items nothing is ibid."""
    assert positions(note(1, "a", "b"), note(2, "a"))[1] == [SUBSEQUENT]


def test_within_a_citation() -> None:
    """The second of two cites of one item is ibid."""
    assert positions(note(1, "a", "a")) == [[FIRST, SUBSEQUENT | IBID]]


def test_near_note() -> None:
    """A cite is near while its item was cited at most the distance before."""
    found = find_positions([note(1, "a"), note(2, "b"), note(6, "a"), note(12, "a")], near=5)

    assert [bool(one[0].bits & NEAR_NOTE) for one in found] == [False, False, True, False]


def test_first_note_number() -> None:
    """Later notes know the first one, the first does not point to itself."""
    found = find_positions([note(3, "a"), note(3, "a"), note(4, "a")], near=5)

    assert [one[0].first_note for one in found] == [0, 0, 3]


def test_notes_that_start_anew() -> None:
    """Where the note numbers fall back, as in a new chapter, all is first again."""
    assert positions(note(7, "a"), note(1, "a")) == [[FIRST], [FIRST]]


def test_text_and_notes_apart() -> None:
    """Citations in the text do not count for those in notes."""
    assert positions(Citation(cites=(Cite(id="a"),)), note(1, "a")) == [[FIRST], [FIRST]]

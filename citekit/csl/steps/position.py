"""Where a cite stands in relation to earlier ones of the same item.

CSL 1.0.2, "Choose" (``position``), "Note Distance", "Variables" (first-reference-note-number).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from citekit.csl.citation import Citation, Mode
from citekit.csl.render.context import FIRST, IBID, IBID_WITH_LOCATOR, NEAR_NOTE, SUBSEQUENT

__all__ = ["Position", "find_positions"]


class Position(NamedTuple):
    """The positions that hold for a cite, as bits, and the note that first cited its item (or 0)."""

    bits: int = FIRST
    first_note: int = 0


class _Sequence:
    """What is remembered of the notes so far, or of the citations in the text so far."""

    def __init__(self) -> None:
        self.first: dict[str, int] = {}
        self.last: dict[str, int] = {}
        self.cites_in_note: dict[int, int] = {}
        self.previous: Citation | None = None


def find_positions(citations: Sequence[Citation], *, near: int) -> list[list[Position]]:
    """Return the position of every cite of every citation, given in document order.

    ``near`` is the option near-note-distance. Citations in the text and in notes count apart.
    """
    sequences = (_Sequence(), _Sequence())
    return [_citation(citation, sequences[citation.note_number > 0], near) for citation in citations]


def _citation(citation: Citation, seen: _Sequence, near: int) -> list[Position]:
    note = citation.note_number
    if seen.previous is not None and note < seen.previous.note_number:
        # the count of notes starts anew, as in a new chapter
        seen.first.clear()
        seen.last.clear()
        seen.cites_in_note.clear()
        seen.previous = None
    positions = []
    author_only = citation.mode is Mode.AUTHOR_ONLY
    for index, cite in enumerate(citation.cites):
        if cite.id not in seen.first:
            if not author_only and cite.mode is not Mode.AUTHOR_ONLY:
                seen.first[cite.id] = seen.last[cite.id] = note
            positions.append(Position(FIRST, 0))
            continue
        bits = _repeated(citation, index, seen)
        if note == 0 or note - seen.last[cite.id] <= near:
            bits |= NEAR_NOTE
        first = seen.first[cite.id]
        seen.last[cite.id] = note
        positions.append(Position(bits, first if first != note else 0))
    seen.cites_in_note[note] = seen.cites_in_note.get(note, 0) + len(citation.cites)
    if not author_only:
        seen.previous = citation
    return positions


def _repeated(citation: Citation, index: int, seen: _Sequence) -> int:
    cite = citation.cites[index]
    note, previous = citation.note_number, seen.previous
    other = None
    if index > 0:
        if citation.cites[index - 1].id == cite.id:
            other = citation.cites[index - 1]
    elif previous is not None and previous.cites:
        if previous.note_number == note and note > 0:
            if previous.cites[-1].id == cite.id:
                other = previous.cites[-1]
        elif (
            previous.cites[0].id == cite.id
            and previous.note_number >= note - 1
            and (note == 0 or seen.cites_in_note.get(previous.note_number, 0) == 1)
            and len(previous.cites) == 1
        ):
            other = previous.cites[0]
    if other is None:
        return SUBSEQUENT
    before, now = other.locator, cite.locator
    if before == now:
        return SUBSEQUENT | IBID
    if now is None:
        return SUBSEQUENT
    return SUBSEQUENT | IBID | IBID_WITH_LOCATOR

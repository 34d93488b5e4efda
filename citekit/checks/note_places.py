"""Where the marks of notes stand in a paper's text."""

from __future__ import annotations

from typing import NamedTuple

from citekit.documents.blocks import RunKind
from citekit.documents.document import Document

__all__ = ["NotePlace", "note_places"]


class NotePlace(NamedTuple):
    """The mark of a note: before the character ``position`` of the text of block number ``block``."""

    block: int
    position: int


def note_places(document: Document) -> dict[int, NotePlace]:
    """Return by the number of each note where its first mark stands."""
    marks = {note.reference: note.number for note in document.notes if note.reference}
    found: dict[int, NotePlace] = {}
    if not marks:
        return found
    by_part: dict[int, list[tuple[int, int, int]]] = {}
    for mark, number in marks.items():
        by_part.setdefault(mark.part, []).append((mark.start, mark.end, number))
    for index, block in enumerate(document.blocks):
        position = 0
        for run in block.runs:
            if run.kind is RunKind.NOTE:
                for start, end, number in by_part.get(run.span.part, ()):
                    if start <= run.span.start and run.span.end <= end:
                        found.setdefault(number, NotePlace(index, position))
            position += len(run.text)
    return found

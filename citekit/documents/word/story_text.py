"""The text of a story as a part of a document, and where each character of it stands in the file.

A paragraph is its visible text and a line break. The mark of a note is one character (U+FFFC), so that it has
a place of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from citekit.word.story import Paragraph, Run, Story, StoryKind

__all__ = ["NOTE_MARK", "STORIES", "Piece", "StoryText", "joined", "text_of"]

NOTE_MARK: Final = "\ufffc"
STORIES: Final = (StoryKind.BODY, StoryKind.FOOTNOTES, StoryKind.ENDNOTES)
"""What is the paper's text; comments are about it."""


class Piece(NamedTuple):
    """The text of one run, where it begins in the story's text, and where in its ``w:r``.

    ``into`` counts the characters of the element before it, marks of notes included.
    """

    run: Run
    text: str
    start: int
    into: int

    @property
    def end(self) -> int:
        """Where it ends in the story's text."""
        return self.start + len(self.text)


class StoryText(NamedTuple):
    """The text of a story: its ``lines`` are the paragraphs, each with the pieces of its text.

    ``starts`` are where they begin.
    """

    story: Story
    text: str
    starts: tuple[int, ...]
    lines: tuple[tuple[Piece, ...], ...]


def text_of(story: Story) -> StoryText:
    """Return the text of ``story``."""
    typed: list[str] = []
    starts: list[int] = []
    lines: list[tuple[Piece, ...]] = []
    position = 0
    for paragraph in story.paragraphs:
        starts.append(position)
        pieces = tuple(_pieces(paragraph, position))
        lines.append(pieces)
        line = "".join([piece.text for piece in pieces]) + "\n"
        typed.append(line)
        position += len(line)
    return StoryText(story, "".join(typed), tuple(starts) or (0,), tuple(lines))


def _pieces(paragraph: Paragraph, position: int) -> Iterator[Piece]:
    into: dict[int, int] = {}
    for run in paragraph.runs:
        text = NOTE_MARK if run.note else run.text
        before = into.get(run.start, 0)
        into[run.start] = before + len(text)
        if not run.look.hidden:
            yield Piece(run, text, position, before)
            position += len(text)


def joined(paragraphs: Sequence[Paragraph]) -> Iterator[range]:
    """Yield the paragraphs, by index, that a reader sees as one: the breaks between them are deleted."""
    first = 0
    for index, paragraph in enumerate(paragraphs):
        if not paragraph.joins_next or index + 1 == len(paragraphs):
            yield range(first, index + 1)
            first = index + 1

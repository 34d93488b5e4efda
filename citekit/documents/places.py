"""Where things stand in a document: its parts, spans of their text, and places as people look for them.

A document has one or more *parts*, each a text of its own: a Markdown or HTML file has one, a LaTeX
document one for each file it reads in, a Word document one for its body and one for its notes. A *span* is
a stretch of one part's text. For formats that are text, a part's text is the file's own, character by
character, so that an edit is a replaced span and nothing else moves. For formats that are not (docx, PDF), a
part's text is made of its paragraphs, each ended by a line break.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

__all__ = ["Part", "Place", "Span", "Unit"]


class Span(NamedTuple):
    """The characters ``start`` to ``end`` of the text of part number ``part``, all counted from 0."""

    start: int
    end: int
    part: int = 0


class Unit(Enum):
    """What the places of a part are counted in."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    PAGE = "page"


class Place(NamedTuple):
    """Where something stands, as a person looks for it; numbers count from 1.

    In text that is file, line and column; in a Word document the paragraph stands for the line; in a PDF the
    page is given too.
    """

    path: str
    unit: Unit
    line: int
    column: int
    page: int = 0

    def __str__(self) -> str:
        if self.unit is Unit.PAGE:
            return f"{self.path}: page {self.page}, line {self.line}"
        if self.unit is Unit.PARAGRAPH:
            return f"{self.path}: paragraph {self.line}"
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a document.

    ``name`` is the file's, or the file's and that of the piece within it (``paper.docx``,
    ``paper.docx/word/footnotes.xml``). ``line_starts`` are where the lines of ``text`` begin. ``encoding``
    and ``mark`` (a byte order mark) say how a text file's bytes are made of ``text``; both are empty where
    the part is no file of text. ``page_starts`` are where its pages begin, in a PDF. ``included_by`` is
    the command that reads in a file that is not the paper's first.
    """

    name: str
    text: str
    line_starts: tuple[int, ...] = (0,)
    unit: Unit = Unit.LINE
    encoding: str = ""
    mark: bytes = b""
    page_starts: tuple[int, ...] = ()
    included_by: Span | None = None

    def place(self, position: int) -> Place:
        """Return where the character ``position`` stands."""
        line = bisect_right(self.line_starts, position)
        page = bisect_right(self.page_starts, position)
        if page:
            line -= bisect_right(self.line_starts, self.page_starts[page - 1]) - 1
            return Place(self.name, self.unit, line, 1, page)
        return Place(self.name, self.unit, line, position - self.line_starts[line - 1] + 1)

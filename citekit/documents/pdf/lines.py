"""The lines of text of a document, in the order in which they are read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from citekit.documents.pdf.columns import find_gutters, in_columns
from citekit.documents.pdf.letters import WORD_GAP, Char
from citekit.documents.pdf.page import Glyph, Page
from citekit.documents.pdf.rows import Piece, Row, piece_of
from citekit.markup.tree import Format

__all__ = ["Line", "lines_of"]


_LABEL: Final = re.compile(r"[\[(]?\w{1,4}[\])]?[.)]?|[•·▪‣◦∙*–-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of text. ``column`` is 0 for a line across the page, else the number of its column.

    ``size`` is that of most of its characters, ``first_word`` the width of its first word. ``cells`` counts
    its pieces that stand apart, the number of an item in a list left out.
    """

    page: int
    column: int
    x0: float
    x1: float
    base: float
    size: float
    first_word: float
    chars: tuple[Char, ...]
    text: str
    cells: int

    @property
    def is_bold(self) -> bool:
        """Whether all its words are bold."""
        return all(Format.BOLD in char.formats for char in self.chars if not char.text.isspace())


def lines_of(pages: Sequence[tuple[Page, Sequence[Row]]]) -> Iterator[Line]:
    """Yield the lines of a document, given as the rows of its pages."""
    gutters = find_gutters([rows for _, rows in pages])
    text_size = _text_size([rows for _, rows in pages])
    for (page, rows), its in zip(pages, gutters, strict=True):
        for column, pieces in in_columns(rows, its, text_size):
            yield _line(page.number, column, pieces)


def _text_size(pages: Sequence[Sequence[Row]]) -> float:
    sizes: Counter[float] = Counter()
    for piece in [piece for rows in pages for row in rows for piece in row.pieces]:
        sizes[round(piece.size, 1)] += len(piece.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _line(page: int, column: int, pieces: Sequence[Piece]) -> Line:
    chars: list[Char] = []
    for index, piece in enumerate(pieces):
        if index:
            # A number that stands apart labels what follows.
            gap = "\t" if "".join(char.text for char in chars).isdigit() else " "
            chars.append(Char(gap, frozenset()))
        chars += piece.chars()
    glyphs = [glyph for piece in pieces for glyph in piece.glyphs if not glyph.text.isspace()]
    return Line(
        page=page,
        column=column,
        x0=glyphs[0].x0,
        x1=glyphs[-1].x1,
        base=pieces[0].base,
        size=pieces[0].size if len(pieces) == 1 else piece_of(glyphs).size,
        first_word=_first_word(glyphs),
        chars=tuple(chars),
        text="".join([char.text for char in chars]),
        cells=len(pieces) - bool(_LABEL.fullmatch("".join([char.text for char in pieces[0].chars()]))),
    )


def _first_word(glyphs: Sequence[Glyph]) -> float:
    for one, other in pairwise(glyphs):
        if other.x0 - one.x1 > WORD_GAP * max(one.size, other.size):
            return one.x1 - glyphs[0].x0
    return glyphs[-1].x1 - glyphs[0].x0

"""What stands on a page at one height: pieces of text, parted by wide space.

Smaller characters beside a line, above or below the line that it stands on, are its superscripts and
subscripts, and belong to its piece.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from citekit.documents.pdf.accents import with_accents
from citekit.documents.pdf.letters import SMALLER, Char, chars_of
from citekit.documents.pdf.page import Glyph, Page
from citekit.documents.pdf.underscores import with_underscores

__all__ = ["Piece", "Row", "piece_of", "row_of", "rows_of"]

_SAME_BASE: Final = 0.12
"""Of the size: characters that stand so near to one line stand on it."""
_SAME_PLACE: Final = 0.15
_ON_LINE: Final = 0.03
_TORN: Final = 1.4
"""Of the size: what stands further apart was not set as one line (columns, cells, labels of lists)."""
_RAISED: Final = (0.1, 0.8)
_LOWERED: Final = (-0.4, -0.06)
"""How far, in sizes of the line, the base of a superscript and of a subscript is above that of the line."""
_NARROWEST_GAP: Final = 6.0
"""Points: no two columns stand nearer."""


class Piece(NamedTuple):
    """Characters side by side. ``size`` is that of most, ``base`` the line on which those stand."""

    glyphs: tuple[Glyph, ...]
    size: float
    base: float

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """Where it ends; spaces at its end are none of it."""
        return next(one for one in reversed(self.glyphs) if not one.text.isspace()).x1

    def chars(self) -> list[Char]:
        """Return its text."""
        return chars_of(self.glyphs, self.size, self.base)


class Row(NamedTuple):
    """What stands on one height of a page; ``gaps`` are the stretches that it leaves empty, from and to."""

    base: float
    pieces: tuple[Piece, ...]
    gaps: tuple[tuple[float, float], ...]

    def text(self) -> str:
        """Return all that stands there."""
        return " ".join(["".join([char.text for char in piece.chars()]) for piece in self.pieces])


def rows_of(page: Page) -> tuple[Row, ...]:
    """Return what stands on a page, from the top down."""
    rows: list[list[Piece]] = []
    bases: list[float] = []
    glyphs = with_underscores(with_accents(page.glyphs), page.strokes)
    for piece in sorted(_with_small_ones(_pieces(glyphs)), key=lambda piece: piece.base):
        if bases and piece.base - bases[-1] <= _SAME_BASE * piece.size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
            bases.append(piece.base)
    return tuple(row_of(row) for row in rows)


def row_of(pieces: Sequence[Piece]) -> Row:
    """Return the row of these pieces, the first of which says where it stands."""
    ordered = tuple(sorted(pieces, key=lambda piece: piece.x0))
    glyphs = [one for piece in ordered for one in piece.glyphs if not one.text.isspace()]
    between = [(one.x1, other.x0) for one, other in pairwise(glyphs) if other.x0 - one.x1 >= _NARROWEST_GAP]
    return Row(pieces[0].base, ordered, ((0.0, glyphs[0].x0), *between, (glyphs[-1].x1, float("inf"))))


def piece_of(glyphs: Sequence[Glyph]) -> Piece:
    """Return the piece of these characters."""
    size = Counter([one.size for one in glyphs]).most_common(1)[0][0]
    return Piece(tuple(glyphs), size, next(one.base for one in glyphs if one.size == size))


def _pieces(glyphs: Sequence[Glyph]) -> Iterator[Piece]:
    """Yield characters that stand on one line side by side, from left to right."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: one.base):
        if row and glyph.base - row[-1].base > _SAME_BASE * max(glyph.size, row[-1].size):
            yield from _torn(row)
            row = []
        row.append(glyph)
    yield from _torn(row)


def _torn(row: list[Glyph]) -> Iterator[Piece]:
    """Yield the pieces of a row, cut where there is wide space and where the size changes."""
    row.sort(key=lambda one: one.x0)
    piece: list[Glyph] = []
    last: Glyph | None = None
    for glyph in row:
        if glyph.text.isspace():
            if last is not None:
                piece.append(glyph)
            continue
        if last is not None:
            if glyph.text == last.text and glyph.x0 - last.x0 < _SAME_PLACE * glyph.size:
                continue  # printed twice, to look bold
            larger, smaller = (glyph.size, last.size) if glyph.size > last.size else (last.size, glyph.size)
            is_far = glyph.x0 - last.x1 > _TORN * larger
            # Small capitals are smaller, too, but stand on the line.
            is_other = smaller < SMALLER * larger and abs(glyph.base - last.base) > _ON_LINE * larger
            if is_far or is_other or glyph.is_raised != last.is_raised:
                yield piece_of(piece)
                piece = []
        piece.append(glyph)
        last = glyph
    if piece:
        yield piece_of(piece)


def _with_small_ones(pieces: Iterator[Piece]) -> list[Piece]:
    """Return pieces, small ones joined to the larger that they are superscripts and subscripts of."""
    wholes: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.glyphs[0].is_raised, -piece.size)):
        owner = _owner(piece, wholes)
        if owner is None:
            wholes.append(piece)
            continue
        whole = wholes[owner]
        glyphs = sorted((*whole.glyphs, *_lifted(piece, whole)), key=lambda one: one.x0)
        wholes[owner] = whole._replace(glyphs=tuple(glyphs))
    # Superscripts between two pieces bring them together.
    joined: list[Piece] = []
    for whole in sorted(wholes, key=lambda one: (round(one.base, 1), one.x0)):
        before = joined[-1] if joined else None
        if before and abs(before.base - whole.base) <= _SAME_BASE * whole.size:
            apart = whole.x0 - before.glyphs[-1].x1
            if -whole.size <= apart <= _TORN * whole.size:
                joined[-1] = before._replace(glyphs=(*before.glyphs, *whole.glyphs))
                continue
        joined.append(whole)
    return joined


def _owner(piece: Piece, wholes: Sequence[Piece]) -> int | None:
    first, last = piece.glyphs[0], piece.glyphs[-1]
    best, least = None, 1.0
    for index, whole in enumerate(wholes):
        large = whole.size
        height = (whole.base - piece.base) / large
        if not _LOWERED[0] <= height <= _RAISED[1]:
            continue
        if first.is_raised and abs(height) <= _SAME_BASE:
            height = _RAISED[0]
        elif piece.size > SMALLER * large:
            continue
        is_beside = height >= _RAISED[0] or height <= _LOWERED[1]
        end = whole.glyphs[-1].x1 + 2 * large + piece.size * len(piece.glyphs)
        is_near = whole.glyphs[0].x0 - large <= first.x0 and last.x1 <= end
        if is_beside and is_near and abs(height) < least and _touch(piece, whole):
            best, least = index, abs(height)
    return best


def _touch(piece: Piece, whole: Piece) -> bool:
    first, last = piece.glyphs[0], piece.glyphs[-1]
    near = 0.5 * whole.size
    return any(abs(one.x1 - first.x0) < near or abs(one.x0 - last.x1) < near for one in whole.glyphs)


def _lifted(piece: Piece, owner: Piece) -> Iterator[Glyph]:
    """Yield a superscript's characters as such; a subscript's keep the base that tells them."""
    is_raised = piece.glyphs[0].is_raised or piece.base < owner.base
    for glyph in piece.glyphs:
        yield glyph._replace(is_raised=is_raised)

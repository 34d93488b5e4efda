"""The columns of a page, two or three, and the order in which what stands in and across them is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from citekit.documents.pdf.rows import Piece, Row, piece_of, row_of

__all__ = ["Gutters", "find_gutters", "in_columns"]

Gutters: TypeAlias = tuple[float, ...]
"""The middles of the empty strips between columns, from left to right; a page of one column has none."""

_NARROWEST_GUTTER: Final = 6.0
_FEWEST_LINES: Final = 5
_MOST_ACROSS: Final = 0.4
"""A page has columns if no more than this share of its rows goes across."""
_MIDST: Final = (0.3, 0.7)
"""Of the width of a page: a gutter stands there."""
_HALFWAY: Final = (0.42, 0.58)
"""Of the width of two columns: the gutter between them stands there."""
_TWICE: Final = 1.6
"""What is so much wider than a column is two."""
_STEPS: Final = 30
_LARGER: Final = 1.07
"""Of the size of the text: titles and the names below them are set so much larger."""
_NEAR: Final = 1.6
"""Of the size: so near below a line across the page stands the last of its paragraph."""


def find_gutters(pages: Sequence[Sequence[Row]]) -> list[Gutters]:
    """Return the gutters of each page; a page that shows none has those of another if it fits them."""
    own = [_gutters(rows) for rows in pages]
    known = sorted({tuple(map(round, gutters)) for gutters in own if gutters})
    return [
        gutters or next((one for one in known if _fits(rows, one)), ())
        for rows, gutters in zip(pages, own, strict=True)
    ]


def _gutters(rows: Sequence[Row]) -> Gutters:
    if not rows:
        return ()
    left = min(row.pieces[0].x0 for row in rows)
    right = max(row.pieces[-1].glyphs[-1].x1 for row in rows)
    gutter = _find_gutter(rows, left, right, _MIDST)
    if gutter is None:
        return ()
    parted = [sides for row in rows if (sides := _parted(row, (gutter,)))]
    if right - gutter > _TWICE * (gutter - left):
        rest = [row_of(sides[1]) for sides in parted if sides[1]]
        other = _find_gutter(rest, gutter, right, _HALFWAY)
        return (gutter,) if other is None else (gutter, other)
    if gutter - left > _TWICE * (right - gutter):
        rest = [row_of(sides[0]) for sides in parted if sides[0]]
        other = _find_gutter(rest, left, gutter, _HALFWAY)
        return (gutter,) if other is None else (other, gutter)
    return (gutter,)


def _find_gutter(rows: Sequence[Row], left: float, right: float, within: tuple[float, float]) -> float | None:
    """Return the middle of the strip that most rows leave empty, ``within`` two shares of a width."""
    start, width = left + (right - left) * within[0], (right - left) * (within[1] - within[0])
    best, fewest = None, 1.0
    for step in range(_STEPS + 1):
        x = start + width * step / _STEPS
        across, one_side, other_side = _count(rows, x)
        if min(one_side, other_side) < _FEWEST_LINES:
            continue
        share = across / len(rows)
        if share <= _MOST_ACROSS and share < fewest - 1e-9:
            best, fewest = x, share
    return best and _middle(rows, best)


def _fits(rows: Sequence[Row], gutters: Gutters) -> bool:
    for gutter in gutters:
        across, one_side, _ = _count(rows, gutter)
        if not one_side or across > _MOST_ACROSS * len(rows):
            return False
    return True


def _is_empty(row: Row, x: float) -> bool:
    """Whether there is room for a gutter around ``x``."""
    half = _NARROWEST_GUTTER / 2
    return any(start <= x - half and x + half <= end for start, end in row.gaps)


def _count(rows: Sequence[Row], x: float) -> tuple[int, int, int]:
    """Return how many rows go across ``x``, and how many have something on its left and on its right."""
    across = left = right = 0
    for row in rows:
        if _is_empty(row, x):
            left += row.pieces[0].x0 < x
            right += row.pieces[-1].glyphs[-1].x1 > x
        else:
            across += 1
    return across, left, right


def _middle(rows: Sequence[Row], x: float) -> float:
    """Return the middle of the strip around ``x`` that most rows leave empty."""
    strips = [gap for row in rows for gap in row.gaps if gap[0] <= x <= gap[1]]
    starts = sorted(start for start, _ in strips)
    ends = sorted(end for _, end in strips)
    # Rows that end early leave more: the strip is what nine in ten leave.
    start, end = starts[int(len(starts) * 0.9)], ends[int(len(ends) * 0.1)]
    middle = (start + end) / 2
    if start < x < end < float("inf") and _count(rows, middle)[0] <= _count(rows, x)[0]:
        return middle
    return (starts[-1] + ends[0]) / 2 if ends[0] < float("inf") else x


def in_columns(
    rows: Sequence[Row], gutters: Gutters, text_size: float
) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    """Yield the lines of a page as they are read, with its column's number, 0 if it goes across.

    Below a line across the page its last line and, in larger type than the text, the names of authors go
    across as well, though they leave the gutters empty.
    """
    columns: list[list[tuple[Piece, ...]]] = [[] for _ in range(len(gutters) + 1)]
    above: Row | None = None  # the line across the page that stands right above
    for row in rows:
        sides = _parted(row, gutters) if gutters else ()
        is_across = not sides or (above is not None and _goes_with(row, sides, above, text_size))
        if is_across:
            yield from _emptied(columns)
            yield 0, row.pieces
            above = row
            continue
        above = None
        for column, side in zip(columns, sides, strict=True):
            if side:
                column.append(side)
    yield from _emptied(columns)


def _goes_with(row: Row, sides: Sequence[Sequence[Piece]], above: Row, text_size: float) -> bool:
    size = min(piece.size for piece in row.pieces)
    is_heading = all(glyph.is_bold for piece in row.pieces for glyph in piece.glyphs)
    if size > _LARGER * text_size and not is_heading:
        return True
    is_near = row.base - above.base < _NEAR * max(size, above.pieces[0].size)
    return is_near and sum(bool(side) for side in sides) == 1 and (bool(sides[0]) or len(sides) > 2)


def _emptied(columns: Sequence[list[tuple[Piece, ...]]]) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    for number, column in enumerate(columns, 1):
        for pieces in column:
            yield number, pieces
        column.clear()


def _parted(row: Row, gutters: Gutters) -> tuple[tuple[Piece, ...], ...]:
    """Return what of a row stands in each column, nothing at all if it goes across."""
    if not all(_is_empty(row, gutter) for gutter in gutters):
        return ()
    edges = (float("-inf"), *gutters, float("inf"))
    return tuple([_between(row, left, right) for left, right in pairwise(edges)])


def _between(row: Row, left: float, right: float) -> tuple[Piece, ...]:
    pieces = []
    for piece in row.pieces:
        inside = [glyph for glyph in piece.glyphs if left <= glyph.x0 < right]
        if len(inside) == len(piece.glyphs):
            pieces.append(piece)
        elif any(not glyph.text.isspace() for glyph in inside):
            pieces.append(piece_of(inside))
    return tuple(pieces)

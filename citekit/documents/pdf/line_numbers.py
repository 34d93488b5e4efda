"""Numbers of lines, which manuscripts have in their margins for reviewers: no part of the paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from statistics import median
from typing import Final, NamedTuple

from citekit.documents.pdf.rows import Piece, Row, piece_of, row_of

__all__ = ["without_line_numbers"]

_FEWEST: Final = 8
_STEPS: Final = (1, 2, 5, 10)
"""Every line has its number, or one of so many."""
_MOST_WITHOUT: Final = 0.3
"""Of the lines that should have one: headings, running heads and notes may go without."""
_ALIGNED: Final = 1.5
"""Of the size: numbers of one and of three figures stand so far from a line."""
_APART: Final = 4.0
"""Points between the numbers and all that is text."""


class _Numbered(NamedTuple):
    """A row that begins, or ends, with a number: its edges, and the rest of the row."""

    place: int
    number: int
    x0: float
    x1: float
    size: float
    rest: tuple[Piece, ...]


def without_line_numbers(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows of a page without the numbers that count them in its margins.

    They count up by one step from row to row all down the page, and stand aside from all that is text. The
    numbers of a list count its entries, most of which are longer than a line.
    """
    for at_end in (False, True):
        numbered = {one.place: one for one in _numbered(rows, at_end=at_end)}
        if numbered:
            rows = list(_without(rows, numbered))
    return tuple(rows)


def _numbered(rows: Sequence[Row], *, at_end: bool) -> Sequence[_Numbered]:
    """Return the rows whose line has its number on this side; none if the page does not number its lines."""
    found = [one for index, row in enumerate(rows) if (one := _of_row(index, row, at_end=at_end))]
    if len(found) < _FEWEST:
        return ()
    middle = median(one.x1 for one in found)
    aligned = [one for one in found if abs(one.x1 - middle) < _ALIGNED * one.size]
    steps = {other.number - one.number for one, other in pairwise(aligned)}
    if len(aligned) < _FEWEST or len(steps) > 1 or not steps.issubset(_STEPS):
        return ()
    if len(aligned) < (1 - _MOST_WITHOUT) * len(rows) / steps.pop():
        return ()
    known = {one.place: one.rest for one in aligned}
    others = [piece for index, row in enumerate(rows) for piece in known.get(index, row.pieces)]
    if at_end:
        space = min(one.x0 for one in aligned) - max((one.x1 for one in others), default=0.0)
    else:
        space = min((one.x0 for one in others), default=0.0) - max(one.x1 for one in aligned)
    return aligned if space > _APART else ()


def _of_row(index: int, row: Row, *, at_end: bool) -> _Numbered | None:
    piece = row.pieces[-1 if at_end else 0]
    printed = [glyph for glyph in piece.glyphs if not glyph.text.isspace()]
    if at_end:
        printed.reverse()
    figures = list(takewhile(lambda glyph: glyph.text.isdecimal(), printed))
    left = printed[len(figures) :]
    if not figures:
        return None
    if at_end:
        figures.reverse()
        left.reverse()
    its_rest = [piece_of(left)] if left else []
    rest = (*row.pieces[:-1], *its_rest) if at_end else (*its_rest, *row.pieces[1:])
    number = int("".join([glyph.text for glyph in figures]))
    return _Numbered(index, number, figures[0].x0, figures[-1].x1, figures[0].size, rest)


def _without(rows: Sequence[Row], numbered: dict[int, _Numbered]) -> Iterator[Row]:
    for index, row in enumerate(rows):
        if index not in numbered:
            yield row
        elif rest := numbered[index].rest:
            yield row_of(rest)

"""Where the columns of each page begin and end; left and right pages of a book have margins of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from citekit.documents.pdf.lines import Line

__all__ = ["Edges", "find_edges"]

_SAME_EDGE: Final = 1.5


class Edges(NamedTuple):
    """The left and the right edge of a column."""

    left: float
    right: float


def find_edges(lines: Iterable[Line]) -> dict[tuple[int, int], Edges]:
    """Return the edges of each column, by page and number.

    A page can have indented lines alone. So the edges of all pages are known, and that of a page is the
    leftmost at which one of its lines begins.
    """
    columns: dict[int, dict[int, list[Line]]] = {}
    for line in lines:
        columns.setdefault(line.column, {}).setdefault(line.page, []).append(line)
    found: dict[tuple[int, int], Edges] = {}
    for column, pages in columns.items():
        known = sorted({_edge([line.x0 for line in its]) for its in pages.values()})
        groups: dict[float, list[int]] = {}
        for page, its in pages.items():
            groups.setdefault(_left(its, known), []).append(page)
        for left, group in groups.items():
            right = -_edge([-line.x1 for page in group for line in pages[page]])
            found |= {(page, column): Edges(left, right) for page in group}
    return found


def _left(lines: Sequence[Line], known: Sequence[float]) -> float:
    """Return the edge of a page, the same for all pages where it is nearly the same."""
    starts = [line.x0 for line in lines]
    edge = next((one for one in known if any(abs(start - one) <= _SAME_EDGE for start in starts)), known[0])
    return next(one for one in known if edge - one <= _SAME_EDGE)


def _edge(values: Sequence[float]) -> float:
    """Return the least value that is no accident: two lines or more begin there."""
    ordered = sorted(values)
    for one, other in pairwise(ordered):
        if other - one <= _SAME_EDGE:
            return one
    return ordered[0]

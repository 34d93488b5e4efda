"""Which way up a page is read, whatever way it is stored: a table set sideways is turned to be read.

A PDF counts from the foot of a page that stands as it was stored; a reader counts from the top of what
is read, in the direction in which its lines run.
"""

from __future__ import annotations

import math
from typing import NamedTuple

__all__ = ["Box", "Turned", "quarter_of"]

_SKEW = 0.1
"""A line that leans more than this off a quarter is set askew (a stamp, a watermark)."""


class Box(NamedTuple):
    """An upright rectangle in the units of the file, counted from the left and from below."""

    left: float
    bottom: float
    right: float
    top: float


class Turned(NamedTuple):
    """A page seen so that lines which run towards ``quarter`` go from left to right.

    ``quarter`` counts quarter turns against the clock: 0 for lines that run to the right as stored.
    """

    page: Box
    quarter: int

    @property
    def width(self) -> float:
        """How wide the page is to its reader."""
        page = self.page
        return page.top - page.bottom if self.quarter % 2 else page.right - page.left

    @property
    def height(self) -> float:
        """How high it is."""
        page = self.page
        return page.right - page.left if self.quarter % 2 else page.top - page.bottom

    def down(self, x: float, y: float) -> float:
        """Return how far below the top a point of the file is."""
        page = self.page
        return (page.top - y, x - page.left, y - page.bottom, page.right - x)[self.quarter]

    def across(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float]:
        """Return how far from the left edge a rectangle of the file begins and ends."""
        page = self.page
        match self.quarter:
            case 0:
                return left - page.left, right - page.left
            case 1:
                return bottom - page.bottom, top - page.bottom
            case 2:
                return page.right - right, page.right - left
            case _:
                return page.top - top, page.top - bottom


def quarter_of(x: float, y: float) -> int | None:
    """Return the quarter towards which a line of this direction runs, None if it is set askew."""
    turns = math.atan2(y, x) / (math.pi / 2)
    nearest = round(turns)
    return nearest % 4 if abs(turns - nearest) < _SKEW else None

"""How a paper is set: its type, the edges of its columns, the distance of its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from citekit.documents.pdf.edges import find_edges
from citekit.documents.pdf.lines import Line
from citekit.documents.reference_headings import is_reference_heading

__all__ = [
    "INDENT",
    "LARGER",
    "SMALLER",
    "Setting",
    "are_in_one_column",
    "are_of_one_size",
    "is_list_heading",
]

LARGER: Final = 1.07
"""Of the size of running text: what is set so much larger is a heading."""
SMALLER: Final = 0.94
"""Of the size of running text: what is set smaller is a note, a caption or a quotation."""
INDENT: Final = 0.7
"""Of the size: a line that begins so much further right is indented."""
_SAME_SIZE: Final = 0.06
_SPACED: Final = 1.3
"""Of the distance of lines: what stands so far below does not belong to the line above."""
_USUAL_DISTANCE: Final = 1.2
_ENOUGH: Final = 4
"""So many distances of lines of one size say what is usual."""
_ALONE: Final = 0.3
"""Of the width of the column: so much a heading leaves empty on its right."""
_ROWS_APART: Final = 4.5
"""Of the size: a row with a cell of two lines may stand between two others, set double."""


class Setting:
    """How the paper is set: its type, the edges of its columns, the distance of its lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.chars)
        self.size = sizes.most_common(1)[0][0] if sizes else 0.0
        self._edges = find_edges(lines)
        distances: dict[float, list[float]] = {}
        for one, other in pairwise(lines):
            distance = other.base - one.base
            if are_in_one_column(one, other) and are_of_one_size(one, other) and 0 < distance < 4 * one.size:
                distances.setdefault(round(one.size), []).append(distance)
        parted = [line for line in lines if line.cells > 1]
        self._rows = {
            id(line)
            for pair in pairwise(parted)
            if are_in_one_column(*pair) and pair[1].base - pair[0].base < _ROWS_APART * pair[0].size
            for line in pair
        }
        self._distance = {size: _usual(its) for size, its in distances.items() if len(its) >= _ENOUGH}
        body = self._distance.get(round(self.size), _USUAL_DISTANCE * self.size)
        self._usual = body / self.size if self.size else _USUAL_DISTANCE

    def indent(self, line: Line) -> float:
        """Return how far a line is from the left edge of its column."""
        return line.x0 - self._edges[line.page, line.column].left

    def room(self, line: Line) -> float:
        """Return how far a line ends before the right edge of its column."""
        return self._edges[line.page, line.column].right - line.x1

    def width(self, line: Line) -> float:
        """Return the width of a line's column."""
        left, right = self._edges[line.page, line.column]
        return right - left

    def is_full(self, line: Line, following: Line) -> bool:
        """Whether a line has no room for the first word of the one below it."""
        return self.indent(line) + self.room(line) < following.first_word + line.size

    def distance(self, line: Line) -> float:
        """Return the usual distance of lines of this size."""
        return self._distance.get(round(line.size), self._usual * line.size)

    def is_spaced(self, one: Line, other: Line) -> bool:
        """Whether there is more space between two lines than between lines of one paragraph."""
        return other.base - one.base > _SPACED * self.distance(one)

    def is_table_row(self, line: Line) -> bool:
        """Whether a line is a row of a table: pieces that stand apart, as in another line close by."""
        return id(line) in self._rows

    def is_centred(self, line: Line) -> bool:
        """Whether a line stands in the middle of its column."""
        return abs(self.indent(line) - self.room(line)) < line.size and self.indent(line) > 2 * line.size


def _usual(distances: Sequence[float]) -> float:
    """Return the distance of lines; in a short paper those between its paragraphs are as many."""
    return sorted(distances)[len(distances) // 4]


def are_in_one_column(one: Line, other: Line) -> bool:
    """Whether two lines stand in the same column of the same page."""
    return one.page == other.page and one.column == other.column


def are_of_one_size(one: Line, other: Line) -> bool:
    """Whether two lines are set in type of one size."""
    return abs(one.size - other.size) <= _SAME_SIZE * max(one.size, other.size)


def is_list_heading(line: Line, setting: Setting) -> bool:
    """Whether a line is the heading of a list of references, alone on its line."""
    text = line.text.strip()
    is_alone = setting.room(line) > _ALONE * setting.width(line)
    return is_alone and not text.endswith(".") and text[:1].isupper() and is_reference_heading(text)

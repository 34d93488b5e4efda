"""The tables of Markdown: pipe, grid, simple and multiline ones, cut into cells.

Pandoc manual, "Tables".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

__all__ = ["Table", "find_table"]


class Slice(NamedTuple):
    """The characters ``start`` to ``end`` of line ``row``."""

    row: int
    start: int
    end: int


class Table(NamedTuple):
    """A table's cells, by rows, and the line after it.

    ``is_drawn`` says that its columns stand under each other by spaces, ``holds_blocks`` that a cell can
    hold lists and several paragraphs.
    """

    cells: tuple[tuple[Slice, ...], ...]
    end: int
    is_drawn: bool
    holds_blocks: bool = False


Lines = Callable[[int], str]

_PIPE_RULE: Final = re.compile(r" {0,3}[|+]?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*[|+]?[ \t]*$")
_PIPE_MARK: Final = re.compile(r"\\.|`+|\|")
_GRID_RULE: Final = re.compile(r" {0,3}\+(?:[-=:]{2,}\+)+[ \t]*$")
_GRID_LINE: Final = re.compile(r" {0,3}[+|].*[+|][ \t]*$")
_DASHES: Final = re.compile(r" *-+(?: +-+)+ *$")
_BORDER: Final = re.compile(r" {0,3}-{3,} *$")
_HEADER_LINES: Final = 12
_LONGEST: Final = 1000
"""Lines of a table whose rows blank lines part; its end is looked for no further."""


def find_table(at: Lines, count: int, index: int) -> Table | None:
    """Return the table that begins at line ``index`` of ``count``, None if none does."""
    line = at(index)
    if _GRID_RULE.match(line):
        return _grid(at, count, index)
    if index + 1 < count and "|" in line:
        table = _pipe(at, count, index)
        if table is not None:
            return table
    if _DASHES.match(line):
        return _simple(at, count, index, header=None)
    if _BORDER.match(line):
        return _multiline(at, count, index)
    if index + 1 < count and _DASHES.match(at(index + 1)) and not line.lstrip().startswith(("|", "+")):
        return _simple(at, count, index + 1, header=index)
    return None


def _pipe(at: Lines, count: int, index: int) -> Table | None:
    rule = index + 1
    if _PIPE_RULE.match(at(index)) and "-" in at(index):
        rule = index
    if not _PIPE_RULE.match(at(rule)) or not ("|" in at(rule) or "+" in at(rule)):
        return None
    cells: list[tuple[Slice, ...]] = []
    row = index
    while row < count and at(row).strip():
        if row != rule:
            cells.extend((piece,) for piece in _pipe_cells(at(row), row))
        row += 1
    return Table(tuple(cells), row, is_drawn=False)


def _pipe_cells(line: str, row: int) -> Iterator[Slice]:
    """Yield the cells of a row: bars that are escaped or in code part none."""
    start = len(line) - len(line.lstrip())
    end = len(line.rstrip())
    start += line.startswith("|", start)
    position = start
    while match := _PIPE_MARK.search(line, position, end):
        position = match.end()
        if match[0] == "|":
            yield Slice(row, start, match.start())
            start = position
        elif match[0].startswith("`"):
            closing = re.compile(rf"(?<!`){match[0]}(?!`)").search(line, position, end)
            position = closing.end() if closing else position
    if start < end:
        yield Slice(row, start, end)


def _grid(at: Lines, count: int, index: int) -> Table | None:
    end = index
    while end < count and _GRID_LINE.match(at(end)):
        end += 1
    if end - index < 3 or not _GRID_RULE.match(at(end - 1)):
        return None
    cells: list[tuple[Slice, ...]] = []
    band: list[int] = []
    edges = _edges(at(index))
    for row in range(index + 1, end):
        if not at(row).lstrip().startswith("+"):
            band.append(row)
            continue
        cells.extend(_band(at, band, edges))
        band = []
        edges = _edges(at(row))
    return Table(tuple(cells), end, is_drawn=True, holds_blocks=True)


def _edges(line: str) -> list[int]:
    return [position for position, char in enumerate(line) if char == "+"]


def _band(at: Lines, rows: list[int], edges: list[int]) -> Iterator[tuple[Slice, ...]]:
    """Yield the cells of the lines between two rules; an edge that no line draws joins two columns."""
    drawn = [edge for edge in edges if all(at(row)[edge : edge + 1] in ("|", "+") for row in rows)]
    for left, right in pairwise(drawn):
        yield tuple(Slice(row, left + 1, right) for row in rows)


def _columns(dashes: str) -> list[tuple[int, int]]:
    starts = [match.start() for match in re.finditer("-+", dashes)]
    return list(zip([0, *starts[1:]], [*starts[1:], 1_000_000], strict=True))


def _simple(at: Lines, count: int, dashes: int, *, header: int | None) -> Table | None:
    columns = _columns(at(dashes))
    rows = [] if header is None else [header]
    end = dashes + 1
    while end < count and at(end).strip() and not (_DASHES.match(at(end)) or _BORDER.match(at(end))):
        rows.append(end)
        end += 1
    if end == dashes + 1:
        return None
    closed = end < count and bool(at(end).strip())
    if header is None and not closed:
        return _rows_apart(at, count, dashes, columns)
    cells = tuple((Slice(row, start, stop),) for row in rows for start, stop in columns)
    return Table(cells, end + closed, is_drawn=True)


def _multiline(at: Lines, count: int, index: int) -> Table | None:
    for dashes in range(index + 1, min(index + _HEADER_LINES, count)):
        if not at(dashes).strip():
            return None
        if _DASHES.match(at(dashes)) and dashes > index + 1:
            columns = _columns(at(dashes))
            body = _rows_apart(at, count, dashes, columns)
            if body is None:
                return None
            head = tuple(
                tuple(Slice(row, start, stop) for row in range(index + 1, dashes)) for start, stop in columns
            )
            return Table(head + body.cells, body.end, is_drawn=True)
    return None


def _rows_apart(at: Lines, count: int, dashes: int, columns: list[tuple[int, int]]) -> Table | None:
    """Return the rows that blank lines part, down to the rule that ends the table."""
    rows: list[list[int]] = [[]]
    for index in range(dashes + 1, min(count, dashes + _LONGEST)):
        line = at(index)
        if _BORDER.match(line) or _DASHES.match(line):
            cells = tuple(
                tuple(Slice(row, start, stop) for row in group)
                for group in rows
                if group
                for start, stop in columns
            )
            return Table(cells, index + 1, is_drawn=True)
        if line.strip():
            rows[-1].append(index)
        elif rows[-1]:
            rows.append([])
    return None

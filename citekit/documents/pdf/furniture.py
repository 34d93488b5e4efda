"""What every page of a PDF repeats and no reader reads: running heads and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from citekit.documents.pdf.page import Page
from citekit.documents.pdf.rows import Row

__all__ = ["without_furniture"]

_MARGIN: Final = 0.13
"""Of the height of the page: running heads and page numbers stand within it."""
_WIDE_MARGIN: Final = 0.2
"""LaTeX sets the number of the page so far from its edge, as the last that stands there."""
_OUTERMOST: Final = 3
"""So many rows at either end of a page can be running heads."""
_NEARBY: Final = 2
"""Pages: left and right pages have heads of their own."""
_SAME_HEIGHT: Final = 4.0
_APART: Final = 1.8
"""Of the size: so far below the last line of the text it stands, unless that is set double."""
_PAGE_NUMBER: Final = re.compile(
    r"[-–—|\s]*(?:(?:page|p\.|seite|s\.|página|pagina)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:of|von|de|sur|di|/|\|)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d+|\b[ivxlc]+\b")


class _Marginal(NamedTuple):
    """A row that stands in the margin; ``shape`` is its text without what changes from page to page."""

    place: int
    row: Row
    text: str
    shape: str


def without_furniture(pages: Sequence[tuple[Page, Sequence[Row]]]) -> list[tuple[Page, tuple[Row, ...]]]:
    """Return the pages with the rows that are the paper's own.

    What stands in the margin at one height of several pages, numbers aside, is a running head; a number that
    stands there alone is the page's.
    """
    margins = [tuple(_marginal(page, rows)) for page, rows in pages]
    shifts: Counter[int] = Counter({0: 2})
    for (page, _), margin in zip(pages, margins, strict=True):
        shifts.update([number - page.number for one in margin for number in _numbers(one.row)])
    shifts.update(
        [last - page.number for page, rows in pages if (last := _last_alone(page, rows)) is not None]
    )
    kept = []
    for place, (page, rows) in enumerate(pages):
        nearby = [
            (one.shape, one.row.base)
            for other in range(max(place - _NEARBY, 0), min(place + _NEARBY + 1, len(pages)))
            for one in margins[other]
            if other != place
        ]
        last = _last_alone(page, rows)
        dropped = {
            one.place
            for one in margins[place]
            if _PAGE_NUMBER.fullmatch(one.text)
            or any(shifts[number - page.number] > 1 for number in _numbers(one.row))
            or any(one.shape == shape and abs(one.row.base - base) <= _SAME_HEIGHT for shape, base in nearby)
        }
        if last is not None and shifts[last - page.number] > 1:
            dropped.add(len(rows) - 1)
        kept.append((page, tuple(row for index, row in enumerate(rows) if index not in dropped)))
    return kept


def _last_alone(page: Page, rows: Sequence[Row]) -> int | None:
    """Return the number that stands alone below all else on a page, None if it is none."""
    if len(rows) < 2 or rows[-1].base < (1 - _WIDE_MARGIN) * page.height:
        return None
    text = rows[-1].text()
    is_apart = rows[-1].base - rows[-2].base > _APART * rows[-1].pieces[0].size
    return int(text) if is_apart and text.isdecimal() else None


def _numbers(row: Row) -> Iterator[int]:
    """Yield the numbers that stand apart at either end of a row: one of them can be that of the page."""
    if len(row.pieces) > 1:
        for piece in (row.pieces[0], row.pieces[-1]):
            text = "".join([glyph.text for glyph in piece.glyphs]).strip()
            if text.isdecimal():
                yield int(text)


def _marginal(page: Page, rows: Sequence[Row]) -> Iterator[_Marginal]:
    """Yield the rows that stand in the margins of a page, at its very top and its very bottom."""
    first, last = range(min(_OUTERMOST, len(rows))), range(max(len(rows) - _OUTERMOST, 0), len(rows))
    for index in sorted({*first, *last}):
        row = rows[index]
        is_top = index in first and row.base < _MARGIN * page.height
        if is_top or (index in last and row.base > (1 - _MARGIN) * page.height):
            text = row.text()
            yield _Marginal(index, row, text, _DIGITS.sub("#", text.lower()))

"""What every page of a PDF repeats and no reader reads: running heads, page numbers, line numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from citekit.documents.pdf.lines import Row
from citekit.documents.pdf.page import Page

__all__ = ["without_furniture"]

_MARGIN: Final = 0.13
"""Of the height of the page: running heads and page numbers stand within it."""
_OUTERMOST: Final = 3
"""So many rows at either end of a page can be running heads."""
_SAME_HEIGHT: Final = 4.0
_PAGE_NUMBER: Final = re.compile(
    r"[-–—|\s]*(?:(?:page|p\.|seite|s\.|página|pagina)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:of|von|de|sur|di|/|\|)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d+|\b[ivxlc]+\b")


def without_furniture(pages: Sequence[tuple[Page, Sequence[Row]]]) -> list[tuple[Page, tuple[Row, ...]]]:
    """Return the pages with the rows that are the paper's own.

    What stands in the margin at one height of several pages, numbers aside, is a running head; a number that
    stands there alone is the page's.
    """
    shifts: Counter[int] = Counter({0: 2})
    for page, rows in pages:
        shifts.update({number - page.number for row in _marginal(page, rows) for number in _numbers(row)})
    kept = []
    for page, rows in pages:
        nearby = [
            (_shape(row), row.base)
            for other, others in pages
            if other is not page and abs(other.number - page.number) <= 2
            for row in _marginal(other, others)
        ]
        dropped = {
            row
            for row in _marginal(page, rows)
            if _PAGE_NUMBER.fullmatch(row.text)
            or any(shifts[number - page.number] > 1 for number in _numbers(row))
            or any(_shape(row) == shape and abs(row.base - base) <= _SAME_HEIGHT for shape, base in nearby)
        }
        kept.append((page, tuple(row for row in rows if row not in dropped)))
    return kept


def _numbers(row: Row) -> Iterator[int]:
    """Yield the numbers that stand apart at either end of a row: one of them can be that of the page."""
    for piece in {row.pieces[0], row.pieces[-1]}:
        text = "".join([glyph.text for glyph in piece]).strip()
        if text.isdecimal() and len(row.pieces) > 1:
            yield int(text)


def _marginal(page: Page, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows that stand in the margins of a page, at its very top and its very bottom."""
    for row in rows[:_OUTERMOST]:
        if row.base < _MARGIN * page.height:
            yield row
    for row in rows[-_OUTERMOST:]:
        if row.base > (1 - _MARGIN) * page.height:
            yield row


def _shape(row: Row) -> str:
    return _DIGITS.sub("#", row.text.lower())

"""What dates sort by: one key for a date, and the dates of a macro alone where that is asked for.

CSL 1.0.2, "Sorting".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citekit.csl.render.context import Context
from citekit.csl.render.names import Quiet, Renderer
from citekit.csl.render.nodes import EMPTY, SEQUENCE, TEXT, VAR, Node
from citekit.item.date import Date, DateParts

__all__ = ["DatesAlone", "date_sort_key"]

_AFTER_ALL: Final = "9" * 13  # as long as a date's key


def date_sort_key(date: Date, *, months: bool = True, days: bool = True) -> str:
    """Return a text that sorts as ``date`` does, counting only the parts asked for ("Sorting").

    Years before Christ sort before all others, words after all dates.
    """
    if date.start is None and date.end is None:
        return f"{_AFTER_ALL} {date.literal}" if date.literal else ""
    key = _parts_key(date.start or date.end, months=months, days=days)
    if date.start is not None and date.end is not None:
        key += " " + _parts_key(date.end, months=months, days=days)
    return key


def _parts_key(date: DateParts | None, *, months: bool, days: bool) -> str:
    if date is None:
        return ""
    year = f"1{date.year:08}" if date.year >= 0 else f"0{99_999_999 + date.year:08}"
    month = date.month or (date.season * 3 if date.season else 0)
    return f"{year}{month if months else 0:02}{(date.day or 0) if days else 0:02}"


class DatesAlone:
    """Renders the dates of a macro that sorts and nothing else, run together as one number."""

    __slots__ = ("_body",)

    def __init__(self, body: Renderer) -> None:
        self._body = body

    @property
    def quiet(self) -> Quiet | None:
        """Return what holds for the macro."""
        return self._body.quiet

    def render(self, ctx: Context) -> Node | None:
        """Return the digits of all its dates, each as long as a range."""
        node = self._body.render(ctx)
        if node is None or node[1] < 0:
            return node
        digits = "".join(key.replace(" ", "").ljust(2 * len(_AFTER_ALL), "0") for key in _date_keys(node))
        return (VAR, TEXT, digits, None) if digits else EMPTY


def _date_keys(node: Node) -> Iterator[str]:
    kind = node[1]
    if kind == TEXT:
        if node[3] is not None and node[3].element == "date":
            yield node[2]
    elif kind == SEQUENCE:
        for child in node[2]:
            yield from _date_keys(child)
    elif kind > SEQUENCE:
        yield from _date_keys(node[2])

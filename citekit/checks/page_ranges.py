"""Ranges of pages: from where to where, and whether they run backwards."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["Pages", "pages_in", "runs_backwards"]

_RANGE: Final = re.compile(r"\s*([A-Za-z]*)(\d{1,9})[a-z]?\s*[-‐‑–—]+\s*([A-Za-z]*)(\d{1,9})[a-z]?\s*")
_MOST_LEFT_OUT: Final = 3
_LONGEST: Final = 60
"""Few articles have more pages: 101-99 hardly ever means 101-199."""
_LONGEST_OF_LAW: Final = 200
"""Those of law reviews do, and show three digits of the last page: 1105-210."""


class Pages(NamedTuple):
    """First and last page, the last as a whole number where it was shortened (321-28)."""

    first: int
    last: int

    def __contains__(self, page: object) -> bool:
        return isinstance(page, int) and self.first <= page <= self.last


def pages_in(text: str) -> Pages | None:
    """Return the range that ``text`` is; None where it is none or has letters.

    Of one that runs backwards, 155-141, both ends are known.
    """
    match = _RANGE.fullmatch(text)
    if match is None or match[1] or match[3]:
        return None
    first, last = match[2], match[4]
    if runs_backwards(text):
        return Pages(int(last), int(first)) if len(first) == len(last) else None
    if int(last) < int(first):
        last = first[: len(first) - len(last)] + last
    return Pages(int(first), int(last)) if int(first) <= int(last) else None


def runs_backwards(text: str) -> bool:
    """Return whether a range ends before it begins: 101-99, and neither 321-28 nor 236802-1."""
    match = _RANGE.fullmatch(text)
    if match is None or (match[3] and match[1].casefold() != match[3].casefold()):
        return False
    first, last = match[2], match[4]
    if int(last) >= int(first) or (match[1] and not match[3]):
        return False
    if len(first) - len(last) > _MOST_LEFT_OUT:
        return False  # 236802-1 is the first page of article 236802
    whole = int(first[: len(first) - len(last)] + last)
    most = _LONGEST_OF_LAW if len(last) > 2 else _LONGEST
    return not (len(last) < len(first) and int(first) <= whole <= int(first) + most)

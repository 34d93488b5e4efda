"""Pages as two fields, the first and the last, and as the one that CSL has."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["join_pages", "split_pages"]

_RANGE: Final = re.compile(r"([^\s,;–—-]+)\s*[–—-]+\s*([^\s,;–—-]+)")


def split_pages(page: str) -> tuple[str, str]:
    """Return first and last page; the last is empty where there is no plain range."""
    plain = _RANGE.fullmatch(page)
    if plain is None:
        return page, ""
    return (plain[1], plain[2]) if plain[1] != plain[2] else (plain[1], "")


def join_pages(start: str, end: str) -> str:
    """Return the pages from ``start`` to ``end``, either of which may be empty or hold both."""
    first, last = split_pages(start)
    if not end or (last and end in {last, start}):
        return f"{first}-{last}" if last else first
    if not start or start == end:
        return "-".join(part for part in split_pages(end) if part)
    first_end, last_end = split_pages(end)
    if last or last_end:
        # two ranges, or a range in the field of the last page
        return end if first_end == start else f"{start}, {end}"
    return f"{start}-{end}"

"""Keywords, one to a field or many, and as the one list with commas that CSL has."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["join_keywords", "split_keywords"]


def split_keywords(fields: Iterable[str]) -> tuple[str, ...]:
    """Return each keyword once. A lone field with commas, or any with semicolons or lines, holds several."""
    parts = [part for field in fields for part in re.split(r"[;\n]", field)]
    found = _each_once(parts)
    return _each_once(found[0].split(",")) if len(found) == 1 else found


def _each_once(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for piece in parts if (part := piece.strip(" \t"))))


def join_keywords(keywords: Iterable[str]) -> str:
    """Return the keywords as one text, with semicolons where one of them holds a comma."""
    words = tuple(keywords)
    return ("; " if any("," in word for word in words) else ", ").join(words)

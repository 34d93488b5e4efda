"""Years as citations and lists have them: with letters, of reprints, and the words for none."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from citekit.checks.likeness import name_key

__all__ = ["base_years", "letter_of"]


def letter_of(year: str) -> str:
    """Return the letter of ``2013a`` or ``n.d.-b``, empty if there is none."""
    match = re.search(r"(?:\d{4}-?|\.-|press-)([a-z])$", year)
    return match[1] if match else ""


@lru_cache(maxsize=5_000)
def base_years(year: str) -> frozenset[str]:
    """Return the years without letter, of a reprint both: 1900/1953."""
    letter = letter_of(year)
    bare = year[: -len(letter)].rstrip("-") if letter else year
    found = re.findall(r"\d{3,4}", bare)
    if found:
        return frozenset(found)
    words_ = name_key(bare)
    return frozenset(("nd" if words_ in _NO_DATE else words_,) if words_ else ())


_NO_DATE: Final = frozenset(("nd", "sd", "oj", "sf", "bd", "ud", "nodate", "undated", "ohnejahr", "sinfecha"))

"""What the patterns of references are made of."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["CAPITAL", "any_of", "compiled", "word_set"]

CAPITAL: Final = r"[^\W\d_a-zß-öø-ÿāăąćčďđēėęěğīįıłńňōőřśšşťūůűźżž]"
"""A letter that is no small one, as a pattern."""


def any_of(*words: str) -> str:
    r"""Return a pattern that matches any of ``words``, which are patterns themselves; a space is ``\s``."""
    return f"(?:{'|'.join(words)})".replace(" ", r"\s")


def word_set(words: str) -> frozenset[str]:
    """Return the set of words in ``words``."""
    return frozenset(words.split())


def compiled(*pieces: str, flags: int = 0) -> re.Pattern[str]:
    """Return the pattern that the pieces make one after the other."""
    return re.compile("".join(pieces), flags)

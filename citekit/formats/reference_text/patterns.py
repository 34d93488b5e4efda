"""What the patterns of references are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

__all__ = ["CAPITAL", "LatePattern", "any_of", "compiled", "word_set"]

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


class LatePattern:
    """A long pattern that is compiled when a text first has what every match of it has.

    ``needs`` is a short pattern for that; it must not look behind where it begins. To compile the patterns
    for all styles takes longer than to read a list in one of them.
    """

    def __init__(self, needs: str, *pieces: str) -> None:
        self.text = "".join(pieces)
        self._needs = re.compile(needs, re.IGNORECASE)
        self._pattern: re.Pattern[str] | None = None

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Return the matches in ``text`` from ``start`` on."""
        if self._needs.search(text, start) is None:
            return iter(())
        if self._pattern is None:
            self._pattern = re.compile(self.text, re.IGNORECASE)
        return self._pattern.finditer(text, start)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in ``text``."""
        return next(self.finditer(text), None)

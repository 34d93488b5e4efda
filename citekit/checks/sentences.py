"""Where sentences end, as far as that can be told of prose with citations in it."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["sentence_around", "sentence_ends"]

_END: Final = re.compile(r"(?:[^\W\d_]{3,}|[)\]}”\"’»\d])[.!?][”\"’»]?\s+(?=[“\"„«]?[^\W\d_a-z])")


def sentence_ends(text: str) -> list[int]:
    """Return where the sentences of ``text`` but the last end, with the space behind them."""
    return [found.end() for found in _END.finditer(text)]


def sentence_around(ends: list[int], length: int, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence with the characters ``start`` to ``end`` begins and ends.

    ``ends`` are those of the text, and ``length`` is its own.
    """
    first = max((one for one in ends if one <= start), default=0)
    return first, min((one for one in ends if one > end), default=length)

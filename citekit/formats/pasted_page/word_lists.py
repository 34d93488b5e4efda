"""Lists of words and patterns: short ones in the code, long ones in data files beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from citekit.language.fold import fold

__all__ = ["phrases_in", "rows_in", "word_set"]


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text, as a table in the code lists them."""
    return frozenset(words.split())


@cache
def phrases_in(name: str) -> frozenset[str]:
    """Return the phrases of the data file ``name``, folded: separated by semicolons, "#" begins a comment."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    rows = " ".join(row for row in text.splitlines() if not row.startswith("#"))
    phrases = (fold(phrase).rstrip(".") for phrase in rows.split(";"))
    return frozenset(phrase for phrase in phrases if phrase)


def rows_in(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the data file ``name``: cells parted by tabs; "#" begins a comment."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return (tuple(row.split("\t")) for row in text.splitlines() if not row.startswith("#"))

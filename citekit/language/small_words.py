"""Words that titles and names are not told apart by."""

from __future__ import annotations

from typing import Final

__all__ = ["SMALL_WORDS"]

SMALL_WORDS: Final = frozenset(
    "the a an of and for in on to de la le der die das und et des du".split()  # noqa: SIM905  a list of words
)
"""Words that abbreviations and careless titles leave out, folded."""

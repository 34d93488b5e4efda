"""Accents that old fonts print as characters of their own, over or under a letter, one with it again."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from citekit.documents.pdf.page import Glyph

__all__ = ["with_accents"]

_ACCENTS: Final = {
    "´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "~": "\u0303",
    "ˇ": "\u030c", "˘": "\u0306", "¯": "\u0304", "˙": "\u0307", "˚": "\u030a", "˝": "\u030b", "¸": "\u0327",
    "˛": "\u0328",
}  # fmt: skip
_DOTLESS: Final = {"ı": "i", "ȷ": "j"}
_HIGHEST: Final = 0.5
"""Of the size: so far is the accent of a capital lifted off its line."""
_SAME_BASE: Final = 0.1


def with_accents(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """Return the characters of a page; an accent that is printed over or under a letter is one with it.

    It stands beside its letter in the file, or, where it is lifted over a capital, at the end of the line.
    """
    accents = [index for index, glyph in enumerate(glyphs) if glyph.text in _ACCENTS]
    if not accents:
        return glyphs
    composed = list(glyphs)
    gone = set()
    for index in accents:
        for place in _nearest_first(index, len(glyphs)):
            if whole := _letter(composed[index], composed[place]):
                composed[place] = whole
                gone.add(index)
                break
    return [glyph for index, glyph in enumerate(composed) if index not in gone]


def _nearest_first(index: int, count: int) -> Iterator[int]:
    for away in range(1, count):
        if index + away < count:
            yield index + away
        if index >= away:
            yield index - away


def _letter(accent: Glyph, letter: Glyph) -> Glyph | None:
    """Return a letter with its accent, None if it is no letter or the accent stands elsewhere."""
    if not letter.x0 < (accent.x0 + accent.x1) / 2 < letter.x1:
        return None
    if not -_SAME_BASE < (letter.base - accent.base) / letter.size < _HIGHEST or not letter.text.isalpha():
        return None
    whole = unicodedata.normalize("NFC", _DOTLESS.get(letter.text, letter.text) + _ACCENTS[accent.text])
    return letter._replace(text=whole) if len(whole) == len(letter.text) else None

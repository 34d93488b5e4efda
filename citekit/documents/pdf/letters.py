"""Characters in their places as text: spaces between words, and formats."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from citekit.documents.pdf.page import Glyph
from citekit.documents.pdf.right_to_left import is_right_to_left, reading_order
from citekit.markup.tree import Format

__all__ = ["SMALLER", "WORD_GAP", "Char", "chars_of"]

WORD_GAP: Final = 0.14
"""Of the size: kerning is less, the narrowest space of a justified line is more."""
_NARROW_SPACE: Final = 0.04
"""Of the size: so much is enough where the file has a space, too."""
SMALLER: Final = 0.86
"""Of the size of the line: what is set smaller beside it is raised or lowered."""
_LOWERED: Final = 0.06
"""Of the size of the line: what is small and begins so far below it is a subscript."""
_LOOKS: Final = tuple(
    [
        frozenset(format_ for format_, has in zip(formats, has_them, strict=True) if has)
        for formats in [(Format.SUBSCRIPT, Format.SUPERSCRIPT, Format.BOLD, Format.ITALIC)]
        for has_them in product((False, True), repeat=4)
    ]
)
"""All that a character can look like, by one bit for each format, the last the lowest."""


class Char(NamedTuple):
    """A character of a line and how it looks; a space looks like what stands on both its sides."""

    text: str
    formats: frozenset[Format]


def chars_of(glyphs: Sequence[Glyph], size: float, base: float) -> list[Char]:
    """Return the characters of a piece of text of this ``size`` that stands on the line ``base``."""
    chars: list[Char] = []
    end = 0.0
    is_apart = False
    for glyph in glyphs:
        text, x0, x1, own_base, own_size, is_italic, is_bold, is_raised = glyph
        if text.isspace():
            is_apart = True
            continue
        is_lowered = not is_raised and own_size < SMALLER * size and own_base - base > _LOWERED * size
        look = is_italic + 2 * is_bold + 4 * is_raised + 8 * is_lowered
        if chars:
            gap = x0 - end
            if gap > WORD_GAP * own_size or (is_apart and gap > _NARROW_SPACE * own_size):
                chars.append(Char(" ", chars[-1].formats & _LOOKS[look]))
        if len(text) == 1:
            chars.append(_char(text, look))
        else:
            chars += [_char(letter, look) for letter in unicodedata.normalize("NFC", text)]
        end, is_apart = x1, False
    text = "".join([char.text for char in chars])
    return reading_order(text, chars) if is_right_to_left(text) else chars


@lru_cache(maxsize=4096)
def _char(text: str, look: int) -> Char:
    return Char(text, _LOOKS[look])

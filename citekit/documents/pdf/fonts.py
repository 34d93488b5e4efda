"""What a font's name tells of how it looks: slanted, bold, or nothing at all."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_bold_name", "is_italic_name", "is_nameless"]

_SUBSET: Final = re.compile(r"^[A-Z]{6}\+")
_NAMELESS: Final = re.compile(
    r"[A-Z]{1,2}\d+(?:_\d+)?$|(?:CID)?Font(?:\+?F?\d*)$|g_d\d+_f\d+$|T3Font|unknown$|$", re.IGNORECASE
)
"""Names that programs give to fonts whose own they have lost: ``F1``, ``TT2``, ``CIDFont+F1``, ``T1_0``."""
_ITALIC: Final = re.compile(
    r"ital|obliq|slant|kursiv|cursiv|(?:[-,]|Bold|Bd|Semi|Medium|Light)(?:It|I|Ob|Sl)(?:[-\d]|MT|PS|$)"
    r"|^(?:cm|lm|sf|ec)(?:r?[ms]?ti|r?sl|b?xti|b?xsl|ssi|ssxi|itt|sltt|mi)\d|-ReguItal",
    re.IGNORECASE,
)
_BOLD: Final = re.compile(
    r"bold|black|heavy|demi|(?:-|,)Bd|^(?:cm|lm|sf|ec)(?:r?bx|b|ssbx|ssdc)(?:ti|sl)?\d", re.IGNORECASE
)


def is_italic_name(name: str) -> bool:
    """Whether the font of this name is italic or slanted."""
    return bool(_ITALIC.search(_SUBSET.sub("", name)))


def is_bold_name(name: str) -> bool:
    """Whether the font of this name is bold."""
    return bool(_BOLD.search(_SUBSET.sub("", name)))


def is_nameless(name: str) -> bool:
    """Whether a font's name says nothing of how it looks."""
    return bool(_NAMELESS.match(_SUBSET.sub("", name)))

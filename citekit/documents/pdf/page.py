"""What stands on a page of a PDF: characters in their places, and the addresses that links lead to.

Lengths are points, counted from the left and from the top of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Glyph", "Page", "Stroke"]


class Glyph(NamedTuple):
    """A printed character, or two and more that are one letter of the font.

    ``base`` is the line that it stands on. ``is_raised`` tells that it is lifted off that line where the
    line itself is told; most programs set a raised character on a line of its own.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    is_italic: bool = False
    is_bold: bool = False
    is_raised: bool = False


class Stroke(NamedTuple):
    """A horizontal line that is as short as a letter; ``y`` is its height."""

    x0: float
    x1: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page.

    ``rules`` are the heights of the horizontal lines that are drawn on it, ``strokes`` those as short as a
    letter, ``addresses`` what its links lead to.
    ``names_fonts`` tells whether its fonts are called by names that tell their look.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[float, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    addresses: tuple[str, ...] = ()
    has_pictures: bool = False
    names_fonts: bool = True

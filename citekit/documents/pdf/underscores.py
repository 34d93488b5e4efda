"""Underscores that are drawn, not printed: LaTeX's older fonts have none, and many a DOI has one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from citekit.documents.pdf.page import Glyph, Stroke

__all__ = ["with_underscores"]

_NEAR: Final = 0.25
"""Of the size: so near it stands to the letter before it."""
_FURTHEST: Final = 6
"""Points: no letter of a paper is so large that the one beside it stands further."""
_ON_LINE: Final = 0.2
"""Of the size: so near to the line on which that letter stands."""


def with_underscores(glyphs: Sequence[Glyph], strokes: Sequence[Stroke]) -> Sequence[Glyph]:
    """Return the characters of a page with those that its short ``strokes`` are."""
    if not strokes:
        return glyphs
    by_end: dict[int, list[Glyph]] = {}  # a drawing can have more strokes than the page has letters
    for glyph in glyphs:
        if not glyph.text.isspace():
            by_end.setdefault(int(glyph.x1), []).append(glyph)
    return [*glyphs, *(found for stroke in strokes if (found := _underscore(glyphs, by_end, stroke)))]


def _underscore(
    glyphs: Sequence[Glyph], by_end: Mapping[int, Sequence[Glyph]], stroke: Stroke
) -> Glyph | None:
    """Return the underscore that a stroke is; what stands under a letter is a line drawn under it."""
    x0, x1, y = stroke
    middle = (x0 + x1) / 2
    for end in range(int(x0) - _FURTHEST, int(x0) + _FURTHEST + 1):
        for glyph in by_end.get(end, ()):
            is_beside = abs(x0 - glyph.x1) < _NEAR * glyph.size
            if is_beside and abs(glyph.base - y) < _ON_LINE * glyph.size:
                is_under = any(
                    other.x0 < middle < other.x1 and abs(other.base - y) < other.size
                    for other in glyphs
                    if not other.text.isspace()
                )
                return None if is_under else glyph._replace(text="_", x0=x0, x1=x1, is_raised=False)
    return None

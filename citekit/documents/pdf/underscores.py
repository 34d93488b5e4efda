"""Underscores that are drawn, not printed: LaTeX's older fonts have none, and many a DOI has one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citekit.documents.pdf.page import Glyph, Stroke

__all__ = ["with_underscores"]

_NEAR: Final = 0.25
"""Of the size: so near it stands to the letter before it."""
_ON_LINE: Final = 0.2
"""Of the size: so near to the line on which that letter stands."""


def with_underscores(glyphs: Sequence[Glyph], strokes: Sequence[Stroke]) -> Sequence[Glyph]:
    """Return the characters of a page with those that its short ``strokes`` are."""
    return [*glyphs, *(found for stroke in strokes if (found := _underscore(glyphs, stroke)))]


def _underscore(glyphs: Sequence[Glyph], stroke: Stroke) -> Glyph | None:
    """Return the underscore that a stroke is; what stands under a letter is a line drawn under it."""
    x0, x1, y = stroke
    middle = (x0 + x1) / 2
    shown = [glyph for glyph in glyphs if not glyph.text.isspace() and abs(glyph.base - y) < glyph.size]
    if any(glyph.x0 < middle < glyph.x1 for glyph in shown):
        return None
    near = [glyph for glyph in shown if abs(glyph.base - y) < _ON_LINE * glyph.size]
    for glyph in near:
        if abs(x0 - glyph.x1) < _NEAR * glyph.size:
            return glyph._replace(text="_", x0=x0, x1=x1, is_raised=False)
    return None

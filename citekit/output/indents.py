"""Where the lines of a bibliography begin: hanging indents, labels in the margin, indented blocks.

Lengths are in em, since none of the forms that use this lets a program measure text; a label is taken to
be as wide as digits are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from citekit.csl.citation import BibliographyLayout
from citekit.markup.tree import Display
from citekit.output.paragraphs import Paragraph, length

__all__ = ["LABEL_GAP", "STEP", "Indent", "get_indent", "label_width"]

STEP: Final = 2.0
"""The hanging indent, and the indent of ``display="indent"``."""

LABEL_GAP: Final = 0.5
"""What parts the widest label from the text beside it."""

_CHARACTER: Final = 0.5
"""The usual width of a character; a digit has it in nearly every typeface."""

_WIDEST_LABEL: Final = 24
"""In characters. Beside a wider label, as a name in the margin can be, the text begins where it ends."""


@dataclass(frozen=True, slots=True)
class Indent:
    """Lines begin ``left`` from the margin of the page, the first of them ``hanging`` before that."""

    left: float = 0.0
    hanging: float = 0.0


def label_width(entries: Iterable[Sequence[Paragraph]], layout: BibliographyLayout) -> float:
    """Return the room for the labels of all ``entries`` and the gap after it; 0 without labels."""
    widths = [length(paragraph.label) for entry in entries for paragraph in entry if paragraph.label]
    if not widths:
        return 0.0
    return min(max(layout.max_offset, *widths), _WIDEST_LABEL) * _CHARACTER + LABEL_GAP


def get_indent(paragraph: Paragraph, layout: BibliographyLayout, width: float) -> Indent:
    """Return where the lines of ``paragraph`` begin; ``width`` is that of `label_width`.

    CSL 1.0.2, "Display" and "Whitespace" of the bibliography: ``margin`` puts labels outside the margin,
    ``flush`` and a plain left margin at it; a block goes from margin to margin.
    """
    if paragraph.label:
        return Indent(0.0 if layout.second_field_align == "margin" else width, width)
    if paragraph.display is Display.INDENT:
        return Indent(STEP)
    return Indent(STEP, STEP) if layout.hanging_indent else Indent()

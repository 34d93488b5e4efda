"""Lines that belong together, and what they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from citekit.documents.blocks import BlockKind
from citekit.documents.pdf.lines import Line

__all__ = ["Paragraph"]


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together. ``breaks`` are the lines before which the layout leaves open what they are.

    ``look`` sorts headings: the larger, the higher. ``note`` is the label of a note, and ``label_end`` counts
    the characters of the first line that are the label.
    """

    lines: list[Line]
    kind: BlockKind = BlockKind.PARAGRAPH
    look: tuple[float, ...] = ()
    breaks: set[int] = field(default_factory=set)
    note: str = ""
    is_endnote: bool = False
    label_end: int = 0
    in_quote: bool = False
    marker_end: int = 0

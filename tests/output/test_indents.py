"""Where lines begin."""

from __future__ import annotations

import pytest

from citekit.csl.citation import BibliographyLayout
from citekit.markup.tree import Display
from citekit.output.indents import LABEL_GAP, STEP, Indent, get_indent, label_width
from citekit.output.paragraphs import Paragraph, Run

PLAIN = Paragraph((Run("x"),))
LABELLED = Paragraph((Run("x"),), (Run("[1]"),))
BLOCK = Paragraph((Run("x"),), (), Display.BLOCK)
INDENTED = Paragraph((Run("x"),), (), Display.INDENT)
HANGING = BibliographyLayout(hanging_indent=True)
FLUSH = BibliographyLayout(second_field_align="flush")
MARGIN = BibliographyLayout(second_field_align="margin")


@pytest.mark.parametrize(
    ("paragraph", "layout", "indent"),
    [
        (PLAIN, BibliographyLayout(), Indent(0, 0)),
        (PLAIN, HANGING, Indent(STEP, STEP)),
        (PLAIN, FLUSH, Indent(0, 0)),
        (LABELLED, BibliographyLayout(), Indent(3, 3)),
        (LABELLED, FLUSH, Indent(3, 3)),
        (LABELLED, MARGIN, Indent(0, 3)),
        (BLOCK, BibliographyLayout(), Indent(0, 0)),
        (BLOCK, HANGING, Indent(STEP, STEP)),
        (INDENTED, HANGING, Indent(STEP, 0)),
        (INDENTED, FLUSH, Indent(STEP, 0)),
    ],
)
def test_lines_begin_where_the_layout_says(
    paragraph: Paragraph, layout: BibliographyLayout, indent: Indent
) -> None:
    """Labels decide for labelled paragraphs, their display for indented ones, the hanging indent else."""
    assert get_indent(paragraph, layout, 3) == indent


@pytest.mark.parametrize(
    ("labels", "max_offset", "width"),
    [
        ([], 9, 0),
        (["[1]"], 0, 1.5 + LABEL_GAP),
        (["[1]", "[100]"], 0, 2.5 + LABEL_GAP),
        (["[1]"], 6, 3 + LABEL_GAP),
        (["x" * 500], 500, 12 + LABEL_GAP),
    ],
)
def test_the_widest_label_makes_the_room(labels: list[str], max_offset: int, width: float) -> None:
    """The room is for the widest label or the offset, within reason; none without labels."""
    entries = [[PLAIN], *([Paragraph((Run("x"),), (Run(label),))] for label in labels)]

    assert label_width(entries, BibliographyLayout(max_offset=max_offset)) == width

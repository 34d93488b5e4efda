"""The bibliography of a Word paper: paragraphs of a style of their own, with bookmarks or within a field."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from typing import Final

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.documents.word.editing import text_pieces
from citekit.markup.tree import Markup, Styled, Text
from citekit.output.indents import get_indent, label_width
from citekit.output.paragraphs import Paragraph, Run, split_entries
from citekit.rendering.target import anchor_of
from citekit.rendering.zotero_fields import BIBLIOGRAPHY as BIBLIOGRAPHY_FIELD
from citekit.word.field_writing import begin_field, end_field
from citekit.word.run_writing import TextPiece, write_run, write_runs
from citekit.word.style_writing import BIBLIOGRAPHY, StyleWriter

__all__ = ["Entries", "bookmark_of"]

_EM: Final = 240
"""An em of 12-point text, and the height of its lines, in twentieths of a point."""
_LONGEST_BOOKMARK: Final = 40


class Entries:
    """The entries of one list as paragraphs of a style.

    ``relate`` gives the id of an address, ``first_bookmark`` is the number of the first entry's bookmark.
    With ``is_field`` the list is a field of Zotero's.
    """

    def __init__(
        self,
        styles: StyleWriter,
        entries: Sequence[BibliographyEntry],
        layout: BibliographyLayout,
        *,
        relate: Callable[[str], str],
        first_bookmark: int,
        is_field: bool,
    ) -> None:
        self.entries = entries
        self.layout = layout
        self.width = label_width(split_entries(entries), layout)
        self.relate = relate
        self.first_bookmark = first_bookmark
        self.is_field = is_field
        had = styles.find(BIBLIOGRAPHY.name, BIBLIOGRAPHY.kind)
        self.style = styles.id_of(BIBLIOGRAPHY._replace(properties=self._properties()))
        hangs = (styles.setting(self.style).first_line or 0) < 0
        self.is_set = not had or hangs == self.layout.hanging_indent

    def _properties(self) -> str:
        """Return the paragraph properties of the style: what is the same for all entries."""
        line = self.layout.line_spacing * _EM
        hanging = f'<w:ind w:left="{2 * _EM}" w:hanging="{2 * _EM}"/>' if self.layout.hanging_indent else ""
        after = self.layout.entry_spacing * line
        spacing = f'<w:spacing w:before="0" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'
        return f"<w:pPr>{spacing}{hanging}</w:pPr>"

    def paragraphs(self, *, links: bool) -> str:
        """Return the paragraphs, with ``links`` each entry a place that citations lead to."""
        written = []
        for number, entry in enumerate(self.entries):
            parts = [part for split in split_entries([entry]) for part in split]
            for index, part in enumerate(parts):
                is_first = index == 0
                runs = self.runs(part)
                if self.is_field and entry is self.entries[0] and is_first:
                    runs = begin_field(BIBLIOGRAPHY_FIELD) + runs
                if self.is_field and entry is self.entries[-1] and part is parts[-1]:
                    runs += end_field()
                if links and is_first:
                    id_ = self.first_bookmark + number
                    name = bookmark_of(anchor_of(entry.id))
                    runs = (
                        f'<w:bookmarkStart w:id="{id_}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{id_}"/>'
                    )
                written.append(f"<w:p>{self.setting(part, is_last=part is parts[-1])}{runs}</w:p>")
        return "".join(written)

    def setting(self, part: Paragraph, *, is_last: bool) -> str:
        """Return the properties of a paragraph: the style, and what differs from it."""
        more = ""
        if part.label:
            left = round(get_indent(part, self.layout, self.width).left * _EM)
            more += f'<w:tabs><w:tab w:val="left" w:pos="{left}"/></w:tabs>'
        if not is_last:
            more += '<w:spacing w:after="0"/>'
        if part.label or part.display or not self.is_set:
            indent = get_indent(part, self.layout, self.width)
            left, hanging = round(indent.left * _EM), round(indent.hanging * _EM)
            more += f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'
        return f'<w:pPr><w:pStyle w:val="{self.style}"/>{more}</w:pPr>'

    def runs(self, part: Paragraph) -> str:
        """Return the runs of a paragraph, those of its label first."""
        label = (
            write_runs(map(_piece, part.label), (), self.relate) + write_run("<w:tab/>") if part.label else ""
        )
        return label + write_runs(map(_piece, part.body), (), self.relate)


def _piece(run: Run) -> TextPiece:
    node: Markup = (Text(run.text),)
    for format_ in reversed(run.formats):
        node = (Styled(format_, node),)
    (piece,) = text_pieces(node)
    return piece._replace(link=run.url)


def bookmark_of(anchor: str) -> str:
    """Return the name of the bookmark that stands for a place in the bibliography.

    Names of bookmarks are letters, digits and underscores, at most forty (17.13.6.2, and Word's own limit).
    """
    name = re.sub(r"[^A-Za-z0-9_]", "_", anchor)
    if name.replace("_", "-") == anchor and len(name) <= _LONGEST_BOOKMARK:
        return name
    return f"{name[: _LONGEST_BOOKMARK - 9]}_{zlib.crc32(anchor.encode()):08x}"

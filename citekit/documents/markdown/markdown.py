"""Markdown, as pandoc and Quarto read it: what a paper in it cites, and the paper with other words put in.

Pandoc manual, "Pandoc's Markdown", with its default extensions; Quarto documentation, "Cross References".
Pandoc itself says in the tests what a citation is. Knowingly other than it: a key in braces may hold spaces,
an ``@`` in a web address or in a shortcode is no citation, and neither is a cross-reference of Quarto's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from citekit.documents.blocks import Block, BlockKind
from citekit.documents.citations import Aside, KeyCitation, KeyCite
from citekit.documents.document import UNREFERRED, BibliographyPlace, Document, Edit, Note, OpenFile
from citekit.documents.markdown.block.found import Blocks, RawBlock
from citekit.documents.markdown.block.marks import Line
from citekit.documents.markdown.blocks import find_blocks
from citekit.documents.markdown.inlines import read_inlines
from citekit.documents.markdown.metadata import read_head
from citekit.documents.metadata_values import read_metadata
from citekit.documents.places import Span
from citekit.documents.stretch import Found, Mark, Stretch, take_apart
from citekit.documents.text_file import edit_text, in_lines, read_part
from citekit.errors import Problem

__all__ = ["DESCRIPTION", "EXTENSIONS", "NAME", "edit", "read"]

NAME: Final = "markdown"
DESCRIPTION: Final = "Markdown (pandoc, Quarto, R Markdown)"
EXTENSIONS: Final = (".md", ".markdown", ".qmd", ".rmd", ".mdown", ".mkd", ".pmd")

_ATTRIBUTE: Final = re.compile(
    r"#(?P<id>[^\s{}]+)|\.(?P<class>[^\s{}]+)|(?P<name>[\w:-]+)=(?P<value>\"[^\"]*\"|'[^']*'|\S*)"
)


def read(data: bytes, *, name: Path | str, open_file: OpenFile | None = None) -> Document:
    """Return the document in ``data``; see `DocumentFormat.read`."""
    del open_file  # a Markdown paper is one file
    part, notices = read_part(data, name=name)
    text = in_lines(part.text)
    blocks = find_blocks(text)
    reading = _Reading(text, str(name), blocks)
    reading.read_all(part.line_starts)
    numbered = reading.finish()
    return Document(
        name=str(name),
        format=NAME,
        parts=(part,),
        blocks=numbered.blocks,
        citations=numbered.citations,
        asides=tuple(reading.asides),
        notes=numbered.notes,
        metadata=read_metadata(reading.values, reading.spans, reading.nocite),
        bibliographies=_bibliographies(blocks),
        tables=tuple(blocks.tables),
        notices=(*notices, *reading.notices),
    )


def edit(document: Document, edits: Sequence[Edit]) -> Mapping[str, bytes]:
    """Return the changed file; see `DocumentFormat.edit`."""
    return edit_text(document, edits)


class _Reading:
    """The blocks of one text, read from first to last; what was found grows while it goes on.

    Notes go by their labels until all are read, for the order of the references numbers them.
    """

    def __init__(self, text: str, name: str, found: Blocks) -> None:
        self.text = text
        self.name = name
        self.found = found
        self.labels = frozenset(note.label for note in found.notes)
        self.examples = frozenset(found.examples)
        self.blocks: list[tuple[Block, str | None]] = []
        self.citations: list[KeyCitation] = []
        self.asides: list[Aside] = []
        self.notices: list[Problem] = []
        self.nocite: list[KeyCite] = []
        self.values: dict[str, Any] = {}
        self.spans: dict[str, Span] = {}
        self.marks: list[Mark] = []
        self.typed_notes: dict[str, Span] = {note.label: Span(note.start, note.end) for note in found.notes}

    def read_all(self, line_starts: tuple[int, ...]) -> None:
        """Read the blocks and heads in the order of the text."""
        pending = self.found.blocks[::-1]
        for start, end in self.found.metadata:
            while pending and pending[-1].lines[0].start < start:
                self.read_block(pending.pop())
            self.read_head(start, end, bisect_right(line_starts, start))
        while pending:
            self.read_block(pending.pop())

    def read_head(self, start: int, end: int, line: int) -> None:
        head = read_head(self.text, start, end, name=self.name, line=line)
        if head.problem is not None:
            self.notices.append(head.problem)
        self.values |= head.values
        self.spans |= {key: Span(*span) for key, span in head.spans.items()}
        if "nocite" in head.values:
            self.nocite = []
        for field, lines in head.texts:
            raw = RawBlock(kind=BlockKind.METADATA, lines=tuple(Line(*line) for line in lines))
            if field == "nocite":
                found = self.inside(raw)
                self.nocite += [cite for citation in found.citations for cite in citation.cites]
            elif raw.lines:
                self.read_block(raw)

    def inside(self, raw: RawBlock) -> Found:
        stretch = Stretch.of_lines(self.text, raw.lines)
        return take_apart(stretch, read_inlines(stretch.text, notes=self.labels, examples=self.examples))

    def read_block(self, raw: RawBlock) -> None:
        span = Span(raw.lines[0].start, raw.lines[-1].end)
        found = Found() if raw.kind is BlockKind.CODE else self.inside(raw)
        block = Block(
            kind=raw.kind,
            span=span,
            runs=tuple(found.runs),
            level=raw.level,
            marker=raw.marker,
            in_quote=raw.in_quote,
            in_list=raw.in_list,
            is_drawn=raw.is_drawn,
        )
        self.keep(block, found, raw.note)

    def keep(self, block: Block, found: Found, label: str | None) -> None:
        """Add a block with what it holds, and the notes typed within it as blocks of their own."""
        index = len(self.blocks)
        self.blocks.append((block, label))
        self.citations += [replace(citation, block=index) for citation in found.citations]
        self.asides += found.asides
        self.marks += found.marks
        for note in found.notes:
            self.typed_notes[note.mark.label] = note.span
            inner = replace(
                block, kind=BlockKind.PARAGRAPH, span=note.span, runs=tuple(note.found.runs), marker=""
            )
            self.keep(inner, note.found, note.mark.label)

    def finish(self) -> _Numbered:
        """Number the notes by the order of the references to them."""
        references: dict[str, Span] = {}
        for mark in sorted(self.marks, key=lambda mark: mark.span):
            references.setdefault(mark.label, mark.span)
        numbers = {label: number for number, label in enumerate(references, start=1)}

        def number(label: str | None) -> int:
            return numbers.get(label, UNREFERRED) if label is not None else 0

        blocks = tuple(
            replace(block, note=number(label)) if label is not None else block for block, label in self.blocks
        )
        citations = tuple(
            replace(citation, note=blocks[citation.block].note) if blocks[citation.block].note else citation
            for citation in sorted(self.citations, key=lambda citation: citation.span)
        )
        notes = tuple(
            Note(number(label), label, references.get(label), span)
            for label, span in self.typed_notes.items()
        )
        return _Numbered(blocks, citations, tuple(sorted(notes, key=lambda note: note.span)))


class _Numbered(NamedTuple):
    blocks: tuple[Block, ...]
    citations: tuple[KeyCitation, ...]
    notes: tuple[Note, ...]


def _bibliographies(found: Blocks) -> tuple[BibliographyPlace, ...]:
    """Return the divs that a bibliography belongs in: ``#refs``, and those of class ``refs``."""
    places = []
    for div in found.divs:
        attributes = _attributes(div.attributes)
        if attributes.get("id") == "refs" or "refs" in attributes.get("class", "").split():
            places.append(
                BibliographyPlace(
                    Span(div.start, div.end),
                    Span(div.inner_start, div.inner_end),
                    MappingProxyType(attributes),
                )
            )
    return tuple(sorted(places, key=lambda place: place.span))


def _attributes(typed: str) -> dict[str, str]:
    """Return ``#refs .class name=value`` by name, classes joined by spaces."""
    attributes: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(typed):
        if match["id"]:
            attributes["id"] = match["id"]
        elif match["class"]:
            attributes["class"] = f"{attributes.get('class', '')} {match['class']}".strip()
        else:
            attributes[match["name"]] = match["value"].strip("\"'")
    return attributes

"""What a reading of an Org paper gathers, and the document it makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from citekit.documents.blocks import Block, DrawnTable
from citekit.documents.citations import Aside, KeyCitation, KeyCite
from citekit.documents.document import UNREFERRED, BibliographyPlace, Document, Note
from citekit.documents.metadata_values import read_metadata
from citekit.documents.places import Span

__all__ = ["Found"]


@dataclass(slots=True)
class Found:
    """What was found so far. ``blocks`` stand with the label of the note that they are in.

    ``references`` are the marks of notes with their labels, ``notes`` the texts of notes by label. ``values``
    and ``spans`` are the keywords of the head and where their values stand, ``files`` the bibliographies.
    """

    blocks: list[tuple[Block, str | None]] = field(default_factory=list)
    citations: list[KeyCitation] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    nocite: list[KeyCite] = field(default_factory=list)
    places: list[BibliographyPlace] = field(default_factory=list)
    tables: list[DrawnTable] = field(default_factory=list)
    values: dict[str, object] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    spans: dict[str, Span] = field(default_factory=dict)
    references: list[tuple[str, Span]] = field(default_factory=list)
    notes: dict[str, Span] = field(default_factory=dict)

    def document(self, empty: Document) -> Document:
        """Return the document with everything that was found, its notes numbered by the references."""
        first: dict[str, Span] = {}
        for label, span in sorted(self.references, key=lambda each: each[1]):
            first.setdefault(label, span)
        numbers = {label: number for number, label in enumerate(first, start=1)}
        blocks = tuple(
            replace(block, note=numbers.get(label, UNREFERRED)) if label is not None else block
            for block, label in self.blocks
        )
        notes = [
            Note(numbers.get(label, UNREFERRED), label, first.get(label), span)
            for label, span in self.notes.items()
        ]
        style = str(self.values.get("cite_export", "")).split()
        values = {
            **self.values,
            "bibliography": self.files,
            "lang": self.values.get("language", ""),
            "csl": style[1].strip('"') if len(style) > 1 and style[0] == "csl" else "",
        }
        return replace(
            empty,
            blocks=blocks,
            citations=tuple(
                replace(citation, note=blocks[citation.block].note)
                for citation in sorted(self.citations, key=lambda citation: citation.span)
            ),
            asides=tuple(self.asides),
            notes=tuple(sorted(notes, key=lambda note: note.span)),
            metadata=read_metadata(values, self.spans, self.nocite),
            bibliographies=tuple(self.places),
            tables=tuple(self.tables),
        )

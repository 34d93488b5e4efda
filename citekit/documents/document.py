"""What a document is, whatever its format: its text with places, what was found in it, and edits.

`places` says where things stand, `blocks` what the text is made of, `citations` what it cites. A reader is a
module that fills `DocumentFormat`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol

from citekit.documents.blocks import Block, DrawnTable
from citekit.documents.citations import Aside, KeyCitation, KeyCite, ManagedCitation
from citekit.documents.places import Part, Place, Span
from citekit.errors import Problem
from citekit.markup.tree import Markup

__all__ = [
    "UNREFERRED",
    "BibliographyPlace",
    "Document",
    "DocumentFormat",
    "Edit",
    "Metadata",
    "Note",
    "OpenFile",
]

UNREFERRED: Final = -1
"""The number of a note that nothing refers to, which no reader of the paper will see."""


class Note(NamedTuple):
    """A footnote or endnote, numbered in the order of the first references to them.

    ``reference`` is its mark in the text (for a note typed where it stands, the whole note). ``span`` is the
    note's own text. A note that nothing refers to has the number `UNREFERRED` and no reference.
    """

    number: int
    label: str
    reference: Span | None
    span: Span


class BibliographyPlace(NamedTuple):
    """Where a document asks for a bibliography.

    ``span`` is the whole request and ``inner`` what the bibliography replaces. ``attributes`` are what the
    request says further, as typed: filters, titles, the file to read. ``heading`` is source that the request
    prints above the bibliography by itself, ``tail`` source that must follow it.
    """

    span: Span
    inner: Span
    attributes: Mapping[str, str] = MappingProxyType({})
    heading: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a document says about its citations, beside the text.

    ``nocite`` are works to list that the text does not cite; ``nocite_all`` asks for all there are.
    ``references`` tells that records stand in the document itself. ``values`` is everything that was said,
    and ``spans`` where each value of the first level stands.
    """

    title: str = ""
    lang: str = ""
    csl: str = ""
    bibliography: tuple[str, ...] = ()
    nocite: tuple[KeyCite, ...] = ()
    nocite_all: bool = False
    suppress_bibliography: bool = False
    reference_section_title: str = ""
    link_citations: bool | None = None
    link_bibliography: bool | None = None
    references: bool = False
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    spans: Mapping[str, Span] = field(default_factory=lambda: MappingProxyType({}))


_NO_METADATA: Final = Metadata()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper as it was read; ``blocks`` and ``citations`` stand in the order of the text.

    Notes stand where they are typed. ``notices`` are what could not be read or had to be guessed; none of
    them is fatal.
    """

    name: str
    format: str
    parts: tuple[Part, ...]
    blocks: tuple[Block, ...] = ()
    citations: tuple[KeyCitation, ...] = ()
    asides: tuple[Aside, ...] = ()
    notes: tuple[Note, ...] = ()
    metadata: Metadata = _NO_METADATA
    bibliographies: tuple[BibliographyPlace, ...] = ()
    tables: tuple[DrawnTable, ...] = ()
    """The tables that are drawn with spaces; those within a cell of another come after it."""
    managed: tuple[ManagedCitation, ...] = ()
    """The citations that Zotero, Mendeley, EndNote or Word keep in it; what they show is text too."""
    entry_keys: frozenset[str] = frozenset()
    """The keys that the document's own list gives its entries; citations of them are text, as they print."""
    notices: tuple[Problem, ...] = ()
    shows_italics: bool = True
    """Whether the format tells italics from upright, so that they can be checked."""
    shows_indents: bool = False
    """Whether `Block.hanging` tells how paragraphs are indented."""
    data: bytes = field(default=b"", repr=False)
    """The file as it was read, where the parts do not say it all (docx)."""

    def place(self, span: Span) -> Place:
        """Return where ``span`` begins."""
        return self.parts[span.part].place(span.start)

    def source(self, span: Span) -> str:
        """Return the text of ``span`` as it is typed."""
        return self.parts[span.part].text[span.start : span.end]

    def reading_position(self, span: Span) -> tuple[int, ...]:
        """Return where a reader comes upon ``span``, as a value to sort by."""
        position: tuple[int, ...] = (span.start,)
        part = span.part
        while (command := self.parts[part].included_by) is not None:
            position = (command.start, *position)
            part = command.part
        return (part, *position)

    def in_reading_order(self) -> tuple[KeyCitation, ...]:
        """Return the citations as a reader comes upon them: those in a note where the note is referred to.

        Those in notes that nothing refers to come last.
        """
        references = {note.number: note.reference for note in self.notes if note.reference}

        def place(citation: KeyCitation) -> tuple[bool, tuple[int, ...], tuple[int, ...]]:
            reference = references.get(citation.note)
            return (
                citation.note == UNREFERRED,
                self.reading_position(reference or citation.span),
                self.reading_position(citation.span),
            )

        return tuple(sorted(self.citations, key=place))

    def all_citations(self) -> Iterator[KeyCitation]:
        """Yield every citation, those within others too."""
        pending = list(reversed(self.citations))
        while pending:
            citation = pending.pop()
            yield citation
            pending.extend(reversed(citation.nested))


class Edit(NamedTuple):
    """A span and what is to stand there: source text in a format that is text, markup in one that is not."""

    span: Span
    new: str | Markup


OpenFile = Callable[[str], bytes]
"""Gives the bytes of a file that a document reads in, named as the document names it; raises OSError."""


class DocumentFormat(Protocol):
    """One format of papers; ``EXTENSIONS`` begin with their dots, the usual one first."""

    NAME: str
    DESCRIPTION: str
    EXTENSIONS: tuple[str, ...]

    def read(self, data: bytes, *, name: Path | str, open_file: OpenFile | None = None) -> Document:
        """Return the document in ``data``; ``name`` is the file's, for places.

        ``open_file`` gives further files; without it they are told as missing. Whatever is odd in the
        document is a notice, not an error.

        Raises:
            UnreadableText: ``data`` is not in this format at all; says in what line.
        """

    def edit(self, document: Document, edits: Sequence[Edit]) -> Mapping[str, bytes]:
        """Return the changed files by name, each with every byte outside the edits as it was.

        Raises:
            CannotEdit: the new text cannot stand in the file.
        """

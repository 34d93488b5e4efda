"""What a document is, whatever its format: text with places, citations found in it, and edits.

A document has one or more *parts*, each a text of its own: a Markdown or HTML file has one, a LaTeX
document one for each file it reads in, a Word document one for its body and one for its notes. A *span* is
a stretch of one part's text, and every other value here says by spans where it stands. For formats that are
text, a part's text is the file's own, character by character, so that an edit is a replaced span and nothing
else moves. For formats that are not (docx, PDF), a part's text is made of its paragraphs, each ended by a
line break.

A reader is a module that fills `DocumentFormat`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol

from citekit.csl.citation import Citation, Cite, Locator, Mode
from citekit.errors import Problem
from citekit.markup.inline import write_inline
from citekit.markup.tree import Format, Markup
from citekit.word.citations import EmbeddedCitation

__all__ = [
    "UNREFERRED",
    "Aside",
    "AsideKind",
    "BibliographyPlace",
    "Block",
    "BlockKind",
    "Document",
    "DocumentFormat",
    "Edit",
    "KeyCitation",
    "KeyCite",
    "ManagedCitation",
    "Metadata",
    "Note",
    "OpenFile",
    "Part",
    "Place",
    "Run",
    "RunKind",
    "Span",
    "Unit",
    "cut_runs",
    "formats_in",
    "span_in",
    "to_csl",
]


class Span(NamedTuple):
    """The characters ``start`` to ``end`` of the text of part number ``part``, all counted from 0."""

    start: int
    end: int
    part: int = 0


class Unit(Enum):
    """What the places of a part are counted in."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    PAGE = "page"


class Place(NamedTuple):
    """Where something stands, as a person looks for it; numbers count from 1.

    In text that is file, line and column; in a Word document the paragraph stands for the line; in a PDF the
    page is given too.
    """

    path: str
    unit: Unit
    line: int
    column: int
    page: int = 0

    def __str__(self) -> str:
        if self.unit is Unit.PAGE:
            return f"{self.path}: page {self.page}, line {self.line}"
        if self.unit is Unit.PARAGRAPH:
            return f"{self.path}: paragraph {self.line}"
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a document.

    ``name`` is the file's, or the file's and that of the piece within it (``paper.docx``,
    ``paper.docx/word/footnotes.xml``). ``line_starts`` are where the lines of ``text`` begin. ``encoding``
    and ``mark`` (a byte order mark) say how a text file's bytes are made of ``text``; both are empty where
    the part is no file of text. ``page_starts`` are where its pages begin, in a PDF.
    """

    name: str
    text: str
    line_starts: tuple[int, ...] = (0,)
    unit: Unit = Unit.LINE
    encoding: str = ""
    mark: bytes = b""
    page_starts: tuple[int, ...] = ()

    def place(self, position: int) -> Place:
        """Return where the character ``position`` stands."""
        line = bisect_right(self.line_starts, position)
        page = bisect_right(self.page_starts, position)
        if page:
            line -= bisect_right(self.line_starts, self.page_starts[page - 1]) - 1
            return Place(self.name, self.unit, line, 1, page)
        return Place(self.name, self.unit, line, position - self.line_starts[line - 1] + 1)


UNREFERRED: Final = -1
"""The number of a note that nothing refers to, which no reader of the paper will see."""


class RunKind(Enum):
    """What the characters of a run are."""

    TEXT = "text"
    CODE = "code"
    MATH = "math"
    CITATION = "citation"
    """A citation by key, as typed."""
    NOTE = "note"
    """The mark of a note; its text is empty, and the note has blocks of its own."""


class Run(NamedTuple):
    """Characters of one format, as a reader sees them, and where they come from.

    ``text`` is as long as the span where the characters are the source's own; where they are not (an escape,
    an entity) the whole run comes from the whole span. Markup has no run: it lies between spans.
    """

    text: str
    span: Span
    formats: frozenset[Format] = frozenset()
    kind: RunKind = RunKind.TEXT
    url: str = ""


class BlockKind(Enum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE_CELL = "table cell"
    CAPTION = "caption"
    CODE = "code"
    """Code and raw text of another format: never looked into."""
    METADATA = "metadata"
    """Text from the document's head: its title, its abstract."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph or its like: what a citation cannot reach beyond.

    ``level`` is that of a heading, from 1. ``marker`` is what stands before a list item's first paragraph as
    typed (``-``, ``3.``, ``[3]``). ``in_quote``, ``in_list`` and ``note`` (its number, 0 in the text) say in
    what it stands. ``hanging`` tells that its further lines are indented and the first is not. ``is_drawn``
    marks the cells of tables whose columns are laid out with spaces, which a replacement of another length
    would put out of line.
    """

    kind: BlockKind
    span: Span
    runs: tuple[Run, ...] = ()
    level: int = 0
    marker: str = ""
    note: int = 0
    in_quote: bool = False
    in_list: bool = False
    hanging: bool = False
    is_drawn: bool = False

    @property
    def text(self) -> str:
        """The characters of the block as a reader sees them, its line breaks as they are typed."""
        return "".join([run.text for run in self.runs])

    def span_of(self, start: int, end: int) -> Span:
        """Return the source of the characters ``start`` to ``end`` of `text`."""
        return span_in(self.runs, start, end) or Span(self.span.start, self.span.start, self.span.part)

    def formats_of(self, start: int, end: int) -> frozenset[Format]:
        """Return the formats that all the characters ``start`` to ``end`` of `text` share, spaces aside."""
        return formats_in(self.runs, start, end)


def span_in(runs: Sequence[Run], start: int, end: int) -> Span | None:
    """Return the source of the characters ``start`` to ``end`` of ``runs``, None if there are none."""
    first = last = None
    part = position = 0
    for run in runs:
        after = position + len(run.text)
        if start < after and position < end:
            exact = len(run.text) == run.span.end - run.span.start
            if first is None or run.span.part != part:
                first = run.span.start + (max(start - position, 0) if exact else 0)
                part = run.span.part
            last = run.span.start + min(end - position, len(run.text)) if exact else run.span.end
        position = after
    return None if first is None or last is None else Span(first, last, part)


def formats_in(runs: Sequence[Run], start: int, end: int) -> frozenset[Format]:
    """Return the formats that all the characters ``start`` to ``end`` of ``runs`` share, spaces aside."""
    shared: frozenset[Format] | None = None
    position = 0
    for run in runs:
        after = position + len(run.text)
        piece = run.text[max(start - position, 0) : max(min(end, after) - position, 0)]
        if piece.strip():
            shared = run.formats if shared is None else shared & run.formats
        position = after
    return shared or frozenset()


def cut_runs(runs: Sequence[Run], start: int, end: int) -> tuple[Run, ...]:
    """Return the characters ``start`` to ``end`` of the text of ``runs`` as runs."""
    result: list[Run] = []
    position = 0
    for run in runs:
        first, last = max(start - position, 0), min(end - position, len(run.text))
        if first < last:
            source = run.span
            if len(run.text) == source.end - source.start:
                source = Span(source.start + first, source.start + last, source.part)
            result.append(run._replace(text=run.text[first:last], span=source))
        position += len(run.text)
    return tuple(result)


class KeyCite(NamedTuple):
    """One key of a citation and what is said about it.

    ``prefix`` and ``after`` are what was typed before and after the key. ``locator`` and ``suffix`` are
    ``after`` taken apart by the English words for pages and chapters; for another language, take ``after``
    apart again (`citekit.csl.locator.split_locator`). ``mode`` is never COMPOSITE: that is the citation's.
    """

    key: str
    key_span: Span
    prefix: Markup = ()
    after: Markup = ()
    locator: Locator | None = None
    suffix: Markup = ()
    mode: Mode = Mode.NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCitation:
    """A citation by key: what a render replaces.

    ``mode`` is COMPOSITE for a narrative citation, whose first cite stands in the sentence. ``note`` is the
    number of the note that it stands in, 0 in the text. ``block`` is the index of its block. ``command`` is
    the command or style as typed (``textcite``, ``t/c``), empty where the syntax has none. ``nested`` are
    citations within this one's prefix or suffix, which are no places of their own.
    """

    span: Span
    cites: tuple[KeyCite, ...]
    mode: Mode = Mode.NORMAL
    note: int = 0
    block: int = -1
    command: str = ""
    nested: tuple[KeyCitation, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in their order, those of nested citations after the citation's own."""
        own = tuple(cite.key for cite in self.cites)
        return own + tuple(key for inner in self.nested for key in inner.keys)


class AsideKind(Enum):
    """What looks like a citation by key and is none."""

    CROSS_REFERENCE = "cross-reference"
    EMAIL = "e-mail address"
    ADDRESS = "web address"
    EXAMPLE = "example reference"
    NOCITE = "works to list"
    """A request to list works without citing them: it prints nothing where it stands."""


class Aside(NamedTuple):
    """A place with an ``@`` that is no citation, why, and the key or address it holds."""

    kind: AsideKind
    span: Span
    value: str


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
    request says further, as typed: filters, titles, the file to read.
    """

    span: Span
    inner: Span
    attributes: Mapping[str, str] = MappingProxyType({})


class ManagedCitation(NamedTuple):
    """A citation that a program keeps in a Word document, in block number ``block``.

    ``span`` is what it shows now; ``citation`` is what the program knows of it: the works and their data,
    the text that it last put there, whether somebody typed over it.
    """

    span: Span
    block: int
    citation: EmbeddedCitation


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
    managed: tuple[ManagedCitation, ...] = ()
    """The citations that Zotero, Mendeley, EndNote or Word keep in it; what they show is text too."""
    notices: tuple[Problem, ...] = ()
    shows_italics: bool = True
    """Whether the format tells italics from upright, so that they can be checked."""
    data: bytes = field(default=b"", repr=False)
    """The file as it was read, where the parts do not say it all (docx)."""

    def place(self, span: Span) -> Place:
        """Return where ``span`` begins."""
        return self.parts[span.part].place(span.start)

    def source(self, span: Span) -> str:
        """Return the text of ``span`` as it is typed."""
        return self.parts[span.part].text[span.start : span.end]

    def in_reading_order(self) -> tuple[KeyCitation, ...]:
        """Return the citations as a reader comes upon them: those in a note where the note is referred to.

        Those in notes that nothing refers to come last.
        """
        references = {note.number: note.reference for note in self.notes if note.reference}

        def place(citation: KeyCitation) -> tuple[bool, Span, Span]:
            reference = references.get(citation.note)
            return (
                citation.note == UNREFERRED,
                _by_part(reference or citation.span),
                _by_part(citation.span),
            )

        return tuple(sorted(self.citations, key=place))

    def all_citations(self) -> Iterator[KeyCitation]:
        """Yield every citation, those within others too."""
        pending = list(reversed(self.citations))
        while pending:
            citation = pending.pop()
            yield citation
            pending.extend(reversed(citation.nested))


def _by_part(span: Span) -> Span:
    """Return ``span`` so that spans of one part sort together."""
    return Span(span.part, span.start, span.end)


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


def to_csl(citation: KeyCitation, *, id_: str = "") -> Citation:
    """Return ``citation`` as the processor takes it."""
    return Citation(
        id=id_,
        mode=citation.mode,
        note_number=max(citation.note, 0),
        cites=tuple(
            Cite(
                id=cite.key,
                locator=cite.locator,
                prefix=write_inline(cite.prefix),
                suffix=write_inline(cite.suffix),
                mode=cite.mode,
            )
            for cite in citation.cites
        ),
    )

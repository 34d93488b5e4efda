"""Word papers (.docx): what they say and cite, and the paper with other words put in.

ISO/IEC 29500-1. The parts of the document are its stories: the text, the footnotes, the endnotes. Citations
by key are typed in the text as in Markdown; those that Zotero, Mendeley, EndNote and Word itself keep are
`Document.managed`, and what they show is text. Tracked insertions are read, deletions are not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from citekit.documents.blocks import Block, BlockKind, Run, RunKind, cut_runs
from citekit.documents.citations import Aside, KeyCitation, ManagedCitation
from citekit.documents.document import UNREFERRED, BibliographyPlace, Document, Metadata, Note, OpenFile
from citekit.documents.places import Part, Span, Unit
from citekit.documents.reference_headings import is_reference_heading
from citekit.documents.word.editing import edit
from citekit.documents.word.keys import find_keys
from citekit.documents.word.story_text import STORIES, Piece, StoryText, joined, text_of
from citekit.markup.tree import Format
from citekit.word.citations import EmbeddedCitation, find_citations, named_style
from citekit.word.reading import read_document
from citekit.word.story import Document as WordDocument
from citekit.word.story import Look, NoteReference, Paragraph, Place, StoryKind, VerticalAlign

__all__ = ["DESCRIPTION", "EXTENSIONS", "NAME", "edit", "read"]

NAME: Final = "docx"
DESCRIPTION: Final = "Word (.docx)"
EXTENSIONS: Final = (".docx", ".docm", ".dotx")

_INDENT: Final = 400
"""Twentieths of a point by which a quotation is indented at least: a quarter of an inch and a bit."""
_LEAST_WORDS: Final = 15
_CITED: Final = re.compile(r"[.?!…”’\"]\s*\([^()]*\d[^()]*\)\s*$")
"""The citation that ends a quotation in a block of its own, after the quotation's own full stop."""
_QUOTES: Final = frozenset({"quote", "intense quote", "block text", "block quotation", "quotations"})
_STYLE_ADDRESS: Final = re.compile(
    r"https?://(?:www\.)?(?:zotero\.org|citationstyles\.org)/styles?/([\w.-]+)"
)
_REQUEST: Final = re.compile(
    r"""\s*(?:\[\[|\{\{|\[|\{)\s*(?:bibliography|references)(?P<attributes>(?:\s+(?:annotated|"""
    r"""[\w-]+\s*=\s*(?:["“„][^"“”]*["“”]|[^\s\]}]+)))*)\s*(?:\]\]|\}\}|\]|\})\s*""",
    re.IGNORECASE,
)
_ATTRIBUTE: Final = re.compile(r"""([\w-]+)(?:\s*=\s*(?:["“„]([^"“”]*)["“”]|(\S+)))?""")


def read(data: bytes, *, name: Path | str, open_file: OpenFile | None = None) -> Document:
    """Return the document in ``data``; see `DocumentFormat.read`."""
    del open_file  # a Word document is one file
    document = read_document(data, name=name)
    texts = [text_of(story) for kind in STORIES if (story := document.story(kind))]
    reading = _Reading(document, texts)
    reading.read_all()
    return Document(
        name=str(name),
        format=NAME,
        parts=tuple(_part(text, name) for text in texts),
        blocks=tuple(reading.blocks),
        citations=tuple(reading.citations),
        asides=tuple(reading.asides),
        notes=tuple(reading.notes),
        metadata=_metadata(document, reading.title),
        bibliographies=tuple(_bibliographies(reading.blocks)),
        managed=tuple(reading.managed()),
        shows_indents=True,
        data=data,
    )


def _part(text: StoryText, name: Path | str) -> Part:
    is_body = text.story.kind is StoryKind.BODY
    return Part(
        str(name) if is_body else f"{name}, {text.story.kind}",
        text.text,
        text.starts,
        unit=Unit.PARAGRAPH,
    )


def _usual_left(paragraphs: Iterable[Paragraph]) -> int:
    """Return how far most of the text is indented."""
    letters: Counter[int] = Counter()
    for paragraph in paragraphs:
        letters[paragraph.left] += sum(len(run.text) for run in paragraph.runs)
    return letters.most_common(1)[0][0] if letters else 0


def _is_set_off(paragraph: Paragraph, usual: int) -> bool:
    """Whether a paragraph of no style for quotations is one: indented as a whole, its citation at its end."""
    if paragraph.left < usual + _INDENT or paragraph.first_line or paragraph.list or paragraph.outline:
        return False
    text = "".join(run.text for run in paragraph.runs)
    return len(text.split()) >= _LEAST_WORDS and bool(_CITED.search(text))


class _Reading:
    """The stories of one document, read from first to last; what was found grows while it goes on."""

    def __init__(self, document: WordDocument, texts: Sequence[StoryText]) -> None:
        self.document = document
        self.texts = texts
        self.blocks: list[Block] = []
        self.citations: list[KeyCitation] = []
        self.asides: list[Aside] = []
        self.notes: list[Note] = []
        self.title = ""
        self.usual_left = _usual_left(paragraph for text in texts for paragraph in text.story.paragraphs)
        self.numbers: dict[NoteReference, int] = {}
        self.references: dict[NoteReference, Span] = {}
        self.block_of: dict[tuple[int, int], int] = {}

    def read_all(self) -> None:
        for number, text in enumerate(self.texts):
            self._number_notes(number, text)
        for number, text in enumerate(self.texts):
            spans: dict[str, list[Span]] = {}
            for paragraphs in joined(text.story.paragraphs):
                block = self._read_block(number, text, paragraphs)
                note = text.story.paragraphs[paragraphs.start].note
                if note:
                    spans.setdefault(note, []).append(block.span)
            for note, its in spans.items():
                reference = NoteReference(text.story.kind, note)
                whole = Span(its[0].start, its[-1].end, number)
                self.notes.append(
                    Note(self._number(reference), _label(reference), self.references.get(reference), whole)
                )

    def _number_notes(self, part: int, text: StoryText) -> None:
        for line in text.lines:
            for piece in line:
                note = piece.run.note
                if note and note not in self.numbers:
                    self.numbers[note] = len(self.numbers) + 1
                    self.references[note] = Span(piece.start, piece.end, part)

    def _number(self, note: NoteReference) -> int:
        return self.numbers.get(note, UNREFERRED)

    def _read_block(self, part: int, text: StoryText, chosen: range) -> Block:
        paragraph = text.story.paragraphs[chosen.start]
        pieces = [piece for index in chosen for piece in text.lines[index]]
        start = text.starts[chosen.start]
        end = pieces[-1].end if pieces else start
        index = len(self.blocks)
        for each in chosen:
            self.block_of[part, text.story.paragraphs[each].number] = index
        block = Block(
            kind=_kind(paragraph),
            span=Span(start, end, part),
            level=paragraph.outline or 0,
            marker=paragraph.label if paragraph.outline is None else "",
            note=self._number(NoteReference(text.story.kind, paragraph.note)) if paragraph.note else 0,
            in_quote=paragraph.style.lower() in _QUOTES or _is_set_off(paragraph, self.usual_left),
            in_list=paragraph.list is not None and paragraph.outline is None,
            hanging=paragraph.first_line < 0,
        )
        if block.kind is not BlockKind.CODE:
            runs = tuple(_runs(pieces, part))
            citations, asides = find_keys(runs) if runs else ((), ())
            block = replace(block, runs=_marked(runs, citations))
            self.citations += [replace(one, block=index, note=block.note) for one in citations]
            self.asides += asides
            if not self.title and paragraph.style.lower() == "title":
                self.title = block.text.strip()
        self.blocks.append(block)
        return block

    def managed(self) -> Iterator[ManagedCitation]:
        """Yield the citations that programs keep, those in comments left out."""
        for citation in find_citations(self.document):
            part = next(
                (number for number, one in enumerate(self.texts) if one.story is citation.story), None
            )
            if part is None:
                continue
            text = self.texts[part]
            shown = [piece for line in text.lines for piece in line if _shows(piece, citation)]
            block = self.block_of[part, citation.paragraph]
            at = self.blocks[block].span.start
            span = Span(shown[0].start, shown[-1].end, part) if shown else Span(at, at, part)
            yield ManagedCitation(span, block, citation)


def _shows(piece: Piece, citation: EmbeddedCitation) -> bool:
    if citation.field:
        return citation.field.number in piece.run.fields
    return citation.control is not None and citation.control.number in piece.run.controls


def _label(reference: NoteReference) -> str:
    return f"{reference.story.value.removesuffix('s')} {reference.id}"


def _kind(paragraph: Paragraph) -> BlockKind:
    style = paragraph.style.lower()
    if re.fullmatch(r"(?:toc|table of figures|index)(?: \d| heading)?|(?:contents|index) \d", style):
        # Word writes these from the headings: a citation in them is the heading's, and cited there.
        return BlockKind.CODE
    if style in ("title", "subtitle"):
        return BlockKind.METADATA
    if paragraph.outline is not None and paragraph.place is not Place.TABLE:
        return BlockKind.HEADING
    if style == "caption":
        return BlockKind.CAPTION
    return BlockKind.TABLE_CELL if paragraph.place is Place.TABLE else BlockKind.PARAGRAPH


def _runs(pieces: Sequence[Piece], part: int) -> Iterator[Run]:
    """Yield runs, those that look alike as one: where Word cuts a text says nothing to a reader."""
    before: Run | None = None
    for piece in pieces:
        span = Span(piece.start, piece.end, part)
        if piece.run.note:
            run = Run("", span, kind=RunKind.NOTE)
        elif piece.text:
            run = Run(piece.text, span, _formats(piece.run.look), url=piece.run.link)
        else:
            continue
        if (
            before is not None
            and before.kind is run.kind is RunKind.TEXT
            and before[2:] == run[2:]
            and before.span.end == span.start
        ):
            before = before._replace(
                text=before.text + run.text, span=Span(before.span.start, span.end, part)
            )
            continue
        if before is not None:
            yield before
        before = run
    if before is not None:
        yield before


def _formats(look: Look) -> frozenset[Format]:
    flags = (
        (look.italic, Format.ITALIC),
        (look.bold, Format.BOLD),
        (look.small_caps, Format.SMALL_CAPS),
        (look.underline, Format.UNDERLINE),
        (look.vertical is VerticalAlign.SUPERSCRIPT, Format.SUPERSCRIPT),
        (look.vertical is VerticalAlign.SUBSCRIPT, Format.SUBSCRIPT),
    )
    return frozenset(format_ for is_set, format_ in flags if is_set)


def _marked(runs: tuple[Run, ...], citations: Sequence[KeyCitation]) -> tuple[Run, ...]:
    """Return ``runs`` with the characters of citations by key told from the others."""
    if not citations:
        return runs
    result: list[Run] = []
    cuts = sorted((one.span.start, one.span.end) for one in citations)
    for run in runs:
        if run.kind is RunKind.NOTE:
            result.append(run)
            continue
        position = 0
        for start, end in cuts:
            first = max(start - run.span.start, position)
            last = min(end - run.span.start, len(run.text))
            if first < last:
                result += cut_runs((run,), position, first)
                result += [one._replace(kind=RunKind.CITATION) for one in cut_runs((run,), first, last)]
                position = last
        result += cut_runs((run,), position, len(run.text))
    return tuple(result)


def _bibliographies(blocks: Sequence[Block]) -> Iterator[BibliographyPlace]:
    """Yield where a bibliography is asked for: ``[[bibliography]]`` as a paragraph, else an empty heading.

    ``[[bibliography type=book annotated]]`` says further what is wanted.

    The heading is one that stands over references, in any language; nothing but empty paragraphs follows it
    before the next heading or the end.
    """
    asked = [
        (block, request)
        for block in blocks
        if not block.note
        and block.kind is BlockKind.PARAGRAPH
        and (request := _REQUEST.fullmatch(block.text))
    ]
    for block, request in asked:
        attributes = {
            match[1].lower(): match[2] or match[3] or ""
            for match in _ATTRIBUTE.finditer(request["attributes"])
        }
        yield BibliographyPlace(block.span, block.span, MappingProxyType(attributes))
    if asked:
        return
    body = [block for block in blocks if block.span.part == 0]
    for index, block in enumerate(body):
        if block.kind is not BlockKind.HEADING or not is_reference_heading(block.text):
            continue
        following = next((one for one in body[index + 1 :] if one.text.strip()), None)
        if following is None or following.kind is BlockKind.HEADING:
            yield BibliographyPlace(block.span, Span(block.span.end, block.span.end, 0))
            return


def _metadata(document: WordDocument, title: str) -> Metadata:
    named = named_style(document)
    address = _STYLE_ADDRESS.match(named)
    values = {"style": named} if named else {}
    return Metadata(title=title, csl=address[1] if address else "", values=MappingProxyType(dict(values)))

"""What stands in a block: its inlines as runs, citations, notes and asides, with their places in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from citekit.csl.citation import Mode
from citekit.csl.locator import split_locator
from citekit.documents.blocks import Run, RunKind
from citekit.documents.citations import Aside, KeyCitation, KeyCite
from citekit.documents.markdown.inline.inline import Inline, Kind, RawCitation, RawCite
from citekit.documents.places import Span
from citekit.documents.typed_markup import cut_markup, trim_markup
from citekit.markup.tree import Format, Link, Markup, Node, Styled, Text, plain

__all__ = ["Found", "InnerNote", "Mark", "Piece", "Stretch", "take_apart"]

_TAG_FORMATS: Final = {
    "i": Format.ITALIC,
    "em": Format.ITALIC,
    "cite": Format.ITALIC,
    "b": Format.BOLD,
    "strong": Format.BOLD,
    "sup": Format.SUPERSCRIPT,
    "sub": Format.SUBSCRIPT,
    "u": Format.UNDERLINE,
}


class Piece(NamedTuple):
    """Characters of a block, and the ``start`` and ``end`` of their source.

    Where the characters are the source's own, they are as many; else they come from the whole of it.
    """

    text: str
    start: int
    end: int


class Stretch:
    """The characters of a block as one text, and where each of them stands in the file."""

    __slots__ = ("pieces", "starts", "text")

    def __init__(self, pieces: Sequence[Piece]) -> None:
        starts: list[int] = []
        length = 0
        for piece in pieces:
            starts.append(length)
            length += len(piece.text)
        self.pieces = pieces
        self.starts = starts
        self.text = pieces[0].text if len(pieces) == 1 else "".join([piece.text for piece in pieces])

    @classmethod
    def of_lines(cls, source: str, lines: Sequence[tuple[int, int]]) -> Stretch:
        """Return the stretch of whole lines; what stands between two of them is a line break."""
        pieces: list[Piece] = []
        first, last = lines[0]
        for start, end in lines[1:]:
            if start != last + 1:
                pieces.append(Piece(source[first:last], first, last))
                pieces.append(Piece("\n", last, start))
                first = start
            last = end
        pieces.append(Piece(source[first:last], first, last))
        return cls(pieces)

    def span(self, start: int, end: int) -> Span:
        """Return the place of the characters ``start`` to ``end``."""
        if end <= start:
            piece, into = self._piece(start)
            position = piece.start + into if len(piece.text) == piece.end - piece.start else piece.start
            return Span(position, position)
        piece, into = self._piece(start)
        first = piece.start + into if len(piece.text) == piece.end - piece.start else piece.start
        piece, into = self._piece(end - 1)
        last = piece.start + into + 1 if len(piece.text) == piece.end - piece.start else piece.end
        return Span(first, last)

    def _piece(self, position: int) -> tuple[Piece, int]:
        index = max(bisect_right(self.starts, position) - 1, 0)
        return self.pieces[index], position - self.starts[index]

    def cut(self, start: int, end: int) -> Iterator[Piece]:
        """Yield the pieces of the characters ``start`` to ``end``."""
        index = max(bisect_right(self.starts, start) - 1, 0)
        while start < end:
            piece, at = self.pieces[index], self.starts[index]
            into, upto = start - at, min(end - at, len(piece.text))
            if into < upto:
                if len(piece.text) == piece.end - piece.start:
                    yield Piece(piece.text[into:upto], piece.start + into, piece.start + upto)
                else:
                    yield Piece(piece.text[into:upto], piece.start, piece.end)
                start = at + upto
            index += 1


@dataclass(slots=True)
class Mark:
    """A reference to the note ``label``, or the whole of a note that is typed in the text."""

    label: str
    span: Span


@dataclass(slots=True)
class InnerNote:
    """A note that is typed where it stands: its mark, its own text and what that holds."""

    mark: Mark
    span: Span
    found: Found


@dataclass(slots=True)
class Found:
    """What one block holds."""

    runs: list[Run] = field(default_factory=list)
    citations: list[KeyCitation] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    notes: list[InnerNote] = field(default_factory=list)


def take_apart(stretch: Stretch, nodes: Sequence[Inline]) -> Found:
    """Return what ``nodes``, the inlines of ``stretch``, are to a reader of the document."""
    taker = _Taker(stretch)
    taker.take(nodes, frozenset(), "")
    return taker.found


class _Taker:
    """Walks the inlines of one block; ``found`` grows, ``tags`` are the HTML elements open by now."""

    def __init__(self, stretch: Stretch) -> None:
        self.stretch = stretch
        self.found = Found()
        self.tags: list[str] = []

    def take(self, nodes: Sequence[Inline], formats: frozenset[Format], url: str) -> None:
        for node in nodes:
            if node.kind is Kind.TEXT:
                self.add_text(node.start, node.end, formats, RunKind.TEXT, url)
            elif node.kind is Kind.STYLED:
                inner = formats | {node.format} if node.format else formats
                self.take(node.children, inner, url)
            elif node.kind is Kind.LINK:
                self.take(node.children, formats, node.value or url)
            else:
                self.take_other(node, formats, url)

    def take_other(self, node: Inline, formats: frozenset[Format], url: str) -> None:
        span = self.stretch.span(node.start, node.end)
        found = self.found
        if node.kind is Kind.REPLACED:
            found.runs.append(Run(node.value, span, self.shown(formats), RunKind.TEXT, url))
        elif node.kind is Kind.CODE:
            found.runs.append(Run(node.value, span, formats, RunKind.CODE, url))
        elif node.kind is Kind.MATH:
            found.runs.append(Run(node.value, span, formats, RunKind.MATH, url))
        elif node.kind is Kind.CITATION and node.citation is not None:
            self.add_text(node.start, node.end, formats, RunKind.CITATION, url)
            found.citations.append(_citation(self.stretch, node.citation, span, found))
        elif node.kind is Kind.ASIDE and node.aside is not None:
            self.add_text(node.start, node.end, formats, RunKind.TEXT, url)
            found.asides.append(Aside(node.aside, span, node.value))
        elif node.kind is Kind.NOTE_MARK:
            found.runs.append(Run("", span, formats, RunKind.NOTE))
            found.marks.append(Mark(node.value, span))
        elif node.kind is Kind.NOTE:
            found.runs.append(Run("", span, formats, RunKind.NOTE))
            mark = Mark(f"^{span.start}", span)
            found.marks.append(mark)
            inside = self.stretch.span(node.start + 2, node.end - 1)
            found.notes.append(InnerNote(mark, inside, take_apart(self.stretch, node.children)))
        elif node.kind is Kind.HIDDEN and node.value:
            self.tag(node.value)

    def tag(self, tag: str) -> None:
        name = tag.strip("</>").split()[0] if tag.strip("</> ") else ""
        if name not in _TAG_FORMATS:
            return
        if tag.startswith("</"):
            if name in self.tags:
                self.tags.remove(name)
        else:
            self.tags.append(name)

    def shown(self, formats: frozenset[Format]) -> frozenset[Format]:
        return formats | {_TAG_FORMATS[tag] for tag in self.tags} if self.tags else formats

    def add_text(self, start: int, end: int, formats: frozenset[Format], kind: RunKind, url: str) -> None:
        """Add the characters as they are typed; a run goes on where it can."""
        if self.tags:
            formats = self.shown(formats)
        runs = self.found.runs
        for piece in self.stretch.cut(start, end):
            before = runs[-1] if runs else None
            if (
                before is not None
                and kind is RunKind.TEXT
                and before[2:] == (formats, kind, url)
                and before.span.end == piece.start
                and len(before.text) == before.span.end - before.span.start
                and len(piece.text) == piece.end - piece.start
            ):
                span = Span(before.span.start, piece.end)
                runs[-1] = Run(before.text + piece.text, span, formats, kind, url)
            else:
                runs.append(Run(piece.text, Span(piece.start, piece.end), formats, kind, url))


def _citation(stretch: Stretch, raw: RawCitation, span: Span, found: Found) -> KeyCitation:
    nested: list[KeyCitation] = []
    cites = tuple(_cite(stretch, cite, nested, found) for cite in raw.cites)
    mode = Mode.COMPOSITE if raw.in_text else Mode.NORMAL
    return KeyCitation(span=span, cites=cites, mode=mode, nested=tuple(nested))


def _cite(stretch: Stretch, raw: RawCite, nested: list[KeyCitation], found: Found) -> KeyCite:
    after = trim_markup(_markup(stretch, raw.after, nested, found), left=False)
    locator, cut = split_locator(plain(after))
    return KeyCite(
        key=raw.key,
        key_span=stretch.span(raw.start, raw.end),
        prefix=trim_markup(_markup(stretch, raw.prefix, nested, found)),
        after=after,
        locator=locator,
        suffix=cut_markup(after, cut),
        mode=Mode.SUPPRESS_AUTHOR if raw.suppress_author else Mode.NORMAL,
    )


def _markup(stretch: Stretch, nodes: Sequence[Inline], nested: list[KeyCitation], found: Found) -> Markup:
    """Return inlines as markup; what markup cannot hold stands as it is typed."""
    result: list[Node] = []
    for node in nodes:
        if node.kind in (Kind.STYLED, Kind.LINK):
            inner = _markup(stretch, node.children, nested, found)
            if node.kind is Kind.LINK and node.value:
                result.append(Link(node.value, inner))
            elif node.format is not None:
                result.append(Styled(node.format, inner))
            else:
                result.extend(inner)
            continue
        _note_inner(stretch, node, nested, found)
        typed = stretch.text[node.start : node.end].replace("\n", " ")
        text = node.value if node.kind in (Kind.REPLACED, Kind.CODE, Kind.MATH) else typed
        if node.kind is Kind.HIDDEN or not text:
            continue
        if result and isinstance(last := result[-1], Text):
            result[-1] = replace(last, text=last.text + text)
        else:
            result.append(Text(text))
    return tuple(result)


def _note_inner(stretch: Stretch, node: Inline, nested: list[KeyCitation], found: Found) -> None:
    """Keep what stands within the prefix or suffix of a citation and is more than text."""
    span = stretch.span(node.start, node.end)
    if node.kind is Kind.CITATION and node.citation is not None:
        nested.append(_citation(stretch, node.citation, span, found))
    elif node.kind is Kind.ASIDE and node.aside is not None:
        found.asides.append(Aside(node.aside, span, node.value))
    elif node.kind is Kind.NOTE_MARK:
        found.marks.append(Mark(node.value, span))
    elif node.kind is Kind.NOTE:
        _markup(stretch, node.children, nested, found)

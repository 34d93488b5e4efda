"""What stands in a block: its inlines as runs, citations, notes and asides, with their places in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from citekit.csl.citation import Mode
from citekit.csl.locator import split_locator
from citekit.documents.document import Aside, KeyCitation, KeyCite, Run, RunKind, Span
from citekit.documents.markdown.inlines import Inline, Kind, RawCitation, RawCite
from citekit.documents.markdown.marks import Line
from citekit.documents.typed_markup import cut_markup, trim_markup
from citekit.markup.tree import Format, Link, Markup, Node, Styled, Text, plain

__all__ = ["Found", "InnerNote", "Mark", "Stretch", "take_apart"]

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


class Stretch:
    """The characters of a block's lines as one text, and where each of them stands in the file."""

    __slots__ = ("offsets", "starts", "text")

    def __init__(self, source: str, lines: Sequence[Line]) -> None:
        starts: list[int] = []
        offsets: list[int] = []
        length = 0
        end = -2
        for line in lines:
            if line.start != end + 1:
                starts.append(length)
                offsets.append(line.start - length)
            length += line.end - line.start + 1
            end = line.end
        self.starts = starts
        self.offsets = offsets
        if len(starts) == 1:
            self.text = source[lines[0].start : lines[-1].end]
        else:
            self.text = "\n".join([source[start:end] for start, end in lines])

    def at(self, position: int) -> int:
        """Return where the character ``position`` stands in the file."""
        return position + self.offsets[max(bisect_right(self.starts, position) - 1, 0)]

    def span(self, start: int, end: int) -> Span:
        """Return the place of the characters ``start`` to ``end``."""
        first = self.at(start)
        return Span(first, self.at(end - 1) + 1 if end > start else first)

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the parts of ``start`` to ``end`` that stand together in the file."""
        if len(self.starts) > 1:
            first = bisect_right(self.starts, start)
            for cut in self.starts[first : bisect_right(self.starts, end - 1)]:
                # The line break before a new piece is the last character of the one before it.
                if cut - 1 > start:
                    yield start, cut - 1
                if cut > start:
                    yield max(cut - 1, start), cut
                start = cut
        if end > start:
            yield start, end


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
            found.runs.append(Run(node.value.replace("\n", " "), span, formats, RunKind.CODE, url))
        elif node.kind is Kind.MATH:
            found.runs.append(Run(node.value.replace("\n", " "), span, formats, RunKind.MATH, url))
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
        """Add the characters as they are typed, a line break as a space; a run goes on where it can."""
        if self.tags:
            formats = self.shown(formats)
        runs = self.found.runs
        for first, last in self.stretch.pieces(start, end):
            text = self.stretch.text[first:last].replace("\n", " ")
            span = self.stretch.span(first, last)
            if last - first == 1 and first + 1 in self.stretch.starts:
                # The line break, and what containers put before the next line.
                span = Span(self.stretch.at(first), self.stretch.at(first + 1))
            before = runs[-1] if runs else None
            if (
                before is not None
                and kind is RunKind.TEXT
                and before[2:] == (formats, kind, url)
                and before.span.end == span.start
                and len(before.text) == before.span.end - before.span.start
                and len(text) == span.end - span.start
            ):
                runs[-1] = before._replace(text=before.text + text, span=Span(before.span.start, span.end))
            else:
                runs.append(Run(text, span, formats, kind, url))


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

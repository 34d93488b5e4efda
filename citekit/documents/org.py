"""Org-mode: citations as Org 9.5 has them, with styles and variants, notes, and keywords of the head.

Org manual, "Citations", "Footnotes", "Export Settings"; Org syntax, "Citations" and "Citation references".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from citekit.csl.citation import Mode
from citekit.csl.locator import split_locator
from citekit.documents.blocks import Block, BlockKind, Run, RunKind
from citekit.documents.citations import Aside, AsideKind, KeyCitation, KeyCite
from citekit.documents.document import UNREFERRED, BibliographyPlace, Document, Edit, Note, OpenFile
from citekit.documents.metadata_values import read_metadata
from citekit.documents.places import Span
from citekit.documents.stretch import Stretch
from citekit.documents.text_file import edit_text, in_lines, read_part
from citekit.documents.typed_markup import cut_markup, markup_of, trim_markup
from citekit.markup.tree import Format, Markup, Text, plain

__all__ = ["DESCRIPTION", "EXTENSIONS", "NAME", "edit", "read"]

NAME: Final = "org"
DESCRIPTION: Final = "Org-mode"
EXTENSIONS: Final[tuple[str, ...]] = (".org",)

_MODES: Final = {
    "t": Mode.COMPOSITE,
    "text": Mode.COMPOSITE,
    "a": Mode.AUTHOR_ONLY,
    "author": Mode.AUTHOR_ONLY,
    "na": Mode.SUPPRESS_AUTHOR,
    "noauthor": Mode.SUPPRESS_AUTHOR,
}
_NOCITE: Final = frozenset(("n", "nocite"))

_KEYWORD: Final = re.compile(r"[ \t]*#\+(?P<name>[\w-]+)(?:\[[^\]]*\])?:[ \t]*(?P<value>.*?)[ \t]*$")
_HEADING: Final = re.compile(r"(?P<stars>\*+)[ \t]+(?P<text>.*?)(?:[ \t]+:[\w@#%:]+:)?[ \t]*$")
_TODO: Final = re.compile(r"(?:TODO|DONE|NEXT|WAITING)[ \t]+|\[#[A-Z0-9]\][ \t]+")
_BEGIN: Final = re.compile(r"[ \t]*#\+begin_(?P<name>\w+)", re.IGNORECASE)
_PROSE: Final = frozenset(("quote", "verse", "center", "abstract"))
_DRAWER: Final = re.compile(r"[ \t]*:[\w-]+:[ \t]*$")
_DRAWER_END: Final = re.compile(r"[ \t]*:end:[ \t]*$", re.IGNORECASE)
_COMMENT: Final = re.compile(r"[ \t]*#(?: |$)")
_FIXED: Final = re.compile(r"[ \t]*:(?: |$)")
_PLANNING: Final = re.compile(r"[ \t]*(?:CLOSED|DEADLINE|SCHEDULED):")
_TABLE: Final = re.compile(r"[ \t]*\|")
_TABLE_RULE: Final = re.compile(r"[ \t]*\|-")
_ITEM: Final = re.compile(
    r"(?P<indent>[ \t]*)(?P<marker>[-+]|(?<=[ \t])\*|(?:\d+|[A-Za-z])[.)])(?:[ \t]+|$)"
    r"(?:\[@\d+\][ \t]*)?(?:\[[ X-]\][ \t]+)?"
)
_NOTE: Final = re.compile(r"\[fn:(?P<label>[-\w]+)\][ \t]*")

_CITATION: Final = re.compile(r"\[cite(?:/(?P<style>[\w/-]+?))?[ \t]*:[ \t]*")
_KEY: Final = re.compile(r"@(?P<key>[-.:?!`'/*@+|(){}<>&_^$#%~\w]+)")
_REFERENCE: Final = re.compile(r"\[fn:(?:(?P<label>[-\w]+)\]|(?P<inline>[-\w]*):)")
_LINK: Final = re.compile(r"\[\[(?P<url>[^\[\]]+)\](?:\[(?P<text>[^\[\]]+)\])?\]")
_SNIPPET: Final = re.compile(r"@@[\w-]+:.*?@@", re.DOTALL)
_MATH: Final = re.compile(
    r"\\\(.+?\\\)|\\\[.+?\\\]|\$\$.+?\$\$|\$[^\s$](?:[^$]*[^\s$])?\$(?=[\s.,;:?!'\")-]|$)", re.DOTALL
)
_COMMAND: Final = re.compile(r"\\(?:cite\w*|ref|label|footnote)\{[^{}]*\}")
_MARKS: Final = {"/": Format.ITALIC, "*": Format.BOLD, "_": Format.UNDERLINE}
_VERBATIM: Final = "=~"
_BEFORE_MARK: Final = frozenset(" \t\n-–—({'\"[/*_+")
_AFTER_MARK: Final = frozenset(" \t\n-–—.,;:!?'\")}[]")
_RAISED: Final = re.compile(r"(?<=\S)([\^_])\{([^{}]*)\}")
_OPTION: Final = re.compile(r":([\w-]+)[ \t]+([^:]*(?:(?<!\s):[^:]*)*)")
_SPECIAL: Final = re.compile(r"[\[\\@$/*_=~+^]")


def read(data: bytes, *, name: Path | str, open_file: OpenFile | None = None) -> Document:
    """Return the document in ``data``; see `DocumentFormat.read`."""
    del open_file  # what #+INCLUDE names is a paper of its own
    part, notices = read_part(data, name=name)
    reading = _Reading(in_lines(part.text))
    reading.read_all()
    return reading.document(Document(name=str(name), format=NAME, parts=(part,), notices=notices))


def edit(document: Document, edits: Sequence[Edit]) -> Mapping[str, bytes]:
    """Return the changed file; see `DocumentFormat.edit`."""
    return edit_text(document, edits)


class _Line(NamedTuple):
    start: int
    end: int


@dataclass(slots=True)
class _Inside:
    """What the lines being read stand in."""

    note: str | None = None
    in_quote: bool = False
    in_list: bool = False


class _Reading:
    """The lines of one text, read from first to last; what was found grows while it goes on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[_Line] = []
        start = 0
        for line in text.split("\n"):
            self.lines.append(_Line(start, start + len(line)))
            start += len(line) + 1
        self.blocks: list[tuple[Block, str | None]] = []
        self.citations: list[KeyCitation] = []
        self.asides: list[Aside] = []
        self.nocite: list[KeyCite] = []
        self.places: list[BibliographyPlace] = []
        self.values: dict[str, object] = {}
        self.files: list[str] = []
        self.spans: dict[str, Span] = {}
        self.references: list[tuple[str, Span]] = []
        self.notes: dict[str, Span] = {}
        self.inside = _Inside()

    def at(self, index: int) -> str:
        line = self.lines[index]
        return self.text[line.start : line.end]

    def read_all(self) -> None:
        index = 0
        while index < len(self.lines):
            index = self.read_element(index)

    def read_element(self, index: int) -> int:
        """Read the element that begins at line ``index``; return the line after it."""
        line = self.at(index)
        if not line.strip():
            if self.inside.note and index + 1 < len(self.lines) and not self.at(index + 1).strip():
                self.inside = _Inside()  # two blank lines end a note
            return index + 1
        for read in (self.heading, self.block_of_lines, self.keyword, self.skipped, self.table, self.note):
            after = read(index, line)
            if after is not None:
                return after
        return self.paragraph(index)

    def heading(self, index: int, line: str) -> int | None:
        match = _HEADING.match(line)
        if not match:
            return None
        self.inside = _Inside()
        start = match.start("text")
        while todo := _TODO.match(line, start):
            start = todo.end()
        begin = self.lines[index].start
        self.add(
            BlockKind.HEADING, [_Line(begin + start, begin + match.end("text"))], level=len(match["stars"])
        )
        return index + 1

    def block_of_lines(self, index: int, line: str) -> int | None:
        match = _BEGIN.match(line)
        if not match:
            return None
        name = match["name"].lower()
        if name in _PROSE:
            self.inside.in_quote = name == "quote"
            return index + 1
        ending = re.compile(rf"[ \t]*#\+end_{re.escape(name)}[ \t]*$", re.IGNORECASE)
        for end in range(index + 1, len(self.lines)):
            if ending.match(self.at(end)):
                self.add(BlockKind.CODE, self.lines[index : end + 1])
                return end + 1
            if _HEADING.match(self.at(end)):
                break
        return None

    def keyword(self, index: int, line: str) -> int | None:
        match = _KEYWORD.match(line)
        if not match:
            if line.lstrip().lower().startswith("#+end_"):
                self.inside.in_quote = False
            return index + 1 if line.lstrip().startswith("#+") else None
        name, value = match["name"].lower(), match["value"]
        begin = self.lines[index].start
        span = Span(begin + match.start("value"), begin + match.end("value"))
        if name == "bibliography":
            self.files.append(value.strip('"'))
        elif name == "print_bibliography":
            whole = Span(begin, self.lines[index].end)
            self.places.append(BibliographyPlace(whole, whole, MappingProxyType(_attributes(value))))
            return index + 1
        elif name in ("title", "subtitle", "caption"):
            kind = BlockKind.CAPTION if name == "caption" else BlockKind.METADATA
            self.add(kind, [_Line(span.start, span.end)])
        if name not in self.values or name == "title":
            self.values[name] = value
            self.spans[name] = span
        return index + 1

    def skipped(self, index: int, line: str) -> int | None:
        """Pass over comments, drawers, planning lines and fixed width."""
        if _DRAWER.match(line) and not _DRAWER_END.match(line):
            for end in range(index + 1, len(self.lines)):
                if _DRAWER_END.match(self.at(end)):
                    return end + 1
                if _HEADING.match(self.at(end)):
                    break
            return None
        if _FIXED.match(line):
            end = index
            while end < len(self.lines) and _FIXED.match(self.at(end)):
                end += 1
            self.add(BlockKind.CODE, self.lines[index:end])
            return end
        return index + 1 if _COMMENT.match(line) or _PLANNING.match(line) else None

    def table(self, index: int, line: str) -> int | None:
        if not _TABLE.match(line):
            return None
        if not _TABLE_RULE.match(line):
            begin = self.lines[index].start
            start = line.index("|") + 1
            for piece in line[start:].rstrip().removesuffix("|").split("|"):
                if piece.strip():
                    self.add(
                        BlockKind.TABLE_CELL,
                        [_Line(begin + start, begin + start + len(piece))],
                        is_drawn=True,
                    )
                start += len(piece) + 1
        return index + 1

    def note(self, index: int, line: str) -> int | None:
        match = _NOTE.match(line)
        if not match:
            return None
        self.inside = _Inside(note=match["label"])
        first = self.lines[index]
        begin = _Line(first.start + match.end(), first.end)
        end = self.end_of_paragraph(index + 1)
        self.notes[match["label"]] = Span(begin.start, self.lines[end - 1].end)
        self.add(BlockKind.PARAGRAPH, [begin, *self.lines[index + 1 : end]])
        return end

    def end_of_paragraph(self, index: int) -> int:
        while index < len(self.lines):
            line = self.at(index)
            if not line.strip() or _HEADING.match(line) or _NOTE.match(line) or _ITEM.match(line):
                break
            if line.lstrip().startswith("#+") or any(
                other.match(line) for other in (_TABLE, _COMMENT, _FIXED)
            ):
                break
            index += 1
        return index

    def paragraph(self, index: int) -> int:
        line = self.lines[index]
        match = _ITEM.match(self.at(index))
        marker = ""
        if match:
            marker = match["marker"]
            line = _Line(line.start + match.end(), line.end)
            self.inside.in_list = True
        elif not self.at(index)[0].isspace():
            self.inside.in_list = False
        end = self.end_of_paragraph(index + 1)
        lines = [line, *self.lines[index + 1 : end]]
        if any(first < last for first, last in lines):
            self.add(BlockKind.PARAGRAPH, lines, marker=marker)
        return end

    def add(
        self,
        kind: BlockKind,
        lines: Sequence[_Line],
        *,
        level: int = 0,
        marker: str = "",
        is_drawn: bool = False,
    ) -> None:
        trimmed = []
        for start, end in lines:
            typed = self.text[start:end]
            trimmed.append((start + len(typed) - len(typed.lstrip()), start + len(typed.rstrip())))
        runs: tuple[Run, ...] = ()
        index = len(self.blocks)
        block = Block(
            kind=kind,
            span=Span(trimmed[0][0], max(trimmed[-1][1], trimmed[0][0])),
            level=level,
            marker=marker,
            in_quote=self.inside.in_quote,
            in_list=self.inside.in_list,
            is_drawn=is_drawn,
        )
        self.blocks.append((block, self.inside.note))
        if kind is not BlockKind.CODE:
            runs = tuple(_Inlines(self, Stretch.of_lines(self.text, trimmed), index).read())
            self.blocks[index] = replace(block, runs=runs), self.inside.note

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
        )


class _Inlines:
    """The inside of one block: what it cites goes to the reading, its runs are returned."""

    def __init__(self, reading: _Reading, stretch: Stretch, block: int) -> None:
        self.reading = reading
        self.stretch = stretch
        self.text = stretch.text
        self.block = block
        self.runs: list[Run] = []
        self.formats: list[tuple[str, Format, int]] = []

    def read(self) -> list[Run]:
        self.span_of(0, len(self.text), frozenset())
        return self.runs

    def add(
        self, start: int, end: int, formats: frozenset[Format], kind: RunKind = RunKind.TEXT, url: str = ""
    ) -> None:
        for piece in self.stretch.cut(start, end):
            self.runs.append(Run(piece.text, Span(piece.start, piece.end), formats, kind, url))

    def span_of(self, position: int, end: int, formats: frozenset[Format], url: str = "") -> None:
        """Read the characters ``position`` to ``end``, which have ``formats``."""
        plain_from = position
        while match := _SPECIAL.search(self.text, position, end):
            at = match.start()
            before = len(self.runs)
            after = _READERS[match[0]](self, at, end, formats)
            if after is None:
                position = match.end()
                continue
            found = self.runs[before:]
            del self.runs[before:]
            self.add(plain_from, at, formats, url=url)
            self.runs += found
            position = plain_from = after
        self.add(plain_from, end, formats, url=url)

    def bracket(self, at: int, end: int, formats: frozenset[Format]) -> int | None:
        """Read a citation, a reference to a note, a note typed in the text, or a link."""
        link = _LINK.match(self.text, at, end)
        if link:
            shown = "text" if link["text"] else "url"
            self.span_of(link.start(shown), link.end(shown), formats, link["url"])
            return link.end()
        citation = _CITATION.match(self.text, at, end)
        reference = None if citation else _REFERENCE.match(self.text, at, end)
        if not citation and not reference:
            return None
        close = self.closing(at, end)
        if close < 0:
            return None
        if citation:
            if not self.cite(citation, close):
                return None
            self.add(at, close, formats, RunKind.CITATION)
            return close
        if reference:
            self.refer(reference, close)
        return close

    def closing(self, at: int, end: int) -> int:
        """Return the position behind the bracket that closes the one at ``at``, -1 if none does."""
        depth = 0
        for position in range(at, end):
            depth += (self.text[position] == "[") - (self.text[position] == "]")
            if depth == 0:
                return position + 1
        return -1

    def cite(self, opening: re.Match[str], close: int) -> bool:
        """Keep the citation that ends before ``close``; False if it has no key."""
        parts = list(self.parts(opening.end(), close - 1))
        keyed = [index for index, (start, end) in enumerate(parts) if _KEY.search(self.text, start, end)]
        if not keyed:
            return False
        style, _, variant = (opening["style"] or "").partition("/")
        mode = _MODES.get(style, Mode.NORMAL)
        each = mode if mode is Mode.SUPPRESS_AUTHOR else Mode.NORMAL
        cites = [self.one_cite(*parts[index], each) for index in keyed]
        if keyed[0] > 0:
            common = (*self.markup(*parts[0]), Text(" "), *cites[0].prefix)
            cites[0] = cites[0]._replace(prefix=trim_markup(common))
        if keyed[-1] < len(parts) - 1:
            cites[-1] = _with_after(cites[-1], (*cites[-1].after, *self.markup(*parts[-1])))
        if style in _NOCITE:
            self.reading.nocite += cites
            span = self.stretch.span(opening.start(), close)
            self.reading.asides.append(Aside(AsideKind.NOCITE, span, ";".join(cite.key for cite in cites)))
            return True
        self.reading.citations.append(
            KeyCitation(
                span=self.stretch.span(opening.start(), close),
                cites=tuple(cites),
                mode=mode if mode is not Mode.SUPPRESS_AUTHOR else Mode.NORMAL,
                block=self.block,
                command=f"{style}/{variant}" if variant else style,
            )
        )
        return True

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield what semicolons part, those within brackets aside."""
        depth = 0
        for position in range(start, end):
            char = self.text[position]
            depth += (char == "[") - (char == "]")
            if char == ";" and depth == 0:
                yield start, position
                start = position + 1
        yield start, end

    def one_cite(self, start: int, end: int, mode: Mode) -> KeyCite:
        match = _KEY.search(self.text, start, end)
        if match is None:
            raise AssertionError("a part without a key was taken for a cite")
        cite = KeyCite(
            key=match["key"],
            key_span=self.stretch.span(match.start("key"), match.end("key")),
            prefix=trim_markup(self.markup(start, match.start())),
            mode=mode,
        )
        return _with_after(cite, self.markup(match.end(), end))

    def markup(self, start: int, end: int) -> Markup:
        inner = _Inlines(self.reading, self.stretch, self.block)
        inner.span_of(start, end, frozenset())
        return markup_of(inner.runs)

    def refer(self, reference: re.Match[str], close: int) -> None:
        """Keep a reference to a note, and the note itself where it is typed in the text."""
        span = self.stretch.span(reference.start(), close)
        self.runs.append(Run("", span, frozenset(), RunKind.NOTE))
        label = reference["label"] or reference["inline"] or f"^{span.start}"
        self.reading.references.append((label, span))
        if reference["label"]:
            return
        inside = self.stretch.span(reference.end(), close - 1)
        self.reading.notes[label] = inside
        index = len(self.reading.blocks)
        block = Block(kind=BlockKind.PARAGRAPH, span=inside)
        self.reading.blocks.append((block, label))
        inner = _Inlines(self.reading, self.stretch, index)
        inner.span_of(reference.end(), close - 1, frozenset())
        self.reading.blocks[index] = replace(block, runs=tuple(inner.runs)), label

    def hidden(self, at: int, end: int, _: frozenset[Format]) -> int | None:
        """Pass over an export snippet or a command of LaTeX."""
        match = _SNIPPET.match(self.text, at, end) or _COMMAND.match(self.text, at, end)
        return match.end() if match else None

    def math(self, at: int, end: int, formats: frozenset[Format]) -> int | None:
        match = _MATH.match(self.text, at, end)
        if not match:
            return self.hidden(at, end, formats)
        self.add(at, match.end(), formats, RunKind.MATH)
        return match.end()

    def marked(self, at: int, end: int, formats: frozenset[Format]) -> int | None:
        """Read emphasis or verbatim text: marks against a word, at most one line break between."""
        mark = self.text[at]
        if at and self.text[at - 1] not in _BEFORE_MARK:
            return None
        position = at + 1
        while (close := self.text.find(mark, position, end)) > 0:
            inner = self.text[at + 1 : close]
            if inner.count("\n") > 1:
                return None
            after = self.text[close + 1 : min(close + 2, end)]
            if (
                inner
                and not inner[0].isspace()
                and not inner[-1].isspace()
                and (not after or after in _AFTER_MARK)
            ):
                if mark in _VERBATIM:
                    self.add(at + 1, close, formats, RunKind.CODE)
                else:
                    format_ = _MARKS.get(mark)
                    self.span_of(at + 1, close, formats | {format_} if format_ else formats)
                return close + 1
            position = close + 1
        return None

    def raised(self, at: int, end: int, formats: frozenset[Format]) -> int | None:
        match = _RAISED.match(self.text, at, end)
        if not match:
            return None
        format_ = Format.SUPERSCRIPT if match[1] == "^" else Format.SUBSCRIPT
        self.span_of(match.start(2), match.end(2), formats | {format_})
        return match.end()

    def underscore(self, at: int, end: int, formats: frozenset[Format]) -> int | None:
        raised = self.raised(at, end, formats)
        return self.marked(at, end, formats) if raised is None else raised


_READERS: Final[dict[str, Callable[[_Inlines, int, int, frozenset[Format]], int | None]]] = {
    "[": _Inlines.bracket,
    "\\": _Inlines.math,
    "$": _Inlines.math,
    "@": _Inlines.hidden,
    "_": _Inlines.underscore,
    "^": _Inlines.raised,
    **dict.fromkeys("/*=~+", _Inlines.marked),
}


def _with_after(cite: KeyCite, after: Markup) -> KeyCite:
    after = trim_markup(after, left=False)
    locator, cut = split_locator(plain(after))
    return cite._replace(after=after, locator=locator, suffix=cut_markup(after, cut))


def _attributes(value: str) -> dict[str, str]:
    """Return ``:type book :title Books`` by name."""
    return {match[1]: match[2].strip() for match in _OPTION.finditer(value)}

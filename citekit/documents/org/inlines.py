"""The inside of an element of Org: citations, notes, links, emphasis, code and mathematics.

Org manual, "Citations", "Footnotes"; Org syntax, "Citations", "Citation references".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from citekit.csl.citation import Mode
from citekit.csl.locator import split_locator
from citekit.documents.blocks import Block, BlockKind, Run, RunKind
from citekit.documents.citations import Aside, AsideKind, KeyCitation, KeyCite
from citekit.documents.org.found import Found
from citekit.documents.places import Span
from citekit.documents.stretch import Stretch
from citekit.documents.typed_markup import cut_markup, markup_of, trim_markup
from citekit.markup.tree import Format, Markup, Text, plain

__all__ = ["read_inlines"]

_MODES: Final = {
    "t": Mode.COMPOSITE,
    "text": Mode.COMPOSITE,
    "a": Mode.AUTHOR_ONLY,
    "author": Mode.AUTHOR_ONLY,
    "na": Mode.SUPPRESS_AUTHOR,
    "noauthor": Mode.SUPPRESS_AUTHOR,
}
_NOCITE: Final = frozenset(("n", "nocite"))
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
_SPECIAL: Final = re.compile(r"[\[\\@$/*_=~+^]")


def read_inlines(found: Found, stretch: Stretch, block: int) -> tuple[Run, ...]:
    """Return the runs of block number ``block``; what it cites and notes goes to ``found``."""
    return tuple(_Inlines(found, stretch, block).read())


class _Inlines:
    """The inside of one block: what it cites goes to what was found, its runs are returned."""

    def __init__(self, found: Found, stretch: Stretch, block: int) -> None:
        self.found = found
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
            self.found.nocite += cites
            span = self.stretch.span(opening.start(), close)
            self.found.asides.append(Aside(AsideKind.NOCITE, span, ";".join(cite.key for cite in cites)))
            return True
        self.found.citations.append(
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
        inner = _Inlines(self.found, self.stretch, self.block)
        inner.span_of(start, end, frozenset())
        return markup_of(inner.runs)

    def refer(self, reference: re.Match[str], close: int) -> None:
        """Keep a reference to a note, and the note itself where it is typed in the text."""
        span = self.stretch.span(reference.start(), close)
        self.runs.append(Run("", span, frozenset(), RunKind.NOTE))
        label = reference["label"] or reference["inline"] or f"^{span.start}"
        self.found.references.append((label, span))
        if reference["label"]:
            return
        inside = self.stretch.span(reference.end(), close - 1)
        self.found.notes[label] = inside
        index = len(self.found.blocks)
        block = Block(kind=BlockKind.PARAGRAPH, span=inside)
        self.found.blocks.append((block, label))
        inner = _Inlines(self.found, self.stretch, index)
        inner.span_of(reference.end(), close - 1, frozenset())
        self.found.blocks[index] = replace(block, runs=tuple(inner.runs)), label

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

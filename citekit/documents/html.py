"""HTML: ``<cite data-key>`` and ``[@key]`` in text, everything else left byte for byte.

HTML Living Standard, sections 4.5.6 (cite), 13.1.2 (elements) and 13.1.4 (character references). Attributes
of ``<cite>`` are citekit's own: ``data-key`` (several parted by semicolons), ``data-locator``,
``data-prefix``, ``data-suffix``, and ``data-mode``: ``normal``, ``suppress-author``, ``author-only`` or
``composite``. ``<div id="refs">``, ``<div class="refs">`` and ``<div data-bibliography>`` ask for the
bibliography, or one of several.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import unescape
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Final

from citekit.csl.citation import Mode
from citekit.csl.locator import split_locator
from citekit.documents.blocks import Block, BlockKind, Run, RunKind
from citekit.documents.citations import Aside, KeyCitation, KeyCite
from citekit.documents.document import BibliographyPlace, Document, Edit, OpenFile
from citekit.documents.markdown.inlines import read_inlines
from citekit.documents.metadata_values import read_metadata
from citekit.documents.places import Span
from citekit.documents.stretch import Piece, Stretch, take_apart
from citekit.documents.text_file import edit_text, in_lines, read_part
from citekit.documents.typed_markup import cut_markup
from citekit.markup.inline import parse_inline
from citekit.markup.tree import Format, plain

__all__ = ["DESCRIPTION", "EXTENSIONS", "NAME", "edit", "read"]

NAME: Final = "html"
DESCRIPTION: Final = "HTML"
EXTENSIONS: Final = (".html", ".htm", ".xhtml")

_TOKEN: Final = re.compile(
    r"<!--[\s\S]*?(?:-->|\Z)|<![A-Za-z\[][^>]*>|<\?[^>]*>"
    r"|<(?P<close>/)?(?P<name>[A-Za-z][^\s/>]*)(?P<attributes>(?:\"[^\"]*\"|'[^']*'|[^'\">])*)>"
)
_ATTRIBUTE: Final = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_RAW: Final = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
_SKIPPED: Final = frozenset(
    ("pre", "code", "kbd", "samp", "template", "svg", "math", "select", "head", "object")
)
_INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "mark",
        "math",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "svg",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_KINDS: Final = {
    **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
    "td": BlockKind.TABLE_CELL,
    "th": BlockKind.TABLE_CELL,
    "caption": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
}
_FORMATS: Final = {
    "i": Format.ITALIC,
    "em": Format.ITALIC,
    "cite": Format.ITALIC,
    "dfn": Format.ITALIC,
    "b": Format.BOLD,
    "strong": Format.BOLD,
    "sup": Format.SUPERSCRIPT,
    "sub": Format.SUBSCRIPT,
    "u": Format.UNDERLINE,
}
_MODES: Final = {mode.value: mode for mode in Mode}


def read(data: bytes, *, name: Path | str, open_file: OpenFile | None = None) -> Document:
    """Return the document in ``data``; see `DocumentFormat.read`."""
    del open_file  # a page is one file
    part, notices = read_part(data, name=name)
    page = _Page(in_lines(part.text))
    page.read_all()
    return Document(
        name=str(name),
        format=NAME,
        parts=(part,),
        blocks=tuple(page.blocks),
        citations=tuple(sorted(page.citations, key=lambda citation: citation.span)),
        asides=tuple(page.asides),
        metadata=read_metadata(page.values, page.spans),
        bibliographies=tuple(page.places),
        notices=notices,
    )


def edit(document: Document, edits: Sequence[Edit]) -> Mapping[str, bytes]:
    """Return the changed file; see `DocumentFormat.edit`."""
    return edit_text(document, edits)


class _Page:
    """The tokens of one page, read from first to last; what was found grows while it goes on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.citations: list[KeyCitation] = []
        self.asides: list[Aside] = []
        self.places: list[BibliographyPlace] = []
        self.values: dict[str, object] = {}
        self.spans: dict[str, Span] = {}
        self.open: list[str] = []
        self.pieces: list[tuple[Piece, frozenset[Format], str]] = []
        self.cites: list[KeyCitation] = []
        self.urls: list[str] = []

    def read_all(self) -> None:
        position = 0
        while match := _TOKEN.search(self.text, position):
            self.add_text(position, match.start())
            position = match.end()
            if match["name"]:
                name = match["name"].lower()
                position = self.closed(name, position) if match["close"] else self.opened(name, match)
        self.add_text(position, len(self.text))
        self.end_block()

    def opened(self, name: str, match: re.Match[str]) -> int:
        attributes = _attributes(match["attributes"])
        position = match.end()
        if name == "html" and attributes.get("lang"):
            self.values["lang"] = attributes["lang"]
        if name not in _INLINE:
            self.end_block()
        if name in _VOID or match["attributes"].rstrip().endswith("/"):
            if name == "br":
                self.pieces.append((Piece("\n", match.start(), match.end()), frozenset(), ""))
            return position
        if name in _RAW:
            return self.raw(name, position)
        if name == "cite" and attributes.get("data-key", "").strip():
            return self.cite(match, attributes)
        if name in ("div", "section") and (
            attributes.get("id") == "refs"
            or "data-bibliography" in attributes
            or "refs" in attributes.get("class", "").split()
        ):
            self.ask(name, match, attributes)
        if name == "a":
            self.urls.append(attributes.get("href", ""))
        self.open.append(name)
        return position

    def raw(self, name: str, position: int) -> int:
        """Pass over an element whose content is no markup; the title is kept."""
        close = re.compile(rf"</{re.escape(name)}\b[^>]*>", re.IGNORECASE).search(self.text, position)
        end = close.start() if close else len(self.text)
        if name == "title" and "title" not in self.values:
            self.values["title"] = unescape(self.text[position:end]).strip()
            self.spans["title"] = Span(position, end)
        return close.end() if close else end

    def cite(self, match: re.Match[str], attributes: Mapping[str, str]) -> int:
        """Keep the citation that a cite element asks for, whatever stands in it by now."""
        close = re.compile(r"</cite\s*>", re.IGNORECASE).search(self.text, match.end())
        end = close.end() if close else match.end()
        mode = _MODES.get(attributes.get("data-mode", "").strip().lower(), Mode.NORMAL)
        after = parse_inline(", " + attributes["data-locator"] if attributes.get("data-locator") else "")
        locator, cut = split_locator(plain(after))
        suffix = (*cut_markup(after, cut), *parse_inline(attributes.get("data-suffix", "")))
        typed = attributes["data-key"].replace(";", " ").replace(",", " ").split()
        key_start = self.text.find(typed[0], match.start())
        cites = [
            KeyCite(
                key=key.removeprefix("@"),
                key_span=Span(key_start, key_start + len(typed[0]))
                if not index
                else Span(match.start(), match.end()),
                prefix=parse_inline(attributes.get("data-prefix", "")) if index == 0 else (),
                mode=Mode.SUPPRESS_AUTHOR if mode is Mode.SUPPRESS_AUTHOR else Mode.NORMAL,
            )
            for index, key in enumerate(typed)
        ]
        cites[-1] = cites[-1]._replace(after=(*after, *suffix), locator=locator, suffix=suffix)
        whole = mode if mode is not Mode.SUPPRESS_AUTHOR else Mode.NORMAL
        span = Span(match.start(), end)
        self.cites.append(KeyCitation(span=span, cites=tuple(cites), mode=whole, command="cite"))
        self.pieces.append((Piece("\ufffc", match.start(), end), frozenset(), ""))
        return end

    def ask(self, name: str, match: re.Match[str], attributes: Mapping[str, str]) -> None:
        depth = 1
        for tag in re.compile(rf"<(/?){name}\b[^>]*>", re.IGNORECASE).finditer(self.text, match.end()):
            depth += -1 if tag[1] else 1
            if depth == 0:
                self.places.append(
                    BibliographyPlace(
                        Span(match.start(), tag.end()),
                        Span(match.end(), tag.start()),
                        MappingProxyType(dict(attributes)),
                    )
                )
                return

    def closed(self, name: str, position: int) -> int:
        if name not in _INLINE:
            self.end_block()
        if name in self.open:
            while self.open.pop() != name:
                pass
        if name == "a" and self.urls:
            self.urls.pop()
        return position

    def add_text(self, start: int, end: int) -> None:
        if start >= end or any(name in _SKIPPED for name in self.open):
            return
        formats = frozenset(_FORMATS[name] for name in self.open if name in _FORMATS)
        url = self.urls[-1] if self.urls else ""
        position = start
        for entity in _ENTITY.finditer(self.text, start, end):
            value = unescape(entity[0])
            if value != entity[0]:
                if position < entity.start():
                    self.pieces.append(
                        (Piece(self.text[position : entity.start()], position, entity.start()), formats, url)
                    )
                self.pieces.append((Piece(value, entity.start(), entity.end()), formats, url))
                position = entity.end()
        if position < end:
            self.pieces.append((Piece(self.text[position:end], position, end), formats, url))

    def end_block(self) -> None:
        """Make a block of the text since the last, if there is any."""
        pieces, cites = self.pieces, self.cites
        self.pieces, self.cites = [], []
        if not any(piece.text.strip() for piece, _, _ in pieces):
            return
        stretch = Stretch([piece for piece, _, _ in pieces])
        found = take_apart(stretch, read_inlines(stretch.text, has_markup=False))
        # On a web page @name alone is somebody's handle, and brackets around a cite element are text.
        bracketed = [
            one
            for one in found.citations
            if self.text.startswith("[", one.span.start)
            and not any(one.span.start < cite.span.start < one.span.end for cite in cites)
        ]
        styles = {piece.start: (formats, url) for piece, formats, url in pieces}
        name = next((name for name in reversed(self.open) if name in _KINDS), "")
        index = len(self.blocks)
        self.blocks.append(
            Block(
                kind=_KINDS.get(name, BlockKind.PARAGRAPH),
                span=Span(pieces[0][0].start, pieces[-1][0].end),
                runs=tuple(_styled(found.runs, styles)),
                level=int(name[1]) if name and name[0] == "h" else 0,
                marker="-" if "li" in self.open else "",
                in_list="li" in self.open,
                in_quote="blockquote" in self.open,
            )
        )
        self.citations += [replace(citation, block=index) for citation in (*bracketed, *cites)]
        self.asides += found.asides


def _styled(runs: Sequence[Run], styles: Mapping[int, tuple[frozenset[Format], str]]) -> list[Run]:
    """Return runs with the formats and links of the elements that they stand in."""
    starts = sorted(styles)
    result: list[Run] = []
    for run in runs:
        if run.text == "\ufffc":
            result.append(run._replace(text="", kind=RunKind.CITATION))
            continue
        cuts = [start for start in starts if run.span.start < start < run.span.end]
        is_exact = len(run.text) == run.span.end - run.span.start
        edges = [run.span.start, *(cuts if is_exact else ()), run.span.end]
        for first, last in pairwise(edges):
            before = max((start for start in starts if start <= first), default=first)
            formats, url = styles.get(before, (frozenset(), ""))
            text = run.text[first - run.span.start : last - run.span.start] if is_exact else run.text
            result.append(Run(text, Span(first, last), formats, run.kind, url))
    return result


def _attributes(typed: str) -> dict[str, str]:
    """Return attributes by name in lower case, the first of a name."""
    attributes: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(typed):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        attributes.setdefault(match[1].lower(), unescape(value))
    return attributes

r"""Markdown that CommonMark, GitHub and pandoc read alike: one paragraph for each entry.

Whatever a title holds stays text: characters that one of the three would take for markup are escaped
with ``\``. Italics and bold are ``*`` and ``**`` where CommonMark's rules on flanking let them be, and
HTML tags where not; superscript, subscript and small capitals have no common Markdown and are HTML tags.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.markup.tree import Display, Format, Link, Markup, Styled, Text, plain
from citekit.output.base import clean, close_bidi, safe_url, unlinked
from citekit.output.settled import settled

__all__ = ["DESCRIPTION", "EXTENSION", "write", "write_bibliography", "write_citations", "write_within"]

DESCRIPTION: str = "Markdown, for pandoc, GitHub and others"
EXTENSION: str = ".md"

_STARS: Final = {Format.ITALIC: "*", Format.OBLIQUE: "*", Format.BOLD: "**"}
_TAGS: Final = {
    Format.ITALIC: ("<i>", "</i>"),
    Format.OBLIQUE: ("<i>", "</i>"),
    Format.BOLD: ("<b>", "</b>"),
    Format.SUPERSCRIPT: ("<sup>", "</sup>"),
    Format.SUBSCRIPT: ("<sub>", "</sub>"),
    Format.SMALL_CAPS: ('<span style="font-variant:small-caps;">', "</span>"),
    Format.UNDERLINE: ('<span style="text-decoration:underline;">', "</span>"),
}
_ANYWHERE = re.compile(
    r"""[\\`*_{}\[\]<>~^$@|"']"""
    r"|&(?=(?:[A-Za-z][A-Za-z0-9]+|\#\d+|\#[xX][0-9A-Fa-f]+);)"  # an entity
    r"|-(?=-)|\.(?=\.\.)"  # pandoc's dashes and ellipses
    r"|:(?=//|[\w+-]+:)"  # a bare address, an emoji's name
    r"|(?<=www)\."
)
_STARTS_BLOCK: Final = frozenset("#+:%=-")
"""Signs of headings, lists, definitions, title blocks and rules at the start of a line."""
_LIST_MARK = re.compile(r"\(?(?:\d+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)(?=[.)])")
_INITIAL = re.compile(r"[A-Z]\.(?!  )")
"""An author's initial, which no Markdown takes for a list of capital letters."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """Where a format begins or ends; the two edges of one run share its number."""

    run: int
    format: Format
    begins: bool


@dataclass(frozen=True, slots=True)
class _Raw:
    """Markdown of our own, not to be escaped."""

    text: str


_BREAK: Final = _Raw("\\\n")
_OPEN: Final = _Raw("[")
_Piece = str | _Raw | _Edge


def write(markup: Markup) -> str:
    """Return ``markup`` as Markdown, fit to begin a paragraph or to stand within one."""
    pieces: list[_Piece] = []
    _collect(settled(markup), pieces)
    return close_bidi(_assemble(pieces))


def write_within(markup: Markup, *, before: str, after: str) -> str:
    """Return ``markup`` as it stands in a line of a paper between the characters ``before`` and ``after``.

    Either is empty at the end of a paragraph. What only the start of a line would take for markup is not
    escaped where something stands before it, and asterisks are used only where they would be understood.
    """
    pieces: list[_Piece] = []
    _collect(settled(markup), pieces)
    return close_bidi(_assemble(pieces, before=before, after=after))


def write_citations(citations: Sequence[Markup]) -> str:
    """Return the citations, one a line."""
    return "\n".join(write(citation) for citation in citations)


def write_bibliography(
    entries: Sequence[BibliographyEntry],
    layout: BibliographyLayout,  # noqa: ARG001 - paragraphs are all there is
) -> str:
    """Return the entries, each a paragraph."""
    return "\n\n".join(write(entry.markup) for entry in entries)


def _collect(markup: Markup, pieces: list[_Piece]) -> None:
    """Append the pieces of ``markup``, neighbouring texts joined, so that escapes see across nodes."""
    for node in markup:
        if isinstance(node, Text):
            text = clean(node.text)
            if pieces and isinstance(pieces[-1], str):
                pieces[-1] += text
            elif text:
                pieces.append(text)
        elif not plain(node.children):
            continue
        elif isinstance(node, Styled):
            run = len(pieces)
            pieces.append(_Edge(run, node.format, begins=True))
            _collect(node.children, pieces)
            pieces.append(_Edge(run, node.format, begins=False))
        elif isinstance(node, Link):
            _collect_link(node, pieces)
        elif node.display is Display.LEFT_MARGIN:
            _collect((*node.children, Text(" ")), pieces)
        elif node.display is Display.RIGHT_INLINE:
            _collect(node.children, pieces)
        else:
            pieces.append(_BREAK)
            _collect(node.children, pieces)
            pieces.append(_BREAK)


def _collect_link(link: Link, pieces: list[_Piece]) -> None:
    url = safe_url(link.url)
    if not url:
        _collect(link.children, pieces)
    elif plain(link.children) == url and "&" not in url:
        pieces.append(_Raw(f"<{url}>"))
    else:
        pieces.append(_OPEN)
        _collect(unlinked(link.children), pieces)
        escaped = url.replace("&", "\\&")  # else &copy; in an address would be read as an entity
        pieces.append(_Raw(f"]({escaped})" if url.startswith("#") else f"](<{escaped}>)"))


def _assemble(pieces: list[_Piece], *, before: str = "", after: str = "") -> str:
    starred = _starred(pieces, before or " ", after or " ")
    output: list[str] = []
    line_starts = before in ("", "\n")
    for piece in pieces:
        if piece is _BREAK:
            if not line_starts:
                output.append(_BREAK.text)
            line_starts = True
            continue
        if isinstance(piece, str):
            text = _escape(piece, line_starts=line_starts)
        elif isinstance(piece, _Raw):
            text = piece.text
            if piece is _OPEN:
                _keep_from_image(output)
        elif piece.run in starred:
            text = _STARS[piece.format]
        else:
            text = _TAGS.get(piece.format, ("", ""))[0 if piece.begins else 1]
        output.append(text)
        line_starts = line_starts and not text
    return "".join(output).removesuffix(_BREAK.text).rstrip(" ")


def _keep_from_image(output: list[str]) -> None:
    """Escape an exclamation mark at the end of ``output``, which would make an image of a link after it."""
    written = [number for number, text in enumerate(output) if text]
    if written and output[written[-1]].endswith("!"):
        output[written[-1]] = output[written[-1]].removesuffix("!") + "\\!"


def _starred(pieces: list[_Piece], first: str, last: str) -> set[int]:
    """Return the runs that asterisks can mark: italic or bold, and flanked as CommonMark 6.2 wants it."""
    starred = set()
    begins: dict[int, bool] = {}
    for index, piece in enumerate(pieces):
        if isinstance(piece, _Edge) and piece.format in _STARS:
            before = _end(pieces[index - 1], -1) if index else first
            after = _end(pieces[index + 1], 0) if index + 1 < len(pieces) else last
            inner, outer = (after, before) if piece.begins else (before, after)
            flanks = _class(inner) == "L" or (_class(inner) == "P" and _class(outer) != "L")
            flanks = flanks and "*" not in (inner, outer)
            if piece.begins:
                begins[piece.run] = flanks
            elif flanks and begins[piece.run]:
                starred.add(piece.run)
    return _without_nested(pieces, starred)


def _without_nested(pieces: list[_Piece], starred: set[int]) -> set[int]:
    """Leave out runs within one of their own mark, whose asterisks would close the outer one."""
    open_: list[str] = []
    kept = set()
    for piece in pieces:
        if isinstance(piece, _Edge) and piece.run in starred:
            mark = _STARS[piece.format]
            if piece.begins and mark not in open_:
                kept.add(piece.run)
                open_.append(mark)
            elif not piece.begins and piece.run in kept:
                open_.pop()
    return kept


def _end(piece: _Piece, index: int) -> str:
    """Return the first or last character of a piece, ``*`` for an edge, which asterisks must not meet."""
    if isinstance(piece, _Edge):
        return "*"
    return (piece.text if isinstance(piece, _Raw) else piece)[index]


def _class(char: str) -> str:
    """Return P for punctuation and symbols, Z for white space, L for the rest."""
    if char.isspace():
        return "Z"
    return "P" if unicodedata.category(char)[0] in "PS" else "L"


def _escape(text: str, *, line_starts: bool) -> str:
    if not line_starts:
        return _ANYWHERE.sub(r"\\\g<0>", text)
    text = text.lstrip()
    mark = None if _INITIAL.match(text) else _LIST_MARK.match(text)
    cut = mark.end() if mark else 0
    head, tail = (_ANYWHERE.sub(r"\\\g<0>", part) for part in (text[:cut], text[cut:]))
    if mark or tail[:1] in _STARTS_BLOCK:
        return f"{head}\\{tail}" if not tail.startswith("\\") else head + tail
    return head + tail

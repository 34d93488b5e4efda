"""A finished paper in Org: emphasis, links, targets and footnotes of Org's own.

Org manual, "Emphasis and Monospace", "Subscripts and Superscripts", "Creating Footnotes", "Special Symbols",
"Escape Character". What a title holds stays text: signs that Org would take for markup are its entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.documents.document import Document
from citekit.markup.tree import Display, Format, Link, Markup, Node, Styled, Text, plain
from citekit.output.base import clean, close_bidi, safe_url, unlinked
from citekit.output.settled import settled
from citekit.rendering.lines import apart, below_line, end_of_text, free_label
from citekit.rendering.target import NewNote, anchor_of

__all__ = ["APART", "below", "bibliography", "end", "note", "notes", "write"]

APART: Final = "\n\n"

notes = apart
end = end_of_text
below = below_line

_MARKERS: Final = {Format.ITALIC: "/", Format.OBLIQUE: "/", Format.BOLD: "*", Format.UNDERLINE: "_"}
_RAISED: Final = {Format.SUPERSCRIPT: "^", Format.SUBSCRIPT: "_"}
_NO_SPACE: Final = "\u200b"
"""The zero width space, by which Org parts a sign of emphasis from a letter beside it."""
_BREAK: Final = "\\\\\n"
"""Ends a line within a paragraph ("Paragraphs")."""
_BEFORE: Final = frozenset(" \t\n-({'\"" + _NO_SPACE)
_AFTER: Final = frozenset(" \t\n-.,:!?;'\")}[\\" + _NO_SPACE)
_ADDRESS: Final = re.compile(r"(?:https?|ftp)://\S+|mailto:\S+")
_SIGN: Final = re.compile(
    r"[_^|$]"
    r"|(?<!\w)[*/+=~]|[*/+=~](?!\w)"  # what may begin or end emphasis
    r"|\\(?=[A-Za-z\\(\[_-])|\[(?=\[|fn:|cite|\d{4}-)|<(?=[<\d%])|\{(?=\{\{)|@(?=@)"
)
_ENTITIES: Final = {
    "_": "under",
    "^": "asciicirc",
    "|": "vert",
    "$": "dollar",
    "*": "ast",
    "/": "slash",
    "+": "plus",
    "=": "equal",
    "~": "tilde",
    "\\": "backslash",
    "[": "lbrack",
    "<": "lt",
    "{": "lbrace",
}


def write(markup: Markup, *, before: str = "", after: str = "") -> str:
    """Return ``markup`` as it stands within a line; see `Target.write`."""
    written = close_bidi(_nodes(settled(markup)))
    if written.startswith(tuple(_MARKERS.values())) and before and before not in _BEFORE:
        written = _NO_SPACE + written
    if written.endswith(tuple(_MARKERS.values())) and after and after not in _AFTER:
        written += _NO_SPACE
    return written


def note(number: int, markup: Markup, document: Document) -> NewNote:
    """Return a labelled note; see `Target.note`."""
    label = free_label(number, document)
    return NewNote(f"[fn:{label}]", f"[fn:{label}] {write(markup)}")


def bibliography(
    entries: Sequence[BibliographyEntry],
    layout: BibliographyLayout,  # noqa: ARG001  Org leaves the looks to what it is exported to
    *,
    title: str,
    framed: bool,  # noqa: ARG001  the keyword that asks for the bibliography is no frame
    links: bool,
) -> str:
    """Return the bibliography, an entry a paragraph; see `Target.bibliography`."""
    heading = [f"* {title}"] if title else []
    written = [(entry.id, write(entry.markup).removeprefix(_BREAK)) for entry in entries]
    paragraphs = [f"<<{anchor_of(id_)}>> {text}" if links else text for id_, text in written]
    return APART.join([*heading, *paragraphs])


def _nodes(markup: Markup) -> str:
    written = ""
    ends_emphasis = False
    for piece, is_emphasis in _pieces(markup):
        apart = (ends_emphasis and piece[0] not in _AFTER) or (
            is_emphasis and written and written[-1] not in _BEFORE
        )
        written += f"{_NO_SPACE}{piece}" if apart else piece
        ends_emphasis = is_emphasis
    return written


def _pieces(markup: Markup) -> Iterator[tuple[str, bool]]:
    """Yield what is not empty with whether it stands in signs of emphasis; neighbouring texts are one."""
    for is_text, group in groupby(markup, key=lambda node: isinstance(node, Text)):
        if is_text:
            text = _text(clean("".join(node.text for node in group if isinstance(node, Text))))
            if text:
                yield text, False
            continue
        for node in group:
            piece = _node(node)
            if piece:
                yield piece, isinstance(node, Styled) and piece[0] in _MARKERS.values()


def _node(node: Node) -> str:
    if isinstance(node, Text):
        return _text(clean(node.text))
    if isinstance(node, Link):
        url = safe_url(node.url)
        inner = url if plain(node.children) == node.url else _nodes(unlinked(node.children))
        if not url:
            return inner
        # a place in the paper is linked to by its name alone
        target = url.removeprefix("#").replace("[", "%5B").replace("]", "%5D")
        return f"[[{target}]]" if inner == target else f"[[{target}][{inner}]]"
    if isinstance(node, Styled):
        return _styled(node)
    inner = _nodes(node.children)
    if node.display is Display.LEFT_MARGIN:
        return f"{inner.rstrip()} "
    return inner if node.display is Display.RIGHT_INLINE or not inner else f"{_BREAK}{inner}"


def _styled(node: Styled) -> str:
    inner = _nodes(node.children)
    if node.format in _RAISED:
        return f"{_RAISED[node.format]}{{{inner}}}"
    marker = _MARKERS.get(node.format)
    if not marker or not plain(node.children).strip():
        return inner
    core = inner.strip()
    lead, _, trail = inner.partition(core)
    return f"{lead}{marker}{core}{marker}{trail}"


def _text(text: str) -> str:
    pieces = []
    position = 0
    for address in _ADDRESS.finditer(text):
        pieces += [_SIGN.sub(_entity, text[position : address.start()]), address[0]]
        position = address.end()
    return "".join([*pieces, _SIGN.sub(_entity, text[position:])])


def _entity(sign: re.Match[str]) -> str:
    return f"\\{_ENTITIES[sign[0]]}{{}}" if sign[0] in _ENTITIES else f"{sign[0]}{_NO_SPACE}"

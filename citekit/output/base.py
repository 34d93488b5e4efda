"""What a writer is: a module that turns a markup tree into one output form.

Every writer passes text through `clean` and escapes what its form would read as markup, so that no field
of a record, however hostile, is more than characters on the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Protocol

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.markup.tree import Link, Markup, Node, Text

__all__ = ["Writer", "ascii_url", "clean", "close_bidi", "safe_url", "unlinked"]


class Writer(Protocol):
    """One output form.

    ``write`` gives the text of one markup, to stand within a line of a document of that form;
    ``write_citations`` one citation a line, in the order given; ``write_bibliography`` the whole list. A
    form that no program reads without a frame (RTF, WordprocessingML, JSON) has one around citations and
    list. None ends in a line break.
    """

    DESCRIPTION: str
    EXTENSION: str

    def write(self, markup: Markup) -> str:
        """Return ``markup`` in this form, for use within a line."""

    def write_citations(self, citations: Sequence[Markup]) -> str:
        """Return the citations, one a line."""

    def write_bibliography(self, entries: Sequence[BibliographyEntry], layout: BibliographyLayout) -> str:
        """Return the bibliography."""


# Tab, line feed, vertical tab, form feed, carriage return, NEL, line and paragraph separator: an entry is
# one line, so these are spaces. Gone are all other C0 and C1 controls and DEL, of which terminal escape
# sequences are made; the overrides LRO and RLO, which let text pose as other text; the deprecated format
# characters U+206A-206F and the interlinear annotations U+FFF9-FFFB. Kept are the marks, embeddings and
# isolates that Arabic and Hebrew need. Half a surrogate pair, which no file can hold, shows as U+FFFD.
_CONTROLS: Final = {
    **dict.fromkeys((0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), " "),
    **dict.fromkeys(
        code
        for first, last in (
            *((0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F)),
            *((0x202D, 0x202E), (0x206A, 0x206F), (0xFFF9, 0xFFFB)),
        )
        for code in range(first, last + 1)
    ),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
_HAS_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\u206a-\u206f\ufff9-\ufffb\ud800-\udfff]"
)
_EMBEDDINGS: Final = "\u202a\u202b"
_ISOLATES: Final = "\u2066\u2067\u2068"
_POP_EMBEDDING: Final = "\u202c"
_POP_ISOLATE: Final = "\u2069"
_HAS_BIDI = re.compile(f"[{_EMBEDDINGS}{_ISOLATES}]")
_SCHEMES: Final = ("http://", "https://", "ftp://", "mailto:", "#")
_UNSAFE_IN_URL: Final = frozenset(" \"'<>\\^`{|}")


def clean(text: str) -> str:
    """Return ``text`` without control characters: what is left can only be read, never act.

    Line breaks and tabs become spaces. Escape and all other C0 and C1 controls, direction overrides and
    annotation characters go; direction marks, embeddings and isolates stay (see `close_bidi`).
    """
    if _HAS_CONTROL.search(text):
        return text.translate(_CONTROLS)
    return text


def close_bidi(line: str) -> str:
    """Return ``line`` with every direction embedding and isolate closed that it leaves open.

    Otherwise one title could turn round the text that follows it (Unicode Standard Annex 9).
    """
    if not _HAS_BIDI.search(line):
        return line
    open_: list[str] = []
    for char in line:
        if char in _EMBEDDINGS:
            open_.append(_POP_EMBEDDING)
        elif char in _ISOLATES:
            open_.append(_POP_ISOLATE)
        elif char == _POP_EMBEDDING and open_ and open_[-1] == char:
            open_.pop()
        elif char == _POP_ISOLATE and char in open_:
            while open_.pop() != char:
                pass
    return line + "".join(reversed(open_))


def safe_url(url: str) -> str:
    """Return ``url`` fit for a link, or the empty string where it must not be one.

    Only web, FTP and mail addresses and places in the same document (``#ref-doe``) are links, so that
    ``javascript:`` and ``data:`` stay text.
    Characters that end or break an address are percent-encoded.
    """
    if not url.lower().startswith(_SCHEMES):
        return ""
    return "".join(
        _percent(char) if char in _UNSAFE_IN_URL or unicodedata.category(char)[0] in "CZ" else char
        for char in url
    )


def ascii_url(url: str) -> str:
    """Return the safe address ``url`` with its characters beyond ASCII percent-encoded (RFC 3987, 3.1)."""
    return "".join(char if char.isascii() else _percent(char) for char in url)


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))


def unlinked(markup: Markup) -> Markup:
    """Return ``markup`` with its links dissolved, since no form allows a link within a link."""
    nodes: list[Node] = []
    for node in markup:
        if isinstance(node, Link):
            nodes += unlinked(node.children)
        elif isinstance(node, Text):
            nodes.append(node)
        else:
            nodes.append(replace(node, children=unlinked(node.children)))
    return tuple(nodes)

"""HTML in the shape that CSL processors share: ``csl-bib-body``, ``csl-entry`` and its blocks.

The conventions are those of citeproc-js, which style sheets and the official test-suite expect: escapes
as ``&#38; &#60; &#62;``, italics as ``<i>``, and the white space between blocks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.markup.tree import Display, Format, Link, Markup, Node, Styled, Text
from citekit.output.base import clean, close_bidi, safe_url, unlinked

__all__ = ["DESCRIPTION", "EXTENSION", "write", "write_bibliography", "write_citations"]

DESCRIPTION: str = "HTML with the classes that CSL style sheets expect"
EXTENSION: str = ".html"

_FORMATS: Final = {
    Format.ITALIC: ("<i>", "</i>"),
    Format.OBLIQUE: ("<em>", "</em>"),
    Format.NORMAL_STYLE: ('<span style="font-style:normal;">', "</span>"),
    Format.BOLD: ("<b>", "</b>"),
    Format.LIGHT: ('<span style="font-weight:light;">', "</span>"),
    Format.NORMAL_WEIGHT: ('<span style="font-weight:normal;">', "</span>"),
    Format.SMALL_CAPS: ('<span style="font-variant:small-caps;">', "</span>"),
    Format.NORMAL_VARIANT: ('<span style="font-variant:normal;">', "</span>"),
    Format.UNDERLINE: ('<span style="text-decoration:underline;">', "</span>"),
    Format.NO_DECORATION: ('<span style="text-decoration:none;">', "</span>"),
    Format.SUPERSCRIPT: ("<sup>", "</sup>"),
    Format.SUBSCRIPT: ("<sub>", "</sub>"),
    Format.BASELINE: ('<span style="baseline">', "</span>"),
}
_BLOCKS: Final = {
    Display.BLOCK: ('\n\n    <div class="csl-block">', "</div>\n"),
    Display.LEFT_MARGIN: ('\n    <div class="csl-left-margin">', "</div>"),
    Display.RIGHT_INLINE: ('<div class="csl-right-inline">', "</div>\n  "),
    Display.INDENT: ('<div class="csl-indent">', "</div>\n  "),
}
_ESCAPES: Final = str.maketrans({"&": "&#38;", "<": "&#60;", ">": "&#62;"})


def _superscripts() -> dict[str, str]:
    """Return Unicode's superscript letters and digits with the plain characters each stands for."""
    blocks = ((0xAA, 0xBA), (0x2B0, 0x2E4), (0x1D2C, 0x1DBF), (0x2070, 0x207F), (0x2120, 0x2122))
    pairs = ((chr(code), unicodedata.decomposition(chr(code))) for a, b in blocks for code in range(a, b + 1))
    return {
        char: "".join(chr(int(code, 16)) for code in found.split()[1:])
        for char, found in pairs
        if found.startswith("<super>")
    }


_SUPERSCRIPTS: Final = _superscripts()
_MARKED: Final = re.compile("[&<>]")
_SPACED: Final = re.compile(" [ ;:?!]")
_SPECIAL = re.compile(f"  | (?=[;:?!»])|(?<=«) |[{''.join(_SUPERSCRIPTS)}]")


def write(markup: Markup) -> str:
    """Return ``markup`` as HTML, fit to stand within an element."""
    return close_bidi("".join(map(_node, markup)))


def write_citations(citations: Sequence[Markup]) -> str:
    """Return the citations, one a line."""
    return "\n".join(write(citation) for citation in citations)


def write_bibliography(
    entries: Sequence[BibliographyEntry],
    layout: BibliographyLayout,  # noqa: ARG001 - a style sheet sets it
) -> str:
    """Return the bibliography as one ``div``, an inner ``div`` for each entry."""
    body = "".join(f'  <div class="csl-entry">{write(entry.markup)}</div>\n' for entry in entries)
    return f'<div class="csl-bib-body">\n{body}</div>'


def _node(node: Node) -> str:
    if isinstance(node, Text):
        return _text(node.text)
    children = unlinked(node.children) if isinstance(node, Link) else node.children
    inner = "".join(map(_node, children))
    if isinstance(node, Styled):
        before, after = _FORMATS[node.format]
    elif isinstance(node, Link):
        url = safe_url(node.url)
        if not url:
            return inner
        before, after = f'<a href="{url.translate(_ESCAPES)}">', "</a>"
    else:
        before, after = _BLOCKS[node.display]
    return before + inner + after


def _text(text: str) -> str:
    # nearly all text is ASCII, and needs nothing of what follows
    if text.isascii() and text.isprintable() and not _MARKED.search(text) and not _SPACED.search(text):
        return text
    return _SPECIAL.sub(_special, clean(text).translate(_ESCAPES))


def _special(found: re.Match[str]) -> str:
    """Keep the second of two spaces, bind French punctuation to its word, and set superscripts as such."""
    char = found[0]
    if char == "  ":
        return "\u00a0 "
    if char == " ":
        return "\u202f"
    return f"<sup>{_SUPERSCRIPTS[char]}</sup>"

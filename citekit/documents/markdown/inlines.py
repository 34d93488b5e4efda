"""The inside of a Markdown block: citations, notes, emphasis, code and what else hides an ``@``.

Pandoc manual, "Citation syntax" and "Inline formatting". Pandoc reads an inline by trying what can begin at a
character, in a fixed order, and goes on behind what it found. This does the same, and keeps what it found at
each character, so that an opener which nothing closes costs one look at the rest and not one for each try.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from citekit.documents.markdown.inline.brackets import read_bracket, read_caret, read_image
from citekit.documents.markdown.inline.citations import read_citation, read_in_text
from citekit.documents.markdown.inline.emphasis import read_emphasis, read_quoted, read_tilde
from citekit.documents.markdown.inline.inline import Inline
from citekit.documents.markdown.inline.raw import (
    read_angle,
    read_backslash,
    read_code,
    read_entity,
    read_math,
    read_shortcode,
)
from citekit.documents.markdown.inline.reader import Handler, Reader

__all__ = ["read_inlines"]

_HANDLERS: Final[Mapping[str, Handler]] = {
    "[": read_bracket,
    "@": read_in_text,
    "-": read_in_text,
    "^": read_caret,
    "~": read_tilde,
    "*": read_emphasis,
    "_": read_emphasis,
    "`": read_code,
    "$": read_math,
    "<": read_angle,
    "\\": read_backslash,
    "&": read_entity,
    "!": read_image,
    "{": read_shortcode,
    **dict.fromkeys("\"'“‘", read_quoted),
}

_CITATION_HANDLERS: Final[Mapping[str, Handler]] = {
    "[": read_citation,
    "@": read_in_text,
    "-": read_in_text,
    **dict.fromkeys("\"'“‘", read_quoted),
}


def read_inlines(
    text: str,
    *,
    notes: frozenset[str] = frozenset(),
    examples: frozenset[str] = frozenset(),
    has_markup: bool = True,
) -> tuple[Inline, ...]:
    """Return the inlines of a block's text, which together are all its characters.

    ``notes`` are the labels that have a definition, ``examples`` those of example lists. Without markup
    citations alone are looked for, and every other mark is a character.
    """
    handlers = _HANDLERS if has_markup else _CITATION_HANDLERS
    return Reader(text, notes, examples, handlers, has_markup=has_markup).read()

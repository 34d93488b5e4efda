"""What the inside of a block is made of: inlines, and citations before they are read further."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from citekit.documents.citations import AsideKind
from citekit.markup.tree import Format

__all__ = ["Inline", "Kind", "RawCitation", "RawCite"]


class Kind(Enum):
    """What an inline is."""

    TEXT = "text"
    REPLACED = "replaced"
    """Characters that stand for others: ``value``."""
    STYLED = "styled"
    CITATION = "citation"
    NOTE = "note"
    NOTE_MARK = "note mark"
    CODE = "code"
    MATH = "math"
    HIDDEN = "hidden"
    """Markup without characters of its own; ``value`` is an HTML tag."""
    LINK = "link"
    ASIDE = "aside"


class Inline(NamedTuple):
    """The characters ``start`` to ``end`` of a block's text, and what they are.

    ``inner`` is where the content of code begins and ends.
    """

    kind: Kind
    start: int
    end: int
    children: tuple[Inline, ...] = ()
    value: str = ""
    format: Format | None = None
    citation: RawCitation | None = None
    aside: AsideKind | None = None


class RawCite(NamedTuple):
    """A key with what was typed before and after it, as inlines."""

    key: str
    start: int
    end: int
    prefix: tuple[Inline, ...]
    after: tuple[Inline, ...]
    suppress_author: bool


class RawCitation(NamedTuple):
    """The cites of one place; ``in_text`` where the first stands in the sentence."""

    cites: tuple[RawCite, ...]
    in_text: bool

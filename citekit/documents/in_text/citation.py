"""Typed citations: what one holds, whatever its form."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from citekit.csl.citation import Locator
from citekit.documents.blocks import Block
from citekit.documents.places import Span

__all__ = ["InTextCitation", "InTextCite", "InTextKind", "make_citation"]


class InTextKind(Enum):
    """The form of a typed citation."""

    PARENTHETICAL = "parenthetical"
    NARRATIVE = "narrative"
    NUMERIC = "numeric"
    AUTHOR_PAGE = "author-page"
    PERSONAL = "personal communication"
    NOTE = "note"


class InTextCite(NamedTuple):
    """One work that a typed citation names.

    ``names`` are family names or an organisation as typed, ``acronym`` the short form introduced with it.
    ``title`` stands instead of names. ``year`` is as typed with its letter (``2013a``, ``n.d.``), empty where
    none is. ``start`` and ``end`` are characters of the block's text. ``is_secondary`` marks a work that is
    cited by way of the one after it ("as cited in"). ``is_far`` tells that the names stand farther back in
    the sentence than beside the year, which may be that of something else.
    """

    names: tuple[str, ...]
    year: str
    start: int
    end: int
    has_et_al: bool = False
    joiner: str = ""
    has_comma: bool = False
    acronym: str = ""
    title: str = ""
    prefix: str = ""
    locator: Locator | None = None
    suffix: str = ""
    is_secondary: bool = False
    is_far: bool = False


class InTextCitation(NamedTuple):
    """A typed citation: its place, and the works or numbers it names.

    ``start`` and ``end`` are characters of the text of block number ``block``. ``is_raised`` tells numbers in
    superscript from those in brackets; ``is_ibid`` a note that repeats the one before it.
    """

    kind: InTextKind
    span: Span
    block: int
    start: int
    end: int
    cites: tuple[InTextCite, ...] = ()
    numbers: tuple[int, ...] = ()
    is_raised: bool = False
    is_ibid: bool = False


def make_citation(
    block: Block, index: int, kind: InTextKind, where: tuple[int, int], cites: Sequence[InTextCite]
) -> InTextCitation:
    """Return a citation of ``cites`` between two characters of a block."""
    start, end = where
    return InTextCitation(kind, block.span_of(start, end), index, start, end, tuple(cites))

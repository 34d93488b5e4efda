"""A paper as the checks see it: what was read, what was understood, and what it is held against.

`citekit.checks.understand` makes one of a document.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from citekit.checks.comparison.difference import Comparison
from citekit.checks.list_form import ListForm
from citekit.checks.match import Match
from citekit.checks.source_files import SourceFiles
from citekit.checks.style_facts import StyleFacts, System
from citekit.checks.style_vote import StyleVote
from citekit.csl.model.style import Style
from citekit.documents.blocks import Block, BlockKind
from citekit.documents.document import Document
from citekit.documents.in_text.citation import InTextCitation, InTextCite
from citekit.documents.places import Span
from citekit.documents.reference_list import Reference, ReferenceList
from citekit.formats.reference_text.reference import ParsedReference
from citekit.item.item import Item

__all__ = ["Coverage", "Link", "LinkKind", "ListedReference", "Paper"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedReference:
    """One typed reference of the paper's lists.

    ``number`` counts from 1 through all lists and is the reference's name in links and findings. ``names``
    are those that a citation can use, as typed: family names in their order, or an organisation; those of
    ``———`` are the names it repeats. ``year`` is as typed with its letter, or the words for none (``n.d.``).
    """

    number: int
    list_number: int
    reference: Reference
    parsed: ParsedReference
    names: tuple[str, ...]
    year: str
    title: str
    has_et_al: bool = False
    is_institution: bool = False
    repeats_names: bool = False

    @property
    def span(self) -> Span:
        """From its first character to its last."""
        return self.reference.span

    @property
    def text(self) -> str:
        """The reference as typed, on one line."""
        return " ".join(self.reference.text.split())

    @property
    def label(self) -> str:
        """The number before it as typed (``[3]``), empty where there is none."""
        return self.reference.number

    def called(self) -> str:
        """Return what a sentence calls it: ``Becker, Langberg & Byars (2015)``."""
        if not self.names:
            return f"“{self.title}”" if self.title else self.text[:40]
        if len(self.names) > _MOST_CALLED:
            people = f"{self.names[0]} et al."
        elif len(self.names) > 1:
            people = f"{', '.join(self.names[:-1])} & {self.names[-1]}"
        else:
            people = self.names[0]
        if self.has_et_al and not people.endswith("et al."):
            people = f"{people} et al."
        return f"{people} ({self.year})" if self.year else people


_MOST_CALLED: Final = 3


class LinkKind(Enum):
    """How a cite stands to the list."""

    EXACT = "exact"
    YEAR = "year differs"
    NAME = "name differs"
    CO_AUTHOR = "co-authors differ"
    LETTER = "letter missing or not in the list"
    AMBIGUOUS = "could be several"
    MISSING = "not in the list"
    EXEMPT = "needs no reference, or is no citation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How one cite stands to the list.

    ``citation`` is an index of `Paper.cites`, ``index`` that of the cite in it (of the number, in numeric
    citations). ``references`` are numbers of listed references, the likeliest first: the one that is meant,
    all that can be meant, or for MISSING the nearest that are not. ``score`` is .55 for the first author,
    .30 for the year and .15 for the co-authors. ``reason`` says why a cite is exempt.
    """

    citation: int
    index: int
    kind: LinkKind
    references: tuple[int, ...] = ()
    score: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What was read, and what of it was understood: the first line of every report.

    ``unread`` are the numbers of the references of which no author or title, or no year, could be told.
    ``citations`` are the typed ones, ``keys`` those by key. ``italics`` tells that the format shows them.
    """

    lists: int = 0
    references: int = 0
    unread: tuple[int, ...] = ()
    citations: int = 0
    keys: int = 0
    notes: int = 0
    italics: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Everything that the rules about papers may know.

    ``items`` are the library's, by key; ``style`` is the one that the paper is held to, None where nobody
    named one and none could be told; ``style_is_given`` says that somebody named it; ``facts`` are what the
    style asks for, None without one. ``today`` bounds what can have been published. ``references`` are those
    of all ``lists``; ``links`` stand in the order of ``cites``. ``matches`` has the number of a reference
    and its record, ``comparisons`` how it differs from what the style prints of that record, where the match
    is sure. ``form`` is how the style prints a list, None without one; ``vote`` which
    style the list itself is in, None where that was not asked or cannot be told. ``sources`` are the works'
    own files, None where there are none to be looked into.
    """

    document: Document
    today: dt.date
    items: Mapping[str, Item] = field(default_factory=dict)
    style: Style | None = None
    style_name: str = ""
    style_is_given: bool = False
    facts: StyleFacts | None = None
    lists: tuple[ReferenceList, ...] = ()
    references: tuple[ListedReference, ...] = ()
    cites: tuple[InTextCitation, ...] = ()
    links: tuple[Link, ...] = ()
    acronyms: Mapping[str, str] = field(default_factory=dict)
    matches: Mapping[int, Match] = field(default_factory=dict)
    comparisons: Mapping[int, Comparison] = field(default_factory=dict)
    form: ListForm | None = None
    vote: StyleVote | None = None
    system: System | None = None
    coverage: Coverage = Coverage()
    sources: SourceFiles | None = None

    @property
    def listed_blocks(self) -> frozenset[int]:
        """The blocks of the lists and their headings, as indexes of the document's."""
        return frozenset(index for list_ in self.lists for index in (list_.heading, *list_.blocks))

    def prose(self, *, notes: bool = False) -> Iterator[tuple[int, Block]]:
        """Yield the paragraphs outside of the lists with their indexes; those of ``notes`` if asked for."""
        listed = self.listed_blocks
        for index, block in enumerate(self.document.blocks):
            if index not in listed and block.kind is BlockKind.PARAGRAPH and (notes or not block.note):
                yield index, block

    def reference(self, number: int) -> ListedReference:
        """Return the listed reference with that number."""
        return self.references[number - 1]

    def cite(self, link: Link) -> InTextCite:
        """Return the cite of a link; a numeric citation has none.

        Raises:
            IndexError: the link is that of a number.
        """
        return self.cites[link.citation].cites[link.index]

    def linked(self, *kinds: LinkKind) -> Iterator[tuple[InTextCitation, InTextCite, Link]]:
        """Yield the author-date, author-page and note cites whose links are of ``kinds``, in order."""
        for link in self.links:
            citation = self.cites[link.citation]
            if link.kind in kinds and link.index < len(citation.cites):
                yield citation, citation.cites[link.index], link

    def block_text(self, citation: InTextCitation) -> str:
        """Return the text of the block that a citation stands in."""
        return self.document.blocks[citation.block].text

    def span_of(self, citation: InTextCitation, start: int, end: int) -> Span:
        """Return the source of characters ``start`` to ``end`` of the block of ``citation``."""
        return self.document.blocks[citation.block].span_of(start, end)

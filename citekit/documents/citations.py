"""The citations of a document: those by key, those that a program keeps, and what only looks like one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from citekit.csl.citation import Citation, Cite, Locator, Mode
from citekit.documents.places import Span
from citekit.markup.inline import write_inline
from citekit.markup.tree import Markup
from citekit.word.citations import EmbeddedCitation

__all__ = ["Apart", "Aside", "AsideKind", "KeyCitation", "KeyCite", "ManagedCitation", "to_csl"]


class KeyCite(NamedTuple):
    """One key of a citation and what is said about it.

    ``prefix`` and ``after`` are what was typed before and after the key. ``locator`` and ``suffix`` are
    ``after`` taken apart by the English words for pages and chapters; for another language, take ``after``
    apart again (`citekit.csl.locator.split_locator`). ``mode`` is never COMPOSITE: that is the citation's.
    """

    key: str
    key_span: Span
    prefix: Markup = ()
    after: Markup = ()
    locator: Locator | None = None
    suffix: Markup = ()
    mode: Mode = Mode.NORMAL


class Apart(NamedTuple):
    """Where a citation is printed whose command stands elsewhere, as one before a quotation.

    ``head`` is source that stands in place of the command then, ``place`` is where the citation goes, and
    ``tail`` is source that follows it there.
    """

    head: str
    place: Span
    tail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCitation:
    """A citation by key: what a render replaces.

    ``mode`` is COMPOSITE for a narrative citation, whose first cite stands in the sentence. ``note`` is the
    number of the note that it stands in, 0 in the text. ``block`` is the index of its block. ``command`` is
    the command or style as typed (``textcite``, ``t/c``), empty where the syntax has none. ``makes_note``
    says that it prints as a note of its own whatever the style. ``around`` is source that what stands there
    prints before and after the citation. ``shares_span`` says that others have the same span, as where a
    macro cites more than once: what all of them print stands there, one after the other. ``apart`` is where
    it is printed if that is elsewhere. ``nested`` are citations within this one's prefix or suffix, which are
    no places of their own. ``typed`` is what was typed, where that does not stand at the span.
    """

    span: Span
    cites: tuple[KeyCite, ...]
    mode: Mode = Mode.NORMAL
    note: int = 0
    block: int = -1
    command: str = ""
    makes_note: bool = False
    around: tuple[str, str] = ("", "")
    shares_span: bool = False
    apart: Apart | None = None
    nested: tuple[KeyCitation, ...] = ()
    typed: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in their order, those of nested citations after the citation's own."""
        own = tuple(cite.key for cite in self.cites)
        return own + tuple(key for inner in self.nested for key in inner.keys)


class AsideKind(Enum):
    """What looks like a citation by key and is none."""

    CROSS_REFERENCE = "cross-reference"
    EMAIL = "e-mail address"
    ADDRESS = "web address"
    EXAMPLE = "example reference"
    NOCITE = "works to list"
    """A request to list works without citing them: it prints nothing where it stands."""
    DEFINITION = "key in a definition"
    """A key that a command of the paper's own cites whenever it is called."""


class Aside(NamedTuple):
    """A place with an ``@`` that is no citation, why, and the key or address it holds."""

    kind: AsideKind
    span: Span
    value: str


class ManagedCitation(NamedTuple):
    """A citation that a program keeps in a Word document, in block number ``block``.

    ``span`` is what it shows now; ``citation`` is what the program knows of it: the works and their data,
    the text that it last put there, whether somebody typed over it.
    """

    span: Span
    block: int
    citation: EmbeddedCitation


def to_csl(citation: KeyCitation, *, id_: str = "") -> Citation:
    """Return ``citation`` as the processor takes it.

    The order in which "see" and "see also" were typed is meant (APA manual, 8.12).
    """
    return Citation(
        id=id_,
        keeps_prefixed=True,
        mode=citation.mode,
        note_number=max(citation.note, 0),
        cites=tuple(
            Cite(
                id=cite.key,
                locator=cite.locator,
                prefix=write_inline(cite.prefix),
                suffix=write_inline(cite.suffix),
                mode=cite.mode,
            )
            for cite in citation.cites
        ),
    )

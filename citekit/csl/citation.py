"""What goes into the processor and what comes out of it.

CSL 1.0.2, "Citation-specific options" and the primer's words: a *cite* points to one item, a *citation*
is the cites made at one place, a *bibliography entry* is one formatted item of the bibliography.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from citekit.markup.tree import Markup

__all__ = [
    "BibliographyEntry",
    "BibliographyLayout",
    "Citation",
    "Cite",
    "Locator",
    "Mode",
    "Notice",
    "RenderedCitation",
    "Result",
]


class Mode(Enum):
    """How much of a cite or citation is printed."""

    NORMAL = "normal"
    AUTHOR_ONLY = "author-only"
    SUPPRESS_AUTHOR = "suppress-author"
    COMPOSITE = "composite"
    """Narrative: the author in the sentence, the rest as a citation: Doe (2020)."""


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in the item: a CSL locator term (``page``, ``chapter``) and its value (``33-35``)."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """A pointer to the item ``id``. ``prefix`` and ``suffix`` may hold inline markup."""

    id: str
    locator: Locator | None = None
    prefix: str = ""
    suffix: str = ""
    mode: Mode = Mode.NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The cites made at one place. ``note_number`` is that of the note it stands in, 0 in the text.

    ``infix`` stands between the author and the rest of a COMPOSITE citation: "Doe’s (2020)". ``unsorted``
    keeps the cites in their order, whatever the style sorts by; ``keeps_prefixed`` keeps those with words
    before them in their places, for "see" and "see also" say how sources stand to the sentence.
    """

    cites: tuple[Cite, ...]
    id: str = ""
    note_number: int = 0
    mode: Mode = Mode.NORMAL
    infix: str = ""
    unsorted: bool = False
    keeps_prefixed: bool = False


@dataclass(frozen=True, slots=True)
class RenderedCitation:
    """One citation as it is to be printed.

    Of a COMPOSITE citation ``names`` are what stands in the sentence and ``rest`` is the citation after them,
    which a note style puts into a note; both together are ``markup``. Otherwise ``rest`` is all of it.
    """

    id: str
    markup: Markup
    names: Markup = ()
    rest: Markup = ()


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """One item as the bibliography prints it."""

    id: str
    markup: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class BibliographyLayout:
    """How the entries are to be set (CSL 1.0.2, "Bibliography-specific options").

    ``entry_spacing`` is in lines between entries, ``line_spacing`` a multiple of the line height,
    ``second_field_align`` is ``flush``, ``margin`` or empty, and ``max_offset`` the length in characters
    of the widest first field, 0 without such alignment.
    """

    hanging_indent: bool = False
    entry_spacing: int = 1
    line_spacing: int = 1
    second_field_align: str = ""
    max_offset: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the processor could not do as asked, about the item or style named by ``where``."""

    where: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Everything that one run of the processor made.

    ``citations`` come in the order they were given; ``bibliography`` in the order of the style, and is
    None where the style has none.
    """

    citations: tuple[RenderedCitation, ...] = ()
    bibliography: tuple[BibliographyEntry, ...] | None = None
    layout: BibliographyLayout = BibliographyLayout()
    warnings: tuple[Notice, ...] = ()

    def select(self, keep: Callable[[str], bool]) -> tuple[BibliographyEntry, ...]:
        """Return the entries whose item's id ``keep`` accepts, for one of several bibliographies.

        Numbers and year suffixes stay those of the whole, so that the citations go on pointing right.
        """
        return tuple(entry for entry in self.bibliography or () if keep(entry.id))

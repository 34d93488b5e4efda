"""What a target is: a module that writes citations, notes and a bibliography in the paper's own format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.documents.document import Document
from citekit.documents.places import Span
from citekit.markup.tree import Markup

__all__ = ["NewNote", "Target", "anchor_of"]


class NewNote(NamedTuple):
    """A note that a citation becomes: its mark in the text, and what stands elsewhere in the file for it."""

    mark: str
    definition: str = ""


class Target(Protocol):
    """One format that a paper can be finished in.

    ``APART`` is what stands between the paper and what is added at its end.
    """

    APART: str

    def write(self, markup: Markup, *, before: str = "", after: str = "") -> str:
        """Return ``markup`` as it stands within a line, between two characters of the paper."""

    def note(self, number: int, markup: Markup, document: Document) -> NewNote:
        """Return a note of its own; ``number`` counts the notes that are made, from 1."""

    def notes(self, definitions: Sequence[str]) -> tuple[str, ...]:
        """Return the definitions of notes as they stand at the end of the paper."""

    def end(self, text: str) -> int:
        """Return where in ``text`` that is added at the end of the paper."""

    def below(self, text: str, heading: Span) -> int:
        """Return where in ``text`` that begins which stands under the heading with the words ``heading``."""

    def bibliography(
        self,
        entries: Sequence[BibliographyEntry],
        layout: BibliographyLayout,
        *,
        title: str,
        framed: bool,
        links: bool,
    ) -> str:
        """Return the bibliography.

        ``title`` is the heading above it, empty for none. ``framed`` says that the paper has a frame around
        it already. With ``links`` each entry is a place that citations lead to (`anchor_of`).
        """


def anchor_of(key: str) -> str:
    """Return the name of the place in the bibliography where the entry of ``key`` stands.

    Letters, digits and ``- _ . :`` stand for themselves and everything else for its code in hexadecimal, so
    that two keys never share a place.
    """
    return "ref-" + "".join(char if char.isalnum() or char in "-_.:" else f"~{ord(char):x}" for char in key)

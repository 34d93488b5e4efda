"""A finished paper in plain text: characters alone, notes as numbers in brackets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.documents.document import Document
from citekit.markup.tree import Markup
from citekit.output import text as output
from citekit.rendering.lines import apart, below_line, end_of_text
from citekit.rendering.target import NewNote

__all__ = ["APART", "below", "bibliography", "end", "note", "notes", "write"]

APART: Final = "\n\n"

notes = apart
end = end_of_text
below = below_line


def write(markup: Markup, *, before: str = "", after: str = "") -> str:  # noqa: ARG001  nothing is markup
    """Return the characters of ``markup``; see `Target.write`."""
    return output.write(markup)


def note(number: int, markup: Markup, document: Document) -> NewNote:
    """Return the number of a note in brackets; see `Target.note`."""
    mark = f"[{number}]"
    while mark in document.parts[0].text:
        mark = f"[{mark}]"
    return NewNote(mark, f"{mark} {output.write(markup)}")


def bibliography(
    entries: Sequence[BibliographyEntry],
    layout: BibliographyLayout,
    *,
    title: str,
    framed: bool,  # noqa: ARG001  plain text has no frames
    links: bool,  # noqa: ARG001  and no links
) -> str:
    """Return the bibliography, an entry a paragraph; see `Target.bibliography`."""
    return APART.join([title] * bool(title) + [output.write_bibliography(entries, layout)])

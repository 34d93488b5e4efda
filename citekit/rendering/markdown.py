"""A finished paper in Markdown, as pandoc and Quarto read it: labelled notes, divs for the bibliography.

Pandoc manual, "Footnotes", "Placement of the bibliography", "Divs and Spans". GitHub and others show the same
notes and paragraphs; of the divs, which stand only where citations lead to them, they show the marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.documents.document import Document
from citekit.documents.places import Span
from citekit.markup.tree import Markup
from citekit.output import markdown
from citekit.rendering.lines import below_line
from citekit.rendering.target import NewNote, anchor_of

__all__ = ["APART", "below", "bibliography", "end", "note", "notes", "write"]

APART: Final = "\n\n"


def write(markup: Markup, *, before: str = "", after: str = "") -> str:
    """Return ``markup`` as it stands within a line; see `Target.write`."""
    return markdown.write_within(markup, before=before, after=after)


def note(number: int, markup: Markup, document: Document) -> NewNote:
    """Return a labelled note; see `Target.note`."""
    taken = {one.label for one in document.notes}
    label = f"cite-{number}"
    while label in taken:
        label += "x"
    return NewNote(f"[^{label}]", f"[^{label}]: {markdown.write(markup)}")


def notes(definitions: Sequence[str]) -> tuple[str, ...]:
    """Return the definitions, each a paragraph; see `Target.notes`."""
    return tuple(definitions)


def end(text: str) -> int:
    """Return the end of the file; see `Target.end`."""
    return len(text)


def below(text: str, heading: Span) -> int:
    """Return the start of the line after the heading and its underline; see `Target.below`."""
    return below_line(text, heading)


def bibliography(
    entries: Sequence[BibliographyEntry],
    layout: BibliographyLayout,
    *,
    title: str,
    framed: bool,
    links: bool,
) -> str:
    """Return the bibliography; see `Target.bibliography`."""
    pieces = [f"# {title} {{.unnumbered}}"] if title else []
    if not links:
        return APART.join([*pieces, markdown.write_bibliography(entries, layout)])
    # pandoc takes a div for the end of one around it unless the outer one has more colons
    divs = [f"::: {{#{anchor_of(entry.id)} .csl-entry}}\n{_entry(entry, layout)}\n:::" for entry in entries]
    if framed:
        return APART.join([*pieces, *divs])
    hanging = " .hanging-indent" if layout.hanging_indent else ""
    return APART.join([*pieces, f"::::: {{#refs .references .csl-bib-body{hanging}}}", *divs, ":::::"])


def _entry(entry: BibliographyEntry, layout: BibliographyLayout) -> str:
    return markdown.write_bibliography([entry], layout)

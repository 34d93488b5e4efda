"""A finished paper in Markdown, as pandoc and Quarto read it: labelled notes, divs for the bibliography.

Pandoc manual, "Footnotes", "Placement of the bibliography", "Divs and Spans". GitHub and others show the same
notes and paragraphs; of the divs, which stand only where citations lead to them, they show the marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.documents.document import Document
from citekit.markup.tree import Markup
from citekit.output import markdown
from citekit.rendering.lines import apart, below_line, end_of_text, free_label
from citekit.rendering.target import NewNote, anchor_of

__all__ = ["APART", "below", "bibliography", "end", "note", "notes", "write"]

APART: Final = "\n\n"

notes = apart
end = end_of_text
below = below_line


def write(markup: Markup, *, before: str = "", after: str = "") -> str:
    """Return ``markup`` as it stands within a line; see `Target.write`."""
    return markdown.write_within(markup, before=before, after=after)


def note(number: int, markup: Markup, document: Document) -> NewNote:
    """Return a labelled note; see `Target.note`."""
    label = free_label(number, document)
    return NewNote(f"[^{label}]", f"[^{label}]: {markdown.write(markup)}")


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

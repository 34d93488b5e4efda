"""A finished paper in Typst: calls for formats and links, footnotes where they stand, labels on entries.

Typst documentation, "Footnote", "Link", "Label", "Paragraph".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.documents.document import Document
from citekit.documents.places import Span
from citekit.markup.tree import Markup, Text
from citekit.output import typst
from citekit.rendering.lines import apart, end_of_text
from citekit.rendering.target import NewNote, anchor_of

__all__ = ["APART", "below", "bibliography", "end", "note", "notes", "write"]

APART: Final = "\n\n"

notes = apart
"""None are apart, for notes stand where they are referred to."""
end = end_of_text

_OPENING: Final = frozenset("*_<@#")
"""Signs that mean another thing where a letter or digit follows them."""
_CLOSING: Final = frozenset("*_")
"""Signs that may mean another thing behind a letter or digit."""
_APART_FROM_SIGN: Final = "#[];"
"""A call that prints nothing."""
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")


def write(markup: Markup, *, before: str = "", after: str = "") -> str:
    """Return ``markup`` as it stands within a paragraph; see `Target.write`."""
    written = typst.write(markup)
    if before in _OPENING and written[:1].isalnum():
        written = _APART_FROM_SIGN + written
    if after in _CLOSING and written[-1:].isalnum():
        written += _APART_FROM_SIGN
    if written.isdigit() and after == "." and not before.strip():
        return f"\\{written}"  # else the number of an item
    return written


def note(number: int, markup: Markup, document: Document) -> NewNote:  # noqa: ARG001  Typst counts itself
    """Return a footnote where it is referred to; see `Target.note`."""
    return NewNote(f"#footnote[{typst.write(markup)}];")


def below(text: str, heading: Span) -> int:
    """Return the start of the line after the heading; see `Target.below`."""
    rest = _LINE.match(text, heading.end)
    return rest.end() if rest else len(text)


def bibliography(
    entries: Sequence[BibliographyEntry],
    layout: BibliographyLayout,
    *,
    title: str,
    framed: bool,  # noqa: ARG001  a call asks for the bibliography, which is no frame
    links: bool,
) -> str:
    """Return the bibliography, with a label on each entry; see `Target.bibliography`."""
    heading = [f"#heading(numbering: none)[{typst.write((Text(title),))}]"] if title else []
    anchor = anchor_of if links else None
    return "\n".join([*heading, typst.write_bibliography(entries, layout, anchor=anchor)])

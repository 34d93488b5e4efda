"""A finished page: citations with links, notes as superscript marks that lead to a list, the list as a div.

The classes are those that CSL style sheets expect; the notes' are those of DPUB-ARIA 1.1 (``doc-noteref``,
``doc-endnotes``), which screen readers know.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Final

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.documents.document import Document
from citekit.documents.places import Span
from citekit.markup.tree import Markup
from citekit.output import html
from citekit.rendering.target import NewNote, anchor_of

__all__ = ["APART", "below", "bibliography", "end", "note", "notes", "write"]

APART: Final = "\n"
_END: Final = re.compile(r"</body\s*>", re.IGNORECASE)
_HEADING_END: Final = re.compile(r"</h[1-6]\s*>", re.IGNORECASE)


def write(markup: Markup, *, before: str = "", after: str = "") -> str:  # noqa: ARG001  tags stand anywhere
    """Return ``markup`` as it stands within an element; see `Target.write`."""
    return html.write(markup)


def note(number: int, markup: Markup, document: Document) -> NewNote:
    """Return the mark of a note and its item in the list; see `Target.note`."""
    place = f"cite-{number}"
    while f'"{place}"' in document.parts[0].text:
        place += "x"
    mark = f'<sup><a id="{place}-ref" href="#{place}" role="doc-noteref">{number}</a></sup>'
    back = f'<a href="#{place}-ref" role="doc-backlink">↩</a>'
    return NewNote(mark, f'  <li id="{place}">{html.write(markup)} {back}</li>')


def notes(definitions: Sequence[str]) -> tuple[str, ...]:
    """Return the list of notes; see `Target.notes`."""
    return ("\n".join(['<section role="doc-endnotes"><ol>', *definitions, "</ol></section>"]),)


def end(text: str) -> int:
    """Return the end of the body; see `Target.end`."""
    ends = [found.start() for found in _END.finditer(text)]
    return ends[-1] if ends else len(text)


def below(text: str, heading: Span) -> int:
    """Return the end of the heading's element; see `Target.below`."""
    close = _HEADING_END.search(text, heading.end)
    return close.end() if close else len(text)


def bibliography(
    entries: Sequence[BibliographyEntry],
    layout: BibliographyLayout,
    *,
    title: str,
    framed: bool,
    links: bool,
) -> str:
    """Return the bibliography; see `Target.bibliography`."""
    heading = f"<h2>{escape(title, quote=False)}</h2>\n" if title else ""
    rows = "".join(
        f'  <div{_id(entry, links=links)} class="csl-entry">{html.write(entry.markup)}</div>\n'
        for entry in entries
    )
    if framed:
        return f"{heading}\n{rows.rstrip()}"
    hanging = " hanging-indent" if layout.hanging_indent else ""
    return f'{heading}<div id="refs" class="references csl-bib-body{hanging}">\n{rows}</div>'


def _id(entry: BibliographyEntry, *, links: bool) -> str:
    return f' id="{escape(anchor_of(entry.id))}"' if links else ""

"""Text for a terminal: italics, bold and underline by the control sequences of ECMA-48, links by OSC 8.

The sequences are the writer's own; whatever escape sequences a record holds were taken out before.
Whoever prints it decides whether there is a terminal, and one that shows links.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.markup.tree import Display, Format, Markup
from citekit.output.base import ascii_url
from citekit.output.paragraphs import Paragraph, Run, length, lines, split_entries

__all__ = ["DESCRIPTION", "EXTENSION", "write", "write_bibliography", "write_citations"]

DESCRIPTION: str = "text for a terminal, with italics and bold"
EXTENSION: str = ".ansi"

_ON_OFF: Final = {
    Format.ITALIC: ("3", "23"),
    Format.OBLIQUE: ("3", "23"),
    Format.BOLD: ("1", "22"),
    Format.LIGHT: ("2", "22"),
    Format.UNDERLINE: ("4", "24"),
}
"""Select Graphic Rendition (ECMA-48, 8.3.117); there is nothing for small capitals and raised figures."""

_INDENT: Final = "    "


def write(markup: Markup, *, links: bool = False) -> str:
    """Return ``markup`` for a terminal; blocks stand on lines of their own.

    ``links`` makes addresses clickable (OSC 8); terminals that do not know it may show rubbish.
    """
    return "\n".join(_runs(line, links=links) for line in lines(markup))


def write_citations(citations: Sequence[Markup], *, links: bool = False) -> str:
    """Return the citations, one a line."""
    return "\n".join(write(citation, links=links) for citation in citations)


def write_bibliography(
    entries: Sequence[BibliographyEntry],
    layout: BibliographyLayout,
    *,
    links: bool = False,
) -> str:
    """Return the entries, parted by blank lines, their labels made equally wide.

    Lines are not broken: the terminal does it, and searching and copying work.
    """
    split = split_entries(entries)
    width = max((layout.max_offset, *(length(paragraph.label) for entry in split for paragraph in entry)))
    return "\n\n".join(
        "\n".join(_paragraph(paragraph, width, links=links) for paragraph in entry) for entry in split
    )


def _paragraph(paragraph: Paragraph, width: int, *, links: bool) -> str:
    before = _INDENT if paragraph.display is Display.INDENT else ""
    if paragraph.label:
        gap = " " * (width - length(paragraph.label) + 1)
        before = _runs(paragraph.label, links=links) + gap
    return before + _runs(paragraph.body, links=links)


def _runs(runs: Sequence[Run], *, links: bool) -> str:
    parts = []
    for url, group in groupby(runs, key=lambda run: run.url):
        text = "".join(map(_run, group))
        parts.append(f"\x1b]8;;{ascii_url(url)}\x1b\\{text}\x1b]8;;\x1b\\" if url and links else text)
    return "".join(parts)


def _run(run: Run) -> str:
    codes = [_ON_OFF[format_] for format_ in run.formats if format_ in _ON_OFF]
    if not codes:
        return run.text
    on, off = (";".join(side) for side in zip(*codes, strict=True))
    return f"\x1b[{on}m{run.text}\x1b[{off}m"

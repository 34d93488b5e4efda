r"""A finished paper in LaTeX: text, ``\footnote`` for notes, a ``list`` for the bibliography.

Nothing is needed that the paper does not load; links are those of hyperref, and only where it is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.documents.document import Document
from citekit.markup.tree import Markup, Text
from citekit.output import latex
from citekit.rendering.lines import apart, below_line
from citekit.rendering.target import NewNote, anchor_of

__all__ = ["APART", "below", "bibliography", "end", "note", "notes", "write"]

APART: Final = "\n\n"

notes = apart
"""None are apart, for notes stand where they are referred to."""
below = below_line

_END: Final = re.compile(r"^[^%\n]*?(?=\\end\{document\})", re.MULTILINE)


def write(markup: Markup, *, before: str = "", after: str = "") -> str:  # noqa: ARG001  nothing ends in a command
    """Return ``markup`` as it stands within a paragraph; see `Target.write`."""
    written = latex.write(markup, links=True)
    # A word right after the name of a command would go on with it.
    return f"{{}}{written}" if before.isalpha() and written[:1].isalpha() else written


def note(number: int, markup: Markup, document: Document) -> NewNote:  # noqa: ARG001  LaTeX counts itself
    """Return a footnote where it is referred to; see `Target.note`."""
    return NewNote(f"\\footnote{{{latex.write(markup, links=True)}}}")


def end(text: str) -> int:
    r"""Return where ``\end{document}`` stands; see `Target.end`."""
    found = _END.search(text)
    return found.end() if found else len(text)


def bibliography(
    entries: Sequence[BibliographyEntry],
    layout: BibliographyLayout,
    *,
    title: str,
    framed: bool,  # noqa: ARG001  a command asks for the bibliography, which is no frame
    links: bool,
) -> str:
    """Return the bibliography; see `Target.bibliography`."""
    heading = [f"\\section*{{{latex.write((Text(title),))}}}"] if title else []
    anchor = anchor_of if links else None
    return "\n".join([*heading, latex.write_bibliography(entries, layout, anchor=anchor)])

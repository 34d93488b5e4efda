"""Plain text: characters alone, one entry a line, a blank line between entries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.markup.tree import Block, Display, Markup, Text
from citekit.output.base import clean, close_bidi

__all__ = ["DESCRIPTION", "EXTENSION", "write", "write_bibliography", "write_citations"]

DESCRIPTION: str = "plain text, without italics and links"
EXTENSION: str = ".txt"


def write(markup: Markup) -> str:
    """Return the characters of ``markup``; blocks stand on lines of their own."""
    text = re.sub(" *\n *", "\n", _nodes(markup)).strip(" \n")
    return "\n".join(close_bidi(line) for line in text.split("\n"))


def write_citations(citations: Sequence[Markup]) -> str:
    """Return the citations, one a line."""
    return "\n".join(write(citation) for citation in citations)


def write_bibliography(
    entries: Sequence[BibliographyEntry],
    layout: BibliographyLayout,  # noqa: ARG001 - no form in plain text
) -> str:
    """Return the entries, parted by blank lines whatever the style's spacing: entries wrap on a screen."""
    return "\n\n".join(write(entry.markup) for entry in entries)


def _nodes(markup: Markup) -> str:
    parts: list[str] = []
    for node in markup:
        if isinstance(node, Text):
            parts.append(clean(node.text))
            continue
        text = _nodes(node.children)
        if isinstance(node, Block):
            if node.display is Display.LEFT_MARGIN:
                text = f"{text.rstrip()} "
            elif node.display is not Display.RIGHT_INLINE:
                text = f"\n{text}\n"
        parts.append(text)
    return "".join(parts)

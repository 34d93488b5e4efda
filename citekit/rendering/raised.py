"""Raised numbers stand close to their word: "leaps¹", however they were typed.

Pandoc closes the space before a superscript citation too, and leaves it before the punctuation (Pandoc
manual, ``notes-after-punctuation``).
"""

from __future__ import annotations

from dataclasses import replace

from citekit.documents.citations import KeyCitation
from citekit.documents.document import Document
from citekit.documents.places import Span
from citekit.markup.tree import Format, Markup, Node, Styled, Text
from citekit.rendering.habits import habits_of
from citekit.rendering.notes import note_place

__all__ = ["closed_up", "ends_of_citations", "raised_place"]


def closed_up(markup: Markup) -> Markup:
    """Return ``markup`` without the spaces before what is raised in it: "Doe¹" for "Doe ¹"."""
    closed: list[Node] = []
    for node in markup:
        before = closed[-1] if closed else None
        if isinstance(before, Text) and _is_raised(node):
            closed[-1] = replace(before, text=before.text.rstrip())
        closed.append(node)
    return tuple(closed)


def ends_of_citations(document: Document) -> frozenset[tuple[int, int]]:
    """Return where the citations of a paper end, as parts and places in them."""
    return frozenset((one.span.part, one.span.end) for one in document.all_citations())


def raised_place(
    document: Document, typed: KeyCitation, markup: Markup, ends: frozenset[tuple[int, int]]
) -> Span:
    """Return what gives way to a citation: the space before it too, where all of it is raised.

    A space parts it from a citation right before it (``ends`` has where these end), whose number it would run
    into, and from the edge of a table's cell.
    """
    span = typed.span
    if not markup or not habits_of(document.format).raises or not all(map(_is_raised, markup)):
        return span
    place, _ = note_place(document, typed, until=span.end)
    text = document.parts[span.part].text
    before = text[place.start - 1 : place.start]
    return span if (span.part, place.start) in ends or before in ("", "|", "&", "\n") else place


def _is_raised(node: Node) -> bool:
    if isinstance(node, Text):
        return False
    if isinstance(node, Styled) and node.format is Format.SUPERSCRIPT:
        return True
    return bool(node.children) and all(map(_is_raised, node.children))

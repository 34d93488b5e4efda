"""References as the style prints them, each character with its field: what typed ones are held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from citekit.csl.model.style import Style
from citekit.csl.processor import process
from citekit.item.item import Item
from citekit.markup.tree import Block, Display, Format, Markup, Origin, Styled, Text

__all__ = ["Piece", "Printed", "print_list", "printed"]

_NUMBER = "citation-number"


class Piece(NamedTuple):
    """Characters of a printed reference: from where, of which variable and part, by which element.

    ``variable`` is empty for what the style itself adds.
    """

    start: int
    text: str
    variable: str
    part: str
    element: str
    is_italic: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """A reference as the style prints it, without the number before it."""

    key: str
    text: str
    pieces: tuple[Piece, ...]


def print_list(style: Style, items: Iterable[Item]) -> Mapping[str, Printed]:
    """Return the references of ``items`` by id, printed as one list; none if the style has no list."""
    result = process(style, items)
    return {entry.id: printed(entry.id, entry.markup) for entry in result.bibliography or ()}


def printed(key: str, markup: Markup) -> Printed:
    """Return one printed reference as its pieces."""
    found = list(_pieces(markup, is_italic=False))
    if any(origin.variable == _NUMBER for _, origin, _ in found):
        place = next(index for index, (_, origin, _) in enumerate(found) if origin.variable == _NUMBER)
        if not any(origin.variable for _, origin, _ in found[:place]):
            rest = range(place + 1, len(found))
            found = found[next((index for index in rest if found[index][1].variable), len(found)) :]
    pieces: list[Piece] = []
    start = 0
    for text, origin, is_italic in found:
        pieces.append(Piece(start, text, origin.variable, origin.part, origin.element, is_italic))
        start += len(text)
    return Printed(key, "".join(piece.text for piece in pieces), tuple(pieces))


_NOWHERE = Origin()
_UPRIGHT = (Format.NORMAL_STYLE, Format.ITALIC, Format.OBLIQUE)


def _pieces(markup: Markup, *, is_italic: bool) -> Iterator[tuple[str, Origin, bool]]:
    for node in markup:
        if isinstance(node, Text):
            yield node.text, node.origin or _NOWHERE, is_italic
        elif isinstance(node, Styled) and node.format in _UPRIGHT:
            yield from _pieces(node.children, is_italic=node.format is not Format.NORMAL_STYLE)
        else:
            parts = list(_pieces(node.children, is_italic=is_italic))
            yield from parts
            if isinstance(node, Block) and node.display is not Display.LEFT_MARGIN and parts:
                yield " ", _NOWHERE, False

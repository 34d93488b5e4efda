"""Which elements a layout, a macro or a whole style leads to, through all macros called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from citekit.csl.model.elements import Choose, Element, Group, Names, Source, TextElement
from citekit.csl.model.style import Style

__all__ = ["in_order", "reachable"]


def reachable(
    macros: Mapping[str, tuple[Element, ...]],
    elements: Iterable[Element],
    seen: set[str] | None = None,
    *,
    certain: bool = False,
) -> Iterator[Element]:
    """Yield every element that ``elements`` lead to, in order, each macro where it is first called.

    Macros in ``seen`` are passed by; those that are met are added to it. With ``certain`` only those come
    that are rendered whatever the item has: none in branches or substitutes.
    """
    seen = set() if seen is None else seen
    waiting = [*elements][::-1]
    while waiting:
        element = waiting.pop()
        yield element
        if isinstance(element, TextElement) and element.source is Source.MACRO and element.name not in seen:
            seen.add(element.name)
            waiting += reversed(macros.get(element.name, ()))
        elif isinstance(element, Group):
            waiting += reversed(element.children)
        elif certain:
            continue
        elif isinstance(element, Names):
            waiting += reversed(element.substitute)
        elif isinstance(element, Choose):
            waiting += reversed([child for branch in element.branches for child in branch.children])


def in_order(style: Style) -> Iterator[Element]:
    """Yield every element that prints or sorts anything, in the order in which a processor meets them.

    A macro of a layout is met once, where it is first called, one of a sort key each time.
    """
    seen: set[str] = set()
    for area in (style.citation, style.bibliography):
        if area is not None:
            for key in area.sort:
                yield from reachable(style.macros, style.macros.get(key.macro, ()))
            yield from reachable(style.macros, area.layout.children, seen)

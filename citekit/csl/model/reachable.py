"""Which elements a layout or macro leads to, through all macros it calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from citekit.csl.model.elements import Choose, Element, Group, Names, Source, TextElement

__all__ = ["reachable"]


def reachable(
    macros: Mapping[str, tuple[Element, ...]], elements: Iterable[Element], *, certain: bool = False
) -> Iterator[Element]:
    """Yield every element that ``elements`` lead to, macros included, each macro once, in no order.

    With ``certain`` only those that are rendered whatever the item has: none in branches or substitutes.
    """
    seen: set[str] = set()
    waiting = list(elements)
    while waiting:
        element = waiting.pop()
        yield element
        if isinstance(element, TextElement) and element.source is Source.MACRO and element.name not in seen:
            seen.add(element.name)
            waiting += macros.get(element.name, ())
        elif isinstance(element, Group):
            waiting += element.children
        elif certain:
            continue
        elif isinstance(element, Names):
            waiting += element.substitute
        elif isinstance(element, Choose):
            for branch in element.branches:
                waiting += branch.children

"""A style at a glance: its parts, its macros, and who calls whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from citekit.style_check.source import Element

__all__ = ["Outline", "calls_in", "outline_of"]


@dataclass(frozen=True, slots=True)
class Outline:
    """A style's parts.

    ``macros`` are the first of each name, ``surplus_macros`` the others. ``called_by`` gives for a macro
    the names of those it calls, ``in_citation`` and ``in_bibliography`` the macros that the sorting or the
    layout of either comes to, over however many others.
    """

    root: Element
    info: Element | None
    citation: Element | None
    bibliography: Element | None
    macros: Mapping[str, Element]
    surplus_macros: tuple[Element, ...]
    called_by: Mapping[str, tuple[str, ...]]
    in_citation: frozenset[str]
    in_bibliography: frozenset[str]

    @property
    def citation_format(self) -> str:
        """What kind of style it says it is: author-date, numeric, note and so on; empty if it does not."""
        categories = self.info.children if self.info else ()
        formats = (each.get("citation-format") for each in categories if each.tag == "category")
        return next((format_ for format_ in formats if format_), "")

    def parts_of(self, part: Element | None) -> Iterator[Element]:
        """Yield every element of the citation or bibliography, those of the macros it comes to included."""
        if part is None:
            return
        yield from part.walk()
        for name in self.in_citation if part is self.citation else self.in_bibliography:
            yield from self.macros[name].walk()


def calls_in(element: Element) -> Iterator[Element]:
    """Yield the elements in ``element`` that call a macro."""
    return (each for each in element.walk() if each.tag in ("text", "key") and "macro" in each.attributes)


def outline_of(root: Element) -> Outline:
    """Return the outline of the style whose root is given."""
    macros: dict[str, Element] = {}
    surplus = []
    for child in root.children:
        if child.tag == "macro" and child.get("name") in macros:
            surplus.append(child)
        elif child.tag == "macro" and child.get("name"):
            macros[child.get("name")] = child
    called_by = {
        name: tuple(dict.fromkeys(call.get("macro") for call in calls_in(macro)))
        for name, macro in macros.items()
    }
    citation, bibliography = root.child("citation"), root.child("bibliography")
    return Outline(
        root,
        root.child("info"),
        citation,
        bibliography,
        macros,
        tuple(surplus),
        called_by,
        _reached(citation, called_by),
        _reached(bibliography, called_by),
    )


def _reached(part: Element | None, called_by: Mapping[str, Iterable[str]]) -> frozenset[str]:
    waiting = [call.get("macro") for call in calls_in(part)] if part else []
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in called_by and name not in reached:
            reached.add(name)
            waiting += called_by[name]
    return frozenset(reached)

"""Settings of names that contradict each other or come to nothing.

CSL 1.0.2, "Names", "Name", "Substitute", "Inheritable Name Options".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citekit.style_check.fault import Fault, described, shown, warning
from citekit.style_check.outline import Outline
from citekit.style_check.source import Element

__all__ = ["check_names"]

_PAIRS: Final = (
    ("et-al-min", "et-al-use-first"),
    ("et-al-subsequent-min", "et-al-subsequent-use-first"),
)


def check_names(outline: Outline) -> Iterator[Fault]:
    """Yield what is wrong with how names are shortened, replaced and formatted."""
    parts = [part for part in (outline.root, outline.citation, outline.bibliography) if part is not None]
    elements = list(outline.root.walk())
    names = [element for element in elements if element.tag == "name"]
    for name in names:
        yield from _shortening(name, parts)
        yield from _twice(name)
    for part in parts:
        # what a part sets is handed down: its other half may stand on a name
        yield from _shortening(part, [*parts, *names])
    for element in elements:
        if element.tag == "names":
            yield from _substitute(element)


def _shortening(element: Element, others: list[Element]) -> Iterator[Fault]:
    for least, first in _PAIRS:
        if least in element.attributes and first in element.attributes:
            fewest, stay = element.get(least), element.get(first)
            if fewest.isdecimal() and stay.isdecimal() and int(fewest[:9]) <= int(stay[:9]):
                yield warning(
                    element,
                    f"{least}={shown(fewest)} shortens lists from which {first}={shown(stay)} takes nothing",
                    f"make {first} less than {least}",
                    attribute=first,
                )
            continue
        for there, lacking, hint in ((least, first, _FIRST_HINT), (first, least, _LEAST_HINT)):
            if there in element.attributes and not any(lacking in other.attributes for other in others):
                yield warning(
                    element, f"{there} without {lacking}", f"add {lacking}: {hint}", attribute=there
                )


_FIRST_HINT: Final = "how many names stay"
_LEAST_HINT: Final = "from how many names on a list is shortened"


def _substitute(names: Element) -> Iterator[Fault]:
    substitute = names.child("substitute")
    for other in substitute.children if substitute else ():
        if other.tag == "names" and set(other.get("variable").split()) <= set(names.get("variable").split()):
            yield warning(
                other,
                f"{described(other)} is tried where {described(names)} was empty: it prints nothing",
                "take it out, or name another variable",
            )


def _twice(name: Element) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for part in name.children:
        which = part.get("name")
        if part.tag == "name-part" and which in seen:
            yield warning(part, f"a second {described(part)}", f"join it with the one in line {seen[which]}")
        seen.setdefault(which, part.line)

"""Why a reference was printed so: each run of it, its field, and the style's rule; and what was left out.

CSL 1.0.2, "Macro" and "Choose", say which rules there are; the processor notes at each run where it came
from (`citekit.markup.tree.Origin`), and here that place is looked up in the style.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from citekit.csl.model.elements import (
    Branch,
    Choose,
    DateElement,
    Element,
    Group,
    Label,
    Names,
    Number,
    Test,
    TextElement,
)
from citekit.csl.model.style import Style
from citekit.item.item import Item
from citekit.markup.tree import Markup, Origin, Text, walk

__all__ = ["Explanation", "Run", "explain"]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a printed reference and the rule that put it there.

    ``variable`` is empty for text of the style's own; ``part`` is the piece of the variable ("family").
    ``element`` and ``line`` are the style's element, ``macro`` the macro it stands in, ``conditions`` the
    tests it stands under, from the outermost in. What is not known is empty.
    """

    text: str
    variable: str = ""
    part: str = ""
    element: str = ""
    line: int | None = None
    macro: str = ""
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """The runs of a printed reference in their order, and the item's variables that none of them shows."""

    runs: tuple[Run, ...]
    dropped: tuple[str, ...]


def explain(style: Style, item: Item, markup: Markup) -> Explanation:
    """Say where each run of ``markup`` came from, which is ``item`` as ``style`` printed it."""
    places = dict(_places(style))
    runs: list[Run] = []
    for node in walk(markup):
        if not isinstance(node, Text):
            continue
        run = _run(node, places)
        last = runs[-1] if runs else None
        if last and not node.origin:
            # What joins the parts of one name belongs to the element that printed them.
            runs[-1] = _joined(last, run.text)
        elif last and _same_place(last, run):
            runs[-1] = _joined(last, run.text)
        else:
            runs.append(run)
    shown = {run.variable for run in runs}
    return Explanation(tuple(runs), tuple(name for name in item.variables() if name not in shown))


def _run(node: Text, places: dict[tuple[str, int], _Place]) -> Run:
    origin = node.origin or Origin()
    place = places.get((origin.element, origin.line or 0), _NOWHERE)
    return Run(
        node.text, origin.variable, origin.part, origin.element, origin.line, place.macro, place.conditions
    )


def _same_place(one: Run, other: Run) -> bool:
    return (one.variable, one.element, one.line) == (other.variable, other.element, other.line)


def _joined(run: Run, text: str) -> Run:
    return Run(run.text + text, run.variable, "", run.element, run.line, run.macro, run.conditions)


@dataclass(frozen=True, slots=True)
class _Place:
    macro: str = ""
    conditions: tuple[str, ...] = ()


_NOWHERE = _Place()


def _places(style: Style) -> Iterator[tuple[tuple[str, int], _Place]]:
    """Yield what stands in the style by the name of its element and its line."""
    for name, elements in style.macros.items():
        yield from _below(elements, _Place(name))
    for area in (style.citation, style.bibliography):
        if area is not None:
            yield ("layout", area.layout.line), _NOWHERE
            yield from _below(area.layout.children, _NOWHERE)


def _below(elements: Sequence[Element], place: _Place) -> Iterator[tuple[tuple[str, int], _Place]]:
    for element in elements:
        if isinstance(element, Choose):
            for index, branch in enumerate(element.branches):
                condition = _condition(branch, element.branches[:index])
                yield from _below(branch.children, _Place(place.macro, (*place.conditions, condition)))
        else:
            yield from ((where, place) for where in _own_places(element))
        if isinstance(element, Group):
            yield from _below(element.children, place)
        elif isinstance(element, Names):
            yield from _below(element.substitute, place)


def _own_places(
    element: TextElement | Number | Label | DateElement | Names | Group,
) -> Iterator[tuple[str, int]]:
    yield _TAGS[type(element)], element.line
    if isinstance(element, DateElement):
        yield from (("date-part", part.line) for part in element.parts)
    elif isinstance(element, Names):
        parts = (("name", element.name), ("et-al", element.et_al), ("label", element.label))
        yield from ((tag, part.line) for tag, part in parts if part is not None)


_TAGS: Final = {
    DateElement: "date",
    Group: "group",
    Label: "label",
    Names: "names",
    Number: "number",
    TextElement: "text",
}


def _condition(branch: Branch, before: Sequence[Branch]) -> str:
    if branch.test is not None:
        return _test(branch.test)
    return f"not {' or '.join(_test(one.test) for one in before if one.test)}" if before else "otherwise"


def _test(test: Test) -> str:
    """Return a test in words: ``any of type bill, hearing; variable number``."""
    values: dict[str, list[str]] = {}
    for attribute, value in test.checks:
        values.setdefault(attribute, []).append(value)
    said = "; ".join(f"{attribute} {', '.join(several)}" for attribute, several in values.items())
    if len(test.checks) == 1 and test.match != "none":
        return said
    return f"({test.match} of {said})"

"""Conditions that no item can meet, and branches that none can reach.

CSL 1.0.2, "Choose".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citekit.style_check.fault import Fault, listed, shown, warning
from citekit.style_check.outline import Outline
from citekit.style_check.source import Element

__all__ = ["check_conditions"]

_TESTS: Final = ("disambiguate", "is-numeric", "is-uncertain-date", "locator", "position", "type", "variable")
_SINGLE: Final = {"type": "an item has one type", "locator": "a cite has one locator"}


def check_conditions(outline: Outline) -> Iterator[Fault]:
    """Yield the conditions that can never hold, or hold nothing new."""
    for element in outline.root.walk():
        if element.tag in ("if", "else-if"):
            yield from _never(element)
            yield from _repeated(element)
        elif element.tag == "choose":
            yield from _unreachable(element)
    yield from _positions_in_bibliography(outline)


def _match(branch: Element) -> str:
    return branch.get("match") or "all"


def _never(branch: Element) -> Iterator[Fault]:
    if _match(branch) != "all":
        return
    for test, reason in _SINGLE.items():
        if len(set(branch.get(test).split())) > 1:
            yield warning(
                branch,
                f"<{branch.tag} {test}={shown(branch.get(test))}> asks for all of them, but {reason}",
                'add match="any"',
                attribute=test,
            )
    positions = set(branch.get("position").split())
    if "first" in positions and len(positions) > 1:
        message = f"no cite is at once {listed(sorted(positions), 'and')}"
        yield warning(branch, message, 'add match="any"', attribute="position")


def _repeated(branch: Element) -> Iterator[Fault]:
    for test in _TESTS:
        words = branch.get(test).split()
        twice = sorted({word for word in words if words.count(word) > 1}) if len(words) < _MANY else []
        if twice:
            yield warning(
                branch, f"{test} names {listed(twice, 'and')} twice", "once will do", attribute=test
            )


_MANY: Final = 200


def _unreachable(choose: Element) -> Iterator[Fault]:
    """Yield the types of later branches that an earlier branch has taken already."""
    taken: dict[str, int] = {}
    for branch in choose.children:
        tests = [test for test in _TESTS if test in branch.attributes]
        types = branch.get("type").split()
        any_will_do = _match(branch) == "any" or (_match(branch) == "all" and len(tests) == 1)
        if tests == ["type"] and _match(branch) != "none":
            lost = [type_ for type_ in types if type_ in taken]
            if lost:
                whole = "is never reached" if len(lost) == len(types) else f"never sees {listed(lost, 'and')}"
                before = (
                    listed(lost, "and") if len(lost) == len(types) else "it" if len(lost) == 1 else "them"
                )
                yield warning(
                    branch,
                    f"this branch {whole}: line {taken[lost[0]]} takes {before} before",
                    "move it up, or take out what it never sees",
                    attribute="type",
                )
        if any_will_do and "type" in tests:
            for type_ in types:
                taken.setdefault(type_, branch.line)


def _positions_in_bibliography(outline: Outline) -> Iterator[Fault]:
    if outline.bibliography is None:
        return
    only = [outline.macros[name] for name in sorted(outline.in_bibliography - outline.in_citation)]
    for part in (outline.bibliography, *only):
        for element in part.walk():
            if element.tag in ("if", "else-if") and "position" in element.attributes:
                yield warning(
                    element,
                    "the entries of a bibliography have no position: this test is always false there",
                    "take the test out",
                    attribute="position",
                )

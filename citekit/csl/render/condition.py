"""The conditions of ``cs:if`` and ``cs:else-if``.

CSL 1.0.2, "Choose".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from citekit.csl.model.elements import Test
from citekit.csl.render.context import (
    FIRST,
    IBID,
    IBID_WITH_LOCATOR,
    NEAR_NOTE,
    SUBSEQUENT,
    Context,
)
from citekit.csl.render.numbers import parse_number

__all__ = ["COMPUTED", "Check", "check_of", "has_variable", "number_text", "types_of"]

Check = Callable[[Context], bool]

_POSITIONS: Final = {
    "first": FIRST,
    "subsequent": SUBSEQUENT,
    "ibid": IBID,
    "ibid-with-locator": IBID_WITH_LOCATOR,
    "near-note": NEAR_NOTE,
}
COMPUTED: Final = frozenset(
    {"locator", "citation-number", "first-reference-note-number", "year-suffix", "citation-label"}
)
"""Variables that citing fills in, whatever the item holds."""
_SINGLE: Final = frozenset({"locator", "type"})
_OLD_LOCATORS: Final = {"article": "article-locator", "title": "title-locator", "sub verbo": "sub-verbo"}


def has_variable(ctx: Context, variable: str) -> bool:
    """Whether ``variable`` has a value for this cite."""
    if variable == "locator":
        return bool(ctx.locator)
    if variable == "citation-number":
        return ctx.number > 0
    if variable == "first-reference-note-number":
        return ctx.first_note > 0
    if variable == "year-suffix":
        return ctx.suffix is not None
    if variable == "citation-label":
        return bool(ctx.entry.label)
    return variable in ctx.entry.present


def number_text(ctx: Context, variable: str) -> str:
    """Return the text of a number variable, those that citing fills in included.

    A variable that has stood in for another is still there, so that conditions can ask for it.
    """
    if variable == "locator":
        return ctx.locator
    if variable == "citation-number":
        return str(ctx.number) if ctx.number else ""
    if variable == "first-reference-note-number":
        return str(ctx.first_note) if ctx.first_note else ""
    return ctx.entry.values.get(variable, "")


def types_of(test: Test) -> Callable[[str], bool] | None:
    """Return what ``test`` says of an item's type if it asks for nothing else, else None."""
    if not test.checks or any(attribute != "type" for attribute, _ in test.checks):
        return None
    types = frozenset(value for _, value in test.checks)
    if test.match == "none":
        return lambda type_: type_ not in types
    return types.__contains__


def check_of(test: Test) -> Check:
    """Return the function that tells whether ``test`` holds.

    A test without conditions, or with values that CSL does not have, is false for those.
    """
    variables = frozenset(value for attribute, value in test.checks if attribute == "variable")
    if len(variables) == len(test.checks) > 0 and variables.isdisjoint(COMPUTED):
        if test.match == "any" or (len(variables) == 1 and test.match != "none"):
            return lambda ctx: not variables.isdisjoint(ctx.entry.present)
        if test.match == "none":
            return lambda ctx: variables.isdisjoint(ctx.entry.present)
        return lambda ctx: variables <= ctx.entry.present
    checks = tuple(_single(attribute, value) for attribute, value in test.checks)
    if not checks:
        return lambda _: False
    match = test.match
    if (
        match != "none"
        and all(attribute == "type" for attribute, _ in test.checks)
        and (match == "any" or len(checks) == 1)
    ):
        types = frozenset(value for _, value in test.checks)
        return lambda ctx: ctx.entry.type in types
    if match == "all" and len(checks) > 1 and {attribute for attribute, _ in test.checks} & _SINGLE:
        return _all_of(test)
    if len(checks) == 1 and match != "none":
        return checks[0]
    if match == "any":
        return _any_of(checks)
    if match == "none":
        some = _any_of(checks)
        return lambda ctx: not some(ctx)
    return _every(checks)


def _all_of(test: Test) -> Check:
    """Return the check that all attributes hold, where an item has one type and a cite one locator.

    Of several types or labels in one attribute no two could ever hold: there, one will do.
    """
    checks = [_single(attribute, value) for attribute, value in test.checks if attribute not in _SINGLE]
    for name in sorted(_SINGLE):
        one = tuple(_single(attribute, value) for attribute, value in test.checks if attribute == name)
        if one:
            checks.append(_any_of(one))
    return _every(tuple(checks))


def _any_of(checks: tuple[Check, ...]) -> Check:
    # each check is made, as those of ``disambiguate`` are counted
    return lambda ctx: any([check(ctx) for check in checks])  # noqa: C419  all of them, see above


def _every(checks: tuple[Check, ...]) -> Check:
    return lambda ctx: all([check(ctx) for check in checks])  # noqa: C419  all of them, as in _any_of


def _single(attribute: str, value: str) -> Check:
    if attribute == "type":
        return lambda ctx: ctx.entry.type == value
    if attribute == "variable":
        return lambda ctx: has_variable(ctx, value)
    if attribute == "is-numeric":
        return lambda ctx: bool(text := number_text(ctx, value)) and parse_number(text).numeric
    if attribute == "is-uncertain-date":
        return lambda ctx: (date := ctx.entry.dates.get(value)) is not None and date.circa
    if attribute == "locator":
        label = _OLD_LOCATORS.get(value, value)
        return lambda ctx: bool(ctx.locator) and _OLD_LOCATORS.get(ctx.label, ctx.label) == label
    if attribute == "position":
        mask = _POSITIONS.get(value, 0)
        return lambda ctx: bool(ctx.position & mask)
    if attribute == "disambiguate" and value == "true":
        return _disambiguate
    return lambda _: False


def _disambiguate(ctx: Context) -> bool:
    ctx.conditions_met += 1
    return ctx.conditions_met <= ctx.conditions

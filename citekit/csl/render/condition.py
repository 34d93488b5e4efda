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

__all__ = ["COMPUTED", "Check", "check_of", "has_variable", "narrow", "number_text"]

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
_ONE_VALUE: Final = frozenset({"locator", "type"})
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
    return variable in ctx.entry.present  # of labels, those that the item has, not one made for it


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


def narrow(test: Test, type_: str) -> Test | bool:
    """Return what is left of ``test`` for an item of ``type_``: less to ask, or the answer.

    Of several types in one attribute no two could ever hold: there, one will do.
    """
    types = [value for attribute, value in test.checks if attribute == "type"]
    if not test.checks:
        return False
    if not types:
        return test
    rest = tuple(check for check in test.checks if check[0] != "type")
    holds = type_ in types
    if test.match == "any":
        return True if holds else bool(rest) and Test("any", rest)
    if test.match == "none":
        return False if holds else not rest or Test("none", rest)
    return holds and (not rest or Test(test.match, rest))


def check_of(test: Test) -> Check:
    """Return the function that tells whether ``test`` holds.

    A test without conditions, or with values that CSL does not have, is false for those. A cite has one
    locator: of several labels in one attribute, as of several types, one will do.
    """
    variables = frozenset(
        value for attribute, value in test.checks if attribute == "variable" and value not in COMPUTED
    )
    rest = [check for check in test.checks if check[0] != "variable" or check[1] in COMPUTED]
    others = [_single(attribute, value) for attribute, value in rest]
    if test.match not in ("any", "none"):
        single = {attribute for attribute, _ in rest} & _ONE_VALUE
        others = [_single(attribute, value) for attribute, value in rest if attribute not in _ONE_VALUE]
        others += [
            _any_of([_single(attribute, value) for attribute, value in rest if attribute == name])
            for name in sorted(single)
        ]
    if not others:
        return _variables_check(test.match, variables)
    if not variables:
        return _others_check(test.match, others)
    known, unknown = _variables_check(test.match, variables), _others_check(test.match, others)
    if any(attribute == "disambiguate" for attribute, _ in rest):
        # each of these is counted, so each is asked
        if test.match == "any":
            return lambda ctx: unknown(ctx) or known(ctx)
        return lambda ctx: unknown(ctx) and known(ctx)
    if test.match == "any":
        return lambda ctx: known(ctx) or unknown(ctx)
    return lambda ctx: known(ctx) and unknown(ctx)


def _variables_check(match: str, variables: frozenset[str]) -> Check:
    if match == "none":
        return lambda ctx: variables.isdisjoint(ctx.entry.present)
    if match == "any":
        return lambda ctx: not variables.isdisjoint(ctx.entry.present)
    return lambda ctx: bool(variables) and variables <= ctx.entry.present


def _others_check(match: str, checks: list[Check]) -> Check:
    if match == "any":
        return _any_of(checks)
    if match == "none":
        some = _any_of(checks)
        return lambda ctx: not some(ctx)
    if len(checks) == 1:
        return checks[0]
    return lambda ctx: all([check(ctx) for check in checks])  # noqa: C419  all of them, as in _any_of


def _any_of(checks: list[Check]) -> Check:
    if len(checks) == 1:
        return checks[0]
    # every check is made, as those of ``disambiguate`` are counted
    return lambda ctx: any([check(ctx) for check in checks])  # noqa: C419  all of them, see above


def _single(attribute: str, value: str) -> Check:
    if attribute == "type":
        return lambda ctx: ctx.entry.type == value
    if attribute == "variable":
        return lambda ctx: has_variable(ctx, value)
    if attribute == "is-numeric":
        return lambda ctx: bool(text := number_text(ctx, value)) and parse_number(text, value).numeric
    if attribute == "is-uncertain-date":
        return lambda ctx: (date := ctx.entry.dates.get(value)) is not None and date.circa
    if attribute == "locator":
        label = _OLD_LOCATORS.get(value, value)
        return lambda ctx: _OLD_LOCATORS.get(ctx.label, ctx.label) == label
    if attribute == "position":
        mask = _POSITIONS.get(value, 0)
        return lambda ctx: bool(ctx.position & mask)
    if attribute == "disambiguate" and value == "true":
        return _disambiguate
    return lambda _: False


def _disambiguate(ctx: Context) -> bool:
    ctx.conditions_met += 1
    return ctx.conditions_met <= ctx.conditions

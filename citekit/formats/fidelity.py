"""What a format can hold: one declaration for the round-trip test, the report after an export, and the docs.

A format says in a `Fidelity` what comes back of an item that was written and read again. `kept` computes
that item, `losses` names what is missing from it, and `docs/formats.md` prints the declarations.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import lru_cache
from typing import Any, Final

from citekit.item.date import Date
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import RECORD_VARIABLES, TYPES

__all__ = ["MARKUP", "NAME_PARTS", "DateDetail", "Fidelity", "Loss", "kept", "losses", "summary"]

NAME_PARTS: Final = frozenset(
    {
        "family",
        "given",
        "dropping_particle",
        "non_dropping_particle",
        "suffix",
        "literal",
        "comma_suffix",
        "static_ordering",
    }
)
"""Every part of a `Name`."""

MARKUP: Final = frozenset({"i", "b", "sup", "sub", "sc", "nocase"})
"""The rich text of CSL-JSON: italics, bold, raised, lowered, small capitals, protected case."""

_TAG: Final = re.compile(
    r"</?(i|b|sup|sub|sc)>|<span style=\"font-variant: ?small-caps;?\">|<span class=\"nocase\">|</span>"
)


class DateDetail(IntEnum):
    """How much of a date a format holds; each level holds what those before it do."""

    YEAR = 1
    MONTH = 2
    DAY = 3
    RANGE = 4
    EDTF = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fidelity:
    """What comes back of an item.

    - ``types``: each CSL type with the one that is read back of it.
    - ``variables``: the variables that come back; ``only_for`` narrows some of them to certain types.
    - ``limits``: for variables that come back in part, what is lost, in words, for the documentation.
    - ``name_parts``: the parts of names that keep their place. A name that loses one keeps the others.
    - ``dates``: the detail of dates, for all date variables but those in ``dates_of``.
    - ``date_words``: whether a date in words (``literal``) comes back as such.
    - ``markup``: the inline markup that survives in text.
    - ``custom``: whether fields that CSL does not know come back, and under their names.
    - ``ids``: whether keys come back, whatever characters they hold.
    - ``settle``: what remains to be said of single items: fields that exclude each other, values that are
      read back in another spelling. It gets the item as the rest of the declaration leaves it.
    """

    types: Mapping[str, str] = field(default_factory=lambda: {type_: type_ for type_ in TYPES})
    variables: frozenset[str] = frozenset(RECORD_VARIABLES)
    only_for: Mapping[str, frozenset[str]] = field(default_factory=dict)
    limits: Mapping[str, str] = field(default_factory=dict)
    name_parts: frozenset[str] = NAME_PARTS
    dates: DateDetail = DateDetail.EDTF
    dates_of: Mapping[str, DateDetail] = field(default_factory=dict)
    date_words: bool = True
    markup: frozenset[str] = MARKUP
    custom: bool = True
    ids: bool = True
    settle: Callable[[Item], Item] | None = None

    def carries(self, variable: str, type_: str) -> bool:
        """Whether the variable of an item of this type comes back at all."""
        return variable in self.variables and type_ in self.only_for.get(variable, TYPES)

    def detail_of(self, variable: str) -> DateDetail:
        """Return how much of this date comes back."""
        return self.dates_of.get(variable, self.dates)


@dataclass(frozen=True, slots=True)
class Loss:
    """A field of an item that a format cannot hold, or not whole (``partly``)."""

    id: str
    field: str
    partly: bool


def kept(item: Item, fidelity: Fidelity) -> Item:
    """Return what comes back of ``item`` when it is written and read again."""
    rest = Item(
        id=item.id,
        type=fidelity.types.get(item.type, "document"),
        text=_texts(item, item.text, fidelity),
        number=_texts(item, item.number, fidelity),
        names={
            variable: names
            for variable, value in item.names.items()
            if fidelity.carries(variable, item.type) and (names := _names(value, fidelity))
        },
        dates={
            variable: date
            for variable, value in item.dates.items()
            if fidelity.carries(variable, item.type)
            and (date := _date(value, fidelity.detail_of(variable), words=fidelity.date_words))
        },
        custom=dict(item.custom) if fidelity.custom else {},
    )
    return fidelity.settle(rest) if fidelity.settle else rest


def losses(item: Item, fidelity: Fidelity) -> tuple[Loss, ...]:
    """Return what of ``item`` does not come back, in the order of its fields."""
    left = kept(item, fidelity)
    found = []
    if left.type != item.type:
        found.append(Loss(item.id, "type", partly=True))
    for values, rests in (
        (item.text, left.text),
        (item.number, left.number),
        (item.names, left.names),
        (item.dates, left.dates),
    ):
        if values == rests:
            continue
        for variable, value in values.items():
            rest = rests.get(variable)
            if value != rest:
                found.append(Loss(item.id, variable, partly=rest is not None))
    for name, custom in item.custom.items():
        if left.custom.get(name) != custom:
            found.append(Loss(item.id, name, partly=name in left.custom))
    return tuple(found)


def summary(lost: Iterable[Loss], title: str) -> str:
    """Return the sentence about an export: ``3 fields of 2 records could not be written as RIS: …``.

    It is empty where nothing was lost.
    """
    all_lost = tuple(lost)
    if not all_lost:
        return ""
    fields = Counter(loss.field for loss in all_lost)
    records = len({loss.id for loss in all_lost})
    named = ", ".join(f"{name} ({count})" if count > 1 else name for name, count in fields.most_common())
    partly = " whole" if all(loss.partly for loss in all_lost) else ""
    return (
        f"{_counted(len(all_lost), 'field')} of {_counted(records, 'record')} could not be written{partly}"
        f" as {title}: {named}"
    )


_ALL: Final = frozenset(RECORD_VARIABLES)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _texts(item: Item, values: Mapping[str, str], fidelity: Fidelity) -> Mapping[str, str]:
    if fidelity.variables == _ALL and not fidelity.only_for and fidelity.markup == MARKUP:
        return values
    return {
        variable: text
        for variable, value in values.items()
        if fidelity.carries(variable, item.type) and (text := _text(variable, value, fidelity))
    }


def _text(variable: str, value: str, fidelity: Fidelity) -> str:
    known = RECORD_VARIABLES.get(variable)
    if fidelity.markup == MARKUP or "<" not in value or (known and known.verbatim):
        return value
    open_spans: list[bool] = []

    def shown(match: re.Match[str]) -> str:
        tag = match[0]
        if tag == "</span>":
            keeps = open_spans.pop() if open_spans else True
        elif tag.startswith("<span"):
            keeps = ("nocase" if "nocase" in tag else "sc") in fidelity.markup
            open_spans.append(keeps)
        else:
            keeps = match[1] in fidelity.markup
        return tag if keeps else ""

    return _TAG.sub(shown, value).strip()


_NOBODY: Final = Name()


def _names(names: tuple[Name, ...], fidelity: Fidelity) -> tuple[Name, ...]:
    gone = NAME_PARTS - fidelity.name_parts
    if not gone:
        return names
    return tuple([left for name in names if (left := _without(name, gone)) is not None])


@lru_cache(maxsize=20_000)  # many works share their authors
def _without(name: Name, gone: frozenset[str]) -> Name | None:
    """Return a name without some of its parts, None if nothing is left; most have none of them anyway."""
    reset: dict[str, Any] = {part: getattr(_NOBODY, part) for part in gone}
    left = (
        name if all(getattr(name, part) == value for part, value in reset.items()) else replace(name, **reset)
    )
    return None if left == _NOBODY else left


def _date(date: Date, detail: DateDetail, *, words: bool) -> Date | None:
    if date.literal:
        return date if words else None
    if detail is DateDetail.EDTF:
        return date
    start = date.start
    if detail is DateDetail.RANGE:
        return replace(date, approximate=False, uncertain=False)
    if start is None:
        return None
    if detail < DateDetail.DAY:
        start = replace(start, day=None)
    if detail < DateDetail.MONTH:
        start = replace(start, month=None)
    return Date(start=replace(start, season=None))

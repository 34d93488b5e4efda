"""Sorting cites and bibliography entries by the keys of the style.

CSL 1.0.2, "Sorting". Each key yields a text that the locale's collation turns into a Python key, once per
item. Items without a value come last, whichever way a key sorts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from citekit.csl.model.elements import DateElement, NameElement, Names, SortKey
from citekit.csl.model.reachable import reachable
from citekit.csl.model.style import Style
from citekit.csl.render.condition import number_text
from citekit.csl.render.context import Context
from citekit.csl.render.date_sort import date_sort_key
from citekit.csl.render.element import Area
from citekit.csl.render.field_text import strip_markup
from citekit.csl.render.names import Renderer
from citekit.csl.render.nodes import plain_text
from citekit.csl.render.number import sortable
from citekit.csl.render.numbers import parse_number
from citekit.item.variables import VARIABLES, Kind
from citekit.language.collation import collator

__all__ = ["Sorter"]

_T = TypeVar("_T")
_Value = Callable[[Context], str]


class Sorter:
    """Orders contexts by the sort keys of ``cs:citation`` or ``cs:bibliography``."""

    __slots__ = ("_in_citation", "_options", "_style", "_values", "by_date", "by_number", "collate", "keys")

    def __init__(
        self, style: Style, keys: Sequence[SortKey], options: Mapping[str, str], in_citation: bool
    ) -> None:
        self._style = style
        self._options = options
        self._in_citation = in_citation
        self.keys = tuple(keys)
        self.collate = collator(style.locale.language)
        self._values: tuple[_Value, ...] | None = None
        """What gives the value of each key, made for the first item that is sorted: one alone is not."""
        self.by_number = any(key.variable == "citation-number" for key in keys)
        self.by_date = any(_is_date(style, key) for key in keys)

    def _made(self) -> tuple[_Value, ...]:
        style, in_citation = self._style, self._in_citation
        # keys with the same settings of names share their area, and with it the macros that it has made
        areas: dict[frozenset[tuple[str, str]], Area] = {}
        values = []
        for key in self.keys:
            names = frozenset(key.names.items())
            if key.macro and names not in areas:
                areas[names] = Area(style, self._options, in_citation=in_citation, sorting=True, key=key)
            values.append(_value(style, key, areas.get(names), in_citation))
        return tuple(values)

    def keys_of(self, ctx: Context) -> tuple[object, ...]:
        """Return the keys of one item, None where it has no value."""
        if self._values is None:
            self._values = self._made()
        # accents and case decide nothing: of texts that differ by them alone the next key does
        return tuple([self.collate(text)[0] if (text := value(ctx)) else None for value in self._values])

    def sort(self, things: Sequence[_T], keys: Sequence[tuple[object, ...]]) -> list[_T]:
        """Return ``things`` in the order of their ``keys``; equals keep their order."""
        order = list(range(len(things)))
        for place in range(len(self.keys) - 1, -1, -1):
            present = [index for index in order if keys[index][place] is not None]
            absent = [index for index in order if keys[index][place] is None]
            present.sort(key=lambda index: keys[index][place], reverse=self.keys[place].descending)  # type: ignore[arg-type, return-value]
            order = present + absent
        return [things[index] for index in order]


def _is_date(style: Style, key: SortKey) -> bool:
    """Whether a key sorts by a date, so that year suffixes are to follow it."""
    if key.macro:
        elements = reachable(style.macros, style.macros.get(key.macro, ()))
        return any(isinstance(element, DateElement) for element in elements)
    variable = VARIABLES.get(key.variable)
    return variable is not None and variable.kind is Kind.DATE


def _value(style: Style, key: SortKey, area: Area | None, in_citation: bool) -> _Value:
    if area is not None and key.macro:
        return _rendered(area.macro(key.macro))
    name = key.variable
    variable = VARIABLES.get(name)
    kind = variable.kind if variable is not None else Kind.TEXT
    if kind is Kind.NAME:
        area = Area(style, {}, in_citation=in_citation, sorting=True, key=key)
        return _rendered(
            area.renderer(Names((name,), NameElement(options={"et-al-min": ""} | dict(key.names))))
        )
    if kind is Kind.DATE:
        return lambda ctx: date_sort_key(date) if (date := ctx.entry.dates.get(name)) is not None else ""
    if kind is Kind.NUMBER:
        return lambda ctx: _number(number_text(ctx, name), name)
    if name == "citation-label":
        return lambda ctx: ctx.entry.label
    return lambda ctx: strip_markup(ctx.entry.values.get(name, ""))


def _number(text: str, variable: str) -> str:
    field = parse_number(text, variable)
    return sortable(field) if field.numeric else text


def _rendered(renderer: Renderer) -> _Value:
    def value(ctx: Context) -> str:
        ctx.suppressed = None
        ctx.namesets = []
        node = renderer.render(ctx)
        ctx.suppressed = None
        ctx.namesets = []
        return "" if node is None or node[1] < 0 else plain_text(node)

    return value

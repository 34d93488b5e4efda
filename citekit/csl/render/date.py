"""Dates: a locale's form or the style's own parts, single dates and ranges, and keys to sort by.

CSL 1.0.2, "Date", "Date-part", "Date Ranges", "AD and BC", "Seasons", "Approximate Dates".
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from citekit.csl.model.elements import DateElement, DatePart, Look
from citekit.csl.model.locale import Locale
from citekit.csl.render.context import Context
from citekit.csl.render.field_text import FieldText, cased, without_periods
from citekit.csl.render.names import Quiet
from citekit.csl.render.nodes import (
    DATE,
    EMPTY,
    PRESENT,
    SEQUENCE,
    SUFFIX,
    TEXT,
    VAR,
    WRAP,
    Node,
    Wrap,
    text_node,
    wrap_of,
)
from citekit.item.date import Date, DateParts
from citekit.language.numerals import alphabetic
from citekit.markup.tree import Origin

__all__ = ["DateRenderer", "date_sort_key"]

_RANKS: Final = {"year": 0, "month": 1, "day": 2}
_SHOWN: Final = {
    "year": ("year",),
    "year-month": ("year", "month"),
    "year-month-day": ("year", "month", "day"),
}
_FIRST_COMMON_YEAR: Final = 500  # from here on nobody mistakes a year, so it goes without "AD"
_SEASONS: Final = 4
_NUMERIC: Final = frozenset({"numeric", "numeric-leading-zeros"})
_AFTER_ALL: Final = "9" * 13  # as long as a date's key
# a law or case whose series is numbered by the year shows the year there, and need not show it twice
_LEGAL: Final = frozenset({"bill", "legal_case", "legislation"})
_SERIES: Final = "collection-number"


class DateRenderer:
    """Renders one ``cs:date``."""

    __slots__ = (
        "_delimiter", "_implicit_suffix", "_locale", "_origin", "_parts", "_sorting", "_text", "_variable",
        "_wrap",
    )  # fmt: skip

    def __init__(
        self,
        element: DateElement,
        locale: Locale,
        text: FieldText,
        *,
        implicit_suffix: bool,
        sorting: bool,
    ) -> None:
        self._variable = element.variable
        self._locale = locale
        self._text = text
        self._origin = Origin(element.variable, "", "date", element.line or None)
        self._implicit_suffix = implicit_suffix and element.variable != "accessed"
        self._sorting = sorting
        parts = element.parts
        look = element.look
        if element.form:
            localized = locale.dates.get(element.form)
            own = {part.name: part for part in element.parts}
            shown = _SHOWN[element.shown]
            parts = ()
            if localized is not None:
                parts = tuple(
                    _overridden(part, own.get(part.name)) for part in localized.parts if part.name in shown
                )
                look = replace(look, delimiter=localized.look.delimiter)
        self._delimiter = look.delimiter or ""
        self._wrap = None if sorting else wrap_of(look, self._origin)
        self._parts = tuple(_Part(part, element.variable, part.line or element.line) for part in parts)

    def render(self, ctx: Context) -> Node | None:
        """Return the date, with the year suffix if this is where it belongs."""
        date = ctx.entry.dates.get(self._variable)
        if date is None or (ctx.suppressed and self._variable in ctx.suppressed):
            return EMPTY
        entry = ctx.entry
        if entry.type in _LEGAL and self._variable == "issued" and _is_year(date, entry.values.get(_SERIES)):
            return EMPTY
        if self._sorting:
            key = self._sort_key(date)
            return (VAR, TEXT, key, self._origin) if key else EMPTY
        if ctx.key_only and self._variable == "accessed":
            return PRESENT
        suffix = None
        if self._implicit_suffix and ctx.suffix is not None and not ctx.suffix_placed:
            suffix = ctx.suffix
        memory = ctx.entry.memory
        node: Node | None
        if suffix is None and self in memory:
            node = memory[self]
        else:
            node, placed = self._render(date, suffix)
            if suffix is None:
                memory[self] = node
            elif placed:
                ctx.suffix_placed = True
        if node is None:
            return EMPTY
        ctx.started = True
        return node

    @property
    def quiet(self) -> Quiet:
        """Return the variable."""
        return Quiet(frozenset({self._variable}), tries=True)

    def _render(self, date: Date, suffix: int | None) -> tuple[Node | None, bool]:
        maker = _Maker(self, suffix)
        if date.start is None and date.end is None:
            if not date.literal or not any(part.name == "year" for part in self._parts):
                return None, False
            value = self._text(date.literal)
            node: Node | None = text_node(VAR, value, self._origin)
            if suffix is not None:
                node = (VAR, SEQUENCE, (node, maker.suffix_node()), "", None)
        else:
            node = maker.date(date)
        if node is None:
            return None, False
        node = (VAR, DATE, node, self._variable)
        if self._wrap is not None:
            node = (VAR, WRAP, node, self._wrap)
        return node, maker.suffix_used

    def _sort_key(self, date: Date) -> str:
        names = {part.name for part in self._parts}
        return date_sort_key(date, months="month" in names, days="day" in names)

    @property
    def parts(self) -> tuple[_Part, ...]:
        """The parts in their order."""
        return self._parts

    @property
    def delimiter(self) -> str:
        """What stands between the parts."""
        return self._delimiter

    @property
    def locale(self) -> Locale:
        """The locale of the style."""
        return self._locale

    @property
    def text(self) -> FieldText:
        """The reader of marked-up text."""
        return self._text


class _Part:
    """One date part, ready to print."""

    __slots__ = (
        "case",
        "form",
        "formats",
        "name",
        "no_prefix",
        "no_suffix",
        "origin",
        "range",
        "strip",
        "wrap",
    )

    def __init__(self, part: DatePart, variable: str, line: int) -> None:
        look = part.look
        self.name = part.name
        self.form = part.form
        self.range = part.range_delimiter
        self.case = look.text_case
        self.strip = look.strip_periods
        self.origin = Origin(variable, part.name, "date-part", line or None)
        affixes = Origin("", "", "date-part", line or None)
        self.wrap = wrap_of(look, affixes)
        self.formats = wrap_of(Look(formats=look.formats), affixes)
        self.no_suffix = wrap_of(replace(look, suffix=""), affixes)
        self.no_prefix = wrap_of(replace(look, prefix=""), affixes)


def _overridden(part: DatePart, own: DatePart | None) -> DatePart:
    """Return a locale's date part with what the style's part of that name says instead."""
    if own is None:
        return part
    base, look = part.look, own.look
    return DatePart(
        part.name,
        own.form or part.form,
        own.range_delimiter if own.range_delimiter is not None else part.range_delimiter,
        Look(
            prefix=look.prefix or base.prefix,
            suffix=look.suffix or base.suffix,
            formats=look.formats or base.formats,
            strip_periods=look.strip_periods or base.strip_periods,
            text_case=look.text_case or base.text_case,
        ),
        own.line,
    )


class _Maker:
    """Makes the nodes of one date."""

    __slots__ = ("renderer", "suffix", "suffix_used")

    def __init__(self, renderer: DateRenderer, suffix: int | None) -> None:
        self.renderer = renderer
        self.suffix = suffix
        self.suffix_used = False

    def suffix_node(self) -> Node:
        self.suffix_used = True
        index = self.suffix or 0
        return (VAR, SUFFIX, alphabetic(index), Origin("year-suffix", "", "date"), index)

    def date(self, date: Date) -> Node | None:
        start, end = date.start, date.end
        parts = [part for part in self.renderer.parts if _has(start, part) or _has(end, part)]
        if not parts:
            return None
        if start is None or end is None or start == end:
            one = start or end
            nodes = [self.part(part, one, part.wrap, last=True) for part in parts]
            if date.open_end and start is not None:
                return self._open(parts, nodes)
            return self.joined(nodes)
        return self.range(parts, start, end)

    def _open(self, parts: list[_Part], nodes: list[Node | None]) -> Node | None:
        dash = _range_delimiter(parts, 0)
        nodes[-1] = self.part_of_last(parts[-1], nodes[-1])
        joined = self.joined(nodes)
        if joined is None:
            return None
        return (VAR, SEQUENCE, (joined, (0, TEXT, dash, self.renderer._origin)), "", None)  # noqa: SLF001  one class in two

    @staticmethod
    def part_of_last(part: _Part, node: Node | None) -> Node | None:
        if node is None or part.wrap is None:
            return node
        return node[2] if part.no_suffix is None else (VAR, WRAP, node[2], part.no_suffix)

    def range(self, parts: list[_Part], start: DateParts, end: DateParts) -> Node | None:
        differing = [_RANKS[part.name] for part in parts if _value(start, part) != _value(end, part)]
        if not differing:
            return self.joined([self.part(part, start, part.wrap, last=True) for part in parts])
        rank = min(differing)
        run = [index for index, part in enumerate(parts) if _RANKS[part.name] >= rank]
        first, last = run[0], run[-1]
        before = [self.part(part, start, part.wrap, last=True) for part in parts[:first]]
        left = [part for part in parts[first : last + 1] if _has(start, part)]
        right = [part for part in parts[first : last + 1] if _has(end, part)]
        from_ = [
            self.part(part, start, part.no_suffix if part is left[-1] else part.wrap, last=False)
            for part in left
        ]
        to = [
            self.part(part, end, part.no_prefix if part is right[0] else part.wrap, last=True)
            for part in right
        ]
        after = [self.part(part, end, part.wrap, last=True) for part in parts[last + 1 :]]
        dash = _range_delimiter(parts, rank)
        middle = (
            VAR,
            SEQUENCE,
            tuple(
                node
                for node in (self.joined(from_), (0, TEXT, dash, self.renderer._origin), self.joined(to))  # noqa: SLF001  one class in two
                if node is not None
            ),
            "",
            None,
        )
        return self.joined([*before, middle, *after])

    def joined(self, nodes: list[Node | None]) -> Node | None:
        children = tuple([node for node in nodes if node is not None])
        if len(children) <= 1:
            return children[0] if children else None
        return (VAR, SEQUENCE, children, self.renderer.delimiter, None)

    def part(self, part: _Part, date: DateParts | None, wrap: Wrap | None, *, last: bool) -> Node | None:
        if date is None:
            return None
        if part.name == "year":
            text = self.year(date.year, part.form)
        elif part.name == "month":
            text = self.month(date, part.form)
        else:
            text = self.day(date, part.form)
        if not text:
            return None
        value = self.renderer.text(text)
        if part.strip:
            value = without_periods(value)
        if part.case:
            value = cased(value, part.case, self.renderer.locale.language)
        node = text_node(VAR, value, part.origin)
        if part.name == "year" and last and self.suffix is not None:
            # the letter is formatted like its year, not as one with it: it may have to stand alone
            nodes = (_formatted(node, part), _formatted(self.suffix_node(), part))
            node, wrap = (VAR, SEQUENCE, nodes, "", None), _affixes_of(wrap)
        return node if wrap is None else (VAR, WRAP, node, wrap)

    def year(self, year: int, form: str) -> str:
        locale = self.renderer.locale
        if year < 0:
            return f"{-year}{locale.text('bc')}"
        text = str(year)
        if form == "short" and len(text) == 4:
            return text[2:]
        return text + locale.text("ad") if 0 < year < _FIRST_COMMON_YEAR else text

    def month(self, date: DateParts, form: str) -> str:
        locale = self.renderer.locale
        if date.season is not None:
            return locale.text(f"season-{date.season:02}") if 1 <= date.season <= _SEASONS else ""
        if date.month is None:
            return ""
        if form in _NUMERIC:
            return f"{date.month:02}" if form != "numeric" else str(date.month)
        return locale.text(f"month-{date.month:02}", "short" if form == "short" else "long") or str(
            date.month
        )

    def day(self, date: DateParts, form: str) -> str:
        if date.day is None or date.month is None:
            return ""
        if form == "ordinal":
            locale = self.renderer.locale
            if not locale.limit_day_ordinals or date.day == 1:
                return locale.ordinal(date.day, locale.gender(f"month-{date.month:02}"))
        return f"{date.day:02}" if form == "numeric-leading-zeros" else str(date.day)


def _formatted(node: Node, part: _Part) -> Node:
    return node if part.formats is None else (VAR, WRAP, node, part.formats)


def _affixes_of(wrap: Wrap | None) -> Wrap | None:
    if wrap is None or not (wrap.prefix or wrap.suffix):
        return None
    return Wrap(wrap.prefix, wrap.suffix, (), False, None, wrap.origin)


def _is_year(date: Date, number: str | None) -> bool:
    return number is not None and date.start is not None and number == str(date.start.year)


def _value(date: DateParts, part: _Part) -> object:
    if part.name == "year":
        return date.year
    if part.name == "month":
        return (date.month, date.season)
    return date.day


def _has(date: DateParts | None, part: _Part) -> bool:
    if date is None:
        return False
    if part.name == "year":
        return True
    if part.name == "month":
        # a date in numbers has no place for a season
        return date.month is not None or (date.season is not None and part.form not in _NUMERIC)
    return date.day is not None


def _range_delimiter(parts: list[_Part], rank: int) -> str:
    for part in parts:
        if _RANKS[part.name] == rank and part.range:
            return part.range
    return "–"


def date_sort_key(date: Date, *, months: bool = True, days: bool = True) -> str:
    """Return a text that sorts as ``date`` does, counting only the parts asked for ("Sorting").

    Years before Christ sort before all others, words after all dates.
    """
    if date.start is None and date.end is None:
        return f"{_AFTER_ALL} {date.literal}" if date.literal else ""
    key = _parts_key(date.start or date.end, months=months, days=days)
    if date.start is not None and date.end is not None:
        key += " " + _parts_key(date.end, months=months, days=days)
    return key


def _parts_key(date: DateParts | None, *, months: bool, days: bool) -> str:
    if date is None:
        return ""
    year = f"1{date.year:08}" if date.year >= 0 else f"0{99_999_999 + date.year:08}"
    month = date.month or (date.season * 3 if date.season else 0)
    return f"{year}{month if months else 0:02}{(date.day or 0) if days else 0:02}"

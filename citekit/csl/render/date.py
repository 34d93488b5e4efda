"""Dates: single ones and ranges, with the year suffix where it belongs.

CSL 1.0.2, "Date", "Date Ranges", "Approximate Dates".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from citekit.csl.model.elements import DateElement, Look
from citekit.csl.model.locale import Locale
from citekit.csl.render.context import Context
from citekit.csl.render.date_parts import (
    Part,
    day_text,
    has_part,
    localized,
    month_text,
    part_value,
    year_text,
)
from citekit.csl.render.date_sort import date_sort_key
from citekit.csl.render.field_text import FieldText, cased, without_periods
from citekit.csl.render.names import Quiet
from citekit.csl.render.nodes import (
    DATE,
    EMPTY,
    PRESENT,
    SEQUENCE,
    SUFFIX,
    TEXT,
    TRIED,
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

__all__ = ["AS_SPECIFIED", "DateRenderer", "DatesLike"]

_RANKS: Final = {"year": 0, "month": 1, "day": 2}
# a law or case whose series is numbered by the year shows the year there, and need not show it twice
_LEGAL: Final = frozenset({"bill", "legal_case", "legislation"})
_SERIES: Final = "collection-number"


@dataclass(frozen=True, slots=True)
class DatesLike:
    """How dates depart from the specification (`citekit.csl.model.compatibility`).

    ``range_end`` is the look that the second half of a range takes, None for that of its own date.
    """

    era_after_affixes: bool = False
    range_end: Look | None = None


AS_SPECIFIED: Final = DatesLike()


class DateRenderer:
    """Renders one ``cs:date``."""

    __slots__ = (
        "_delimiter", "_end_wrap", "_implicit_suffix", "_is_localized", "_like", "_locale", "_origin",
        "_parts", "_sorting", "_text", "_variable", "_wrap",
    )  # fmt: skip

    def __init__(
        self,
        element: DateElement,
        locale: Locale,
        text: FieldText,
        *,
        implicit_suffix: bool,
        sorting: bool,
        like: DatesLike = AS_SPECIFIED,
    ) -> None:
        self._is_localized = bool(element.form)
        element = localized(element, locale)
        look = element.look
        self._variable = element.variable
        self._locale = locale
        self._text = text
        self._origin = Origin(element.variable, "", "date", element.line or None)
        self._implicit_suffix = implicit_suffix
        self._sorting = sorting
        self._like = like
        end = like.range_end
        self._end_wrap = None if end is None else wrap_of(Look(formats=end.formats), self._origin)
        self._delimiter = look.delimiter or ""
        self._wrap = None if sorting else wrap_of(look, self._origin)
        self._parts = tuple(Part(part, element.variable, part.line or element.line) for part in element.parts)

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
            year = next((part for part in self._parts if part.name == "year"), None)
            if not date.literal or year is None:
                return None, False
            value = self._text(date.literal)
            node: Node | None = text_node(VAR, value, self._origin)
            if suffix is not None:
                node = (VAR, SEQUENCE, (node, maker.suffix_node()), "", None)
            if year.wrap is not None and not self._is_localized:
                # words stand where the style has its year; what a language puts after years is not for them
                node = (VAR, WRAP, node, year.wrap)
        else:
            node = maker.date(date)
        if node is None:
            return None, False
        # a date of zeros prints them, but a group around it takes it for empty
        bits = TRIED if self._is_zero(date) else VAR
        node = (bits, DATE, node, self._variable)
        if self._wrap is not None:
            node = (bits, WRAP, node, self._wrap)
        return node, maker.suffix_used

    def _is_zero(self, date: Date) -> bool:
        start = date.start
        return start is not None and not any(
            part.name == "year" or (start.season or start.month if part.name == "month" else start.day)
            for part in self._parts
        )

    def _sort_key(self, date: Date) -> str:
        names = {part.name for part in self._parts}
        return date_sort_key(date, months="month" in names, days="day" in names)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts in their order."""
        return self._parts

    @property
    def delimiter(self) -> str:
        """What stands between the parts."""
        return self._delimiter

    @property
    def end_wrap(self) -> Wrap | None:
        """What is put around the second half of a range."""
        return self._end_wrap

    @property
    def like(self) -> DatesLike:
        """How this departs from the specification."""
        return self._like

    @property
    def locale(self) -> Locale:
        """The locale of the style."""
        return self._locale

    @property
    def text(self) -> FieldText:
        """The reader of marked-up text."""
        return self._text


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
        parts = [part for part in self.renderer.parts if has_part(start, part) or has_part(end, part)]
        if not parts:
            return None
        if start is None or end is None or start == end:
            one = start or end
            nodes = [self.part(part, one, part.wrap, last=True) for part in parts]
            if date.open_end and start is not None:
                return self._open(parts, nodes)
            return self.joined(nodes)
        return self.range(parts, start, end)

    def _open(self, parts: list[Part], nodes: list[Node | None]) -> Node | None:
        dash = _range_delimiter(parts, 0)
        nodes[-1] = self.part_of_last(parts[-1], nodes[-1])
        joined = self.joined(nodes)
        if joined is None:
            return None
        return (VAR, SEQUENCE, (joined, (0, TEXT, dash, self.renderer._origin)), "", None)  # noqa: SLF001  one class in two

    @staticmethod
    def part_of_last(part: Part, node: Node | None) -> Node | None:
        if node is None or part.wrap is None:
            return node
        return node[2] if part.no_suffix is None else (VAR, WRAP, node[2], part.no_suffix)

    def range(self, parts: list[Part], start: DateParts, end: DateParts) -> Node | None:
        differing = [_RANKS[part.name] for part in parts if part_value(start, part) != part_value(end, part)]
        if not differing:
            return self.joined([self.part(part, start, part.wrap, last=True) for part in parts])
        rank = min(differing)
        run = [index for index, part in enumerate(parts) if _RANKS[part.name] >= rank]
        first, last = run[0], run[-1]
        before = [self.part(part, start, part.wrap, last=True) for part in parts[:first]]
        left = [part for part in parts[first : last + 1] if has_part(start, part)]
        right = [part for part in parts[first : last + 1] if has_part(end, part)]
        from_ = [
            self.part(part, start, part.no_suffix if part is left[-1] else part.wrap, last=False)
            for part in left
        ]
        to = self.range_end(right, end)
        after = [self.part(part, end, part.wrap, last=True) for part in parts[last + 1 :]]
        dash = _range_delimiter(parts, rank)
        middle = (
            VAR,
            SEQUENCE,
            tuple(
                node
                for node in (self.joined(from_), (0, TEXT, dash, self.renderer._origin), to)  # noqa: SLF001  one class in two
                if node is not None
            ),
            "",
            None,
        )
        return self.joined([*before, middle, *after])

    def range_end(self, parts: list[Part], end: DateParts) -> Node | None:
        renderer = self.renderer
        look = renderer.like.range_end
        if look is None:
            return self.joined(
                [
                    self.part(part, end, part.no_prefix if part is parts[0] else part.wrap, last=True)
                    for part in parts
                ]
            )
        bare = parts[:-1] or parts
        nodes = [
            self.part(part, end, part.no_prefix if part in bare else part.wrap, last=True) for part in parts
        ]
        kept = tuple([node for node in nodes if node is not None])
        if not kept:
            return None
        node: Node = (VAR, SEQUENCE, kept, look.delimiter or "", None)
        return node if renderer.end_wrap is None else (VAR, WRAP, node, renderer.end_wrap)

    def joined(self, nodes: list[Node | None]) -> Node | None:
        children = tuple([node for node in nodes if node is not None])
        if len(children) <= 1:
            return children[0] if children else None
        return (VAR, SEQUENCE, children, self.renderer.delimiter, None)

    def text(self, text: str, part: Part) -> Node:
        value = self.renderer.text(text)
        if part.strip:
            value = without_periods(value)
        if part.case:
            value = cased(value, part.case, self.renderer.locale.language)
        return text_node(VAR, value, part.origin)

    def part(self, part: Part, date: DateParts | None, wrap: Wrap | None, *, last: bool) -> Node | None:
        if date is None:
            return None
        locale = self.renderer.locale
        era = ""
        if part.name == "year":
            text, era = year_text(date.year, part.form, locale)
            if not self.renderer.like.era_after_affixes:
                text, era = text + era, ""
        elif part.name == "month":
            text = month_text(date, part.form, locale)
        else:
            text = day_text(date, part.form, locale)
        if not text:
            return None
        node = self.text(text, part)
        if part.name == "year" and last and self.suffix is not None:
            # the letter is formatted like its year, not as one with it: it may have to stand alone
            nodes = (_formatted(node, part), _formatted(self.suffix_node(), part))
            node, wrap = (VAR, SEQUENCE, nodes, "", None), _affixes_of(wrap)
        if wrap is not None:
            node = (VAR, WRAP, node, wrap)
        if not era:
            return node
        return (VAR, SEQUENCE, (node, text_node(VAR, self.renderer.text(era), part.origin)), "", None)


def _formatted(node: Node, part: Part) -> Node:
    return node if part.formats is None else (VAR, WRAP, node, part.formats)


def _affixes_of(wrap: Wrap | None) -> Wrap | None:
    if wrap is None or not (wrap.prefix or wrap.suffix):
        return None
    return Wrap(wrap.prefix, wrap.suffix, (), False, None, wrap.origin)


def _is_year(date: Date, number: str | None) -> bool:
    return number is not None and date.start is not None and number == str(date.start.year)


def _range_delimiter(parts: list[Part], rank: int) -> str:
    for part in parts:
        if _RANKS[part.name] == rank and part.range:
            return part.range
    return "–"

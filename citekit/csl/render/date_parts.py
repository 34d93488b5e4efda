"""The parts of a date: which there are, what each prints, how a style changes those of a locale.

CSL 1.0.2, "Date-part", "Localized Dates", "AD and BC", "Seasons".
"""

from __future__ import annotations

from typing import Final

from citekit.csl.model.elements import DateElement, DatePart, Look
from citekit.csl.model.locale import Locale
from citekit.csl.render.nodes import wrap_of
from citekit.item.date import DateParts
from citekit.markup.tree import Origin

__all__ = ["Part", "day_text", "has_part", "localized", "month_text", "part_value", "year_text"]

_SHOWN: Final = {
    "year": ("year",),
    "year-month": ("year", "month"),
    "year-month-day": ("year", "month", "day"),
}
_FIRST_COMMON_YEAR: Final = 500  # from here on nobody mistakes a year, so it goes without "AD"
_SEASONS: Final = 4
_NUMERIC: Final = frozenset({"numeric", "numeric-leading-zeros"})
_MONTHS: Final = 12


class Part:
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
        self.no_suffix = wrap_of(look._replace(suffix=""), affixes)
        self.no_prefix = wrap_of(look._replace(prefix=""), affixes)


def localized(element: DateElement, locale: Locale) -> DateElement:
    """Return ``element`` with the parts and delimiter of the locale's form, if it asks for one."""
    if not element.form:
        return element
    form = locale.dates.get(element.form)
    if form is None:
        return element._replace(parts=())
    own = {part.name: part for part in element.parts}
    shown = _SHOWN[element.shown]
    look = element.look._replace(delimiter=form.look.delimiter)
    parts = tuple(_overridden(part, own.get(part.name)) for part in form.parts if part.name in shown)
    return element._replace(parts=parts, look=look)


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


def year_text(year: int, form: str, locale: Locale) -> tuple[str, str]:
    """Return a year and its era, each empty if it is not shown."""
    if year < 0:
        return str(-year), locale.text("bc")
    text = str(year)
    if form == "short" and len(text) == 4:
        return text[2:], ""
    return text, locale.text("ad") if 0 < year < _FIRST_COMMON_YEAR else ""


def month_text(date: DateParts, form: str, locale: Locale) -> str:
    """Return the month, or the season that stands for it; a number has no season."""
    if date.season is not None:
        if form in _NUMERIC:
            return ""
        return locale.text(f"season-{date.season:02}") if 1 <= date.season <= _SEASONS else ""
    if date.month is None:
        return ""
    if not 0 < date.month <= _MONTHS:
        return "" if date.month else "0"
    if form in _NUMERIC:
        return f"{date.month:02}" if form != "numeric" else str(date.month)
    return locale.text(f"month-{date.month:02}", "short" if form == "short" else "long") or str(date.month)


def day_text(date: DateParts, form: str, locale: Locale) -> str:
    """Return the day."""
    if not date.day:
        return "" if date.day is None else "0"
    if form == "ordinal" and (not locale.limit_day_ordinals or date.day == 1):
        return locale.ordinal(date.day, locale.gender(f"month-{date.month or 0:02}"))
    return f"{date.day:02}" if form == "numeric-leading-zeros" else str(date.day)


def part_value(date: DateParts, part: Part) -> object:
    """Return what two dates are compared by."""
    if part.name == "year":
        return date.year
    if part.name == "month":
        return (date.month, date.season)
    return date.day


def has_part(date: DateParts | None, part: Part) -> bool:
    """Whether ``date`` has this part; a season stands for a month."""
    if date is None:
        return False
    if part.name == "year":
        return True
    if part.name == "month":
        # a date in numbers has no place for a season
        return date.month is not None or (date.season is not None and part.form not in _NUMERIC)
    return date.day is not None

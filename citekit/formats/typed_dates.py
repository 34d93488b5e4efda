"""Dates as databases write them: ``2020 Jan-Feb``, ``MAR 12 2019``, ``2020/05/03/``, ``Winter 2015``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from citekit.errors import InvalidValue
from citekit.item.date import Date, DateParts, date_from_parts
from citekit.language.months import month_number, season_number

__all__ = ["calendar_date", "read_date"]

_NUMERIC: Final = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?/*(?:[T ]\d\d:\d\d.*)?")
_COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)")
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+|[-–—/]|[^\w\s.,]")
_TO: Final = re.compile(r"\s+(?:through|thru|to|until|bis)\s+")
_DASHES: Final = frozenset("-–—/")
_SHAPES: Final[Mapping[str, tuple[str, str]]] = {
    # single dates: which parts stand where
    "Y": ("Y", ""),
    "YM": ("YM", ""),
    "MY": ("MY", ""),
    "YMD": ("YMD", ""),
    "MDY": ("MDY", ""),
    "DMY": ("DMY", ""),
    "D-M-Y": ("DMY", ""),
    "Y-M-D": ("YMD", ""),
    "Y-M": ("YM", ""),
    "YS": ("YS", ""),
    "SY": ("SY", ""),
    # ranges: the parts of the start, those of the end; what an end lacks it has of the other
    "YM-M": ("YM", "M"),
    "M-MY": ("M", "MY"),
    "MY-MY": ("MY", "MY"),
    "YM-YM": ("YM", "YM"),
    "YMD-D": ("YMD", "D"),
    "MD-DY": ("MD", "DY"),
    "D-DMY": ("D", "DMY"),
    "YMD-MD": ("YMD", "MD"),
    "MD-MDY": ("MD", "MDY"),
    "DM-DMY": ("DM", "DMY"),
    "YMD-YMD": ("YMD", "YMD"),
    "MDY-MDY": ("MDY", "MDY"),
    "DMY-DMY": ("DMY", "DMY"),
}


@lru_cache(maxsize=4096)
def read_date(text: str) -> Date:
    """Return the date that ``text`` means; what no calendar knows is a date in words.

    Raises:
        InvalidValue: the text has a month or a day that cannot be; the hint says what to write.
    """
    typed = text.strip(" \t,;")
    if not typed.endswith(".."):  # EDTF's open end
        typed = typed.rstrip(".")
    numeric = _NUMERIC.fullmatch(typed) or _COMPACT.fullmatch(typed)
    if numeric:
        parts = numeric.groups()
        year, month, day = (parts[0], *parts[-2:]) if len(parts) > 1 else (parts[0], None, None)
        if int(year):
            return calendar_date(int(year), int(month or 0), int(day or 0))
    shaped = _of_words(_TO.sub("-", typed))
    if shaped is not None:
        return shaped
    return date_from_parts({"raw": text})


def calendar_date(year: int, month: int = 0, day: int = 0) -> Date:
    """Return the date of these numbers; a month or day of 0 is not known.

    Raises:
        InvalidValue: the calendar has no such month or day.
    """
    if not 0 <= month <= 12:
        raise InvalidValue("date", f"{year}-{month}-{day}", f"has no month {month}")
    return date_from_parts({"date-parts": [[year, month, day]] if month else [[year]]})


def _of_words(text: str) -> Date | None:
    """Return the date whose parts stand in one of the known orders, None if they do not."""
    shape, values = "", []
    for token in _TOKEN.findall(text):
        kind, value = _part(token)
        if not kind:
            return None
        shape += kind
        if value is not None:
            values.append(value)
    ends = _SHAPES.get(shape)
    if ends is None:
        return None
    start = dict(zip(ends[0], values, strict=False))
    end = dict(zip(ends[1], values[len(ends[0]) :], strict=True))
    if not end:
        return _checked(start)
    return _checked({**end, **start}, {**start, **end})


def _part(token: str) -> tuple[str, int | None]:
    """Return what a token of a date is (year, month, day, season, dash), and its number."""
    if token in _DASHES:
        return "-", None
    if token.isdecimal():
        number = int(token)
        if len(token) == 4 and number:
            return "Y", number
        return ("D", number) if len(token) <= 2 and number else ("", None)
    month = month_number(token)
    if month:
        return "M", month
    season = season_number(token)
    return ("S", season) if season else ("", None)


def _checked(*ends: Mapping[str, int]) -> Date | None:
    first = ends[0]
    if "S" in first:
        return Date(start=DateParts(first["Y"], season=first["S"]))
    parts = [[end["Y"], end.get("M", 0), end.get("D", 0)] for end in ends]
    try:
        return date_from_parts({"date-parts": parts})
    except InvalidValue:
        if len(ends) > 1:
            return None  # no range after all: the words stand as they are
        raise

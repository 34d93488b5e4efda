"""Dates as people write them, in some twenty languages, found in a line of text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple

from citekit.formats.pasted_page.month_names import month_named
from citekit.formats.pasted_page.relative_dates import read_relative
from citekit.item.date import Date, DateParts
from citekit.language.months import season_number

__all__ = ["WrittenDate", "find_dates"]

_FIRST_YEAR: Final = 1500
_LAST_YEAR: Final = 2199
_ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
"""The year before the first of each Japanese era of the Gregorian calendar."""
_WORD: Final = r"[^\s\d.,;:/|()\[\]–—-]{2,16}"
_DAY: Final = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|re|[.ºª°])?"
_YEAR: Final = r"(?P<y>\d{4})(?!\d)"
_PATTERNS: Final = (
    # 2022-01-20, 2022/1/20, 2022.01.20: only ever year, month, day
    r"(?<![\d./-])(?P<y>\d{4})([./-])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?![\d]|[./-]\d)",
    # 2022年1月20日, 令和4年1月, 2022년 1월 20일
    (
        r"(?P<era>令和|平成|昭和|大正|明治)?\s?(?P<y>\d{1,4}"
        r"|元)\s?[年년]\s?(?P<m>\d{1,2})\s?[月월](?:\s?(?P<d>\d{1,2})\s?[日일号])?"
    ),
    # 20 January 2022, 20. Januar 2022, 1er janvier 2022, 20 de enero de 2022, 20 كانون الثاني/يناير 2022
    (
        rf"(?<![\d.,/])(?P<range>\d{{1,2}}\.?\s?(?:[–—-]|to|bis|au|al)\s?)?{_DAY}[\s-]+(?:of\s"
        rf"|de\s|d['’])?"
        rf"(?P<w>{_WORD}(?:\s{_WORD})?)(?:\s?[/(]\s?{_WORD}\)?)?[.,]?[\s-]*(?:,\s)?(?:del?\s"
        rf"|г\.\s)?{_YEAR}"
    ),
    # January 20, 2022; Jan. 20th 2022
    rf"(?P<w>{_WORD})\.?\s{_DAY}(?P<range>\s?[–—-]\s?\d{{1,2}})?,?\s{_YEAR}",
    # 2022. január 20.; 2022 January 20
    rf"(?<![\d.])(?P<y>\d{{4}})\.?\s(?P<w>{_WORD})\s(?P<d>\d{{1,2}})(?!\d)",
    # January 2022; Januar/Februar 2022; enero de 2022; Spring 2022
    rf"(?:(?P<w0>{_WORD})\s?[/–—-]\s?)?(?<!\d\s)(?P<w>{_WORD}(?:\s{_WORD})?)[.,]?\s(?:del?\s)?{_YEAR}(?![.,/-]?\d)",
    # 20.01.2022, 20/1/2022, 1-20-2022, 20/01/22
    r"(?<![\d./-])(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)(?![\d]|[./-]\d)",
)
"""Tried in this order; what one has taken no later one sees."""


class WrittenDate(NamedTuple):
    """A date and where it stands in its line.

    ``choices`` has both readings of a date such as 03/04/2022, which the text alone does not settle;
    ``date`` is then the year. ``relative`` marks "yesterday" and its kin, ``is_range`` days of an event
    ("3-5 March 2022"), ``day_first`` how a numeric date shows its order (None where it does not).
    """

    start: int
    end: int
    date: Date
    choices: tuple[Date, ...] = ()
    relative: bool = False
    is_range: bool = False
    day_first: bool | None = None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _PATTERNS)


def find_dates(text: str, today: dt.date) -> tuple[WrittenDate, ...]:
    """Return the dates in ``text``, in order. ``text`` has ASCII digits (`Line.plain`).

    ``today`` is what "yesterday" counts from, and what tells the century of a year of two digits.
    """
    found: list[WrittenDate] = []
    if any(character.isdigit() for character in text):
        for read, pattern in zip(_READERS, _patterns(), strict=True):
            for match in pattern.finditer(text):
                if any(match.start() < one.end and one.start < match.end() for one in found):
                    continue
                written = read(match, today)
                if written:
                    found.append(written)
    for start, end, date, choices in read_relative(text, today):
        if not any(start < one.end and one.start < end for one in found):
            found.append(WrittenDate(start, end, date, choices, relative=True))
    return tuple(sorted(found, key=lambda one: one.start))


def _calendar_day(year: int, month: int, day: int | None) -> Date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR or not 1 <= month <= 12:
        return None
    try:
        dt.date(year, month, day or 1)
    except ValueError:
        return None
    return Date(start=DateParts(year, month, day or None))


def _read_iso(match: re.Match[str], _today: dt.date) -> WrittenDate | None:
    date = _calendar_day(int(match["y"]), int(match["m"]), int(match["d"]))
    return WrittenDate(*match.span(), date) if date and match["d"].strip("0") else None


def _read_east_asian(match: re.Match[str], _today: dt.date) -> WrittenDate | None:
    year = 1 if match["y"] == "元" else int(match["y"])
    if match["era"]:
        year += _ERAS[match["era"]]
    date = _calendar_day(year, int(match["m"]), int(match["d"]) if match["d"] else None)
    return WrittenDate(*match.span(), date) if date else None


def _read_worded(match: re.Match[str], _today: dt.date) -> WrittenDate | None:
    month = month_named(match["w"])
    if month is None:
        return None
    date = _calendar_day(int(match["y"]), month, int(match["d"]))
    if date is None or not int(match["d"]):
        return None
    ranged = "range" in match.re.groupindex and bool(match["range"])
    return WrittenDate(*match.span(), date, is_range=ranged)


def _read_month_and_year(match: re.Match[str], _today: dt.date) -> WrittenDate | None:
    words, year = match["w"], int(match["y"])
    start = match.start("w")
    if " " in words and month_named(words) is None:
        # "Report January 2022": the second word alone is the month
        start += words.rindex(" ") + 1
        words = words.rsplit(" ", 1)[1]
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    season = season_number(words)
    if season:
        return WrittenDate(start, match.end(), Date(start=DateParts(year, season=season)))
    month = month_named(words)
    if month is None:
        return None
    first = month_named(match["w0"]) if match["w0"] else None
    if first and first < month:
        months = Date(start=DateParts(year, first), end=DateParts(year, month))
        return WrittenDate(*match.span(), months)
    return WrittenDate(start, match.end(), Date(start=DateParts(year, month)))


def _read_numeric(match: re.Match[str], today: dt.date) -> WrittenDate | None:
    a, b, separator = int(match["a"]), int(match["b"]), match["sep"]
    year = int(match["y"])
    if len(match["y"]) == 2:
        if separator == "-" or len(match["a"]) + len(match["b"]) < 3:
            return None  # 22-01-20 may begin with the year, 3.4.12 be a section
        year += 2000 if year <= today.year % 100 + 1 else 1900
    day_first = _calendar_day(year, b, a) if a and b else None
    month_first = _calendar_day(year, a, b) if a and b and separator != "." else None
    if day_first and month_first and day_first != month_first:
        only_year = Date(start=DateParts(year))
        return WrittenDate(*match.span(), only_year, choices=(day_first, month_first))
    date = day_first or month_first
    if date is None:
        return None
    order = None if day_first == month_first or separator == "." else day_first is not None
    return WrittenDate(*match.span(), date, day_first=order)


_READERS: Final[tuple[Callable[[re.Match[str], dt.date], WrittenDate | None], ...]] = (
    _read_iso,
    _read_east_asian,
    _read_worded,
    _read_worded,
    _read_worded,
    _read_month_and_year,
    _read_numeric,
)

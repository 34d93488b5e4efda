"""Dates in .bib files, to dates as CSL has them.

biblatex writes EDTF (manual, 2.3.8); BibTeX has a year and a month, which people fill with what they have:
``jan``, ``"1~" # jan``, ``May/June``, ``2019--2021``, ``c. 1850``, ``in press``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from citekit.errors import InvalidValue
from citekit.item.date import Date, DateParts, date_from_parts, parse_edtf
from citekit.language.months import month_number, season_number

__all__ = ["read_date", "read_month", "read_year"]

_UNSPECIFIED: Final = re.compile(r"(\d{2}|\d{3})(X{1,2})(-XX)?(-XX)?", re.IGNORECASE)
_BLANK_END: Final = re.compile(r"(-XX)+(?=[~?%]*\Z)", re.IGNORECASE)
_PADDED: Final = re.compile(r"(-?\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_YEAR: Final = re.compile(r"-?\d{1,4}")
_CIRCA: Final = re.compile(
    r"(?:c(?:irc)?a?\.?|about|approx\.?|um|vers|~)\s*\[?(-?\d{3,4})\]?\.?", re.IGNORECASE
)
_DOUBTFUL: Final = re.compile(r"\[?(-?\d{3,4})\s*(\??)\]?\s*(\??)\.?")
_YEARS: Final = re.compile(r"(\d{4})\s*(?:--?-?|–|—|/)\s*(\d{4})")
_SHORT_YEARS: Final = re.compile(r"(\d{2})(\d{2})\s*(?:--?-?|–|—|/)\s*(\d{2})")
_BETWEEN: Final = re.compile(r"\s*(?:--?-?|–|—|/|&|\\&|\band\b|\bto\b|,)\s*")
_NUMBER: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?", re.IGNORECASE)


_ENGLISH: Final = {
    "January": 1, "February": 2, "March": 3, "April": 4, "May": 5, "June": 6, "July": 7, "August": 8,
    "September": 9, "October": 10, "November": 11, "December": 12,
}  # fmt: skip
"""What the strings of BibTeX stand for, so in most files every month."""


def read_date(value: str) -> Date | None:
    """Return the date in a field of biblatex, None if it is none of EDTF's."""
    text = value.strip()
    ends = text.split("/")
    if len(ends) > 2 or not text:
        return None
    try:
        if len(ends) == 1:
            return _unspecified(text) or parse_edtf(_edtf(text))
        start, end = (_unspecified(end) or _edtf(end) for end in ends)
        first = start.start if isinstance(start, Date) else None
        last = (end.end or end.start) if isinstance(end, Date) else None
        date = parse_edtf(
            "/".join((_whole(first) if first else str(start), _whole(last) if last else str(end)))
        )
    except InvalidValue:
        return None
    return date


def _whole(parts: DateParts) -> str:
    return Date(start=parts).edtf()


def _edtf(text: str) -> str:
    """Return one end of a date with what biblatex allows beyond EDTF put right."""
    text = text.strip()
    if text.lower() in ("", "unknown", "open", ".."):
        return ".."
    if text[0] == "y":
        text = f"Y{text[1:]}"
    text = _BLANK_END.sub("", text)
    match = _PADDED.fullmatch(text)
    if match:
        year, month, day = match.groups()
        text = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
    return text


def _unspecified(text: str) -> Date | None:
    """Return the range that a year with unspecified digits stands for: ``199X`` is 1990/1999."""
    match = _UNSPECIFIED.fullmatch(text.strip())
    if not match or len(match[1]) + len(match[2]) != 4:
        return None
    digits, blank = match[1], len(match[2])
    return Date(start=DateParts(int(digits + "0" * blank) or -1), end=DateParts(int(digits + "9" * blank)))


def read_year(value: str) -> Date:
    """Return the date in a field ``year``: a year, a range of years, or words."""
    text = value.strip()
    if _YEAR.fullmatch(text) and int(text):
        return Date(start=DateParts(int(text)))
    match = _YEARS.fullmatch(text)
    if match and match[1] < match[2]:
        return Date(start=DateParts(int(match[1])), end=DateParts(int(match[2])))
    match = _SHORT_YEARS.fullmatch(text)
    if match and match[2] < match[3] and int(match[3]) > 12:
        return Date(start=DateParts(int(match[1] + match[2])), end=DateParts(int(match[1] + match[3])))
    match = _CIRCA.fullmatch(text)
    if match and int(match[1]):
        return Date(start=DateParts(int(match[1])), approximate=True)
    match = _DOUBTFUL.fullmatch(text)
    if match and int(match[1]):
        return Date(start=DateParts(int(match[1])), uncertain=bool(match[2] or match[3]))
    return read_date(text) or _read_words(text)


def _read_words(text: str) -> Date:
    try:
        return date_from_parts({"raw": text})
    except InvalidValue:
        return Date(literal=text)


def read_month(date: Date, month: str, day: str = "") -> Date | None:
    """Return the date of a year with its month added, None if the month says nothing that is understood.

    ``month`` is a name, a number, a season, one of these with a day (``1~jan``), or two of them
    (``May/June``).
    """
    year = date.start
    if year is None or date.end or year.month or year.season:
        return None
    words = " ".join(month.replace("~", " ").replace("\u00a0", " ").split()).strip(" ,.")
    whole = _month(words, year.year)
    if whole:
        ends = [whole]
    else:
        first, *others = _BETWEEN.split(words)
        found = [_month(first, year.year)]
        for part in others:
            number = _day(part) if found[0] and found[0].day else None
            found.append(replace(found[0], day=number) if number and found[0] else _month(part, year.year))
        ends = [end for end in found if end]
        if len(ends) != len(found) or len(ends) != 2:
            return None
    if day.strip():
        number = _day(day)
        if number is None or len(ends) > 1 or ends[0].day or not ends[0].month:
            return None
        ends = [replace(ends[0], day=number)]
    try:
        date_range = "/".join(Date(start=end).edtf() for end in ends)
        read = parse_edtf(date_range)
    except InvalidValue:
        return None
    return replace(read, approximate=date.approximate, uncertain=date.uncertain)


def _month(words: str, year: int) -> DateParts | None:
    parts = [part.strip(".,") for part in words.split()]
    if len(parts) == 1:
        word = parts[0]
        if word.isdecimal() and 1 <= int(word) <= 12:
            return DateParts(year, int(word))
        if word.isdecimal() and 21 <= int(word) <= 24:
            return DateParts(year, season=int(word) - 20)
        month = _ENGLISH.get(word) or month_number(word)
        if month:
            return DateParts(year, month)
        season = season_number(word)
        return DateParts(year, season=season) if season else None
    if len(parts) == 2:
        for name, number in (parts, parts[::-1]):
            month, day = month_number(name), _day(number)
            if month and day:
                return DateParts(year, month, day)
    return None


def _day(text: str) -> int | None:
    match = _NUMBER.fullmatch(text.strip())
    return int(match[1]) if match and 1 <= int(match[1]) <= 31 else None

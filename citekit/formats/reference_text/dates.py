"""When a work came out and when it was looked at, as references say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.formats.reference_text.patterns import LatePattern, any_of, compiled
from citekit.item.date import Date, DateParts
from citekit.language.months import month_number, season_number

__all__ = ["MONTH", "WHEN", "YEAR", "WrittenDate", "find_accessed", "read_date", "slipped_year", "years"]

YEAR: Final = r"(?:1[4-9]\d\d|20\d\d)"
"""A year of a publication, as a pattern."""
_NAMED: Final = any_of(
    "jan(?:uary|uar|uari|vier)?", "febr?(?:uary|uar|uari)?", "févr(?:ier)?", "enero", "ene", "febrero",
    "mar(?:ch|s|zo|z)?", "mär(?:z)?", "mrz", "maart", "mrt", "apr(?:il)?", "avr(?:il)?", "abr(?:il)?", "may",
    "mai", "mei", "mayo", "maj", "june?", "juni", "juin", "junio", "july?", "juli", "juil(?:let)?", "julio",
    "aug(?:ust|ustus|usti)?", "août", "agosto", "ago", "sept?(?:ember|embre|iembre)?",
    "oct(?:ober|obre|ubre)?", "okt(?:ober)?", "nov(?:ember|embre|iembre)?",
    "de[cz](?:ember)?", "déc(?:embre)?", "dic(?:iembre)?", "spring",
    "summer", "autumn", "fall", "winter", "frühjahr", "sommer", "herbst",
) + r"\b\.?"  # fmt: skip
MONTH: Final = rf"(?:{_NAMED}(?:\s?[-–/]\s?{_NAMED})?)"
"""A month, a season or two of them, in the languages that styles are printed in most, as a pattern."""
WHEN: Final = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th|\.)?(?:\s?[-–]\s?\d{{1,2}})?\s(?:de\s)?)?{MONTH}"
    rf"(?:\s(?:de\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?|,\s)(?:de\s)?)?{YEAR}[a-z]?"
)
"""A year with or without month and day before it, as a pattern."""
_DATE: Final = any_of(
    rf"{YEAR}\s{MONTH}\s\d{{1,2}}",
    rf"{YEAR},\s{MONTH}(?:\s\d{{1,2}})?",
    rf"{YEAR}-\d\d-\d\d",
    rf"\d{{1,2}}[./]\d{{1,2}}[./]{YEAR}",
    rf"{WHEN}(?:\s{MONTH})?",
)
_LOOKED: Final = any_of(
    "accessed", "retrieved", "viewed", "visited", "cited", "consulted", "abgerufen", "zugegriffen",
    "zugriff", "aufgerufen", "abruf", "letzter zugriff", "consulté", "consultado", "consultato",
    "geraadpleegd", "besucht", "überprüft", "recuperado", "acesso em", "récupéré", "hentet", "hämtad",
)  # fmt: skip
_ACCESSED: Final = LatePattern(
    _LOOKED,
    r"[(\[]?(?:last\s)?",
    _LOOKED,
    r"(?:\s(?:on|am|le|el|il|op|online))*[:,]?\s*",
    rf"(?P<date>{_DATE})[)\]]?(?:,?\s(?:from|aus|von|de|sur)\b:?)?",
)
_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NUMERIC: Final = re.compile(r"(\d{1,2})([./])(\d{1,2})[./](\d{4})")
_WORD: Final = re.compile(r"[^\W\d_]+")
_YEARS: Final = compiled(
    r"(?<![\w/–—-])(?P<circa>(?:c|ca|circa)\.?\s?)?",
    rf"\[?(?P<year>{YEAR})\]?[a-z]?(?![\w/])(?!\s?[–—-]\s?\d)",
)


class WrittenDate(NamedTuple):
    """A date, and where it stands."""

    start: int
    end: int
    date: Date


def read_date(text: str) -> Date | None:
    """Return the date that ``text`` is: a year with or without month and day, in any order."""
    if iso := _ISO.search(text):
        return _made(int(iso[1]), int(iso[2]), int(iso[3]))
    if numeric := _NUMERIC.search(text):
        first, second, year = int(numeric[1]), int(numeric[3]), int(numeric[4])
        if numeric[2] == "." or first > 12:
            return _made(year, second, first)
        return _made(year, first, second) if second > 12 else _made(year)
    year_found = re.search(YEAR, text)
    if not year_found:
        return None
    year = int(year_found[0])
    rest = text[: year_found.start()] + " " + text[year_found.end() :]
    months = [number for word in _WORD.findall(rest) if (number := month_number(word))]
    days = [int(day) for day in re.findall(r"(?<!\d)\d{1,2}(?!\d)", rest)]
    if months:
        if len(months) > 1 and months[0] < months[1]:
            return Date(start=DateParts(year, months[0]), end=DateParts(year, months[1]))
        return _made(year, months[0], days[0] if len(days) == 1 else None)
    seasons = [number for word in _WORD.findall(rest) if (number := season_number(word))]
    return Date(start=DateParts(year, season=seasons[0])) if seasons else _made(year)


def find_accessed(text: str) -> WrittenDate | None:
    """Return when the work was looked at, with the words around it."""
    found = _ACCESSED.search(text)
    date = read_date(found["date"]) if found else None
    return WrittenDate(found.start(), found.end(), date) if found and date else None


def years(text: str, start: int = 0) -> Iterator[WrittenDate]:
    """Yield the years in ``text``, with their letters; a number of a range of pages is none."""
    for found in _YEARS.finditer(text, start):
        date = Date(start=DateParts(int(found["year"])), approximate=bool(found["circa"]))
        yield WrittenDate(found.start("year"), found.end("year"), date)


def _made(year: int, month: int | None = None, day: int | None = None) -> Date:
    if month is None or not 1 <= month <= 12:
        return Date(start=DateParts(year))
    if day is None or not 1 <= day <= 31:
        return Date(start=DateParts(year, month))
    return Date(start=DateParts(year, month, day))


_SLIPPED: Final = r"(?:2[1-9]\d\d|3\d{3})"
_SLIPS: Final = (
    # in brackets, alone or after a publisher: (2104), (Routledge, 2996)
    compiled(rf"\((?:[^()]{{2,80}},?\s)?(?P<year>{_SLIPPED})[a-z]?\)"),
    # after a full stop: BMJ. 2106;352 or Smith, J. 2107. Title
    compiled(rf"\.\s(?P<year>{_SLIPPED})[a-z]?(?=[;.]\s?\S)"),
    # between journal and volume: Nature 2104, 509 (7500)
    compiled(rf"[^\W\d]\.?\s(?P<year>{_SLIPPED}),\s\d{{1,4}}(?=[\s,(])"),
    # at the end: University Press, 2996. and pp. 3–9, Jan. 2915.
    compiled(rf"(?:[^\W\d_]|[\w][–-]\d+),\s(?:(?i:{MONTH})\s)?(?P<year>{_SLIPPED})\.?\s*$"),
)
_ANY_YEAR: Final = compiled(rf"(?<![\d-]){YEAR}(?!\d)|\bn\.\s?d\.|\bin press\b|\bforthcoming\b")
_ADDRESS: Final = re.compile(r"(?:https?://|\bdoi:?\s?|\b10\.\d{4,9}/)\S+", re.IGNORECASE)


def slipped_year(text: str) -> tuple[int, int] | None:
    """Return where a year of a century to come stands in the place of the year, and no other is there.

    It is a slip of the hand: 2104 for 2014, 2996 for 1996.
    """
    bare = _ADDRESS.sub(lambda address: " " * len(address[0]), text)
    if _ANY_YEAR.search(bare):
        return None
    found = (match for pattern in _SLIPS if (match := pattern.search(bare)))
    return next((match.span("year") for match in found), None)

"""Dates: EDTF text to a value and back.

ISO 8601-2:2019 (Extended Date/Time Format) level 0, and of level 1 the qualifiers ``~ ? %``, seasons,
open and unknown ends, negative and long years. CSL 1.0.2, "Dates".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from citekit.errors import InvalidValue
from citekit.item.date_slips import advice, readings
from citekit.language.months import month_number, season_number

__all__ = ["Date", "DateParts", "date_from_parts", "parse_edtf"]


@dataclass(frozen=True, slots=True, order=True)
class DateParts:
    """A year, and what is known within it.

    ``year`` counts as people and CSL-JSON do: -44 is 44 BC and no year is 0 (EDTF's 0000 is 1 BC, that
    is -1 here). ``season`` is 1 spring, 2 summer, 3 autumn, 4 winter, and excludes month and day.
    """

    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A day, month, season or year, a range of them, or words.

    A single date has ``start`` alone. A range has ``end`` too, or ``open_end`` ("2019/.."), or no start
    ("../2019"). ``approximate`` is EDTF's ``~``, ``uncertain`` its ``?``. ``literal`` holds words that no
    calendar knows ("forthcoming"); then the rest is empty.
    """

    start: DateParts | None = None
    end: DateParts | None = None
    open_end: bool = False
    approximate: bool = False
    uncertain: bool = False
    literal: str = ""

    @property
    def circa(self) -> bool:
        """Whether CSL's condition ``is-uncertain-date`` holds."""
        return self.approximate or self.uncertain

    @property
    def year(self) -> int | None:
        """The year of the start, or of the end where there is no start, or None."""
        known = self.start or self.end
        return known.year if known else None

    def edtf(self) -> str:
        """Return the date in EDTF, or its words where it has no calendar date.

        `parse_edtf` reads the same date from it. A range's qualifiers stand on both ends.
        """
        if not self.start and not self.end:
            return self.literal
        qualifier = _QUALIFIERS[self.approximate, self.uncertain]
        start = _write_parts(self.start) + qualifier if self.start else ""
        end = _write_parts(self.end) + qualifier if self.end else ""
        if self.open_end or not self.start:
            return f"{start or '..'}/{end or '..'}"
        return f"{start}/{end}" if end else start

    def to_csl_json(self) -> dict[str, object]:
        """Return the date as CSL-JSON 1.0 has it, ``{"date-parts": [[2020, 5, 3]]}``.

        CSL-JSON knows one qualifier, ``circa``. What it cannot say at all, a range without a start,
        goes out as EDTF under ``raw``.
        """
        if not self.start and not self.end:
            return {"literal": self.literal}
        if not self.start:
            return {"raw": self.edtf()}
        value: dict[str, object] = {}
        ends = [end for end in (self.start, self.end) if end]
        if len(ends) == 1 and self.start.season:
            value["date-parts"] = [[self.start.year]]
            value["season"] = self.start.season
        else:
            value["date-parts"] = [_numbers(end) for end in ends]
        if self.open_end:
            value["date-parts"] = [_numbers(self.start), [0]]
        if self.circa:
            value["circa"] = True
        return value


_QUALIFIERS: Final = {(False, False): "", (True, False): "~", (False, True): "?", (True, True): "%"}

_PARTS: Final = r"(-?[0-9]{4}|Y-?[0-9]{5,12})(?:-([0-9]{2})(?:-([0-9]{2})(T.*)?)?)?"

_TIME: Final = (
    r"T([01][0-9]|2[0-3])(:[0-5][0-9](:[0-5][0-9]|:60)?([.,][0-9]+)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?"
)

_DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_MONTH_NAMES: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def parse_edtf(text: str) -> Date:
    """Return the date that ``text`` writes in EDTF: ``2020``, ``2020-05-03``, ``2019~/..``, ``-0043``.

    The time of a date-time is checked and left out of the value. Days are checked against the calendar.

    Raises:
        InvalidValue: With what is wrong, and as remedy the EDTF that was probably meant.

    """
    typed = text.strip()
    date = _read(typed)
    if isinstance(date, Date):
        return date
    raise InvalidValue("date", text, date, _remedy(typed))


def _remedy(typed: str) -> str:
    meant = _meant(typed)
    if meant:
        return f"write {' or '.join(meant)}"
    return advice(typed) or "write it as 2020, 2020-05, 2020-05-03, 2019/2020 or 1850~"


def _meant(typed: str) -> tuple[str, ...]:
    """Return the EDTF that ``typed`` stands for, more than one if it may be read in two ways, or ()."""
    if len(typed) > _LONGEST:
        return ()
    for reading in readings(typed):
        valid = tuple(edtf for edtf in reading if isinstance(_read(edtf), Date))
        if valid:
            return valid
    return ()


_LONGEST: Final = 80
"""Characters that a date in words can have; longer text is something else."""


def _read(typed: str) -> Date | str:
    """Return the date in ``typed``, or what is wrong with it."""
    if not typed:
        return "is empty"
    before, slash, after = typed.partition("/")
    start, approximate, uncertain = _read_end(before)
    if isinstance(start, str):
        return start
    if not slash:
        return Date(start=start, approximate=approximate, uncertain=uncertain) if start else _NO_DATE
    end, approximate_end, uncertain_end = _read_end(after)
    if isinstance(end, str):
        return end
    if not start and not end:
        return "is a range without a date"
    if start and end and _last_day(end) < _first_day(start):
        return "ends before it begins"
    return Date(
        start=start,
        end=end,
        open_end=end is None,
        approximate=approximate or approximate_end,
        uncertain=uncertain or uncertain_end,
    )


_NO_DATE: Final = "is not a date in EDTF"


def _read_end(text: str) -> tuple[DateParts | str | None, bool, bool]:
    """Return a date or one end of a range, None where it is open or unknown, and its qualifiers."""
    if text in {"", ".."}:
        return None, False, False
    bare = text[:-1] if text[-1] in "~?%" else text
    qualifier = text[len(bare) :]
    return _read_parts(bare), qualifier in {"~", "%"}, qualifier in {"?", "%"}


def _read_parts(text: str) -> DateParts | str:
    match = re.fullmatch(_PARTS, text)
    if not match:
        return _NO_DATE
    written, month, day, time = match.groups()
    if written == "-0000":
        return "has no year -0000; 1 BC is 0000"
    if time and not re.fullmatch(_TIME, time):
        return f"has no time {time[1:]}"
    astronomical = int(written.removeprefix("Y"))
    year = astronomical if astronomical > 0 else astronomical - 1
    if not month:
        return DateParts(year)
    if "21" <= month <= "24" and not day:
        return DateParts(year, season=int(month) - 20)
    return _check(DateParts(year, int(month), int(day) if day else None))


def _check(parts: DateParts) -> DateParts | str:
    """Return ``parts`` if the calendar has that day, or what is wrong with it."""
    month, day = parts.month, parts.day
    if month is None:
        return parts
    if not 1 <= month <= 12:
        return f"has no month {month:02}"
    if day is not None and not 1 <= day <= _days(parts.year, month):
        return f"has no day {day:02}: {_MONTH_NAMES[month - 1]} {parts.year} has {_days(parts.year, month)}"
    return parts


def _days(year: int, month: int) -> int:
    astronomical = year if year > 0 else year + 1
    leap = astronomical % 4 == 0 and (astronomical % 100 != 0 or astronomical % 400 == 0)
    return 29 if leap and month == 2 else _DAYS[month - 1]


def _first_day(parts: DateParts) -> tuple[int, int, int]:
    return parts.year, parts.month or 1, parts.day or 1


def _last_day(parts: DateParts) -> tuple[int, int, int]:
    return parts.year, parts.month or 12, parts.day or 31


def _write_parts(parts: DateParts) -> str:
    astronomical = parts.year if parts.year > 0 else parts.year + 1
    sign = "-" if astronomical < 0 else ""
    long = "Y" if abs(astronomical) > 9999 else ""
    written = f"{long}{sign}{abs(astronomical):04}"
    if parts.season:
        return f"{written}-{20 + parts.season}"
    for number in (parts.month, parts.day):
        if number is not None:
            written += f"-{number:02}"
    return written


def _numbers(parts: DateParts) -> list[int]:
    if parts.season:
        return [parts.year, 20 + parts.season]
    return [number for number in (parts.year, parts.month, parts.day) if number is not None]


def date_from_parts(value: object) -> Date:
    """Return the date that a CSL-JSON date value holds.

    Understood: ``date-parts`` of numbers or strings, one date or two, ``[0]`` for an open end;
    ``season``, months 13 to 16 and 21 to 24 as seasons; ``circa``; ``literal``; ``raw``; and what pandoc
    and others write in their place, a mapping with ``year``, ``month``, ``day``, or bare EDTF.

    Raises:
        InvalidValue: With what is wrong; nothing else is ever raised.

    """
    if isinstance(value, str):
        return parse_edtf(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return date_from_parts({"date-parts": [[value]]})
    if not isinstance(value, Mapping):
        raise _invalid(value, "is no date")
    date = _date_of_mapping(value)
    if isinstance(date, str):
        raise _invalid(value, date)
    return date


def _invalid(value: object, reason: str) -> InvalidValue:
    return InvalidValue("date", _shown(value), reason, "write it in EDTF, as 2020-05-03")


def _shown(value: object) -> str:
    try:
        shown = repr(value)
    except (ValueError, RecursionError):
        # a number of thousands of digits, a list in itself: Python shows neither
        return "something too large to show"
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 3]}..."


def _date_of_mapping(value: Mapping[object, object]) -> Date | str:
    parts = value.get("date-parts")
    if parts is None and "year" in value:
        parts = [[value.get("year"), value.get("month"), value.get("day")]]
    if not parts:
        return _date_of_words(value)
    if not isinstance(parts, Sequence) or isinstance(parts, str | bytes):
        return "has date-parts that are no list"
    ends = [_parts_of_list(end) for end in (parts if any(map(_is_list, parts)) else [parts])]
    faults = [end for end in ends if isinstance(end, str)]
    if faults:
        return faults[0]
    if len(ends) > 2:
        return f"has {len(ends)} dates, where a range has two"
    return _date_of_ends([end for end in ends if not isinstance(end, str)], value)


def _date_of_ends(ends: list[DateParts | None], value: Mapping[object, object]) -> Date | str:
    start, end = ends[0], ends[1] if len(ends) > 1 else None
    if not start and not end:
        return "has no year"
    if start and end and _last_day(end) < _first_day(start):
        return "ends before it begins"
    season = value.get("season")
    if season is not None and season != "":
        number = _season(season)
        if number is None:
            return f"has no season {_shown(season)}"
        if start and start.month is None and not end:
            start = DateParts(start.year, season=number)
    return Date(
        start=start, end=end, open_end=len(ends) > 1 and end is None, approximate=_is_true(value.get("circa"))
    )


def _date_of_words(value: Mapping[object, object]) -> Date | str:
    """Return the date of a value without date-parts: its ``raw`` text if that is a date, or its words."""
    circa = _is_true(value.get("circa"))
    raw = value.get("raw")
    if isinstance(raw, str) and raw.strip():
        date = _read(raw.strip())
        meant = _meant(raw.strip())
        if not isinstance(date, Date) and len(meant) == 1:
            date = _read(meant[0])
        if isinstance(date, Date):
            return replace(date, approximate=date.approximate or circa)
    for words in (value.get("literal"), raw):
        if isinstance(words, str) and words.strip():
            return Date(literal=words.strip())
    return "has no year"


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def _parts_of_list(value: object) -> DateParts | str | None:
    """Return one of the date-parts, None for an end that is open, or what is wrong with it."""
    if not isinstance(value, Sequence) or isinstance(value, str | bytes):
        return f"has {_shown(value)} where a list of year, month, day belongs"
    numbers: list[int] = []
    for place, part in enumerate(value):
        number = _number(part, month=place == 1)
        if number is None:
            return f"has {_shown(part)} where a number belongs"
        numbers.append(number)
    if len(numbers) > 3:
        return "has more than year, month and day"
    year, month, day = (*numbers, 0, 0, 0)[:3]
    if not month and day:
        return f"has the day {day} of no month"
    if not year:
        return "has the year 0; 1 BC is -1" if month else None
    if 13 <= month <= 16 or 21 <= month <= 24:
        return "has a day in a season" if day else DateParts(year, season=(month - 1) % 4 + 1)
    return _check(DateParts(year, month or None, day or None))


def _number(part: object, *, month: bool) -> int | None:
    """Return a part of a date as a number, 0 for one that is not there, None for one that is none."""
    if part is None or part == "":
        return 0
    if isinstance(part, float) and part.is_integer():
        part = int(part)
    if isinstance(part, int) and not isinstance(part, bool):
        return part if abs(part) < 10**12 else None
    if isinstance(part, str):
        if re.fullmatch("-?[0-9]{1,12}", part.strip()):
            return int(part)
        if month:
            return month_number(part)
    return None


def _season(value: object) -> int | None:
    if isinstance(value, str) and not value.strip().isdecimal():
        return season_number(value)
    number = _number(value, month=False)
    if number is None:
        return None
    number = number - 20 if number > 20 else number
    return number if 1 <= number <= 4 else None


def _is_true(value: object) -> bool:
    """Whether ``circa`` is set; programs write true, 1, "1" and "true"."""
    return str(value).casefold() not in _FALSE if isinstance(value, str | int) else bool(value)


_FALSE: Final = frozenset({"", "0", "false", "no"})

"""Dates: EDTF in one field, or year, month and day in three."""

from __future__ import annotations

from typing import Final

from citekit.errors import InvalidValue
from citekit.formats.bibtex.dates import read_date, read_month, read_year
from citekit.formats.bibtex.fields.draft import Draft
from citekit.item.date import Date, DateParts, parse_edtf

__all__ = ["ACCESS_DATES", "read_dates"]

ACCESS_DATES: Final = ("urldate", "lastchecked", "lastaccessed", "accessdate", "urlaccessdate")


def read_dates(draft: Draft) -> None:
    """Read the dates of issue, event, original and access."""
    accessed = next((name for name in ACCESS_DATES if name in draft.left), "urldate")
    for variable, prefix, name in (
        ("issued", "", "date"),
        ("event-date", "event", "eventdate"),
        ("original-date", "orig", "origdate"),
        ("accessed", "url", accessed),
    ):
        date = _read_edtf(draft, name)
        if date and not prefix:
            _drop_year_and_month(draft, date)
        date = date or _read_year_and_month(draft, prefix)
        if date:
            draft.dates[variable] = date
    issued = draft.dates.get("issued")
    if issued and issued.literal.lower() == "forthcoming" and "pubstate" not in draft.left:
        draft.set("status", "forthcoming")


def _read_edtf(draft: Draft, name: str) -> Date | None:
    value = draft.take(name)
    if not value:
        return None
    date = read_date(value)
    if date:
        return date
    text = draft.decoder.text(value)
    date = read_year(text)
    if not date.literal:
        draft.problems.append((name, f'"{text}" is no date of EDTF; it is read as {date.edtf()}'))
    if date.literal and text[:4].isdecimal() and int(text[:4]):
        draft.problems.append((name, f'"{text}" is no date of EDTF; only the year {text[:4]} is used'))
        draft.custom[name] = text
        return Date(start=DateParts(int(text[:4])))
    return date


def _drop_year_and_month(draft: Draft, date: Date) -> None:
    """Leave out year, month and day where they only repeat the date."""
    year = draft.left.get("year")
    if year is None or not date.start or read_year(draft.decoder.text(year)).year != date.start.year:
        return
    draft.take("year")
    month = draft.left.get("month")
    if month is None:
        return
    day = draft.left.get("day", "")
    whole = read_month(read_year(year), draft.decoder.text(month), draft.decoder.text(day))
    if whole and whole.start and whole.start.month == date.start.month:
        draft.take("month")
        if whole.start.day == date.start.day:
            draft.take("day")


def _read_year_and_month(draft: Draft, prefix: str) -> Date | None:
    year = draft.text(f"{prefix}year")
    if not year:
        return None
    date = read_year(year)
    month, day = draft.left.get(f"{prefix}month", ""), draft.left.get(f"{prefix}day", "")
    if month and not date.literal:
        said = draft.decoder.text(month)
        whole = read_month(date, said, draft.decoder.text(day)) or (day and read_month(date, said)) or None
        if whole:
            date = whole
            draft.take(f"{prefix}month")
            if whole.start and whole.start.day and day:
                draft.take(f"{prefix}day")
        else:
            draft.problems.append((f"{prefix}month", f'"{said}" is no month; only the year is used'))
    return _with_end(draft, prefix, date)


def _with_end(draft: Draft, prefix: str, date: Date) -> Date:
    """Return a date with the end that ``endyear`` and its kin give it."""
    end = draft.left.get(f"{prefix}endyear", "")
    if not end or date.literal or date.end:
        return date
    last = read_year(draft.decoder.text(end))
    month = draft.left.get(f"{prefix}endmonth", "")
    if month:
        last = read_month(last, draft.decoder.text(month), draft.left.get(f"{prefix}endday", "")) or last
    try:
        whole = parse_edtf(f"{date.edtf()}/{last.edtf()}")
    except InvalidValue:
        return date
    for part in ("endyear", "endmonth", "endday"):
        draft.take(f"{prefix}{part}")
    return whole

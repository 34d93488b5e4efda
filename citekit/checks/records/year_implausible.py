"""A date that cannot be: in the future, before there was such a thing, or before its own original."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.shelf import Shelf
from citekit.item.date import Date
from citekit.item.item import Item
from citekit.library.record import Record

__all__ = ["CHECK"]

_FIRST_YEARS: Final[Mapping[str, tuple[int, str]]] = {
    "article-journal": (1665, "the first journals are of 1665"),
    "article-magazine": (1660, "the first magazines are of the 1660s"),
    "article-newspaper": (1600, "the first newspapers are of 1605"),
    "dataset": (1600, "that is an odd year for a dataset"),
    "motion_picture": (1888, "the first film is of 1888"),
    "paper-conference": (1750, "that is an odd year for a conference"),
    "post": (1978, "there were no such posts"),
    "post-weblog": (1994, "the first blogs are of 1994"),
    "report": (1500, "that is an odd year for a report"),
    "software": (1945, "there were no programs"),
    "standard": (1850, "that is an odd year for a standard"),
    "thesis": (1500, "that is an odd year for a thesis"),
    "webpage": (1990, "the first website is of 1991"),
}
"""The year before which there are none of a type, and what to say of it."""

_FIRST_PAGE: Final = 1990
_FIRST_ISBN: Final = 1940
"""ISBNs came in 1967; publishers gave them to what they still sold of older books, not to those of 1813."""
_AHEAD: Final = 1
"""Publishers date books and issues up to a year ahead."""


def _find(shelf: Shelf) -> Iterator[Finding]:
    this_year = shelf.today.year
    for record in shelf.records:
        for field, date in record.item.dates.items():
            year = date.year
            if year is None:
                continue
            told = _wrong_year(record.item, field, date, year, this_year)
            if told is None and field == "accessed" and _is_after_today(date, shelf):
                told = Level.ERROR, f"is later than today, {shelf.today.isoformat()}"
            if told:
                level, why = told
                yield Finding(
                    check="year-implausible",
                    level=level,
                    where=shelf.where(record, field),
                    message=f"{record.key}: {field} {date.edtf()} {why}.",
                    quote=date.edtf(),
                )
        yield from _before_the_original(shelf, record)


def _wrong_year(item: Item, field: str, date: Date, year: int, this_year: int) -> tuple[Level, str] | None:
    ahead = 0 if field == "accessed" else _AHEAD
    if year > this_year + ahead:
        return Level.ERROR, f"lies in the future; this is {this_year}"
    if field == "accessed":
        return (Level.ERROR, "is before there was a web") if year < _FIRST_PAGE else None
    if field != "issued" or date.circa:
        return None
    first, why = _FIRST_YEARS.get(item.type, (year, ""))
    if 0 <= year < 100 and item.type != "classic":
        return Level.LOOK, "has a year of two digits or fewer"
    if year < first:
        return Level.WARNING, f"is too early: {why}"
    if item.type == "book" and year < _FIRST_ISBN and "ISBN" in item.text:
        return Level.LOOK, (
            "is the year of a first edition, while the ISBN is that of a later one: "
            "put the edition's year into issued and this one into original-date"
        )
    return None


def _is_after_today(date: Date, shelf: Shelf) -> bool:
    start = date.start
    if start is None or start.month is None:
        return False
    here = (start.year, start.month, start.day or 1)
    # Elsewhere it may be tomorrow already.
    return here > (shelf.today.year, shelf.today.month, shelf.today.day + 1)


def _before_the_original(shelf: Shelf, record: Record) -> Iterator[Finding]:
    issued, original = record.item.dates.get("issued"), record.item.dates.get("original-date")
    if issued is None or original is None or issued.year is None or original.year is None:
        return
    if issued.year < original.year:
        yield Finding(
            check="year-implausible",
            level=Level.ERROR,
            where=shelf.where(record, "issued"),
            message=(
                f"{record.key}: issued {issued.edtf()} is before original-date {original.edtf()}; "
                "the two may have changed places."
            ),
            quote=issued.edtf(),
        )


CHECK = RecordCheck(
    id="year-implausible",
    title="A year that cannot be right",
    group=Group.RECORDS,
    level=Level.ERROR,
    reason="A year in the future, or before the kind of work existed, is a slip that readers see at once.",
    remedy="Compare the date with the work's title page, and correct it.",
    example=Example(
        wrong="type: webpage\ntitle: Sleep\nURL: https://example.org/sleep\nissued: 2107-05-03\n",
        right="type: webpage\ntitle: Sleep\nURL: https://example.org/sleep\nissued: 2017-05-03\n",
    ),
    find=_find,
)

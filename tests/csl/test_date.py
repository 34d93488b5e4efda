"""Dates."""

from __future__ import annotations

import pytest

from citekit.csl.render.date_sort import date_sort_key
from citekit.item.date import Date, DateParts
from tests.csl.small_style import cite, item, read, year

TEXT = read('<date variable="issued" form="text"/>')
NUMERIC = read('<date variable="issued" form="numeric"/>')

SINGLE = [
    (year(2000, 5, 9), "May 9, 2000", "05/09/2000"),
    (year(2000, 5), "May 2000", "05/2000"),
    (year(2000), "2000", "2000"),
    (year(-44), "44 BC", "44 BC"),
    (year(499), "499 AD", "499 AD"),
    (year(500), "500", "500"),
    (Date(start=DateParts(2000, season=3)), "Autumn 2000", "2000"),
    (Date(literal="forthcoming"), "forthcoming", "forthcoming"),
]


@pytest.mark.parametrize(("date", "text", "numeric"), SINGLE)
def test_localized(date: Date, text: str, numeric: str) -> None:
    """The locale says how a date is written; parts that are missing take their affixes along."""
    assert (cite(TEXT, item(issued=date)), cite(NUMERIC, item(issued=date))) == (text, numeric)


RANGES = [
    ((2000, 5, 1), (2000, 5, 9), "May 1–9, 2000"),
    ((2000, 5, 1), (2000, 6, 9), "May 1–June 9, 2000"),
    ((2000, 5, 1), (2001, 6, 9), "May 1, 2000–June 9, 2001"),
    ((2000, 5), (2000, 6), "May–June 2000"),
    ((2000,), (2001,), "2000–2001"),
    ((2000, 5, 1), (2000, 5, 1), "May 1, 2000"),
]


@pytest.mark.parametrize(("start", "end", "want"), RANGES)
def test_ranges(start: tuple[int, ...], end: tuple[int, ...], want: str) -> None:
    """Parts above the largest that differs stand once, the others twice."""
    date = Date(start=DateParts(*start), end=DateParts(*end))

    assert cite(TEXT, item(issued=date)) == want


def test_open_end() -> None:
    """A range without end ends in its dash."""
    assert cite(TEXT, item(issued=Date(start=DateParts(1987), open_end=True))) == "1987–"


def test_shown_parts() -> None:
    """A style may ask for less than the date has."""
    style = read('<date variable="issued" form="text" date-parts="year"/>')

    assert cite(style, item(issued=year(2000, 5, 9))) == "2000"


def test_own_parts() -> None:
    """A style may set its own parts, forms and affixes."""
    style = read(
        '<date variable="issued"><date-part name="day" form="ordinal" suffix=" "/>'
        '<date-part name="month" form="short" strip-periods="true" suffix=" "/>'
        '<date-part name="year" form="short" prefix="’"/></date>'
    )

    assert cite(style, item(issued=year(1999, 1, 2))) == "2nd Jan ’99"


def test_words_have_the_affixes_of_the_year() -> None:
    """Words stand where the style has its year; what a language writes after years is not for them."""
    own = read('<date variable="issued"><date-part name="year" prefix="(" suffix=")"/></date>')
    chinese = read('<date variable="issued" form="text"/>', attributes='default-locale="zh-CN"')
    words = item(issued=Date(literal="in press"))

    assert cite(own, words) == "(in press)"
    assert cite(chinese, words) == "in press"


def test_a_day_without_a_month() -> None:
    """A day prints though its month is missing."""
    style = read('<date variable="issued"><date-part name="day" form="ordinal"/></date>')

    assert cite(style, item(issued=Date(start=DateParts(1999, None, 3)))) == "3rd"


def test_year_suffix_of_an_access_date() -> None:
    """The letter stands after the first year, be it that of a visit."""
    visited = {"title": "T", "accessed": year(2021, 5, 2)}
    style = read(
        '<text variable="title"/><date variable="accessed" form="text" prefix=", "/>',
        citation='disambiguate-add-year-suffix="true"',
    )
    works = (item("a", **visited), item("b", **visited))

    assert cite(style, *works) == "T, May 2, 2021a; T, May 2, 2021b"


def test_sort_keys() -> None:
    """Keys sort from before Christ over dates and ranges to words."""
    dates = [year(-44), year(-1), year(1), year(2000), year(2000, 5), Date(literal="x")]

    assert sorted(map(date_sort_key, dates)) == [date_sort_key(date) for date in dates]

"""Dates as people write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.formats.pasted_page.date_text import WrittenDate, find_dates
from tests.tables import read_table

TODAY = dt.date(2024, 5, 6)


def shown(date: WrittenDate) -> str:
    """Return a date as the table has it."""
    choices = " or ".join(choice.edtf() for choice in date.choices)
    return (choices or date.date.edtf()) + (" (range)" if date.is_range else "")


@pytest.mark.parametrize(("text", "expected"), read_table("page_lines/dates.txt"))
def test_finds_dates(text: str, expected: str) -> None:
    """Each date of the line is found, in every language, and what is no date is none."""
    assert (", ".join(shown(date) for date in find_dates(text, TODAY)) or "-") == expected


def test_an_open_choice_keeps_what_is_sure() -> None:
    """Of 03/04/2022 the year is sure, and nothing else."""
    (date,) = find_dates("03/04/2022", TODAY)

    assert date.date.edtf() == "2022"
    assert date.day_first is None


@pytest.mark.parametrize(
    ("text", "day_first"), [("25/12/2021", True), ("12/25/2021", False), ("5.3.2021", None)]
)
def test_a_numeric_date_shows_its_order(text: str, day_first: bool | None) -> None:
    """A day above 12 tells what stands first; dots always mean the day."""
    (date,) = find_dates(text, TODAY)

    assert date.day_first is day_first


@given(st.dates(min_value=dt.date(1500, 1, 1), max_value=dt.date(2199, 12, 31)))
def test_finds_every_day_of_the_calendar(day: dt.date) -> None:
    """A day written in ISO, in English or in German is found as that day."""
    english = f"{day.strftime('%B')} {day.day}, {day.year}"
    for text in (day.isoformat(), english, f"am {day.day}.{day.month}.{day.year} um"):
        (date,) = find_dates(text, TODAY)
        assert date.date.edtf() == day.isoformat()


@given(st.text(max_size=80), st.dates())
def test_dates_do_not_overlap(text: str, today: dt.date) -> None:
    """Any text gives dates that stand one behind the other within it."""
    end = 0
    for date in find_dates(text, today):
        assert end <= date.start < date.end <= len(text)
        end = date.end

"""Dates that count from today."""

from __future__ import annotations

import datetime as dt

import pytest

from citekit.formats.pasted_page.relative_dates import read_relative
from tests.tables import read_table


@pytest.mark.parametrize(("text", "expected"), read_table("page_lines/relative_dates.txt"))
def test_counts_back(text: str, expected: str) -> None:
    """Words for a day count from the day that is passed in; words for a span count from nothing."""
    found = list(read_relative(text, dt.date(2024, 5, 6)))

    shown = [" or ".join(one.edtf() for one in choices) or date.edtf() for _, _, date, choices in found]
    assert (", ".join(shown) or "-") == expected


def test_counts_back_over_the_first_day() -> None:
    """Nothing lies before the calendar's first day."""
    ((_, _, date, _),) = read_relative("5 days ago", dt.date.min)

    assert date.year == 1

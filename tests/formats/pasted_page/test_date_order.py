"""Which of two readings a numeric date has."""

from __future__ import annotations

import datetime as dt

import pytest

from citekit.formats.pasted_page.date_order import is_after, settle_order
from citekit.formats.pasted_page.layout import lay_out
from citekit.formats.pasted_page.page import read_lines
from citekit.item.date import parse_edtf

DAY_FIRST, MONTH_FIRST = parse_edtf("2022-04-03"), parse_edtf("2022-03-04")


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("03/04/2022", dt.date(2024, 5, 6), None),
        ("03/04/2022\n25/04/2022", dt.date(2024, 5, 6), DAY_FIRST),
        ("03/04/2022\n04/25/2022", dt.date(2024, 5, 6), MONTH_FIRST),
        ("03/04/2022\n25/04/2022\n04/25/2022", dt.date(2024, 5, 6), None),
        ("03/04/2022\nMarch 4, 2022", dt.date(2024, 5, 6), MONTH_FIRST),
        ("03/04/2022", dt.date(2022, 3, 20), MONTH_FIRST),
    ],
)
def test_settles_by_the_rest_of_the_page(text: str, today: dt.date, expected: object) -> None:
    """Another date of the page decides, or the calendar; where they are silent nothing does."""
    page = lay_out(read_lines(text), today)
    settled = settle_order((DAY_FIRST, MONTH_FIRST), page, today)

    assert (settled[0] if settled else None) == expected


def test_tomorrow_is_not_the_future() -> None:
    """East of here it may be tomorrow already."""
    today = dt.date(2024, 12, 31)

    assert not is_after(parse_edtf("2025-01-01"), today)
    assert is_after(parse_edtf("2025-01-02"), today)
    assert not is_after(parse_edtf("2024"), today)

"""Dates as databases write them."""

from __future__ import annotations

import pytest

from citekit.errors import InvalidValue
from citekit.formats.typed_dates import read_date


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("2020", "2020"),
        ("2020.", "2020"),
        ("2020/5/3/", "2020-05-03"),
        ("20200503", "2020-05-03"),
        ("2020-05-03T10:00:00Z", "2020-05-03"),
        ("2020 Jan-Feb", "2020-01/2020-02"),
        ("JAN-FEB 2020", "2020-01/2020-02"),
        ("2020 Mar 1-15", "2020-03-01/2020-03-15"),
        ("1998 Dec 24-1999 Jan 2", "1998-12-24/1999-01-02"),
        ("3 June 2019 through 5 June 2019", "2019-06-03/2019-06-05"),
        ("JUN 03-05, 2019", "2019-06-03/2019-06-05"),
        ("Winter 2015", "2015-24"),
        ("2015 Fall", "2015-23"),
        ("2015/..", "2015/.."),
        ("1850~", "1850~"),
        ("in press", "in press"),
    ],
)
def test_a_date_is_understood(typed: str, edtf: str) -> None:
    """Order, language and punctuation vary; what is no date stays in words."""
    assert read_date(typed).edtf() == edtf


@pytest.mark.parametrize("typed", ["2020-13-01", "2020/02/31", "31 Feb 2020"])
def test_a_day_that_cannot_be_is_said(typed: str) -> None:
    """No calendar has it, and nothing is guessed."""
    with pytest.raises(InvalidValue):
        read_date(typed)

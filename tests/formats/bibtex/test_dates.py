"""Dates of biblatex in EDTF, and what stands in BibTeX's year and month."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.formats.bibtex.dates import read_date, read_month, read_year


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2020", "2020"),
        ("2020-05", "2020-05"),
        ("2020-5-3", "2020-05-03"),
        ("2020-05-03T10:00:00Z", "2020-05-03"),
        ("2020-21", "2020-21"),
        ("1850~", "1850~"),
        ("1850?", "1850?"),
        ("1850%", "1850%"),
        ("2019/2021", "2019/2021"),
        ("2019/", "2019/.."),
        ("2019/open", "2019/.."),
        ("/2019", "../2019"),
        ("unknown/2019", "../2019"),
        ("199X", "1990/1999"),
        ("19XX", "1900/1999"),
        ("2004-XX", "2004"),
        ("2004-10-XX", "2004-10"),
        ("198X/199X", "1980/1999"),
        ("-0044-03-15", "-0044-03-15"),
        ("y17000", "Y17000"),
        ("2010-13", None),
        ("2010-02-30", None),
        ("in press", None),
        ("", None),
        ("1/2/3", None),
    ],
)
def test_edtf(text: str, edtf: str | None) -> None:
    """Ranges, open and unknown ends, doubts, seasons, unspecified digits; and what is none of it."""
    date = read_date(text)
    assert (date.edtf() if date else None) == edtf


@pytest.mark.parametrize(
    ("year", "edtf"),
    [
        ("2020", "2020"),
        ("-44", "-0043"),
        ("2019--2021", "2019/2021"),
        ("2019–2021", "2019/2021"),
        ("2019/2021", "2019/2021"),
        ("1998-99", "1998/1999"),
        ("c. 1850", "1850~"),
        ("ca. 1850", "1850~"),
        ("[1850]", "1850"),
        ("[1850?]", "1850?"),
        ("2020-05-03", "2020-05-03"),
        ("May 2020", "2020-05"),
        ("in press", "in press"),
        ("n.d.", "n.d."),
        ("2010a", "2010a"),
    ],
)
def test_years(year: str, edtf: str) -> None:
    """A year, years from to, a year in doubt; anything else is words."""
    assert read_year(year).edtf() == edtf


@pytest.mark.parametrize(
    ("month", "day", "edtf"),
    [
        ("January", "", "2020-01"),
        ("05", "", "2020-05"),
        ("5", "3", "2020-05-03"),
        ("Sept.", "", "2020-09"),
        ("Juni", "", "2020-06"),
        ("1~January", "", "2020-01-01"),
        ("March 5", "", "2020-03-05"),
        ("5th mar", "", "2020-03-05"),
        ("May/June", "", "2020-05/2020-06"),
        ("January--February", "", "2020-01/2020-02"),
        ("Oct 30-Nov 2", "", "2020-10-30/2020-11-02"),
        ("April 3--5", "", "2020-04-03/2020-04-05"),
        ("Spring", "", "2020-21"),
        ("21", "", "2020-21"),
        ("12th", "", None),
        ("13", "", None),
        ("June-May", "", None),
        ("", "", None),
    ],
)
def test_months(month: str, day: str, edtf: str | None) -> None:
    """Names, numbers, days beside them, two months, seasons; and what is no month."""
    date = read_month(read_year("2020"), month, day)
    assert (date.edtf() if date else None) == edtf


@given(st.text(max_size=20) | st.text(alphabet="0123456789-/~?%X.yTZ", max_size=20))
def test_no_text_makes_reading_fail(text: str) -> None:
    """Any text is a date, words, or none."""
    read_date(text)
    read_month(read_year("2020"), text, text)
    read_month(read_year(text), "May")

"""Slips: what a date typed in another way may mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.item.date_slips import advice, readings


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("May 2020", ("2020-05",)),
        ("05/03/2020", ("2020-03-05", "2020-05-03")),
        ("c. 1850", ("1850~",)),
        ("2019/20", ("2019-20", "2019/2020")),
    ],
)
def test_what_was_meant_is_among_the_readings(text: str, reading: tuple[str, ...]) -> None:
    """Readings that are equally likely come together."""
    assert reading in list(readings(text))


@pytest.mark.parametrize("text", ["soon", "the day after", "May", "Chapter 12", "12 of 30"])
def test_other_text_has_no_reading_but_itself(text: str) -> None:
    """Nothing is made of words that hold no date."""
    assert list(readings(text)) == [(text,)]


@pytest.mark.parametrize("text", ["2020", "May 2020", "something else", "1999-12"])
def test_there_is_no_advice_on_what_may_be_a_date(text: str) -> None:
    """Advice is for the few words that stand where a date should."""
    assert advice(text) == ""


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    """Nothing is raised, and every reading is of one text at least."""
    assert all(reading and all(isinstance(edtf, str) for edtf in reading) for reading in readings(text))
    assert isinstance(advice(text), str)

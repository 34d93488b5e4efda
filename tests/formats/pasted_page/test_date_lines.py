"""Lines that are a date, and what their label makes of it."""

from __future__ import annotations

import datetime as dt

import pytest

from citekit.formats.pasted_page.date_lines import (
    Meaning,
    is_date_line,
    meaning_of,
    remainder,
    without_date,
)
from citekit.formats.pasted_page.date_text import find_dates
from tests.tables import read_table

TODAY = dt.date(2024, 5, 6)


@pytest.mark.parametrize(("text", "expected"), read_table("page_lines/date_lines.txt"))
def test_tells_date_lines(text: str, expected: str) -> None:
    """A date with its label, weekday, time or place is a date line; a headline with a date is not."""
    if expected == "no":
        assert not is_date_line(text, TODAY)
        return
    first = find_dates(text, TODAY)[0]
    meaning = meaning_of(text[: first.start], text[first.end :])

    assert is_date_line(text, TODAY)
    assert (meaning.name if meaning else "date") == expected


def test_the_nearest_label_counts() -> None:
    """Of several words before a date the last one says what it is."""
    assert meaning_of("Received 3 March 2020; published ") is Meaning.PUBLISHED
    assert meaning_of("Published in May, last updated ") is Meaning.UPDATED


def test_returns_what_else_a_line_says() -> None:
    """What is neither date nor label nor time remains, folded."""
    text = "Published 3 March 2021, Harbour Pier"

    assert remainder(text, find_dates(text, TODAY)) == "harbour pier"


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("By Jane Doe on 12 August 2020", "By Jane Doe"),
        ("Pressemitteilung Nr. 12 vom 3. Februar 2022", "Pressemitteilung Nr. 12"),
        ("By Jane Doe, updated March 3, 2021", "By Jane Doe"),
        ("By Jane Doe", "By Jane Doe"),
        ("3 March 2021", "3 March 2021"),
    ],
)
def test_cuts_the_date_off(text: str, before: str) -> None:
    """The date goes with the word that leads to it; text without a date stays whole."""
    assert without_date(text, TODAY) == before

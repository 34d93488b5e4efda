"""Which line is the headline."""

from __future__ import annotations

import datetime as dt

import pytest

from citekit.formats.pasted_page.headline import Headline, find_headlines
from citekit.formats.pasted_page.layout import lay_out
from citekit.formats.pasted_page.page import read_lines

BODY = "\n\nThe crane fell over on Monday. It was the third time this year, and nobody was hurt."


def headlines(text: str) -> tuple[Headline, ...]:
    """Return the headlines of a text."""
    return find_headlines(lay_out(read_lines(text), dt.date(2024, 5, 6)), text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Title: Ice Roads", "Ice Roads"),
        ("# Ice Roads and Cranes" + BODY, "Ice Roads and Cranes"),
        ("Ice Roads and Cranes | RAND Corporation" + BODY, "Ice Roads and Cranes"),
        ("Ice Roads and Cranes - A History" + BODY, "Ice Roads and Cranes - A History"),
        ("U.S.|Ice Roads and Their Cranes" + BODY, "Ice Roads and Their Cranes"),
        ("The Future of Ice Roads in the Far North and\ntheir cranes" + BODY, None),
        (
            "Ice Roads in the Far North:\nA History\n\n3 March 2021" + BODY,
            "Ice Roads in the Far North: A History",
        ),
        ("ICE ROADS IN THE FAR NORTH AND THEIR MANY\nCRANES AND SHIPS\n\n3 March 2021" + BODY, None),
        ("Ice Roads and Cranes\nJane Doe\n3 March 2021" + BODY, "Ice Roads and Cranes"),
        ("Ice Roads and Cranes\nHow They Fell\nBy Jane Doe" + BODY, "Ice Roads and Cranes"),
        ("Insight\nIce Roads and Their Cranes\nBy Jane Doe" + BODY, "Ice Roads and Their Cranes"),
    ],
)
def test_finds_the_headline(text: str, title: str | None) -> None:
    """The headline is found as typed, whole, without the site's name or the subtitle."""
    expected = title if title is not None else " ".join(text.split("\n\n", 1)[0].split("\n"))

    assert headlines(text)[0].title == expected


@pytest.mark.parametrize("text", [BODY.strip(), "3 March 2021", "By Jane Doe", "Home\nMenu\nSearch\nShare"])
def test_finds_none_where_there_is_none(text: str) -> None:
    """Running text, a date, a byline and a menu are no headlines."""
    assert headlines(text) == ()


def test_a_repeated_headline_is_one() -> None:
    """The same words twice are one reading, and a better one."""
    (one,) = headlines("Ice Roads and Their Cranes\n\nIce Roads and Their Cranes" + BODY)
    (alone,) = headlines("Ice Roads and Their Cranes" + BODY)

    assert one.score > alone.score


def test_keeps_the_name_of_the_site() -> None:
    """The name behind the headline tells who published."""
    assert headlines("Ice Roads and Cranes | RAND Corporation" + BODY)[0].site == "RAND Corporation"

"""Every line given its role."""

from __future__ import annotations

import datetime as dt

import pytest

from citekit.formats.pasted_page.layout import lay_out
from citekit.formats.pasted_page.page import Page, read_lines

TODAY = dt.date(2024, 5, 6)


def laid_out(text: str) -> Page:
    """Return the page of a text."""
    return lay_out(read_lines(text), TODAY)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Share this Post:", "BOILERPLATE"),
        ("https://example.org/a", "ADDRESS"),
        ("DOI: 10.1000/ice.2019", "ADDRESS"),
        ("ISBN 978-3-16-148410-0", "ADDRESS"),
        ("Published 20 January 2022", "DATE"),
        ("By Jane Doe | 20 January 2022", "BYLINE"),
        ("Working Paper No. 123 | March 2021", "LABEL"),
        ("This article is for subscribers only.", "NOTICE"),
        ("© 2022 Acme, Inc.", "NOTICE"),
        ("World Bank", "INSTITUTION"),
        ("World Bank Raises Growth Forecast", "PLAIN"),
        ("Who Guards the Cables?", "PLAIN"),
        ("The harbour master said on Tuesday that the crane would be repaired.", "PROSE"),
        ("One sentence. Another one stands beside it, and is longer than the first.", "PROSE"),
        ("The U.S. Navy and St. Paul v. Roe", "PLAIN"),
        ("海辺の小さな駅が四十年ぶりに改修される。工事は来年の春に始まり、秋に終わる予定だ。", "PROSE"),
    ],
)
def test_gives_roles(text: str, role: str) -> None:
    """A line's own words tell what it is."""
    (line,) = laid_out(text).lines

    assert line.role.name == role


def test_wrapped_paragraphs_are_prose() -> None:
    """Lines that go on in the next are one paragraph, though none of them is a sentence."""
    page = laid_out(
        "A Title of Several Words\n\nIn the harbour there is a crane that has fallen over\n"
        "twice, and that nobody wants to pay for, because\nit is ugly, as everybody says."
    )

    assert [line.role.name for line in page.lines] == ["PLAIN", "PROSE", "PROSE", "PROSE"]
    assert page.body == 1


def test_a_menu_is_furniture() -> None:
    """A run of short lines with buttons among them is a menu, a name among them is not."""
    page = laid_out("Home\nBid Protests\nPress Center\nCareers\nJane Doe")

    assert [line.role.name for line in page.lines] == [*["BOILERPLATE"] * 4, "PLAIN"]


def test_a_standfirst_is_not_the_body() -> None:
    """A sentence between headline and byline does not begin the text."""
    page = laid_out(
        "A Title of Several Words\n\nThe crane fell over, and nobody wants to pay for a new one.\n\n"
        "By Jane Doe\n\n"
        "The crane fell over on Monday. It was the third time this year, and nobody was hurt."
    )

    assert page.lines[page.body].number == 7


def test_references_end_the_work_only_below_the_text() -> None:
    """A heading such as "Comments" is a button above the text, and ends the work below it."""
    page = laid_out(
        "A Title\n\nComments\n\nOne sentence. Another one stands here, and is long enough.\n\n"
        "Comments\n\nNice!"
    )

    assert page.lines[page.end].number == 7

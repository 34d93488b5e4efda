"""Series, genre and number."""

from __future__ import annotations

import pytest

from citekit.formats.pasted_page.series import find_labels, find_series, labels_of
from tests.formats.pasted_page.finders import BODY, TODAY, page_of, shown

TITLE = "A Title of Several Words\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TITLE + "Working Paper No. 12" + BODY, {"genre": "Working Paper", "number": "12"}),
        (TITLE + "Policy Brief 12/2021 | March 2021" + BODY, {"genre": "Policy Brief", "number": "12/2021"}),
        (
            TITLE + "Northern Papers on Ice, No. 12" + BODY,
            {"collection-title": "Northern Papers on Ice", "collection-number": "12"},
        ),
        (TITLE + "Page 2    GAO-23-199999 Cranes" + BODY, {"number": "GAO-23-199999"}),
        (TITLE + "R49999" + BODY, {"number": "R49999"}),
        (TITLE + "As Working Paper No. 45 says, cranes fall over. GAO-23-199999 says so too, and more.", {}),
        (TITLE + BODY + "References\n\nWorking Paper No. 45", {}),
        (TITLE + "COVID-19" + BODY, {}),
    ],
)
def test_finds_labels(text: str, expected: dict[str, str]) -> None:
    """Labels that stand apart tell genre and number; mentions in the text and references do not."""
    page, headline = page_of(text)
    own = headline.lines if headline else ()

    assert shown(find_labels(page, own, labels_of(page, own, TODAY))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            TITLE + BODY + "This report is available to MEMRI Harbour Crane Monitor subscribers.",
            {"collection-title": "Harbour Crane Monitor"},
        ),
        (
            TITLE + "This report is part of the series “Coasts and Cities.”" + BODY,
            {"collection-title": "Coasts and Cities"},
        ),
        (
            TITLE
            + "Cranes are part of the series of things that fall over. Nobody knows why that is."
            + BODY,
            {},
        ),
    ],
)
def test_finds_series(text: str, expected: dict[str, str]) -> None:
    """A sentence about the work itself names its series."""
    page, _ = page_of(text)

    assert shown(find_series(page)) == expected

"""Press releases."""

from __future__ import annotations

import pytest

from citekit.formats.pasted_page.press_releases import find_press_release
from citekit.formats.pasted_page.series import labels_of
from tests.formats.pasted_page.finders import TODAY, page_of, shown

TITLE = "Acme Opens a Plant for Cranes\n\n"
OPENING = (
    "OSLO, March 3, 2022 — Acme Corp. (NYSE: ACM), a maker of cranes, today announced a plant. It is large."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TITLE + OPENING + "\n\nAbout Acme Corp.\n\nAcme makes cranes.", {"publisher": "Acme Corp."}),
        (
            TITLE + "WHO today published guidance on cranes. It is short, and everybody can read it.",
            {},
        ),
        (
            "News release\n\n" + TITLE + "WHO today published guidance on cranes. Everybody can read it now.",
            {"publisher": "World Health Organization"},
        ),
        (
            TITLE + "OSLO, March 3, 2022 /PRNewswire/ -- Cranes are large. Everybody knows that by now.",
            {"genre": "Press release"},
        ),
        (TITLE + "The World Bank announced a loan for cranes. It is the third such loan this year.", {}),
    ],
)
def test_finds_who_announces(text: str, expected: dict[str, str]) -> None:
    """The opening sentence counts in a press release alone; in the news it has only the subject."""
    page, headline = page_of(text)
    own = headline.lines if headline else ()

    assert shown(find_press_release(page, labels_of(page, own, TODAY))) == expected

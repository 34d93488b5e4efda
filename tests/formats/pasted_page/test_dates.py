"""When the work was published."""

from __future__ import annotations

import pytest

from citekit.formats.pasted_page.dates import find_page_dates
from tests.formats.pasted_page.finders import BODY, TODAY, page_of, shown

TITLE = "A Title of Several Words\n\n"


@pytest.mark.parametrize(
    ("text", "issued"),
    [
        (TITLE + "3 March 2021" + BODY, "2021-03-03"),
        ("3 March 2021\n\n" + TITLE + BODY, "2021-03-03"),
        (TITLE + "By Jane Doe, March 3, 2021" + BODY, "2021-03-03"),
        (TITLE + "Published\n3 March 2021" + BODY, "2021-03-03"),
        (TITLE + "Research Note | 3 March 2021" + BODY, "2021-03-03"),
        (TITLE + "Report No. 12, published 3 March 2021" + BODY, "2021-03-03"),
        (TITLE + "OSLO, March 3, 2021 — The crane fell over. It was the third time this year.", "2021-03-03"),
        (TITLE + "2021" + BODY, "2021"),
        (TITLE + "Last updated: 3 March 2021" + BODY, "2021-03-03"),
        (TITLE + "3 March 2021\n\nUpdated 5 May 2022" + BODY, "2021-03-03"),
        (TITLE + "4 May 2020" + BODY + "Published 3 March 2021", "2020-05-04"),
        (TITLE + BODY + "Published 3 March 2021", "2021-03-03"),
    ],
)
def test_finds_the_date(text: str, issued: str) -> None:
    """A date that stands apart, is labelled or opens the text is the date of publication."""
    page, headline = page_of(text)
    candidates, _ = find_page_dates(page, headline.lines if headline else (), TODAY)

    assert shown(candidates).get("issued") == issued


@pytest.mark.parametrize(
    "text",
    [
        TITLE + "On January 10, 2022, a crane fell over. It was the third time this year.",
        TITLE + "On January 10, 2022 — a Monday — a crane fell over. It was the third time.",
        TITLE + "Webinar: 3 March 2021" + BODY,
        TITLE + "3-5 March 2021" + BODY,
        TITLE + "3 March 2031" + BODY,
        TITLE + BODY + "References\n\nPublished 3 March 2021",
        "Report on the January 6, 2021 Attack" + BODY,
        TITLE + "© 2021 Acme, Inc." + BODY,
    ],
)
def test_leaves_other_dates_alone(text: str) -> None:
    """Dates of events, of the future, of other works and in running text are not the work's."""
    page, headline = page_of(text)
    candidates, _ = find_page_dates(page, headline.lines if headline else (), TODAY)

    assert "issued" not in shown(candidates)


def test_finds_when_it_was_looked_at() -> None:
    """A labelled day of access is another field, and what is passed over is noted."""
    page, headline = page_of(TITLE + "Accessed 5 May 2023\nDeadline: 1 April 2022" + BODY)
    candidates, notes = find_page_dates(page, headline.lines if headline else (), TODAY)

    assert shown(candidates) == {"accessed": "2023-05-05"}
    assert len(notes) == 1

"""Who wrote the work."""

from __future__ import annotations

import pytest

from citekit.formats.pasted_page.authors import find_authors
from tests.formats.pasted_page.finders import BODY, TODAY, page_of, shown

TITLE = "A Title of Several Words\n\n"


@pytest.mark.parametrize(
    ("text", "author"),
    [
        (TITLE + "By Jane Doe" + BODY, "Doe, Jane"),
        (TITLE + "By Jane Doe\nand by John Roe" + BODY, "Doe, Jane"),
        (TITLE + "By Jane Doe\nBy John Roe" + BODY, "Doe, Jane; Roe, John"),
        (TITLE + "By Jane Doe | 3 March 2021 | 5 min read" + BODY, "Doe, Jane"),
        (TITLE + "Posted by Jane Doe on 12 August 2020" + BODY, "Doe, Jane"),
        (TITLE + "Jane Doe and John Roe" + BODY, "Doe, Jane; Roe, John"),
        (TITLE + "Jane Doe\nJohn Roe\nMarch 2021" + BODY, "Doe, Jane; Roe, John"),
        (TITLE + "Jane Doe | 3 March 2021" + BODY, "Doe, Jane"),
        (TITLE + "By Reuters" + BODY, "Reuters"),
    ],
)
def test_finds_authors(text: str, author: str) -> None:
    """Bylines name the authors, and so do names right below the headline."""
    page, headline = page_of(text)

    assert shown(find_authors(page, headline.lines if headline else (), TODAY)) == {"author": author}


@pytest.mark.parametrize(
    "text",
    [
        TITLE + BODY,
        TITLE + "Climate Change" + BODY,
        TITLE + "Quux Harbour" + BODY,
        TITLE + 'Jane Doe said: "By John Roe\'s count there were two cranes." Nobody knows.',
        TITLE + BODY + "Related articles\n\nBy Jane Doe",
        "Jane Doe and John Roe Lead Inquiry" + BODY,
    ],
)
def test_leaves_other_people_alone(text: str) -> None:
    """Topics, people in the text, and those who wrote other articles are no authors."""
    page, headline = page_of(text)

    assert shown(find_authors(page, headline.lines if headline else (), TODAY)) == {}

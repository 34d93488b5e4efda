"""What type of work a page is."""

from __future__ import annotations

import datetime as dt

import pytest

from citekit.formats.pasted_page.kind import find_types
from citekit.formats.pasted_page.pasted_page import read_page
from tests.formats.pasted_page.finders import BODY, page_of, shown

TITLE = "A Title of Several Words\n\n"


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        (TITLE + BODY, "webpage"),
        (TITLE + "Policy Brief" + BODY, "report"),
        (TITLE + "Executive summary" + BODY, "report"),
        (TITLE + BODY + "The full report is available to Acme Watch clients.", "report"),
        (TITLE + "https://blog.example.org/a" + BODY, "post-weblog"),
        (TITLE + BODY + "Leave a comment", "post-weblog"),
        (TITLE + "https://www.nytimes.com/2022/a" + BODY, "article-newspaper"),
        (TITLE + "https://www.theatlantic.com/a" + BODY, "article-magazine"),
        (TITLE + "Updated March 3, 2021 at 9:40 a.m." + BODY, "article-newspaper"),
        (TITLE + "ISBN 978-3-16-148410-0" + BODY, "book"),
        (TITLE + "arXiv:2103.01234" + BODY, "article"),
        (TITLE + "https://doi.org/10.1000/x\n\nAbstract" + BODY, "article-journal"),
        (TITLE + "PhD Thesis" + BODY, "thesis"),
        (
            TITLE + "The report says that cranes fall over. This report is by others, and it is old.",
            "webpage",
        ),
    ],
)
def test_tells_the_type(text: str, type_: str) -> None:
    """Labels, addresses and notices tell the type; a report in the text is another's."""
    found = read_page(text, today=dt.date(2024, 5, 6)).get("type")

    assert found is not None
    assert found.value == type_


def test_there_is_always_a_type() -> None:
    """Where nothing says what it is, it is a page, and the reason says so."""
    page, _ = page_of("Word")

    assert shown(find_types(page, (), (), {})) == {"type": "webpage"}

"""Where an article stands, in the lines of publishers."""

from __future__ import annotations

import pytest

from citekit.formats.pasted_page.journals import journal_line

LINES = [
    ("Volume 12, Issue 3, September 2021, Pages 214-231", ("", "12", "3", "214-231")),
    ("Volume12, Issue3 September 2021 Pages 214-231", ("", "12", "3", "214-231")),
    (
        "Harbour Economics, Volume 12, Issue 3, September 2021, Pages 214–231",
        ("Harbour Economics", "12", "3", "214–231"),
    ),
    (
        "Harbour Economics volume 12, pages 214–231 (2021)Cite this article",
        ("Harbour Economics", "12", "", "214–231"),
    ),
    ("Harbour Economics volume 12, Article number: 99 (2021)", ("Harbour Economics", "12", "", "")),
    ("Vol. 12 No. 3 (2021)", ("", "12", "3", "")),
    ("Vol. 12, pp. 4-5", ("", "12", "", "4-5")),
]


@pytest.mark.parametrize(("line", "told"), LINES)
def test_a_line_that_says_where_the_article_stands(line: str, told: tuple[str, ...]) -> None:
    """Journal, volume, issue and pages; what it does not say is empty."""
    match = journal_line(line)

    assert match is not None
    said = {name: value or "" for name, value in match.groupdict().items()}
    assert (said["name"].strip(" ,"), said["volume"], said.get("issue", ""), said["page"]) == told


@pytest.mark.parametrize(
    "line",
    [
        "Volume 12",
        "Harbours and the volume of trade 2021",
        "Trade volume 12 percent higher, say fishers",
        "September 2021, Pages 214-231",
    ],
)
def test_other_lines_say_nothing_of_it(line: str) -> None:
    """Neither pages nor an issue beside a volume."""
    assert journal_line(line) is None

"""A pasted page as a format of its own; what is understood of pages is tested in ``pasted_page``."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from citekit.errors import UnreadableText
from citekit.formats.base import Confidence
from citekit.formats.page import read

CASES = sorted((Path(__file__).parents[1] / "cases" / "pasted_page").glob("*.txt"))
REPORT = """\
Widgets in Transition

Institute for Widget Studies
20 January 2022

The market for widgets has changed. This report, of which more below, describes how it has changed and why.
"""


def test_a_page_is_one_draft() -> None:
    """Title, date and institution come in, with how sure that is."""
    result = read(REPORT.encode(), name="page.txt")

    (item,) = result.items
    assert item.text["title"] == "Widgets in Transition"
    assert item.dates["issued"].edtf() == "2022-01-20"
    assert result.sources[item.id].confidence in tuple(Confidence)


def test_a_date_that_counts_from_today_is_left_out_and_told() -> None:
    """Nobody knows when the page was copied."""
    result = read(REPORT.replace("20 January 2022", "2 hours ago").encode(), name="page.txt")

    assert "issued" not in result.items[0].dates
    assert [problem.field for problem in result.problems if "counts from" in problem.message] == ["issued"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_page_gives_a_date_that_no_calendar_has_reached(path: Path) -> None:
    """Every page is read, or refused with a sentence, and its dates are those it says."""
    with suppress(UnreadableText):
        for date in read(path.read_bytes(), name=path.name).items[0].dates.values():
            assert (date.year or 0) < 2100


def test_no_headline_is_a_sentence() -> None:
    """What has no title makes no record."""
    with pytest.raises(UnreadableText, match="has no headline"):
        read(b"and so it went on, as these things do, for a long while after that.\n", name="page.txt")

"""Labels: genre, number, series."""

from __future__ import annotations

import pytest

from citekit.formats.pasted_page.work_labels import known_numbers, read_label, segments
from tests.tables import read_table


@pytest.mark.parametrize(("text", "expected"), read_table("page_lines/work_labels.txt"))
def test_reads_labels(text: str, expected: str) -> None:
    """A label is taken apart; a title in which such words occur is left alone."""
    label = read_label(text)
    shown = "-"
    if label:
        parts = (label.genre, label.number, label.series, label.series_number, label.issuer)
        shown = " | ".join(parts)

    assert " ".join(shown.split()) == expected


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Press release", "report"),
        ("PhD Thesis", "thesis"),
        ("Blog post", "post-weblog"),
        ("Data set", "dataset"),
        ("From Wikipedia, the free encyclopedia", "entry-encyclopedia"),
    ],
)
def test_a_genre_tells_the_type(text: str, type_: str) -> None:
    """The genre implies a CSL type."""
    label = read_label(text)

    assert label is not None
    assert label.type == type_


def test_finds_numbers_that_tell_themselves() -> None:
    """A number of a known house is found in running heads; COVID-19 and a year are none."""
    assert list(known_numbers("Page 2 GAO-23-199999 Arctic Ports, 2023, COVID-19")) == [
        ("GAO-23-199999", "U.S. Government Accountability Office")
    ]


def test_splits_a_line_into_segments() -> None:
    """Bars, bullets and spaced dashes part a line; hyphens do not."""
    assert segments("Research Note | 3 March 2021 · 5-minute read – Oslo") == [
        "Research Note",
        "3 March 2021",
        "5-minute read",
        "Oslo",
    ]

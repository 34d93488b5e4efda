"""Number variables taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.render.numbers import parse_number
from tests.csl.small_style import cite, item, read

NUMERIC = [
    "12",
    "12-15",
    "12, 15",
    "12 & 15",
    "12 and 15",
    "xii",
    "A12",
    "12a",
    "2nd",
    "1\\-2",
    "vol. 1",
    "1/2",
    "iv, 3",
    "5-",
    "xl",
    "v",
]
WORDS = ["XII", "second", "3rd edition", "1,000", "12;13", "1.5", "10:3", "A-1", "-5", "1 2", "1 (2)", "c"]


@pytest.mark.parametrize("text", NUMERIC)
def test_is_numeric(text: str) -> None:
    """Numbers, ranges and lists of them are numeric, with letters before or after and in roman."""
    assert parse_number(text).numeric


@pytest.mark.parametrize("text", WORDS)
def test_is_not_numeric(text: str) -> None:
    """One part that is no number makes the whole field a matter of words."""
    assert not parse_number(text).numeric


@pytest.mark.parametrize(
    ("text", "plural"),
    [
        *(("12a-12c", True), ("xii-xv", True), ("1\\-2", False), ("12ff", False)),
        *(("1.2-1.4", True), ("3:16-3:18", True), ("iv, (xv)-(xvii)", True), ("1.2", False), ("A-1", False)),
        ("second, third", False),
    ],
)
def test_is_plural(text: str, plural: bool) -> None:
    """Several numbers are plural, sections and verses too; one with an escaped hyphen is one."""
    assert parse_number(text).plural is plural


@pytest.mark.parametrize("text", ["R31-R34", "R31–R34", "R31—-R34", "R31–-R34"])
def test_a_range_has_many_dashes(text: str) -> None:
    """Whatever dashes a conversion left between two numbers, it is a range."""
    assert [part.joint for part in parse_number(text, "page").parts] == ["-", ""]


def test_labels_within() -> None:
    """A label before a number is taken off it and named by its locator term."""
    assert [(part.label, part.value) for part in parse_number("vol. 1, fol. 186").parts] == [
        ("volume", "1"),
        ("folio", "186"),
    ]


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    """No text raises."""
    parse_number(text)


LABELLED = [
    ("page", "p. 5", "p. 5"),
    ("page", "3, p. 7-8", "pp. 3, 7–8"),
    ("page", "5-", "pp. 5-"),
    ("page", "1--2", "pp. 1--2"),
    ("page", "1-2-3", "pp. 1-2–3"),
    ("page", "1,2", "p. 1,2"),
    ("page", "12a-c", "p. 12a-c"),
    ("volume", "vol. 2", "vol. 2"),
    ("volume", "p. 5", "vol. p. 5"),
    ("number-of-pages", "10th", "pp. 10th"),
]


@pytest.mark.parametrize(("variable", "value", "want"), LABELLED)
def test_labels_and_ranges(variable: str, value: str, want: str) -> None:
    """A label within the field replaces that of the variable where it may; odd dashes stay as they are."""
    style = read(
        f'<group delimiter=" "><label variable="{variable}" form="short"/>'
        f'<number variable="{variable}"/></group>'
    )

    assert cite(style, item(**{variable: value})) == want


@pytest.mark.parametrize("dash", ["-", "–", "—", "--", " - "])
def test_a_dash_alone_is_no_number(dash: str) -> None:
    """Some programs write a dash where there is no page: it neither prints nor counts as a value."""
    style = read(
        '<choose><if variable="page"><text variable="page"/></if><else><text value="none"/></else></choose>'
    )

    assert cite(style, item(page=dash)) == "none"


@pytest.mark.parametrize(
    ("page", "want"), [("12-15", "12"), ("1,204", "1,204"), ("7, 9", "7"), ("3\\-4", "3-4"), ("e5–e9", "e5")]
)
def test_first_page(page: str, want: str) -> None:
    """The first page ends where a list or range goes on, not within its number."""
    assert cite(read('<text variable="page-first"/>'), item(page=page)) == want

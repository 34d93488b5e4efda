"""Report numbers: known by their looks, found in text, compared by letters and digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.item.report_numbers import find_report_numbers, is_report_number, report_number_key
from tests.tables import read_lines, read_table

NUMBERS = read_table("item/report_numbers.txt")
WITHOUT_HOUSE = {"w12345", "430R15004", "R45678", "ICPSR 35531", "00712345"}
LABELLED = {
    number for number, _ in NUMBERS if number.startswith(("Gartner", "IMF Working", "Working", "Report"))
}


@pytest.mark.parametrize(("number", "key"), NUMBERS)
def test_the_key_is_what_spellings_have_in_common(number: str, key: str) -> None:
    """House, label, case and separators do not count; what tells numbers apart does."""
    assert report_number_key(number) == key


@pytest.mark.parametrize(("number", "key"), NUMBERS)
def test_the_key_does_not_depend_on_case_or_dashes(number: str, key: str) -> None:
    """A number typed in small letters or with typographic dashes is the same number."""
    assert report_number_key(number.lower()) == key
    assert report_number_key(number.replace("-", "–")) == key


@pytest.mark.parametrize("number", [number for number, _ in NUMBERS if number not in LABELLED])
def test_a_report_number_is_known_by_its_looks(number: str) -> None:
    """The forms of the houses, and capitals with digits, are taken for report numbers."""
    assert is_report_number(number)


@pytest.mark.parametrize("text", read_lines("item/no_report_numbers.txt"))
def test_other_text_is_no_report_number(text: str) -> None:
    """Words, citation keys, dates and ranges of years are not."""
    assert not is_report_number(text)


@pytest.mark.parametrize(
    "number", [number for number, _ in NUMBERS if number not in WITHOUT_HOUSE | LABELLED]
)
def test_a_number_of_a_known_house_is_found_in_text(number: str) -> None:
    """It is found whole, without the punctuation around it."""
    text = f"See the report ({number}), and then {number}. Also {number}: more."

    assert [text[start:end] for start, end in find_report_numbers(text)] == [number] * 3


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19 in 1990-1995, GPT-4 and UTF-8; the G20, the F-16, page A/4 and S/2.",
        "Call 94305-1234, VAT DE123456789, room TR-12, port CT-19.",
        "http://example.org/RR-1234-OSD and x/WP/20/13 and preWP/20/13, WP/20/13x.",
        "A 2019/2020 season, 16/9 screens, 3/4 of them, 1/2.",
    ],
)
def test_running_text_without_numbers_is_left_alone(text: str) -> None:
    """What only looks a little like a report number in running text is none."""
    assert list(find_report_numbers(text)) == []


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(text: str) -> None:
    """A key holds letters and digits alone, and any text has one."""
    assert all(character.isalnum() for character in report_number_key(text))

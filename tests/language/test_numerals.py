"""Numbers in letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.language.numerals import alphabetic, roman


@pytest.mark.parametrize(
    ("number", "want"),
    [(1, "i"), (4, "iv"), (1994, "mcmxciv"), (5999, "mmmmmcmxcix"), (0, "0"), (6000, "6000")],
)
def test_roman(number: int, want: str) -> None:
    """Roman numerals go from 1 to 5999; other numbers keep their digits."""
    assert roman(number) == want


@pytest.mark.parametrize(
    ("index", "want"), [(0, "a"), (25, "z"), (26, "aa"), (51, "az"), (52, "ba"), (702, "aaa")]
)
def test_alphabetic(index: int, want: str) -> None:
    """After z comes aa."""
    assert alphabetic(index) == want


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_letters_tell_apart(one: int, other: int) -> None:
    """Different indices have different letters."""
    assert (alphabetic(one) == alphabetic(other)) == (one == other)

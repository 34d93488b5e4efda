"""Months and seasons by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.language.months import month_number, season_number


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("January", 1),
        ("FEB.", 2),
        ("März", 3),
        ("avril", 4),
        ("mayo", 5),
        ("giugno", 6),
        ("juillet", 7),
        ("août", 8),
        ("Sept", 9),
        ("październik", 10),
        ("ноября", 11),
        ("ديسمبر", 12),
    ],
)
def test_a_month_is_known_in_many_languages(name: str, number: int) -> None:
    """Case, accents and the dot of an abbreviation do not count."""
    assert month_number(name) == number


@pytest.mark.parametrize(
    ("name", "number"), [("Spring", 1), ("Sommer", 2), ("Fall", 3), ("autumn", 3), ("hiver", 4)]
)
def test_a_season_is_known_in_many_languages(name: str, number: int) -> None:
    """Spring is 1 and winter 4, as in CSL."""
    assert season_number(name) == number


@pytest.mark.parametrize("name", ["", ".", "Monday", "j", "jan feb", "Marchand", "Mayor", "12"])
def test_other_words_are_neither(name: str) -> None:
    """A word that only begins like a month is none."""
    assert month_number(name) is None
    assert season_number(name) is None


@given(st.text(max_size=12))
def test_any_word_can_be_asked(name: str) -> None:
    """The answer is a number in its range or None."""
    assert month_number(name) in {None, *range(1, 13)}
    assert season_number(name) in {None, *range(1, 5)}

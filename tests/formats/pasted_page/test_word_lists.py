"""Lists of words."""

from __future__ import annotations

import pytest

from citekit.formats.pasted_page.word_lists import phrases_in, word_set


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("buttons.txt", "skip to main content"),
        ("endings.txt", "references"),
        ("given_names.txt", "jane"),
        ("no_names.txt", "united"),
    ],
)
def test_data_files_are_read(name: str, phrase: str) -> None:
    """Each data file gives its phrases, folded, without its comments."""
    phrases = phrases_in(name)

    assert phrase in phrases
    assert not any("#" in one for one in phrases)


def test_no_given_name_is_a_word_of_headlines() -> None:
    """The two lists that decide against each other do not overlap."""
    assert phrases_in("given_names.txt").isdisjoint(phrases_in("no_names.txt"))


def test_splits_words() -> None:
    """Words in the code are parted at white space."""
    assert word_set(" a b\n c") == {"a", "b", "c"}

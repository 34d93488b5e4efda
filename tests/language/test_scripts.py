"""Scripts."""

from __future__ import annotations

import pytest

from citekit.language.scripts import has_alphabet, is_han


@pytest.mark.parametrize(
    ("text", "alphabet", "han"),
    [
        ("Doe", True, False),
        ("Иванов", True, False),
        ("魏笑", False, True),
        ("김", False, True),
        ("12", False, False),
        ("Li 魏", True, True),
    ],
)
def test_scripts(text: str, alphabet: bool, han: bool) -> None:
    """Letters of an alphabet and characters of Chinese, Japanese and Korean are told apart."""
    assert (has_alphabet(text), is_han(text)) == (alphabet, han)

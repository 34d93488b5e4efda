"""Romanizing: a readable ASCII spelling of any script that has a small table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.language.romanize import to_ascii
from tests.tables import read_table


@pytest.mark.parametrize(("text", "ascii_"), read_table("language/romanize.txt"))
def test_each_script_has_its_spelling(text: str, ascii_: str) -> None:
    """Letters are spelled as passports and catalogues do, without diacritics."""
    assert to_ascii(text) == ascii_


@pytest.mark.parametrize("text", ["胡適", "हिन्दी", "ไทย", "☃", "", "\u200b"])
def test_what_has_no_spelling_is_left_out(text: str) -> None:
    """Han, scripts without a table and symbols give nothing rather than something wrong."""
    assert to_ascii(text) == ""


@pytest.mark.parametrize("text", ["Plain text, 12:30 & more.", "{a} \\b ~c"])
def test_ascii_is_left_alone(text: str) -> None:
    """ASCII comes back as it is."""
    assert to_ascii(text) == text


@given(st.text(max_size=40))
def test_any_text_becomes_ascii(text: str) -> None:
    """The result is ASCII, and romanizing it again changes nothing."""
    result = to_ascii(text)

    assert result.isascii()
    assert to_ascii(result) == result


@given(st.text(st.characters(max_codepoint=0x52F, categories=["Lu", "Ll"]), min_size=1, max_size=12))
def test_a_european_word_keeps_a_letter(word: str) -> None:
    """No word of Latin, Greek or Cyrillic letters vanishes, save those of signs that have no sound."""
    if word.isalpha() and not set(word.lower()) & set("ъь"):
        known = [character for character in word if to_ascii(character)]
        assert bool(to_ascii(word)) == bool(known)

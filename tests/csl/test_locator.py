"""Locators as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.citation import Locator
from citekit.csl.locator import LABELS, WORDS, parse_locator, split_locator, words_of
from citekit.csl.model.locale import Locale, merge
from citekit.csl.read.locale import read_locale
from citekit.errors import InvalidValue
from tests.csl.suite import locale_text


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("33", "page", "33"),
        ("33-35", "page", "33-35"),
        ("33–35, 40", "page", "33–35, 40"),
        ("33ff.", "page", "33ff."),
        ("p. 33", "page", "33"),
        ("p33", "page", "33"),
        ("P.33", "page", "33"),
        ("pp. 33-35", "page", "33-35"),
        ("pages 33 and 35", "page", "33 and 35"),
        ("page: 33", "page", "33"),
        ("S12-S15", "page", "S12-S15"),
        ("e0123456", "page", "e0123456"),
        ("xii", "page", "xii"),
        ("XII–xiv", "page", "XII–xiv"),
        ("chap. 2", "chapter", "2"),
        ("ch.2", "chapter", "2"),
        ("ch2", "chapter", "2"),
        ("Chapter Two", "chapter", "Two"),
        ("§ 4", "section", "4"),
        ("§§4-5", "section", "4-5"),
        ("s. 4(2)(b)", "section", "4(2)(b)"),
        ("¶ 12", "paragraph", "12"),
        ("para. 12", "paragraph", "12"),
        ("fig. 3b", "figure", "3b"),
        ("app. A", "appendix", "A"),
        ("art. 9", "article-locator", "9"),
        ("title 17", "title-locator", "17"),
        ("n. 4", "note", "4"),
        ("footnote 4", "note", "4"),
        ("no. 3", "issue", "3"),
        ("vol. 2, p. 33", "volume", "2, p. 33"),
        ("v. 16", "verse", "16"),
        ("ll. 5-9", "line", "5-9"),
        ("loc. 1234", "elocation", "1234"),
        ("s.v. logic", "sub-verbo", "logic"),
        ("sub verbo logic", "sub-verbo", "logic"),
        ("0:12:30", "timestamp", "0:12:30"),
        ("time 12:30", "timestamp", "12:30"),
        ("  pp.   33  -  35 ", "page", "33 - 35"),
    ],
)
def test_understands_what_people_type(text: str, label: str, value: str) -> None:
    """Words, abbreviations and signs name the locator; a number alone is a page."""
    assert parse_locator(text) == Locator(label, value)


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        ("", "is empty", "33"),
        ("   ", "is empty", "33"),
        ("chapter", "which chapter", "chapter 2"),
        ("chaptr 2", 'unknown label "chaptr"', "chapter"),
        ("passim", 'unknown label "passim"', "suffix"),
        ("my emphasis", 'unknown label "my"', "suffix"),
        ("ſ 7", 'unknown label "ſ"', ""),
    ],
)
def test_names_what_it_does_not_understand(text: str, reason: str, hint: str) -> None:
    """An unknown word or a missing value is an error that says what to write."""
    with pytest.raises(InvalidValue) as caught:
        parse_locator(text)
    assert reason in str(caught.value)
    assert hint in (caught.value.hint or "")


@pytest.mark.parametrize("label", LABELS)
def test_every_spelling_of_every_label_is_read(label: str) -> None:
    """Each word of the table, with and without a full stop, gives its label."""
    for spelling in LABELS[label]:
        assert parse_locator(f"{spelling} 7") == Locator(label, "7")
        assert parse_locator(f"{spelling.title()}. 7") == Locator(label, "7")


@given(st.text())
def test_any_text_is_a_locator_or_an_error(text: str) -> None:
    """No text makes parsing fail in another way than by its error."""
    try:
        locator = parse_locator(text)
    except InvalidValue:
        return
    assert locator.label in LABELS
    assert locator.value


@pytest.mark.parametrize(
    ("text", "label", "value", "suffix"),
    [
        (", p. 12/13", "page", "12/13", ""),
        (", A 51/B 75", None, "", ", A 51/B 75"),
        (", see p. 3", None, "", ", see p. 3"),
        (", can I say", None, "", ", can I say"),
        (", {}12 rest", None, "", "12 rest"),
        (", {p. 3, see", None, "", ", {p. 3, see"),
        ("", None, "", ""),
        (", P. 5", "page", "5", ""),
    ],
)
def test_what_follows_a_key_is_a_locator_and_a_suffix(
    text: str, label: str | None, value: str, suffix: str
) -> None:
    """Numbers behind a label are the locator; words that are no place stay in the suffix."""
    locator, start = split_locator(text)

    assert locator == (None if label is None else Locator(label, value))
    assert text[start:] == suffix


@given(st.text("p.,;{}() 3ivS.x-"))
def test_taking_a_suffix_apart_never_fails(text: str) -> None:
    """Any text is a locator and a rest; a locator has a value."""
    locator, start = split_locator(text)

    assert 0 <= start <= len(text)
    assert locator is None or locator.value


def test_words_of_another_language_can_be_given() -> None:
    """German words make a German paper's locators."""
    assert split_locator(", S. 33f.", {"s.": "page"}) == (Locator("page", "33f"), 8)


def locale(tag: str) -> Locale:
    """Return the locale of a language."""
    return merge(tag, [], [read_locale(locale_text(one) or "", name=one) for one in (tag, "en-US")])


@pytest.mark.parametrize(
    ("language", "typed", "locator"),
    [
        ("de-DE", ", S. 33–35", Locator("page", "33–35")),
        ("de-DE", ", Kap. 2", Locator("chapter", "2")),
        ("de-DE", ", p. 3", Locator("page", "3")),
        ("sv-SE", ", s. 3", Locator("page", "3")),
        ("fr-FR", ", chap. 2", Locator("chapter", "2")),
        ("en-GB", ", s. 3", Locator("section", "3")),
    ],
)
def test_a_language_has_words_of_its_own(language: str, typed: str, locator: Locator) -> None:
    """They come before the English ones, which are known in every language."""
    words = words_of(locale(language))

    assert split_locator(typed, words)[0] == locator


def test_english_needs_no_words_of_its_own() -> None:
    """The words are those that are always known."""
    assert words_of(locale("en-US")) is WORDS

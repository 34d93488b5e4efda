"""Folding: one key for all spellings of a word, and the word that a slip was meant for."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.language.fold import fold, nearest, words
from tests.tables import read_table

FIELDS = (
    "type", "title", "title-short", "container-title", "collection-title", "author", "editor", "issued",
    "publisher", "publisher-place", "page", "volume", "issue", "URL", "DOI", "ISBN", "ISSN", "abstract",
    "article-journal", "article-magazine", "article-newspaper", "paper-conference", "report", "tags",
)  # fmt: skip


@pytest.mark.parametrize(("text", "key"), read_table("language/fold.txt"))
def test_case_accents_and_typography_are_folded(text: str, key: str) -> None:
    """What writers of one language use for one another becomes the same; different letters stay different."""
    assert fold(text) == key


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    """A key is its own key."""
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_composed_and_decomposed_text_are_one(text: str) -> None:
    """The normalisation form of the text does not count."""
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(st.characters(max_codepoint=0x24F, exclude_categories=["C"]), max_size=40))
def test_case_does_not_count(text: str) -> None:
    """Capitals and small letters of Latin are one."""
    assert fold(text.upper()) == fold(text.lower()) or "\u0149" in text


@given(st.text(st.characters(max_codepoint=127), max_size=40))
def test_ascii_is_only_lowered_and_spaced(text: str) -> None:
    """The fast way for ASCII gives what the long way gives."""
    assert fold(text) == fold(text + "\u00ad")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        (" – … ", ()),
        ("The SARS-CoV-2 genome, 2nd ed.", ("the", "sars", "cov", "2", "genome", "2nd", "ed")),
        ("Don’t l’Hôpital", ("don", "t", "l", "hopital")),
        ("snake_case", ("snake", "case")),
        ("東京の大学 2020年", ("東", "京", "の", "大", "学", "2020", "年")),
        ("हिन्दी साहित्य", ("हिन्दी", "साहित्य")),
        ("한국어 사전", ("한국어", "사전")),
        ("كتاب الأغاني", ("كتاب", "الاغاني")),
    ],
)
def test_words_are_runs_of_letters_and_digits(text: str, expected: tuple[str, ...]) -> None:
    """Vowel signs belong to their word; scripts without spaces give a word for each character."""
    assert words(text) == expected


@given(st.text(max_size=40))
def test_words_are_folded_and_hold_no_space(text: str) -> None:
    """Every word is its own key, and in the order of the text."""
    found = words(text)

    assert all(word and not word.isspace() and word == fold(word) for word in found)
    assert words(" ".join(found)) == found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("titel", "title"),
        ("athor", "author"),
        ("autor", "author"),
        ("publsher", "publisher"),
        ("url", "URL"),
        ("doi", "DOI"),
        ("isuue", "issue"),
        ("vol", "volume"),
        ("magazine", "article-magazine"),
        ("containertitle", "container-title"),
        ("container_title", "container-title"),
        ("journal-article", "article-journal"),
        ("journalArticle", "article-journal"),
        ("conference paper", "paper-conference"),
        ("newspaperArticle", "article-newspaper"),
        ("tag", "tags"),
    ],
)
def test_the_nearest_word_comes_first(typed: str, meant: str) -> None:
    """A slip, a beginning, a part, other case or order lead to the word that was meant."""
    assert nearest(typed, FIELDS)[0] == meant


@pytest.mark.parametrize("typed", ["", "zzz", "x", "supercalifragilistic", "-", "qwertz"])
def test_what_is_not_near_is_not_named(typed: str) -> None:
    """No suggestion is better than a far one."""
    assert nearest(typed, FIELDS) == ()


def test_beside_a_slip_of_one_letter_nothing_farther_is_named() -> None:
    """The word one letter away is what was meant; words farther off only distract."""
    keys = [f"smith{year}attention" for year in range(1000, 10_000)]

    assert nearest("smiht2019attention", keys) == ("smith2019attention",)


def test_no_more_than_asked_are_named() -> None:
    """The likeliest come first, the shorter before the longer."""
    known = ["title-short", "title", "titles"]

    assert nearest("titl", known, most=2) == ("title", "titles")


@given(st.sampled_from(FIELDS), st.integers(0, 20), st.sampled_from("aeiou-"))
def test_one_letter_wrong_is_always_near(word: str, place: int, letter: str) -> None:
    """A word of five letters or more is found with any one letter changed, missing or added."""
    if len(word) < 5:
        return
    place %= len(word)
    slips = (
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
    )

    for slip in slips:
        assert word in nearest(slip, FIELDS, most=len(FIELDS))

"""Text case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.language.case import apply_case

CASES = [
    ("the quick fox", "title", "The Quick Fox"),
    ("a study of the iPhone in NASA labs", "title", "A Study of the iPhone in NASA Labs"),
    ("what to look for", "title", "What to Look For"),
    ("pro-environmental and out-of-fashion", "title", "Pro-Environmental and Out-of-Fashion"),
    ("title: the subtitle", "title", "Title: The Subtitle"),
    ("don't stop", "title", "Don't Stop"),
    ("a study of e-learning and plan b", "title", "A Study of E-Learning and Plan b"),
    ("un million d’infirmes", "title", "Un Million d’infirmes"),
    ("l'étranger and the o'neil", "title", "L'étranger and the o'neil"),
    ("calculator v0.9 for v12", "title", "Calculator v0.9 for v12"),
    ("v2 rockets", "title", "V2 Rockets"),
    ("the NASA report", "sentence", "The nasa report"),
    ("HELLO WORLD", "sentence", "HELLO world"),
    ("hallo welt", "capitalize-first", "Hallo welt"),
    ("iPhone sales", "capitalize-first", "iPhone sales"),
    ("hallo of welt", "capitalize-all", "Hallo Of Welt"),
    ("Straße", "uppercase", "STRASSE"),
    ("ABC", "lowercase", "abc"),
]


@pytest.mark.parametrize(("text", "case", "want"), CASES)
def test_cases(text: str, case: str, want: str) -> None:
    """Only words all in small letters change, but for sentence, upper and lower case."""
    assert apply_case([(text, False)], case, "en") == [want]


def test_turkish() -> None:
    """Turkish and Azerbaijani keep the dot of the i."""
    assert apply_case([("izmir ılık", False)], "uppercase", "tr-TR") == ["İZMİR ILIK"]


def test_protected_runs() -> None:
    """A protected run stays, counts as a word, and so uses up the first place."""
    assert apply_case([("nEW", True), (" york times", False)], "sentence", "en") == ["nEW", " york times"]


def test_words_across_runs() -> None:
    """A word that markup cuts in two is one word."""
    assert apply_case([("h", False), ("ello", False)], "title", "en") == ["H", "ello"]


@given(
    st.lists(st.tuples(st.text(max_size=8), st.booleans()), max_size=4),
    st.sampled_from(["title", "sentence", "capitalize-first", "capitalize-all", "uppercase", "lowercase"]),
)
def test_runs_stay_apart(runs: list[tuple[str, bool]], case: str) -> None:
    """There are as many runs after as before, and protected ones are untouched."""
    result = apply_case(runs, case, "en")

    assert len(result) == len(runs)
    assert all(new == old for new, (old, protected) in zip(result, runs, strict=True) if protected)

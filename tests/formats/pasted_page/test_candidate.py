"""The one choice among candidates."""

from __future__ import annotations

import pytest

from citekit.formats.pasted_page.candidate import Candidate, choose
from citekit.item.date import parse_edtf


def candidate(value: str, score: int, line: int = 1) -> Candidate:
    """Return a candidate for the title."""
    return Candidate("title", value, value, line, score, "a reason")


@pytest.mark.parametrize(
    ("score", "confidence"), [(80, "high"), (79, "medium"), (55, "medium"), (54, "low"), (35, "low")]
)
def test_the_score_gives_the_confidence(score: int, confidence: str) -> None:
    """Scores have three steps."""
    (found,) = choose([candidate("A", score)])

    assert found.confidence == confidence


def test_what_scores_too_little_is_not_taken() -> None:
    """A faint hint leaves the field empty."""
    assert choose([candidate("A", 34)]) == ()


def test_the_best_wins() -> None:
    """The highest score is taken, whichever came first."""
    (found,) = choose([candidate("A", 60), candidate("B", 90, 2)])

    assert (found.value, found.line, found.confidence) == ("B", 2, "high")


def test_a_second_witness_adds() -> None:
    """The same value in another place is surer; twice on one line it is not."""
    (twice,) = choose([candidate("A", 74), candidate("A", 50, 2)])
    (once,) = choose([candidate("A", 74), candidate("A", 74)])

    assert (twice.confidence, once.confidence) == ("high", "medium")


def test_a_close_rival_makes_a_guess() -> None:
    """Two values as likely as each other are a question, and the reason names the other."""
    (found,) = choose([candidate("A", 90), candidate("B", 84, 7)])

    assert found.confidence == "low"
    assert 'line 7 says "B"' in found.reason


def test_open_choices_make_a_question() -> None:
    """A value with several readings has low confidence, however good its place."""
    readings = (parse_edtf("2022-04-03"), parse_edtf("2022-03-04"))
    (found,) = choose([Candidate("issued", parse_edtf("2022"), "03/04/2022", 1, 95, "labelled", readings)])

    assert (found.confidence, found.choices, found.is_guess) == ("low", readings, False)


def test_long_evidence_is_shortened() -> None:
    """Evidence is for reading on a terminal; the value stays whole."""
    (found,) = choose([candidate("A" * 500, 90)])

    assert len(found.evidence) < 200
    assert found.value == "A" * 500

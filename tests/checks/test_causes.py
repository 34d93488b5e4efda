"""Findings put together by their cause."""

from __future__ import annotations

from citekit.checks.causes import causes_of, only_once
from citekit.checks.finding import Finding, Level, Where
from citekit.documents.places import Place, Span, Unit


def _finding(
    check: str, start: int = 0, *, habit: str = "", expected: str = "", level: Level = Level.WARNING
) -> Finding:
    where = Where(place=Place("a.md", Unit.LINE, 1, start + 1), span=Span(start, start + 5))
    return Finding(check=check, level=level, where=where, message=f"{check}.", habit=habit, expected=expected)


def test_the_commonest_habit_comes_first() -> None:
    """Habits by number, then each finding for itself, in the order of the paper."""
    findings = [
        _finding("alone", 0),
        _finding("comma", 10, habit="no comma"),
        _finding("and", 20, habit="and"),
        _finding("comma", 30, habit="no comma"),
        _finding("and", 40, habit="and"),
        _finding("and", 50, habit="and"),
    ]

    causes = causes_of(findings)

    assert [(cause.habit, len(cause.findings)) for cause in causes] == [("and", 3), ("no comma", 2), ("", 1)]


def test_once_is_no_habit() -> None:
    """A single finding stands for itself, where it stands."""
    findings = [_finding("and", 0, habit="and"), _finding("alone", 10)]

    assert [cause.findings[0].check for cause in causes_of(findings)] == ["and", "alone"]
    assert {cause.habit for cause in causes_of(findings)} == {""}


def test_the_same_about_the_same_words_is_told_once() -> None:
    """The surer of two findings is kept, in the place of the first; what expects something else stays."""
    look = _finding("a", 0, expected="(Doe, 2019)", level=Level.LOOK)
    error = _finding("b", 0, expected="(Doe, 2019)", level=Level.ERROR)
    other = _finding("c", 0, expected="(Doe, 2018)")
    elsewhere = _finding("a", 10, expected="(Doe, 2019)")

    assert only_once([look, other, error, elsewhere]) == (error, other, elsewhere)


def test_what_is_about_the_whole_paper_is_kept_apart() -> None:
    """Two checks that speak of no words are two findings."""
    one = Finding(check="a", level=Level.ERROR, where=Where(), message="No list.")
    other = Finding(check="b", level=Level.ERROR, where=Where(), message="No list.")

    assert only_once([one, other, one]) == (one, other)

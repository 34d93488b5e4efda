"""Findings held against answers: what was found, what was missed, what was a false alarm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from citekit.checks.finding import Finding, Level
from citekit.documents.document import Document
from citekit.documents.places import Span
from tests.checks.answers import Answers, Planted, find_words

__all__ = ["Score", "WordsNotFound", "score", "total"]

_NEAR: Final = 1
"""How many characters may lie between a finding and the words of an error: a bracket or a stop."""


class WordsNotFound(ValueError):
    """An answer file speaks of words that the paper does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How the findings of one paper stand to its answers.

    ``found`` has each planted error with the finding that named it first, ``missed`` each other with what
    the checks called it, if anything. ``trapped`` are the false alarms at words that the answers list as
    traps; they are among ``false_alarms`` too.
    """

    name: str
    found: tuple[tuple[Planted, Finding], ...] = ()
    missed: tuple[tuple[Planted, tuple[str, ...]], ...] = ()
    false_alarms: tuple[Finding, ...] = ()
    trapped: tuple[tuple[str, Finding], ...] = ()

    @property
    def planted(self) -> int:
        """How many errors there are."""
        return len(self.found) + len(self.missed)

    @property
    def recall(self) -> float:
        """The share of errors that were found; 1 where there is none."""
        return len(self.found) / self.planted if self.planted else 1.0

    def by_check(self) -> dict[str, tuple[int, int]]:
        """Return for each check how many errors it found and how many false alarms it gave."""
        right = Counter(finding.check for _, finding in self.found)
        wrong = Counter(finding.check for finding in self.false_alarms)
        return {check: (right[check], wrong[check]) for check in sorted({*right, *wrong})}


def score(
    name: str, document: Document | None, findings: Iterable[Finding], answers: Answers, *, twin: bool = False
) -> Score:
    """Return how ``findings`` about a paper stand to ``answers``.

    ``document`` is None for a folder of records. In a clean ``twin`` every finding is a false alarm.

    Raises:
        WordsNotFound: the words of an error are not in the paper.
    """
    told = [finding for finding in findings if finding.level is not Level.UNCHECKED]
    places = [(error, tuple(_spans(error, document, name))) for error in (() if twin else answers.errors)]
    right: dict[int, Finding] = {}
    alarms = []
    called: dict[int, list[str]] = {}
    for finding in told:
        hits = [number for number, (error, spans) in enumerate(places) if _touches(finding, error, spans)]
        named = [number for number in hits if finding.check in places[number][0].checks]
        for number in named:
            right.setdefault(number, finding)
        if not named:
            alarms.append(finding)
            for number in hits:
                called.setdefault(number, []).append(finding.check)
    return Score(
        name=name,
        found=tuple((error, right[number]) for number, (error, _) in enumerate(places) if number in right),
        missed=tuple(
            (error, tuple(called.get(number, ())))
            for number, (error, _) in enumerate(places)
            if number not in right
        ),
        false_alarms=tuple(alarms),
        trapped=tuple(_trapped(alarms, document, answers)) if document else (),
    )


def total(scores: Sequence[Score]) -> Score:
    """Return all scores as one."""
    return Score(
        name="in all",
        found=tuple(pair for each in scores for pair in each.found),
        missed=tuple(pair for each in scores for pair in each.missed),
        false_alarms=tuple(finding for each in scores for finding in each.false_alarms),
        trapped=tuple(pair for each in scores for pair in each.trapped),
    )


def _spans(error: Planted, document: Document | None, name: str) -> Iterator[Span]:
    if document is None:
        return
    for words in (error.words, *error.also):
        if words:
            line = error.line if words is error.words else 0
            spans = find_words(document, words, line)
            if not spans:
                raise WordsNotFound(f"{name}: the paper does not have the words {words!r}")
            yield from spans


def _touches(finding: Finding, error: Planted, spans: Sequence[Span]) -> bool:
    wheres = [finding.where, *(related.where for related in finding.related)]
    if error.key:
        return any(
            where.key == error.key and (not error.field or where.field in ("", error.field))
            for where in wheres
        )
    if not spans:
        return True
    return any(where.span is not None and _overlap(where.span, span) for where in wheres for span in spans)


def _overlap(one: Span, other: Span) -> bool:
    return (
        one.part == other.part
        and one.start < other.end + _NEAR
        and other.start < max(one.end, one.start + 1) + _NEAR
    )


def _trapped(
    alarms: Iterable[Finding], document: Document, answers: Answers
) -> Iterator[tuple[str, Finding]]:
    traps = [(trap, find_words(document, trap.words, trap.line)) for trap in answers.traps]
    for finding in alarms:
        for trap, spans in traps:
            if finding.where.span and any(_overlap(finding.where.span, span) for span in spans):
                yield trap.words, finding
                break

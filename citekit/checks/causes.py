"""Findings put together by their cause: who makes one mistake eleven times has one thing to learn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from citekit.checks.finding import Finding, Level

__all__ = ["Cause", "causes_of", "only_once"]


@dataclass(frozen=True, slots=True)
class Cause:
    """Findings of one cause, in the order of the paper; ``habit`` is empty where one stands for itself."""

    habit: str
    findings: tuple[Finding, ...]


def causes_of(findings: Sequence[Finding]) -> tuple[Cause, ...]:
    """Return the causes of ``findings``: the habits first, the commonest of them first, then the rest.

    A habit that was found once is no habit.
    """
    by_habit: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.habit:
            by_habit.setdefault(finding.habit, []).append(finding)
    habits = {habit: tuple(found) for habit, found in by_habit.items() if len(found) > 1}
    first = sorted(habits.items(), key=lambda each: -len(each[1]))
    return (
        *(Cause(habit, found) for habit, found in first),
        *(Cause("", (finding,)) for finding in findings if finding.habit not in habits),
    )


def only_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return ``findings`` without those that tell of the same words what an earlier, surer one tells.

    Two findings tell the same if they are about the same span, or field of a record, and expect the same.
    """
    order = tuple(Level)
    told: dict[object, Finding] = {}
    kept: list[Finding] = []
    for finding in findings:
        same = _same(finding)
        before = told.get(same)
        if before is None:
            told[same] = finding
            kept.append(finding)
        elif order.index(finding.level) < order.index(before.level):
            told[same] = finding
            kept[kept.index(before)] = finding
    return tuple(kept)


def _same(finding: Finding) -> object:
    where = finding.where
    told = finding.expected or finding.message
    if where.span is not None:
        return (where.place and where.place.path, where.span, told)
    return (where.place, where.key, where.field, where.reference, finding.check, told)

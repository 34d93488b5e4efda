"""Run the checks: choose those that can say something, gather what they find, and put it in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from citekit.checks.check import Check, Need, PaperCheck, RecordCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.shelf import Shelf

__all__ = ["Report", "check_paper", "check_records"]

_LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found, in the order of the paper or the records, and which checks had nothing to go by."""

    findings: tuple[Finding, ...]
    left_out: tuple[tuple[Check, Need], ...] = ()


def check_paper(paper: Paper, checks: Sequence[PaperCheck], has: frozenset[Need]) -> Report:
    """Return what ``checks`` find in ``paper``, of which ``has`` tells what there is to go by."""
    left_out = []
    findings: list[Finding] = []
    for check in checks:
        missing = [need for need in Need if need in check.needs - has]
        if missing:
            left_out.append((check, missing[0]))
        else:
            findings += check.find(paper)
    return Report(findings=_sorted(findings), left_out=tuple(left_out))


def check_records(shelf: Shelf, checks: Sequence[RecordCheck]) -> Report:
    """Return what ``checks`` find in the records of ``shelf``."""
    left_out = []
    usable = []
    for check in checks:
        if Need.STYLE in check.needs and shelf.style is None:
            left_out.append((check, Need.STYLE))
        else:
            usable.append(check)
    findings = [finding for check in usable for finding in check.find(shelf)]
    return Report(findings=_sorted(findings), left_out=tuple(left_out))


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort by where a finding stands; what is about the paper as a whole comes first."""

    def place(finding: Finding) -> tuple[object, ...]:
        where = finding.where
        here = where.place
        found = (here.path, here.page, here.line, here.column) if here else ("", 0, 0, 0)
        return (*found, where.key, _LEVELS.index(finding.level))

    return tuple(sorted(findings, key=place))

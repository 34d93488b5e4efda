"""A paper, or a library, when the checks are done with it: what every report is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from citekit.checks.causes import only_once
from citekit.checks.check import PaperCheck, RecordCheck
from citekit.checks.coverage import gaps_of, lacking, needs_met, what_was_read
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.run import Report, check_paper, check_records
from citekit.checks.shelf import Shelf
from citekit.checks.suppressions import Suppression, suppress
from citekit.checks.uses import SourceUse, source_uses
from citekit.documents.document import Document

__all__ = ["Checked", "check_one", "check_shelf", "counted", "unreadable"]

_SURENESS = (Level.ERROR, Level.WARNING, Level.LOOK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What is to be told of one paper, or of the records.

    ``name`` is the paper's as given. ``read`` says what was read and understood, ``gaps`` what could not be
    checked. ``findings`` stand in the order of the paper, ``accepted`` are those that a file of suppressions
    names, ``idle`` what it names in vain. ``ran`` is the number of checks that were run. ``failure`` says why
    the paper could not be read at all, ``lacks`` what a paper has and this one has not: a list of references,
    citations. ``uses`` tell what each source is cited for.
    ``document`` is None for records and for what could not be read.
    """

    name: str
    document: Document | None = None
    read: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    accepted: tuple[tuple[Finding, Suppression], ...] = ()
    idle: tuple[Suppression, ...] = ()
    ran: int = 0
    failure: str = ""
    lacks: str = ""
    uses: tuple[SourceUse, ...] = ()

    @property
    def verdicts(self) -> tuple[Finding, ...]:
        """The findings that say that something is, or may be, wrong."""
        return tuple(finding for finding in self.findings if finding.level is not Level.UNCHECKED)

    @property
    def unchecked(self) -> tuple[Finding, ...]:
        """The findings that say what could not be checked."""
        return tuple(finding for finding in self.findings if finding.level is Level.UNCHECKED)

    @property
    def levels(self) -> Counter[Level]:
        """How many verdicts there are of each level."""
        return Counter(finding.level for finding in self.verdicts)

    @property
    def has_gaps(self) -> bool:
        """Whether something could not be checked."""
        return bool(self.gaps or self.unchecked)


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: ``1 finding``, ``2 findings``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def unreadable(name: str, reason: str) -> Checked:
    """Return what is told of a paper that could not be read."""
    return Checked(name=name, failure=reason)


def check_one(
    paper: Paper,
    checks: Sequence[PaperCheck],
    *,
    name: str,
    suppressions: Sequence[Suppression] = (),
    least: Level = Level.LOOK,
) -> Checked:
    """Return what ``checks`` find in ``paper`` that is as sure as ``least``, without what was accepted."""
    report = check_paper(paper, checks, needs_met(paper))
    return _checked(
        report,
        Checked(
            name=name,
            document=paper.document,
            read=what_was_read(paper),
            gaps=gaps_of(paper, report),
            lacks=lacking(paper),
            uses=source_uses(paper),
        ),
        ran=_ran(report, checks),
        suppressions=suppressions,
        least=least,
    )


def check_shelf(
    shelf: Shelf,
    checks: Sequence[RecordCheck],
    *,
    name: str,
    suppressions: Sequence[Suppression] = (),
    least: Level = Level.LOOK,
) -> Checked:
    """Return what ``checks`` find in the records of ``shelf``, as `check_one` does for a paper."""
    report = check_records(shelf, checks)
    unusable = sum(not record.usable for record in shelf.records)
    read = counted(len(shelf.records), "record") + (f", {unusable} unreadable" if unusable else "")
    return _checked(
        report,
        Checked(name=name, read=(read,)),
        ran=_ran(report, checks),
        suppressions=suppressions,
        least=least,
    )


def _ran(report: Report, checks: Iterable[PaperCheck | RecordCheck]) -> frozenset[str]:
    left_out = {check.id for check, _ in report.left_out}
    return frozenset(check.id for check in checks if check.id not in left_out)


def _checked(
    report: Report,
    told: Checked,
    *,
    ran: frozenset[str],
    suppressions: Sequence[Suppression],
    least: Level,
) -> Checked:
    sure = _SURENESS[: _SURENESS.index(least) + 1]
    done = suppress(only_once(report.findings), suppressions, ran=ran)
    return Checked(
        name=told.name,
        document=told.document,
        read=told.read,
        gaps=told.gaps,
        findings=tuple(
            finding for finding in done.findings if finding.level in sure or finding.level is Level.UNCHECKED
        ),
        accepted=done.accepted,
        idle=done.idle,
        ran=len(ran),
        lacks=told.lacks,
        uses=told.uses,
    )

"""What can be mended without asking what was meant: the safe fixes of findings, as edits that go together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from citekit.checks.finding import Finding, Fix
from citekit.documents.document import Edit

__all__ = ["safe_edits", "safe_fields"]


def safe_edits(findings: Iterable[Finding]) -> tuple[Edit, ...]:
    """Return the edits of all safe fixes in the order of the paper.

    A fix is made whole or not at all; one that touches what an earlier finding mends waits for the next run.
    """
    taken: list[Edit] = []
    for fix in _safe(findings):
        new = [edit for edit in fix.edits if edit not in taken]
        others = [*taken, *new]
        if not any(_touch(edit, other) for edit in new for other in others if other is not edit):
            taken += new
    return tuple(sorted(taken, key=lambda edit: (edit.span.part, edit.span.start, edit.span.end)))


def safe_fields(findings: Iterable[Finding]) -> Mapping[str, Mapping[str, str | None]]:
    """Return for each record's key the fields to set, or to remove (None), of all safe fixes.

    Where two findings would set one field, the first does.
    """
    fields: dict[str, dict[str, str | None]] = {}
    for finding in findings:
        fix = finding.fix
        if fix is not None and fix.safe and finding.where.key:
            known = fields.get(finding.where.key, {})
            if fix.fields and not any(name in known for name, _ in fix.fields):
                fields[finding.where.key] = known | dict(fix.fields)
    return fields


def _safe(findings: Iterable[Finding]) -> Iterable[Fix]:
    return (finding.fix for finding in findings if finding.fix is not None and finding.fix.safe)


def _touch(one: Edit, other: Edit) -> bool:
    """Whether two edits overlap, or are made at the same place."""
    if one.span.part != other.span.part:
        return False
    overlap = one.span.start < other.span.end and other.span.start < one.span.end
    return overlap or one.span.start == other.span.start

"""Findings as SARIF, which code hosts and editors read.

Static Analysis Results Interchange Format 2.1.0 (OASIS), sections 3.13 (log), 3.14 (run), 3.27 (result),
3.29 (physical location), 3.30 (region), 3.49 (rule) and 3.35 (suppression).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from citekit.checks.all_checks import CHECKS
from citekit.checks.checked import Checked
from citekit.checks.finding import Finding, Level, Where
from citekit.documents.document import Document
from citekit.documents.places import Unit
from citekit.reports.check_page import check_page

__all__ = ["DESCRIPTION", "NAME", "write"]

NAME: Final = "sarif"
DESCRIPTION: Final = "SARIF 2.1.0, for code hosts and editors"

_LEVELS: Final = {
    Level.ERROR: "error",
    Level.WARNING: "warning",
    Level.LOOK: "note",
    Level.UNCHECKED: "none",
}
_KINDS: Final = {Level.LOOK: "review", Level.UNCHECKED: "open"}
"""``kind`` says what ``level`` cannot (3.27.9): a person is to look, or nothing could be told."""


def write(checked: Sequence[Checked], *, version: str) -> str:
    """Return the report; see `ReportForm.write`."""
    told = [finding for each in checked for finding in (*each.findings, *(pair[0] for pair in each.accepted))]
    ids = sorted({finding.check for finding in told})
    run = {
        "tool": {
            "driver": {
                "name": "citekit",
                "semanticVersion": version,
                "rules": [_rule(id_) for id_ in ids],
            }
        },
        # Columns of ours count code points (3.14.17).
        "columnKind": "unicodeCodePoints",
        "results": [result for each in checked for result in _results(each, ids)],
        "invocations": [
            {
                "executionSuccessful": not any(each.failure for each in checked),
                "toolExecutionNotifications": [note for each in checked for note in _notifications(each)],
            }
        ],
    }
    log = {"version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(id_: str) -> dict[str, Any]:
    check = CHECKS.get(id_)
    if check is None:
        return {"id": id_}
    return {
        "id": id_,
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": check.reason},
        "help": {"text": check.remedy, "markdown": check_page(check)},
        "defaultConfiguration": {"level": _LEVELS[check.level], "enabled": not check.off},
        "properties": {"tags": [check.group.value]},
    }


def _results(checked: Checked, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    for finding in checked.findings:
        yield _result(finding, checked, ids)
    for finding, by in checked.accepted:
        result = _result(finding, checked, ids)
        yield result | {
            "suppressions": [{"kind": "external", "status": "accepted", "justification": by.reason}]
        }


def _result(finding: Finding, checked: Checked, ids: Sequence[str]) -> dict[str, Any]:
    told = finding.message + (f" Expected: {finding.expected}" if finding.expected else "")
    result: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": ids.index(finding.check),
        "message": {"text": told},
        "locations": [_location(finding.where, checked)],
    }
    if finding.level in _KINDS:
        # Only failures have a level other than none (3.27.10).
        result |= {"kind": _KINDS[finding.level], "level": "none"}
    else:
        result |= {"kind": "fail", "level": _LEVELS[finding.level]}
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": each.words}, **_location(each.where, checked)}
            for number, each in enumerate(finding.related, 1)
        ]
    return result


def _location(where: Where, checked: Checked) -> dict[str, Any]:
    place = where.place
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.path if place else checked.name)}}
    if place is not None and place.unit is Unit.LINE:
        physical["region"] = _region(where, checked.document) or {
            "startLine": place.line,
            "startColumn": place.column,
        }
    location: dict[str, Any] = {"physicalLocation": physical}
    words = str(place) if place is not None and place.unit is not Unit.LINE else ""
    name = ".".join(filter(None, (where.key, where.field))) or words
    if name:
        location["logicalLocations"] = [{"fullyQualifiedName": name}]
    return location


def _region(where: Where, document: Document | None) -> dict[str, Any] | None:
    if where.span is None or document is None:
        return None
    part = document.parts[where.span.part]
    start, end = part.place(where.span.start), part.place(where.span.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _uri(name: str) -> str:
    path = PurePath(name)
    return ("file://" if path.is_absolute() else "") + quote(path.as_posix(), errors="replace")


def _notifications(checked: Checked) -> Iterator[dict[str, Any]]:
    if checked.failure:
        yield {
            "level": "error",
            "message": {"text": checked.failure},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(checked.name)}}}],
        }
    for gap in checked.gaps:
        yield {"level": "note", "message": {"text": f"{checked.name}: not checked: {gap}"}}
    for idle in checked.idle:
        yield {"level": "warning", "message": {"text": f"{idle.where}: accepts nothing: {idle}"}}

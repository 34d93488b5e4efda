"""Findings as JSON: one object, whose fields only ever grow in number.

Positions: ``line`` and ``column`` count from 1, ``start`` and ``end`` are characters of the part, from 0.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from citekit.checks.checked import Checked
from citekit.checks.finding import Finding, Where
from citekit.checks.uses import SourceUse

__all__ = ["DESCRIPTION", "NAME", "write"]

NAME: Final = "json"
DESCRIPTION: Final = "everything, for programs"


def write(checked: Sequence[Checked], *, version: str) -> str:
    """Return the report; see `ReportForm.write`."""
    value = {"citekit": version, "version": 1, "papers": [_paper(each) for each in checked]}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _paper(checked: Checked) -> dict[str, Any]:
    return {
        "name": checked.name,
        "failure": checked.failure or None,
        "read": list(checked.read),
        "gaps": list(checked.gaps),
        "checks_run": checked.ran,
        "findings": [_finding_value(finding) for finding in checked.findings],
        "accepted": [
            {"finding": _finding_value(finding), "reason": by.reason, "where": by.where}
            for finding, by in checked.accepted
        ],
        "sources": [_source(each) for each in checked.uses],
        "idle": [{"suppression": str(each), "where": each.where} for each in checked.idle],
    }


def _source(source: SourceUse) -> dict[str, Any]:
    value: dict[str, Any] = {"called": source.called}
    if source.key:
        value["key"] = source.key
    if source.where is not None:
        value |= _where(source.where)
    value["remarks"] = list(source.remarks)
    value["uses"] = [
        {
            "sentence": use.sentence,
            "page": use.page or None,
            "quotes": use.quotes,
            **_where(use.where),
        }
        for use in source.uses
    ]
    return value


def _finding_value(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain data; what it does not say is left out."""
    value: dict[str, Any] = {
        "check": finding.check,
        "level": finding.level.value,
        "message": finding.message,
        **_where(finding.where),
    }
    words = {"quote": finding.quote, "expected": finding.expected, "habit": finding.habit}
    value |= {name: text for name, text in words.items() if text}
    if finding.fix is not None:
        value["fix"] = {"text": finding.fix.text, "safe": finding.fix.safe}
    if finding.related:
        value["related"] = [{"words": each.words, **_where(each.where)} for each in finding.related]
    return value


def _where(where: Where) -> dict[str, Any]:
    value: dict[str, Any] = {}
    if where.place is not None:
        place = where.place
        value |= {"path": place.path, "unit": place.unit.value, "line": place.line, "column": place.column}
        if place.page:
            value["page"] = place.page
    if where.span is not None:
        value["span"] = {"start": where.span.start, "end": where.span.end, "part": where.span.part}
    known = {"key": where.key, "field": where.field, "reference": where.reference}
    return value | {name: each for name, each in known.items() if each}

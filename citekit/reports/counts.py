"""How many findings of each kind each paper has: a table for whoever reads many papers."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from citekit.checks.checked import Checked
from citekit.checks.finding import Level

__all__ = ["DESCRIPTION", "NAME", "write"]

NAME: Final = "csv"
DESCRIPTION: Final = "a table of counts, a paper a line"

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula."""


def write(checked: Sequence[Checked], *, version: str) -> str:
    """Return the report; see `ReportForm.write`. A column for each check that found something."""
    del version
    kinds = _kinds_of(checked)
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(
        ["paper", "read", "findings", *(level.value for level in Level), "accepted", *kinds, "failure"]
    )
    rows.writerows(_row(each, kinds) for each in checked)
    return text.getvalue()


def _kinds_of(checked: Sequence[Checked]) -> tuple[str, ...]:
    """Return the ids of the checks that found something in any paper, the commonest first."""
    found = Counter(finding.check for each in checked for finding in each.verdicts)
    return tuple(id_ for id_, _ in sorted(found.items(), key=lambda each: (-each[1], each[0])))


def _row(checked: Checked, kinds: Sequence[str]) -> Iterator[str]:
    found = Counter(finding.check for finding in checked.verdicts)
    yield _inert(checked.name)
    yield "; ".join(checked.read)
    yield str(len(checked.verdicts))
    for level in Level:
        yield str(len(checked.unchecked) if level is Level.UNCHECKED else checked.levels[level])
    yield str(len(checked.accepted))
    for kind in kinds:
        yield str(found[kind])
    yield _inert(checked.failure)


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text

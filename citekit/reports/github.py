"""Findings as annotations of GitHub Actions.

GitHub documentation, "Workflow commands for GitHub Actions", "Setting an error message": what a message
and its properties may hold is escaped as percent-encoding, the properties also ``:`` and ``,``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from citekit.checks.checked import Checked
from citekit.checks.finding import Finding, Level
from citekit.documents.places import Unit

__all__ = ["DESCRIPTION", "NAME", "write"]

NAME: Final = "github"
DESCRIPTION: Final = "annotations of GitHub Actions"

_COMMANDS: Final = {
    Level.ERROR: "error",
    Level.WARNING: "warning",
    Level.LOOK: "notice",
    Level.UNCHECKED: "notice",
}


def write(checked: Sequence[Checked], *, version: str) -> str:
    """Return the report; see `ReportForm.write`."""
    del version
    return "".join(f"{line}\n" for each in checked for line in _lines(each))


def _lines(checked: Checked) -> Iterator[str]:
    if checked.failure:
        yield f"::error file={_property(checked.name)}::{_message(checked.failure)}"
    for finding in checked.findings:
        yield _annotation(finding, checked.name)
    for idle in checked.idle:
        yield f"::warning::{_message(f'{idle.where}: accepts nothing: {idle}')}"


def _annotation(finding: Finding, name: str) -> str:
    place = finding.where.place
    properties = {"file": place.path if place else name, "title": finding.check}
    if place is not None and place.unit is Unit.LINE:
        properties |= {"line": str(place.line), "col": str(place.column)}
    told = finding.message + (f"\nExpected: {finding.expected}" if finding.expected else "")
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.level]} {written}::{_message(told)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")

"""What a report is, whatever its form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from citekit.checks.checked import Checked

__all__ = ["ReportForm"]


class ReportForm(Protocol):
    """One form of reports, a module."""

    NAME: str
    DESCRIPTION: str

    def write(self, checked: Sequence[Checked], *, version: str) -> str:
        """Return the report on ``checked``, made by that version of citekit."""

"""The table of forms of reports: one line for each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from citekit.reports import github, json_form, text
from citekit.reports.base import ReportForm

__all__ = ["REPORTS"]

REPORTS: Final[Mapping[str, ReportForm]] = MappingProxyType(
    {module.NAME: module for module in (text, json_form, github)}
)
"""Every form by its name."""

"""The table of forms of reports: one line for each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from citekit.reports import counts, github, json_form, sarif, text
from citekit.reports.base import ReportForm
from citekit.reports.html import page

__all__ = ["REPORTS"]

REPORTS: Final[Mapping[str, ReportForm]] = MappingProxyType(
    {module.NAME: module for module in (text, page, json_form, sarif, github, counts)}
)
"""Every form by its name."""

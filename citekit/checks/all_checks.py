"""The table of checks: one line for each, in the order in which people read about them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from citekit.checks.check import Check, PaperCheck, RecordCheck

__all__ = ["CHECKS", "PAPER_CHECKS", "RECORD_CHECKS"]

RECORD_CHECKS: Final[tuple[RecordCheck, ...]] = ()

PAPER_CHECKS: Final[tuple[PaperCheck, ...]] = ()

CHECKS: Final[Mapping[str, Check]] = MappingProxyType(
    {check.id: check for check in (*RECORD_CHECKS, *PAPER_CHECKS)}
)
"""Every check by its id."""

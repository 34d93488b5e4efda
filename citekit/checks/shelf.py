"""The records that are checked together, and what their checks may know beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from citekit.checks.finding import Where, in_record
from citekit.checks.printed import print_list
from citekit.csl.model.style import Style
from citekit.library.duplicates import Pair, find_pairs
from citekit.library.record import Record

__all__ = ["Shelf"]


def _no_file(_path: Path) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)  # no slots: `cached_property` keeps what it found in the instance
class Shelf:
    """All the records that are checked together.

    ``today`` bounds what can have been published. ``style`` is None unless somebody asked what that style
    needs. ``is_file`` says whether a path below the library's folder is a file. ``lines`` gives for a
    record's key the line of each field in its file, where it is known.
    """

    records: Sequence[Record]
    today: dt.date
    style: Style | None = None
    is_file: Callable[[Path], bool] = _no_file
    lines: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def line_of(self, record: Record, field_: str) -> int | None:
        """Return the line of a field in its record's file, None where it is not known."""
        return self.lines.get(record.key, {}).get(field_)

    def where(self, record: Record, field_: str = "") -> Where:
        """Return the place of a field of a record, or of the record."""
        return in_record(record, field_, line=self.line_of(record, field_))

    @cached_property
    def by_key(self) -> Mapping[str, Record]:
        """Each record by its key, the first of those that share one."""
        found: dict[str, Record] = {}
        for record in self.records:
            found.setdefault(record.key, record)
        return found

    @cached_property
    def fields_printed(self) -> Mapping[str, frozenset[str]]:
        """For each usable record's key the fields that the style prints in its reference.

        Empty without a style, or where it prints no list.
        """
        if self.style is None:
            return {}
        items = [record.item for record in self.by_key.values() if record.usable]
        return {
            key: frozenset(piece.variable for piece in printed.pieces)
            for key, printed in print_list(self.style, items).items()
        }

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every two records that may be one work, or versions of one."""
        return find_pairs(record.item for record in self.by_key.values())

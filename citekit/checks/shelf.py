"""The records that a check may compare one with, and what it may know beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from citekit.csl.model.style import Style
from citekit.library.record import Record

__all__ = ["Shelf"]


def _no_file(_path: Path) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
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

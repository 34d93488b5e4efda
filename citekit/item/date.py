"""Dates: EDTF text to a value and back.

ISO 8601-2:2019 (Extended Date/Time Format) level 0, and of level 1 the qualifiers ``~ ? %``, seasons,
open and unknown ends, negative and long years. CSL 1.0.2, "Dates".
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Date", "DateParts"]


@dataclass(frozen=True, slots=True, order=True)
class DateParts:
    """A year, and what is known within it.

    ``year`` counts as people and CSL-JSON do: -44 is 44 BC and no year is 0 (EDTF's 0000 is 1 BC, that
    is -1 here). ``season`` is 1 spring, 2 summer, 3 autumn, 4 winter, and excludes month and day.
    """

    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A day, month, season or year, a range of them, or words.

    A single date has ``start`` alone. A range has ``end`` too, or ``open_end`` ("2019/.."), or no start
    ("../2019"). ``approximate`` is EDTF's ``~``, ``uncertain`` its ``?``. ``literal`` holds words that no
    calendar knows ("forthcoming"); then the rest is empty.
    """

    start: DateParts | None = None
    end: DateParts | None = None
    open_end: bool = False
    approximate: bool = False
    uncertain: bool = False
    literal: str = ""

    @property
    def circa(self) -> bool:
        """Whether CSL's condition ``is-uncertain-date`` holds."""
        return self.approximate or self.uncertain

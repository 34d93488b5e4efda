"""Which of two readings a date such as 03/04/2022 has on this page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from citekit.formats.pasted_page.date_text import find_dates
from citekit.formats.pasted_page.page import Page
from citekit.item.date import Date

__all__ = ["is_after", "settle_order"]


def settle_order(choices: Sequence[Date], page: Page, today: dt.date) -> tuple[Date, str] | None:
    """Return the reading that the rest of the page speaks for, and why; None if nothing does.

    ``choices`` are the reading with the day first and the one with the month first.
    """
    return _only_past(choices, today) or _as_elsewhere(choices, page, today)


def _only_past(choices: Sequence[Date], today: dt.date) -> tuple[Date, str] | None:
    past = [choice for choice in choices if not is_after(choice, today)]
    return (past[0], "the other reading of it lies in the future") if len(past) == 1 else None


def _as_elsewhere(choices: Sequence[Date], page: Page, today: dt.date) -> tuple[Date, str] | None:
    """Return the reading that another date of the page speaks for: the same day in words, or its order."""
    orders: dict[bool, str] = {}
    for line in page.lines[: page.end]:
        for other in find_dates(line.plain[:400], today):
            if not other.choices and not other.relative and other.date in choices:
                return other.date, f"line {line.number} has it as {line.text[other.start : other.end]}"
            if other.day_first is not None:
                orders.setdefault(
                    other.day_first, f"{line.text[other.start : other.end]} on line {line.number}"
                )
    if len(orders) != 1:
        return None
    ((day_first, where),) = orders.items()
    return choices[0 if day_first else 1], f"the {'day' if day_first else 'month'} first, as in {where}"


def is_after(date: Date, today: dt.date) -> bool:
    """Whether a date lies more than a day ahead: east of here it may be tomorrow already."""
    start = date.start
    if start is None:
        return False
    ahead = dt.date.fromordinal(today.toordinal() + 1)
    return (start.year, start.month or 1, start.day or 1) > (ahead.year, ahead.month, ahead.day)

"""A date that is kept as words although it means a day, a month or a year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.shelf import Shelf
from citekit.errors import InvalidValue
from citekit.item.date import parse_edtf
from citekit.item.variables import Kind, kind_of

__all__ = ["CHECK"]


def _find(shelf: Shelf) -> Iterator[Finding]:
    for record in shelf.records:
        for problem in record.problems:
            if problem.fatal and kind_of(problem.field) is Kind.DATE:
                remedy = f"; {problem.remedy}" if problem.remedy else ""
                yield Finding(
                    check="date-unreadable",
                    level=Level.ERROR,
                    where=shelf.where(record, problem.field),
                    message=f"{record.key}: {problem.field} {problem.message}{remedy}.",
                )
        for field, text in record.item.custom.items():
            if kind_of(field) is Kind.DATE:
                yield Finding(
                    check="date-unreadable",
                    level=Level.WARNING,
                    where=shelf.where(record, field),
                    message=f'{record.key}: {field} "{text}" is no date, and nothing prints it.',
                    quote=text,
                )
        for field, date in record.item.dates.items():
            if not re.search(r"\d", date.literal):
                continue
            written, advice = _meant(date.literal)
            yield Finding(
                check="date-unreadable",
                level=Level.WARNING,
                where=shelf.where(record, field),
                message=(
                    f'{record.key}: {field} "{date.literal}" is kept as words: it is printed as it stands '
                    f"and sorted as if there were no date{advice}."
                ),
                quote=date.literal,
                expected=written,
                fix=Fix(text=written, fields=((field, written),)) if written else None,
                habit=f"{field} in words",
            )


def _meant(text: str) -> tuple[str, str]:
    """Return what ``text`` is in EDTF, or "", and what to say about it."""
    try:
        return parse_edtf(text.strip()).edtf(), ""
    except InvalidValue as error:
        return "", f"; {error.hint}" if error.hint else ""


CHECK = RecordCheck(
    id="date-unreadable",
    title="A date that no calendar can read",
    group=Group.RECORDS,
    level=Level.WARNING,
    reason=(
        "A date in words is printed as it stands, whatever the style wants, and the work is sorted as if it "
        "had no date."
    ),
    remedy="Write it as year, month and day: 2020, 2020-05, 2020-05-03; a span as 2019/2020.",
    source="ISO 8601-2 (EDTF), level 0",
    example=Example(
        wrong="type: book\ntitle: Sleep\nissued: {literal: 3rd of May 2020}\n",
        right="type: book\ntitle: Sleep\nissued: 2020-05-03\n",
    ),
    find=_find,
)

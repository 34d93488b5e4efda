"""A year of publication that has not come yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.full_notes import full_notes
from citekit.checks.paper import Paper
from citekit.checks.places import at_block, where
from citekit.item.date import Date

__all__ = ["CHECK"]

_AHEAD: Final = 1
"""Publishers date books and issues up to a year ahead."""


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each reference, and each note, that dates a work more than a year ahead."""
    for listed in paper.references:
        part = listed.parsed.part("issued")
        if part is None or not isinstance(part.value, Date):
            continue
        year = part.value.year
        if year is None or year <= paper.today.year + _AHEAD:
            continue
        yield Finding(
            check=CHECK.id,
            level=Level.ERROR,
            where=where(paper, listed.reference.span_of(part.start, part.end), reference=listed.number),
            quote=listed.text,
            message=f"{listed.called()} is dated {year}, and this is {paper.today.year}.",
        )
    for note in full_notes(paper):
        if int(note.year) > paper.today.year + _AHEAD:
            words = at_block(paper, note.block, *note.year_at)
            yield Finding(
                check=CHECK.id,
                level=Level.ERROR,
                where=words.where,
                quote=words.text,
                message=f"This note dates the work {note.year}, and this is {paper.today.year}.",
            )


CHECK = PaperCheck(
    id="future-year",
    title="A year that has not come yet",
    group=Group.CONTRADICTIONS,
    level=Level.ERROR,
    reason="No work can be cited that appears in years to come; the year is a slip, or the work is none.",
    remedy="Compare the year with the work's title page, and correct it.",
    example=Example(
        wrong="# References\n\nSmith, J. (2071). *Sleep and grades*. Hart.\n",
        right="# References\n\nSmith, J. (2017). *Sleep and grades*. Hart.\n",
    ),
    find=find,
)

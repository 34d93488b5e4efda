"""The text gives a work another year than the list does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.paper import LinkKind, Paper
from citekit.checks.places import edits, list_has, quoted, to_replace

__all__ = ["CHECK"]


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each cite whose authors the list has with other years only."""
    for citation, cite, link in paper.linked(LinkKind.YEAR):
        words = quoted(paper, citation, cite, reference=link.references[0])
        listed = [paper.reference(number) for number in link.references]
        if listed[0].year[:4].isdecimal() and int(listed[0].year[:4]) > paper.today.year + 1:
            continue  # that the list's year has not come yet is told there
        typed = cite.year or _year_in(words.text)
        known = " and ".join(reference.called() for reference in listed[:3])
        fix = None
        expected = ""
        at = paper.block_text(citation).rfind(typed, words.start, words.end)
        if len(listed) == 1 and listed[0].year and at >= 0:
            expected = words.text.replace(typed, listed[0].year)
            fix = Fix(
                text=expected,
                edits=edits(paper, citation.block, at, at + len(typed), listed[0].year),
            )
        verdict = (
            "One of the two years is wrong"
            if len(listed) == 1
            else "The year is wrong, or the work is missing from the list"
        )
        yield Finding(
            check=CHECK.id,
            level=Level.ERROR,
            where=words.where,
            quote=words.text,
            expected=expected,
            message=f"Your list has {known}, not {typed}. {verdict}: look at the source itself.",
            fix=fix,
            related=tuple(list_has(paper, number) for number in link.references),
            habit=f"{cite.names[0] if cite.names else cite.title} {typed}, listed as {listed[0].year}",
        )
    yield from _of_republished(paper)


def _of_republished(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each cite that gives one year of a work of which APA gives two: 1932/1995."""
    if paper.facts is None or paper.facts.conventions.family != "apa":
        return
    for citation, cite, link in paper.linked(LinkKind.EXACT):
        listed = paper.reference(link.references[0])
        if len(link.references) > 1 or not _TWO_YEARS.fullmatch(listed.year) or not cite.year.isdecimal():
            continue
        words = quoted(paper, citation, cite, reference=listed.number)
        at = paper.block_text(citation).rfind(cite.year, words.start, words.end)
        if at < 0:
            continue
        yield to_replace(
            CHECK.id,
            paper,
            words,
            (at, at + len(cite.year)),
            listed.year,
            message=f"APA gives both years of a republished work, the first one first: {listed.year}.",
            related=(list_has(paper, listed.number),),
            habit="one year of a republished work",
        )


_TWO_YEARS: Final = re.compile(r"\d{4}/\d{4}")


def _year_in(note: str) -> str:
    """Return the year that a note gives in brackets after place and publisher, or after the volume."""
    found = re.findall(r"\((?:[^()]*\W)?((?:1[4-9]|20)\d\d)\)", note)
    return str(found[0]) if found else ""


CHECK = PaperCheck(
    id="year-differs",
    title="Text and list give a work different years",
    group=Group.CITATIONS,
    level=Level.ERROR,
    reason="Both cannot be right, and readers who follow the citation look for a work that is not there.",
    remedy="Check the year on the source itself, then correct the text or the list.",
    source="APA 7, section 8.10: the year in the text is that of the entry.",
    needs=frozenset((Need.LIST, Need.CITATIONS)),
    example=Example(
        wrong=(
            "Sleep matters (Carskadon, 2010).\n\n# References\n\n"
            "Carskadon, M. A. (2011). Sleep in adolescents. *Pediatric Clinics, 58*(3), 637–647.\n"
        ),
        right=(
            "Sleep matters (Carskadon, 2011).\n\n# References\n\n"
            "Carskadon, M. A. (2011). Sleep in adolescents. *Pediatric Clinics, 58*(3), 637–647.\n"
        ),
    ),
    find=find,
)

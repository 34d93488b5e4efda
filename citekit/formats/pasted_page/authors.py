"""Who wrote the work: bylines, and the line of names under a report's title."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from citekit.formats.pasted_page.bylines import Byline, read_byline
from citekit.formats.pasted_page.candidate import Candidate
from citekit.formats.pasted_page.date_lines import is_date_line, without_date
from citekit.formats.pasted_page.institution_table import find_by_name
from citekit.formats.pasted_page.page import Line, Page, Role
from citekit.formats.pasted_page.person_names import Person, read_people
from citekit.formats.pasted_page.work_labels import read_label, segments
from citekit.item.name import Name

__all__ = ["find_authors"]


def find_authors(page: Page, headline: Sequence[Line], today: dt.date) -> Iterator[Candidate]:
    """Yield candidates for ``author``. People in the running text are what it tells of, not who tells it."""
    bylines = [found for line in page.lines[: page.end] for found in _of_byline(line, page, headline, today)]
    yield from _together(bylines)
    if headline and not bylines:
        yield from _of_names_below(page, headline, today)


def _of_byline(
    line: Line, page: Page, headline: Sequence[Line], today: dt.date
) -> Iterator[tuple[Line, Byline, int, str]]:
    if line.role is not Role.BYLINE:
        return
    index = page.index(line.number)
    for part in segments(line.plain):
        byline = read_byline(without_date(part, today)) or read_byline(part)
        if byline is None:
            continue
        score, reason = 92, "a byline"
        if byline.people and not any(person.known_given for person in byline.people):
            score, reason = 76, "a byline, though citekit does not know the given name"
        if any(person.in_capitals for person in byline.people):
            score, reason = min(score, 74), f"{reason}; it stands in capitals, so look at the small letters"
        if index > page.body:
            # the foot of a page has bylines of other articles, too
            score -= 25
            reason += " below the text"
        elif headline and line.number < headline[0].number:
            score -= 8
        yield line, byline, score, reason


def _together(found: Sequence[tuple[Line, Byline, int, str]]) -> Iterator[Candidate]:
    """Join bylines on lines next to each other ("By Jane Doe" / "and by John Roe"), as one candidate."""
    groups: list[list[tuple[Line, Byline, int, str]]] = []
    for one in found:
        near = groups and one[0].number - groups[-1][-1][0].number <= 2
        if near and one[1].people and groups[-1][-1][1].people:
            groups[-1].append(one)
        else:
            groups.append([one])
    for group in groups:
        names = tuple(dict.fromkeys(name for _, byline, _, _ in group for name in _names(byline)))
        line, _, score, reason = group[0]
        yield Candidate("author", names, line.text, line.number, score, reason)


def _names(byline: Byline) -> tuple[Name, ...]:
    if byline.institution:
        return (Name(literal=byline.institution.name),)
    return tuple(person.name for person in byline.people)


def _of_names_below(page: Page, headline: Sequence[Line], today: dt.date) -> Iterator[Candidate]:
    """Find people named without "By", on the lines right below the headline as reports print them."""
    start = page.index(headline[-1].number) + 1
    near = [line for line in page.lines[start : page.body] if line.role is not Role.BOILERPLATE][:5]
    found: list[tuple[Line, tuple[Person, ...], int]] = []
    for place, line in enumerate(near):
        people, sure = _people_on(line, today)
        if people:
            beside_date = any(
                one.role in (Role.DATE, Role.LABEL) for one in near[max(0, place - 1) : place + 2]
            )
            score = 72 if len(people) > 1 else 66 if sure else 60 if beside_date else 45
            found.append((line, people, score))
    if found:
        names = tuple(dict.fromkeys(person.name for _, people, _ in found for person in people))
        line, _, score = found[0]
        if len(found) > 1:
            score = max(score, 66)
        yield Candidate(
            "author", names, line.text, line.number, score, "names of people right below the headline"
        )


def _people_on(line: Line, today: dt.date) -> tuple[tuple[Person, ...], bool]:
    """Return the people that a line consists of, and whether titles or marks show that they are authors.

    Without "By" the given names must be known: "Climate Change and National Security" has no author in it.
    """
    if line.role not in (Role.PLAIN, Role.DATE, Role.LABEL) or len(line.text) > 250:
        return (), False
    parts = [part for part in segments(line.text) if not is_date_line(part, today) and not read_label(part)]
    if len(parts) != 1 or find_by_name(parts[0]):
        return (), False
    people, others = read_people(parts[0])
    known = sum(person.known_given for person in people)
    if not people or known * 2 < len(people) or len(others) > len(people):
        return (), False
    if others and parts[0].startswith(others[0]):
        return (), False
    marks = re.search(r"(?i)\b(?:ph\.?d|m\.?d|dr|prof)\b\.?|\w[\d*†‡¹²³]+(?:\s|,|$)|\b[A-Z]\.", parts[0])
    return people, marks is not None

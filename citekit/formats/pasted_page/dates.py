"""When the work was published, and when the page was looked at."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from citekit.formats.pasted_page.candidate import LOW, MEDIUM, Candidate
from citekit.formats.pasted_page.date_lines import Meaning, is_date_line, meaning_of, remainder
from citekit.formats.pasted_page.date_text import WrittenDate, find_dates
from citekit.formats.pasted_page.page import Line, Page, Role
from citekit.formats.pasted_page.work_labels import segments
from citekit.item.date import Date, DateParts

__all__ = ["find_page_dates"]

_NO_PLACES: Final = frozenset(
    "on in by since until from after before at as the of between during am im bis seit le en el desde depuis dal".split()
)
"""Words that open a sentence with a date in it: "On January 10, 2022 — a Monday — …"."""


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A date that stands apart, with what may make it the date of publication."""

    line: Line
    written: WrittenDate
    meaning: Meaning | None
    score: int
    where: str
    evidence: str


def find_page_dates(
    page: Page, headline: Sequence[Line], today: datetime.date
) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
    """Return candidates for ``issued`` and ``accessed``, and notes on dates that were passed over.

    Only dates that stand apart count: on a line or a segment of their own, after a label, in a dateline.
    What running text tells of happened to its subject.
    """
    sightings = [
        sighting for line in page.lines[: page.end] for sighting in _of_line(line, page, headline, today)
    ]
    notes = [_note(one, today) for one in sightings if one.meaning is Meaning.OTHER or _is_future(one, today)]
    usable = [
        one for one in sightings if one.meaning is not Meaning.OTHER and not _is_future(one, today)
    ]
    candidates = _settle(usable, page, today)
    accessed = [_settle_order(one, page, today, "accessed") for one in usable if one.meaning is Meaning.ACCESSED]
    return (*candidates, *accessed), tuple(dict.fromkeys(notes))


def _of_line(
    line: Line, page: Page, headline: Sequence[Line], today: datetime.date
) -> Iterator[_Sighting]:
    if line.role is Role.BOILERPLATE or line in headline:
        return
    dates = [date for date in find_dates(line.plain[:200], today) if not date.is_range]
    if line.role is Role.PROSE:
        yield from _of_dateline(line, dates[:1], page)
        return
    if not dates:
        yield from _of_bare_year(line, page, headline)
        return
    for place, date in enumerate(dates):
        start = dates[place - 1].end if place else 0
        end = dates[place + 1].start if place + 1 < len(dates) else len(line.plain)
        before, after = line.plain[start : date.start], line.plain[date.end : end]
        meaning = meaning_of(before, after) or _label_above(line, page)
        if _stands_apart(line, date, before, meaning, today):
            score, where = _place_score(line, date, meaning, page, headline, today)
            if score:
                yield _Sighting(line, date, meaning, score, where, line.text)
        elif not place:
            yield from _of_dateline(line, dates[:1], page)


def _stands_apart(
    line: Line, date: WrittenDate, before: str, meaning: Meaning | None, today: datetime.date
) -> bool:
    if line.role in (Role.DATE, Role.BYLINE):
        return True
    words = line.plain[date.start : date.end]
    if any(words in part and is_date_line(part, today) for part in segments(line.plain)):
        return True
    # "Report No. 12, published 3 March 2021": the label right before the date
    return meaning is not None and meaning_of(before[-24:]) is meaning and not remainder(before[-12:], ())


def _label_above(line: Line, page: Page) -> Meaning | None:
    """Return what a line says that is nothing but a label, if it stands right above."""
    index = page.index(line.number)
    if not index:
        return None
    above = page.lines[index - 1]
    is_near = line.number - above.number <= 2 and len(above.text) < 40
    return meaning_of(above.text) if is_near and not remainder(above.text, ()) else None


def _place_score(
    line: Line, date: WrittenDate, meaning: Meaning | None, page: Page, headline: Sequence[Line], today: datetime.date
) -> tuple[int, str]:
    """Return how well a date's place speaks for it, and the place in words."""
    index = page.index(line.number)
    in_head = index < page.body
    if meaning is Meaning.PUBLISHED:
        score, where = (95 if in_head else 82), "the line calls it the date of publication"
    elif meaning is Meaning.UPDATED:
        score, where = 60, "the page gives no date of publication, only this one of an update"
    elif meaning is Meaning.ACCESSED:
        return 90, "the line says when the page was looked at"
    elif not headline or not in_head:
        score, where = _score_without_headline(line, index, page)
    elif line.number > headline[-1].number:
        score, where = 92, "it stands below the headline"
    else:
        between = page.index(headline[0].number) - index
        score, where = (84 if between <= 2 else 66), "it stands above the headline"
        if date.date == _day(today):
            score, where = 40, "it stands above the headline, but is the day the page was pasted"
    if line.role is Role.BYLINE and meaning is None and headline:
        where = "it stands in the byline"
    if date.relative:
        score -= 25 if re.search(r"\d", line.plain[date.start : date.end]) or meaning else 40
        where += f", counted back from {today.isoformat()}, the day the page was pasted"
        if date.date.approximate:
            score = min(score, MEDIUM - 1)
    start = date.date.start
    if start and start.day is None and not date.choices:
        score -= 4
    return score, where


def _score_without_headline(line: Line, index: int, page: Page) -> tuple[int, str]:
    if index < page.body:
        return 68, "it stands at the head of the page"
    # a chronology has its dates on lines of their own too: only the last lines can be a signature
    is_last = index >= page.end - 6 and sum(one.role is Role.DATE for one in page.lines[page.body : page.end]) == 1
    return (LOW + 5, "it stands alone below the text") if is_last and line.role is Role.DATE else (0, "")


def _of_dateline(line: Line, dates: Sequence[WrittenDate], page: Page) -> Iterator[_Sighting]:
    """Find the date of a press release's opening: "GENEVA, March 3, 2022 — The fund announced"."""
    if not dates or dates[0].start > 90 or not page.body <= page.index(line.number) <= page.body + 2:
        return
    date = dates[0]
    before, after = line.plain[: date.start], line.plain[date.end : date.end + 60]
    ended = re.match(r"\)?\s*(?:/[\w ]{3,24}/|\([^)]{2,24}\))?\s*(?:[–—]|-{1,2}\s|/)", after)
    place = before.strip(" ,(–—-/")
    words = re.split(r"[\s,/]+", place)
    if (
        ended
        and 2 <= len(place) <= 60
        and words[0].casefold() not in _NO_PLACES
        and sum(word[:1].isupper() or not word[:1].isascii() for word in words) * 2 > len(words)
    ):
        evidence = line.text[: date.end + ended.end()].strip()
        yield _Sighting(line, date, None, 88, "it stands in the dateline that opens the text", evidence)


def _of_bare_year(line: Line, page: Page, headline: Sequence[Line]) -> Iterator[_Sighting]:
    """Find a year that stands alone below the title, as on the cover of a report."""
    year = re.fullmatch(r"(?:first )?(?:published|issued)?\s?((?:19|20)\d\d)", line.plain, re.IGNORECASE)
    below = headline and 0 < page.index(line.number) - page.index(headline[-1].number) <= 5
    if year and below and page.index(line.number) < page.body:
        written = WrittenDate(0, len(line.text), Date(start=DateParts(int(year[1]))))
        yield _Sighting(line, written, None, 58, "the year stands alone below the headline", line.text)


def _settle(sightings: Sequence[_Sighting], page: Page, today: datetime.date) -> list[Candidate]:
    """Return the candidates for ``issued``: what is labelled beats what is not, the first beats the next."""
    published = [one for one in sightings if one.meaning is Meaning.PUBLISHED]
    bare = [one for one in sightings if one.meaning is None]
    updated = [one for one in sightings if one.meaning is Meaning.UPDATED]
    if published:
        best = max(one.score for one in published)
        bare = [replace(one, score=min(one.score, best - 12)) for one in bare]
    below = 0
    ranked: list[_Sighting] = []
    for one in bare:
        ranked.append(replace(one, score=one.score - 10 * below) if one.score > 84 else one)
        below += one.score > 84
    taken = published + [one for one in ranked if one.score >= LOW]
    if not any(one.score >= MEDIUM for one in taken):
        taken += updated
    return [_settle_order(one, page, today, "issued") for one in taken]


def _settle_order(one: _Sighting, page: Page, today: datetime.date, field: str) -> Candidate:
    """Return the candidate, with 03/04/2022 read in the order that the rest of the page shows, if it does."""
    written = one.written
    value, score, reason = written.date, one.score, one.where
    choices = written.choices
    if choices and not written.relative:
        chosen = _only_past(choices, today) or _as_elsewhere(choices, page, today)
        if chosen:
            value, why = chosen
            score, choices = min(score, 70), ()
            reason += f"; {why}"
        else:
            day_first, month_first = (choice.edtf() for choice in choices)
            reason += f"; it is {day_first} or {month_first}, and only the year is sure"
    elif choices:
        reason += f"; it is {' or '.join(choice.edtf() for choice in choices)}"
    return Candidate(field, value, one.evidence, one.line.number, score, reason, choices)


def _only_past(choices: Sequence[Date], today: datetime.date) -> tuple[Date, str] | None:
    past = [choice for choice in choices if not _is_after(choice, today)]
    return (past[0], "the other reading of it lies in the future") if len(past) == 1 else None


def _as_elsewhere(choices: Sequence[Date], page: Page, today: datetime.date) -> tuple[Date, str] | None:
    """Return the reading that another date of the page speaks for: the same day in words, or its order."""
    orders: dict[bool, str] = {}
    for line in page.lines[: page.end]:
        for other in find_dates(line.plain[:400], today):
            if not other.choices and not other.relative and other.date in choices:
                return other.date, f"line {line.number} has it as {line.text[other.start : other.end]}"
            if other.day_first is not None:
                orders.setdefault(other.day_first, f"{line.text[other.start : other.end]} on line {line.number}")
    if len(orders) != 1:
        return None
    ((day_first, where),) = orders.items()
    return choices[0 if day_first else 1], f"the {'day' if day_first else 'month'} first, as in {where}"


def _is_future(one: _Sighting, today: datetime.date) -> bool:
    return one.meaning is not Meaning.OTHER and all(
        _is_after(date, today) for date in one.written.choices or (one.written.date,)
    )


def _is_after(date: Date, today: datetime.date) -> bool:
    """Whether a date lies more than a day ahead: east of here it may be tomorrow already."""
    start = date.start
    if start is None:
        return False
    ahead = datetime.date.fromordinal(today.toordinal() + 1)
    return (start.year, start.month or 1, start.day or 1) > (ahead.year, ahead.month, ahead.day)


def _day(day: datetime.date) -> Date:
    return Date(start=DateParts(day.year, day.month, day.day))


def _note(one: _Sighting, today: datetime.date) -> str:
    why = "it lies in the future" if _is_future(one, today) else "it is the date of something else"
    return f'line {one.line.number}: "{one.evidence[:80]}" was not taken for the date: {why}'

"""When the work was published, and when the page was looked at."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from citekit.formats.pasted_page.candidate import LOW, MEDIUM, Candidate
from citekit.formats.pasted_page.date_lines import Meaning, is_date_line, meaning_of, remainder
from citekit.formats.pasted_page.date_order import is_after, settle_order
from citekit.formats.pasted_page.date_text import WrittenDate, find_dates
from citekit.formats.pasted_page.page import Line, Page, Role
from citekit.formats.pasted_page.word_lists import word_set
from citekit.formats.pasted_page.work_labels import segments
from citekit.item.date import Date, DateParts

__all__ = ["find_page_dates"]

_NO_PLACES: Final = word_set(
    "on in by since until from after before at as the of between during am im bis seit le "
    "en el desde depuis dal"
)
"""Words that open a sentence with a date in it: "On January 10, 2022 — a Monday — …"."""


_LABELLED: Final[Mapping[Meaning | None, tuple[int, str]]] = {
    Meaning.PUBLISHED: (95, "the line calls it the date of publication"),
    Meaning.UPDATED: (60, "the page gives no date of publication, only this one of an update"),
    Meaning.ACCESSED: (90, "the line says when the page was looked at"),
    Meaning.OTHER: (90, "the line says that it is the date of something else"),
}
"""What a label is worth, and what it says; without one the place decides."""


class _Sighting(NamedTuple):
    """A date that stands apart, with what may make it the date of publication."""

    line: Line
    written: WrittenDate
    meaning: Meaning | None
    score: int
    where: str
    evidence: str


def find_page_dates(
    page: Page, headline: Sequence[Line], today: dt.date
) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
    """Return candidates for ``issued`` and ``accessed``, and notes on dates that were passed over.

    Only dates that stand apart count: on a line or a segment of their own, after a label, in a dateline.
    What running text tells of happened to its subject.
    """
    sightings = [
        sighting for line in page.lines[: page.end] for sighting in _of_line(line, page, headline, today)
    ]
    notes = [_note(one, today) for one in sightings if one.meaning is Meaning.OTHER or _is_future(one, today)]
    usable = [one for one in sightings if one.meaning is not Meaning.OTHER and not _is_future(one, today)]
    candidates = _settle(usable, page, today)
    accessed = [_candidate("accessed", one, page, today) for one in usable if one.meaning is Meaning.ACCESSED]
    return (*candidates, *accessed), tuple(dict.fromkeys(notes))


def _of_line(line: Line, page: Page, headline: Sequence[Line], today: dt.date) -> Iterator[_Sighting]:
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
        # a label behind the date ("… 公開") is its own, unless another date follows
        before, after = line.plain[start : date.start], line.plain[date.end :] if date is dates[-1] else ""
        meaning = meaning_of(before, after) or _label_above(line, page)
        if _stands_apart(line, date, before, meaning, today):
            score, where = _LABELLED.get(meaning) or _score_of_place(line, date, page, headline, today)
            if meaning is Meaning.PUBLISHED and page.index(line.number) >= page.body:
                score -= 13
            if score:
                score, where = _weigh(line, date, meaning, (score, where), today)
                yield _Sighting(line, date, meaning, score, where, line.text)
        elif not place:
            yield from _of_dateline(line, dates[:1], page)


def _stands_apart(
    line: Line, date: WrittenDate, before: str, meaning: Meaning | None, today: dt.date
) -> bool:
    if line.role in (Role.DATE, Role.BYLINE, Role.LABEL):
        return True
    words = line.plain[date.start : date.end]
    if any(words in part and is_date_line(part, today) for part in segments(line.plain)):
        return True
    # "Report No. 12, published 3 March 2021": the label right before the date
    leading = " ".join(before.split()[-2:])
    return meaning is not None and meaning_of(leading) is meaning and not remainder(leading, ())


def _label_above(line: Line, page: Page) -> Meaning | None:
    """Return what a line says that is nothing but a label, if it stands right above."""
    index = page.index(line.number)
    if not index:
        return None
    above = page.lines[index - 1]
    is_near = line.number - above.number <= 2 and len(above.text) < 40
    return meaning_of(above.text) if is_near and not remainder(above.text, ()) else None


def _weigh(
    line: Line, date: WrittenDate, meaning: Meaning | None, placed: tuple[int, str], today: dt.date
) -> tuple[int, str]:
    """Return the score and the place in words, as the date itself makes them surer or less sure."""
    score, where = placed
    if date.relative:
        score -= 25 if re.search(r"\d", line.plain[date.start : date.end]) or meaning else 40
        where += f", counted back from {today.isoformat()}, the day the page was pasted"
        if date.date.approximate:
            score = min(score, MEDIUM - 1)
    start = date.date.start
    if start and start.day is None and not date.choices:
        score -= 4
    return score, where


def _score_of_place(
    line: Line, date: WrittenDate, page: Page, headline: Sequence[Line], today: dt.date
) -> tuple[int, str]:
    """Return how well its place speaks for a date that no label explains, and the place in words."""
    index = page.index(line.number)
    if not headline or index >= page.body:
        return _score_without_headline(line, index, page)
    if line.role is Role.BYLINE:
        return 92, "it stands in the byline"
    if line.number > headline[-1].number:
        return 92, "it stands below the headline"
    if date.date == _day(today):
        return 40, "it stands above the headline, but is the day the page was pasted"
    is_near = page.index(headline[0].number) - index <= 2
    return (84 if is_near else 66), "it stands above the headline"


def _score_without_headline(line: Line, index: int, page: Page) -> tuple[int, str]:
    if index < page.body:
        return 68, "it stands at the head of the page"
    # a chronology has its dates on lines of their own too: only the last lines can be a signature
    is_last = (
        index >= page.end - 6 and sum(one.role is Role.DATE for one in page.lines[page.body : page.end]) == 1
    )
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
    year = re.fullmatch(
        r"(?:first )?(?:published|issued|(?:publication )?year:)?\s?((?:19|20)\d\d)",
        line.plain,
        re.IGNORECASE,
    )
    below = headline and 0 < page.index(line.number) - page.index(headline[-1].number) <= 5
    if year and below and page.index(line.number) < page.body:
        written = WrittenDate(0, len(line.text), Date(start=DateParts(int(year[1]))))
        yield _Sighting(line, written, None, 58, "the year stands alone below the headline", line.text)


def _settle(sightings: Sequence[_Sighting], page: Page, today: dt.date) -> list[Candidate]:
    """Return the candidates for ``issued``: what is labelled beats what is not, the first beats the next."""
    published = [one for one in sightings if one.meaning is Meaning.PUBLISHED]
    bare = [one for one in sightings if one.meaning is None]
    updated = [one for one in sightings if one.meaning is Meaning.UPDATED]
    best = max((one.score for one in published), default=0)
    if best >= 90:
        bare = [one._replace(score=min(one.score, best - 12)) for one in bare]
    below = 0
    ranked: list[_Sighting] = []
    for one in bare:
        ranked.append(one._replace(score=one.score - 10 * below) if one.score > 84 else one)
        below += one.score > 84
    taken = _without_finer(published + [one for one in ranked if one.score >= LOW])
    if not any(one.score >= MEDIUM for one in taken):
        taken += updated
    return [_candidate("issued", one, page, today) for one in taken]


def _without_finer(sightings: Sequence[_Sighting]) -> list[_Sighting]:
    """Return the sightings without those that only say more exactly what a better one says: no rivals."""
    kept: list[_Sighting] = []
    for one in sorted(sightings, key=lambda one: -one.score):
        edtf = one.written.date.edtf()
        if not any(edtf.startswith(f"{better.written.date.edtf()}-") for better in kept):
            kept.append(one)
    return kept


def _candidate(field: str, one: _Sighting, page: Page, today: dt.date) -> Candidate:
    """Return the candidate, with 03/04/2022 read in the order that the rest of the page shows, if it does."""
    written = one.written
    value, choices, score, reason = written.date, written.choices, one.score, one.where
    if choices:
        chosen = None if written.relative else settle_order(choices, page, today)
        if chosen:
            value, choices, score = chosen[0], (), min(score, 70)
            reason += f"; {chosen[1]}"
        else:
            reason += f"; it is {' or '.join(choice.edtf() for choice in choices)}, and no more is sure"
    return Candidate(field, value, one.evidence, one.line.number, score, reason, choices)


def _is_future(one: _Sighting, today: dt.date) -> bool:
    return one.meaning is not Meaning.OTHER and all(
        is_after(date, today) for date in one.written.choices or (one.written.date,)
    )


def _day(day: dt.date) -> Date:
    return Date(start=DateParts(day.year, day.month, day.day))


def _note(one: _Sighting, today: dt.date) -> str:
    why = "it lies in the future" if _is_future(one, today) else "it is the date of something else"
    return f'line {one.line.number}: "{one.evidence[:80]}" was not taken for the date: {why}'

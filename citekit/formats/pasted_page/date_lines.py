"""Lines that are a date: "Published January 20, 2022 at 10:00 GMT", "Berlin, den 3. März 2021"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from functools import cache
from typing import Final

from citekit.formats.pasted_page.date_text import WrittenDate, find_dates
from citekit.formats.pasted_page.word_lists import rows_in, word_set
from citekit.language.fold import fold

__all__ = ["Meaning", "is_date_line", "meaning_of", "remainder", "without_date"]


class Meaning(Enum):
    """What a date is the date of, by the words before it."""

    PUBLISHED = auto()
    UPDATED = auto()
    ACCESSED = auto()
    OTHER = auto()
    """Of an event, a deadline, another edition: not of the work as it lies before us."""


@cache
def _labels() -> tuple[tuple[Meaning, re.Pattern[str]], ...]:
    words: dict[str, list[str]] = {}
    for meaning, pattern in rows_in("date_labels.tsv"):
        words.setdefault(meaning, []).append(pattern)
    return tuple((Meaning[meaning.upper()], _any_of(patterns)) for meaning, patterns in words.items())


@cache
def _any_label() -> re.Pattern[str]:
    return _any_of(pattern for _, pattern in rows_in("date_labels.tsv"))


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    # folded, for the letters that folding changes in scripts other than Latin
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(fold, patterns))})(?!\w)")


@cache
def _fillers() -> re.Pattern[str]:
    return re.compile("|".join(fold(pattern) for (pattern,) in rows_in("date_fillers.tsv")))


_PERIODICAL: Final = word_set(
    "weekly daily monthly quarterly annual update brief briefing report bulletin monitor "
    "newsletter review outlook news"
    " digest edition issue vol volume no version chapter part table figure statement "
    "spring summer autumn winter"
)
"""Words that make "Weekly Brief, March 3, 2021" a headline, where "Geneva, March 3, 2021" is a date line."""


def meaning_of(before: str, after: str = "") -> Meaning | None:
    """Return what the words before a date, or right after it, say it is the date of; None if nothing.

    The word nearest to the date counts. ``before`` reaches back to the date before it, if there is one.
    """
    nearest: tuple[int, Meaning] | None = None
    folded = fold(before)
    for meaning, pattern in _labels():
        for match in pattern.finditer(folded):
            if nearest is None or match.end() > nearest[0]:
                nearest = match.end(), meaning
    if nearest:
        return nearest[1]
    behind = _fillers().sub(" ", fold(after)).lstrip(" (（:")
    return next((meaning for meaning, pattern in _labels() if pattern.match(behind)), None)


def remainder(text: str, dates: Sequence[WrittenDate]) -> str:
    """Return what a line says beside its dates, their labels, weekdays, times and punctuation."""
    bare = text
    for date in reversed(dates):
        bare = f"{bare[: date.start]} \x00 {bare[date.end :]}"
    folded = _any_label().sub(" ", fold(bare))
    folded = _fillers().sub(" ", folded)
    return " ".join(re.sub(r"[\W_]+", " ", folded).split())


def without_date(text: str, today: dt.date) -> str:
    """Return what stands before the date in ``text``, without the word that leads to it.

    "By Jane Doe on 12 August 2020" is "By Jane Doe", "Pressemitteilung Nr. 12 vom 3. März 2021" the number.
    Text without a date is returned whole.
    """
    dates = find_dates(text, today) if len(text) <= 200 else ()
    if not dates or not dates[0].start:
        return text
    return re.sub(_LEADS_TO_DATE, "", text[: dates[0].start], flags=re.IGNORECASE)


_LEADS_TO_DATE: Final = (
    r"[\s,(]+(?:(?:last )?(?:updated|published|posted)|veröffentlicht|aktualisiert|publié|publicado)?"
    r"(?:\s?\b(?:on|vom|am|of|from|dated|du|le|de|del|el|at|den|il))?[\s:,(]*$"
)


def is_date_line(text: str, today: dt.date) -> bool:
    """Whether a line, or a segment of one, is a date and says nothing else.

    A label, the weekday, the time, how long it takes to read, and the place of writing may stand beside it.
    """
    if len(text) > 160:
        return False
    dates = find_dates(text, today)
    if not dates or not any(not date.is_range for date in dates):
        return False
    rest = remainder(text, dates)
    return not rest or _is_place(text[: dates[0].start], rest)


def _is_place(before: str, rest: str) -> bool:
    """Whether all that is left is a place before the date, as in "Berlin, den 3. März 2021"."""
    place = re.fullmatch(
        r"([^\W\d_][\w.'’/-]*(?:[ ,]{1,2}[^\W\d_][\w.'’/-]*){0,2}?),\s*(?:den |le |a |il )?", before
    )
    if place is None:
        return False
    words = re.split(r"[ ,]+", place[1])
    return (
        all(word[0].isupper() or not word[0].isascii() for word in words)
        and _PERIODICAL.isdisjoint(fold(word) for word in words)
        and len(rest.split()) <= 4
    )

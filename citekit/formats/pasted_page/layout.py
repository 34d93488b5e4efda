"""Every line of a page given its role, and the page its head, body and end."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache

from citekit.formats.pasted_page.access_notices import read_access
from citekit.formats.pasted_page.boilerplate import ends_work, is_boilerplate
from citekit.formats.pasted_page.bylines import read_byline
from citekit.formats.pasted_page.date_lines import is_date_line, without_date
from citekit.formats.pasted_page.institution_table import find_by_name
from citekit.formats.pasted_page.page import Line, Page, Role
from citekit.formats.pasted_page.person_names import read_person
from citekit.formats.pasted_page.rights_notices import read_rights
from citekit.formats.pasted_page.word_lists import word_set
from citekit.formats.pasted_page.work_labels import read_label, segments

__all__ = ["lay_out"]

_ENDS_SENTENCE = "[.!?…。！？؟]"
_AFTER = "[\"'”“’‘»«)\\]】」』]*"


def lay_out(lines: Sequence[Line], today: dt.date) -> Page:
    """Return the page that ``lines`` make."""
    told = tuple(_tell_prose(_tell_menus([line._replace(role=_role(line, today)) for line in lines])))
    body = _find_body(told)
    # "Comments" above the text is a button, below it a heading
    end = next((i for i, line in enumerate(told) if i > body and ends_work(line.text)), len(told))
    return Page(told, body, end)


def _find_body(lines: Sequence[Line]) -> int:
    """Return the index of the first running text that is no standfirst between headline and byline."""
    prose = [i for i, line in enumerate(lines) if line.role is Role.PROSE]
    if not prose:
        return len(lines)
    before = {line.role for line in lines[: prose[0]]}
    awaited = (
        {Role.DATE, Role.BYLINE} if before.isdisjoint({Role.DATE, Role.BYLINE}) else {Role.BYLINE} - before
    )
    if Role.PLAIN in before:
        for i in range(prose[0] + 1, min(prose[0] + 9, len(lines))):
            passed = [line for line in lines[prose[0] : i] if line.role is Role.PROSE]
            too_much = len(passed) > 2 or any(len(line.text) > 300 for line in passed)
            if too_much or ends_work(lines[i].text):
                break
            if lines[i].role in awaited:
                return next((place for place in prose if place > i), len(lines))
    return prose[0]


def _role(line: Line, today: dt.date) -> Role:
    """Return what the words of a line alone tell."""
    text = line.plain
    if is_boilerplate(text):
        return Role.BOILERPLATE if read_access(line.text) is None else Role.NOTICE
    if _address().fullmatch(text):
        return Role.ADDRESS
    if is_date_line(text, today):
        return Role.DATE
    if _names_writer(text, today):
        return Role.BYLINE
    if read_access(line.text) or read_rights(line.text):
        return Role.NOTICE
    if _is_label(text, today):
        return Role.LABEL
    if _is_row_with_date(text, today):
        return Role.DATE
    if _names_institution(text):
        return Role.INSTITUTION
    return Role.PROSE if _is_prose(text) else Role.PLAIN


@cache
def _address() -> re.Pattern[str]:
    return re.compile(
        (
            r"(?:(?:url|link|permalink|web|website|source|address|doi|isbn|issn|retrieved from"
            r"|available (?:at|from|online)|"
            r"online|e-?issn|e-?isbn)(?: \w+)?\s*[:：]?\s*)?"
            r"(?:https?://\S+|www\.\S+|10\.\d{4,9}/\S+|doi:\s?\S+"
            r"|[\d-]{9,17}[\dx]?(?:\s\(\w+\))?|(?:isbn|issn)[\s\dx:()-]+(?:\(\w+\))?)\.?"
        ),
        re.IGNORECASE,
    )


def _is_row_with_date(text: str, today: dt.date) -> bool:
    """Whether a line is a date among other facts: "Press release | 14 July 2021 | Brussels"."""
    parts = segments(text)
    dates = [part for part in parts if is_date_line(part, today)]
    others = [part for part in parts if part not in dates]
    return (
        bool(dates and others)
        and all(
            len(part.split()) <= _FEW or is_boilerplate(part) or read_label(part) or _names_institution(part)
            for part in others
        )
        and not any(read_byline(part) for part in others)
    )


_FEW = 2
"""Words of a place, a rubric or a version beside a date."""


def _names_writer(text: str, today: dt.date) -> bool:
    parts = segments(text)
    if not any(read_byline(without_date(part, today)) or read_byline(part) for part in parts):
        return False
    return len(parts) == 1 or not _is_prose(text)


def _is_label(text: str, today: dt.date) -> bool:
    """Whether a line is labels, such as "Working Paper No. 123 | March 2021", and nothing else."""
    parts = segments(text)
    if not any(read_label(without_date(part, today)) for part in parts):
        return read_label(text) is not None
    return all(
        read_label(without_date(part, today))
        or is_date_line(part, today)
        or _names_institution(part)
        or is_boilerplate(part)
        for part in parts
    )


def _names_institution(text: str) -> bool:
    """Whether a line is an institution of the table by its full name, with its acronym or without."""
    institution = find_by_name(re.sub(r"\s*\([A-Za-z-]{2,10}\)$", "", text))
    return institution is not None and not institution.is_outlet


_ABBREVIATIONS = word_set(
    "st dr mr mrs ms vs no nr jr sr co inc ltd corp lt gov sen rep gen vol art prof u.s u.k u.n e.g i.e"
)


def _has_sentence_break(text: str) -> bool:
    """Whether one sentence ends in ``text`` and another begins; an initial or "St." ends none."""
    for match in re.finditer(
        rf"(\S+?){_ENDS_SENTENCE}{_AFTER}(?:\s+[\"'“‘«(¿¡]?[^\W\d_a-z]|(?<=[。！？])(?=.))", text
    ):
        word = match[1].casefold()
        if len(word) > 1 and word not in _ABBREVIATIONS:
            return True
    return False


def _is_prose(text: str) -> bool:
    """Whether a line by itself is running text: sentences, or one long sentence with its full stop."""
    if len(text) > 320:
        return True
    words = text.count(" ") + 1
    closed = re.search(rf"[.…。:;]{_AFTER}$", text) is not None and not re.search(r"\b[A-Z]\.$", text)
    if closed and (words >= 12 or (words >= 8 and text[:1].isupper() and _is_in_small_letters(text))):
        return True
    if re.search(r"[。]$", text) and len(text) > 30:
        return True
    return words >= 10 and closed and _has_sentence_break(text)


def _is_in_small_letters(text: str) -> bool:
    words = [word for word in text.split()[1:] if word[0].isalpha()]
    return sum(word[0].islower() for word in words) * 2 > len(words)


def _tell_menus(lines: list[Line]) -> Iterator[Line]:
    """Make a run of one- and two-word lines that stand together, or beside furniture, a menu."""
    start = 0
    while start < len(lines):
        stop = start
        while stop < len(lines) and lines[stop].block == lines[start].block and _may_be_menu(lines[stop]):
            stop += 1
        run = lines[start:stop]
        furniture = sum(line.role is Role.BOILERPLATE for line in run)
        is_menu = (len(run) >= 4 and furniture >= 1) or len(run) >= 6
        for line in run or lines[start : start + 1]:
            yield line._replace(role=Role.BOILERPLATE) if is_menu and not _is_masthead(line) else line
        start = max(stop, start + 1)


def _is_masthead(line: Line) -> bool:
    """Whether a line among a menu's is the name of the newspaper: "The Guardian", but not "Time"."""
    known = find_by_name(line.text)
    return known is not None and known.is_outlet and " " in line.text and line.role is Role.PLAIN


def _may_be_menu(line: Line) -> bool:
    if line.role is Role.LABEL:
        # "Blog" and "Reports" are in menus, "Press release" seldom is
        return " " not in line.text
    if line.role is not Role.PLAIN:
        return line.role is Role.BOILERPLATE
    person = read_person(line.text)
    return len(line.text) <= 30 and line.text.count(" ") <= 2 and not (person and person.known_given)


def _tell_prose(told: Iterator[Line]) -> Iterator[Line]:
    """Make wrapped paragraphs running text: lines that break off and go on in the next."""
    lines = list(told)
    start = 0
    while start < len(lines):
        stop = start + 1
        while stop < len(lines) and _goes_on(lines[stop - 1], lines[stop]):
            stop += 1
        run = lines[start:stop]
        # a title over three lines at most; a paragraph's sentences end, or it is long
        wrapped = len(run) > 1 and (
            len(run) > 3 or any(line.role is Role.PROSE for line in run) or _is_prose(_joined(run))
        )
        for line in run:
            yield line._replace(role=Role.PROSE) if wrapped and line.role is Role.PLAIN else line
        start = stop


def _joined(lines: Sequence[Line]) -> str:
    return " ".join(line.plain for line in lines)


def _goes_on(line: Line, after: Line) -> bool:
    """Whether ``after`` continues the sentence that ``line`` breaks off."""
    if line.block != after.block or after.number != line.number + 1:
        return False
    if line.role not in (Role.PLAIN, Role.PROSE) or after.role not in (Role.PLAIN, Role.PROSE):
        return False
    if re.search(rf"{_ENDS_SENTENCE}{_AFTER}$", line.text):
        # a full stop at the line's end inside a paragraph of wrapped lines
        return (
            line.role is Role.PROSE
            and len(line.text) > 60
            and after.role is Role.PLAIN
            and len(after.text) > 60
        )
    return after.text[0].islower() or (len(line.text) >= 55 and _is_in_small_letters(line.text))

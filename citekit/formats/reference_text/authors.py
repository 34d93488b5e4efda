"""Who made a work, and the year that follows them: the beginning of a reference."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, NamedTuple

from citekit.formats.base import Confidence
from citekit.formats.reference_text.dates import MONTH, YEAR, read_date
from citekit.formats.reference_text.patterns import CAPITAL, any_of, compiled
from citekit.formats.reference_text.people import NameForm, NameList, read_people, read_role
from citekit.formats.reference_text.sheet import BLOT, TRIM, Sheet, skip
from citekit.formats.reference_text.titles import sentence_ends
from citekit.item.date import Date
from citekit.item.institutions import is_institution
from citekit.item.name import Name

__all__ = ["begins_with_year", "is_all_names", "take_authors", "take_head_year"]

_QUOTES: Final = '"“„«'
_WORDS: Final = re.compile(r"[^\W_]+")
_CIRCA: Final = r"(?:(?:c|ca|circa)\.?\s?)?"
_BEFORE_QUOTE: Final = re.compile(r",\s[“„«\"‘']")
_AFTER_NAMES: Final = compiled(r"(?:,\s?|\.\s|:\s|\s)?[\"“„«‘(]|,\s'|,?\s?\(?", YEAR)
_EDITORS: Final = r"(?:\((?:Hrsgg?|Hg|[Ee]ds?)\.?\)\s?)?"
_BOOK_IN_A_NOTE: Final = re.compile(r"\([^():;\0]{2,50}:\s[^():\0]{2,80}\)")
_SPELT_OUT: Final = compiled(rf"[ ](?P<name>{CAPITAL}[^\W\d_]+(?:[ ]{CAPITAL}\.)?)\.?[ ]")
_TITLE_AND_PLACE: Final = compiled(
    rf"(?:[“\"]|(?!(?:Translated|Edited|Illustrated|Revised|With|By)\b){CAPITAL}[^.“”\"]*[ ][^.“”\"]*\.[ ]",
    rf"{CAPITAL}[^.:“”\"]{{2,40}}:[ ][^.:“”\"]{{2,60}},[ ]{YEAR}\.?\s*$)",
)
_YEAR_AND_TITLE: Final = compiled(rf"\(?{YEAR}[a-z]?\)?\.?[ ][“‘\"*]?{CAPITAL}")
_YEAR_NEXT: Final = compiled(YEAR, r"[.,:]")
_HEAD_YEAR: Final = compiled(
    # (2020), (2020a), (ca. 1850), (2019-20), (2020, March 5)
    rf"[\s.,;:\0]*[(\[](?P<inner>{_CIRCA}{YEAR}(?:\s?[-–/]\s?(?:\d\d){{1,2}})?[a-z]?(?:,\s[^()\[\]]{{2,30}})?)[)\]]"
    rf"(?!\s{YEAR}[.,:])",
    # . 2020. or , 2020a: or 2020, March 5. before a title; of a reprint (1897) 1951
    rf"|[\s.,;:\0]*(?:[(\[]{YEAR}[)\]]\s)?(?P<bare>{YEAR})[a-z]?(?:,\s(?P<day>(?i:{MONTH})(?:\s\d{{1,2}})?))?",
    r"(?=[.,:]|\s[\"“„«‘'\0]|\s[^\W\d])",
)
_NO_DATE: Final = compiled(
    r"\(?\b(?P<words>",
    any_of(
        r"n\.\s?d\.",
        r"s\.\s?d\.",
        r"o\.\s?J\.",
        "in press",
        "forthcoming",
        "im Druck",
        "im Erscheinen",
        "no date",
    ),
    r")[a-z]?\)?",
    flags=re.IGNORECASE,
)
_ACRONYM: Final = re.compile(r"[A-Z]{3,7}")
_HAN: Final = re.compile(
    r"(?P<names>[\u3400-\u9fff·]{2,12}(?:[,，、;；]\s?[\u3400-\u9fff·]{2,12})*?)(?:[,，]?\s?等)?(?=[.．]\s?\S|[（(](?:1[4-9]|20)\d\d)"
)
"""Chinese and Japanese names, which have no space and no initials."""
_BETWEEN_HAN: Final = re.compile(r"[,，、;；]\s?")
_LATER_YEAR: Final = compiled(
    r"(?P<names>(?:\s[^\W\d_]{1,2})?,[^()\0“„‘\"\d]{2,400}?)(?P<after>[\s.,]+\(?",
    rf"(?P<year>{YEAR})[a-z]?(?:\)[.,:]?|[.:](?=\s)))",
)
"""A year after authors among whom something was no name."""
_INSTITUTIONS: Final = compiled(
    rf",\s(?:&\s|and\s)?(?P<names>{CAPITAL}[^\0\d.;:“\"()]{{3,80}}?(?:\([^()]{{1,12}}\))?)",
    rf"(?=\.?\s\((?:Eds?|{YEAR})|,\s{YEAR}\b|\.\s{YEAR}\b)",
)
_INSTITUTION_BEFORE: Final = (
    # Name (2020), Name: Title, Name, 2020. Name, "Title" and Name 2020,: before a colon only a sure one
    (
        compiled(
            rf"(?P<name>[^\0\d\"“„«(]{{2,140}}?)\.?\s*(?={_EDITORS}\({_CIRCA}{YEAR}",
            r"|\((?i:n\.\s?d|no date|undated|in press|forthcoming))",
        ),
        False,
    ),
    (re.compile(r"(?P<name>[^\0\"“„«(.:]{5,100}):\s"), True),
    (
        compiled(
            r"(?P<name>(?:[^\0\"“„«(,.:]|(?<=\d)\.(?=\d)){2,100}(?:\([A-Z][\w&/-]{1,9}\))?),",
            rf"\s(?=[\"“„«‘]|{YEAR})",
        ),
        False,
    ),
    (compiled(rf"(?P<name>{CAPITAL}[\w&’'-]*(?:\s[\w&’'-]+){{0,5}}?)\s(?={YEAR}[a-z]?[,.]\s[^a-z])"), False),
)


def take_authors(sheet: Sheet, start: int) -> int:
    """Take the authors, and return where what follows them begins."""
    text = sheet.rest
    while start < len(text) and text[start] in f"{TRIM}(":
        start += 1
    han = _HAN.match(text, start)
    if han:
        names = tuple(Name(literal=name) for name in _BETWEEN_HAN.split(han["names"]))
        sheet.take("author", *han.span("names"), names)
        sheet.blot(*han.span())
        return han.end()
    people = read_people(text, start, form=NameForm.DIRECT)
    if people is None or not _BEFORE_QUOTE.match(text, people.end):
        people = read_people(text, start)
    slanted = _title_in_italics(sheet, start)
    if people and start < slanted < people.end:
        people = read_people(text, start, end=slanted)
    if people and _is_believable(text, people):
        others = _institutions_after(text, people.end) if slanted - people.end > len(", ") else ()
        people = _with_spelt_out_name(sheet, people)
        names = (*people.names, *(Name(literal=name) for name in others))
        last = text.index(others[-1], people.end) + len(others[-1]) if others else people.end
        role, end = read_role(text, last)
        sheet.take(role, start, last, names, confidence=_confidence_of(people))
        sheet.blot(start, end)
        return end
    return _take_institution(sheet, start)


def _title_in_italics(sheet: Sheet, start: int) -> int:
    """Return where the first words in italics after ``start`` begin, which no name does; "et al." may."""
    return next(
        (
            begin
            for begin, end in sorted(sheet.italics)
            if begin > start and not _ET_AL.match(sheet.text, begin, end)
        ),
        len(sheet.text),
    )


_ET_AL: Final = re.compile(r"\s*et\.?\s?al\b")


def _is_believable(text: str, people: NameList) -> bool:
    """Whether what looks like names stands where names stand."""
    after = text[people.end :].lstrip(" \0")
    if people.form is NameForm.DIRECT:
        if len(people.names) == 1 and is_institution([people.names[0].display()]):
            return False  # R Core Team
        if _AFTER_NAMES.match(after) or (after[:1] == "," and _BOOK_IN_A_NOTE.search(text, people.end)):
            return True
        return len(people.names) > 1 and after[:1] in ",.:("
    if people.form is NameForm.INVERTED:
        # "Ong, Walter J. Orality and Literacy": the full stop of the initial ends the names too
        return text[people.end - 1] == "." or not after[:1].isalpha()
    return True


def _with_spelt_out_name(sheet: Sheet, people: NameList) -> NameList:
    """Return ``people`` with the given name that follows initials: ``Irele, F. Abiola. *Title*``.

    Without italics it is told from a title of one word by the year, or the title and the place, that follow.
    """
    more = _SPELT_OUT.match(sheet.rest, people.end)
    if (
        more is None
        or len(people.names) > 1
        or people.form is not NameForm.INVERTED_INITIALS
        or not (
            any(begin in range(more.end(), more.end() + 4) for begin, _ in sheet.italics)
            or _YEAR_AND_TITLE.match(sheet.rest, more.end())
            or (not sheet.italics and _TITLE_AND_PLACE.match(sheet.rest, more.end()))
        )
    ):
        return people
    name = people.names[0]
    return replace(
        people,
        names=(replace(name, given=f"{name.given} {more['name']}"),),
        end=more.end("name"),
        form=NameForm.INVERTED,
    )


def _confidence_of(people: NameList) -> Confidence:
    return Confidence.MEDIUM if people.form is NameForm.DIRECT else Confidence.HIGH


def _institutions_after(text: str, place: int) -> tuple[str, ...]:
    """Return the institutions among the authors: they stand after people and before the year."""
    found = _INSTITUTIONS.match(text, place)
    if not found or not is_institution([found["names"]]):
        return ()
    return (found["names"].strip(),)


def _take_institution(sheet: Sheet, start: int) -> int:
    """Take an institution that stands where authors stand."""
    text = sheet.rest
    for pattern, is_sure in _INSTITUTION_BEFORE:
        found = pattern.match(text, start)
        if found is None:
            continue
        name = found["name"]
        again = name in text[found.end() :]
        if _is_institution(name) or (again if is_sure else _reads_as_institution(name)):
            role, end = read_role(text, found.end("name"))
            sheet.take(role, start, found.end("name"), (Name(literal=name.strip(TRIM)),))
            sheet.blot(found.end("name"), end)
            return end
    return _take_institution_before_full_stop(sheet, start)


def _take_institution_before_full_stop(sheet: Sheet, start: int) -> int:
    text = sheet.rest
    if text[start : start + 1] in tuple(_QUOTES):
        return start  # a title
    end = next(sentence_ends(text, start, min(len(text), start + 140)), None)
    if end is None or BLOT in text[start:end] or len(text[start:end].split()) > 9:
        return start
    name, after = text[start:end], text[end:].lstrip(" .")
    before_quote = bool(after) and after[0] in _QUOTES and _reads_as_institution(name)
    is_sure = _is_institution(name) or before_quote or bool(_YEAR_NEXT.match(after))
    again = len(name) > 5 and name in after
    is_acronym = bool(_ACRONYM.fullmatch(name)) and _goes_on_as_title(after)
    in_capitals = len(name.split()) <= 6 and _all_capitals(name) and _goes_on_as_title(after)
    if not (is_sure or again or in_capitals or is_acronym):
        return start
    confidence = Confidence.MEDIUM if is_sure else Confidence.LOW
    sheet.take("author", start, end, (Name(literal=name.strip()),), confidence=confidence)
    return end


def _is_institution(name: str) -> bool:
    """Whether an institution has this name, and it is no title: "The sound of silence" has small letters."""
    small = sum(word[0].islower() for word in _WORDS.findall(name) if len(word) > 3)
    return is_institution([name]) and small <= 1


def _all_capitals(name: str) -> bool:
    words = _WORDS.findall(name)
    if len(words) < 2 or words[0].casefold() in ("the", "a", "an"):
        return False
    return all(word[0].isupper() for word in words if len(word) > 3)


def _goes_on_as_title(after: str) -> bool:
    """Whether what follows is a title with something after it."""
    end = next(sentence_ends(after, 0, len(after)), None)
    words = _WORDS.findall(after[:end]) if end else []
    begins = words[0].casefold() if words else ""
    return (
        len(words) >= 3
        and begins not in _NO_TITLE
        and bool(after[end:].strip(TRIM))
        and BLOT not in after[:end]
    )


def _reads_as_institution(name: str) -> bool:
    words = [word for word in _WORDS.findall(name) if len(word) > 3]
    if is_institution([name]) or len(name.split()) <= 2:
        return True
    return len(name.split()) <= 10 and all(not word[0].islower() for word in words)


def take_head_year(sheet: Sheet, place: int) -> int:
    """Take the year that follows the authors, and return where what follows it begins."""
    for find in (_year_at_once, _year_after_more_names, _no_year):
        found = find(sheet.rest, place)
        if found:
            sheet.take("issued", found.start, found.end, found.date, confidence=Confidence.HIGH)
            sheet.blot(found.start_of_all, found.end_of_all)
            return found.end_of_all
    return place


class _HeadDate(NamedTuple):
    """A date after authors, and the span of it with its brackets."""

    start: int
    end: int
    date: Date
    start_of_all: int
    end_of_all: int


def _year_at_once(text: str, place: int) -> _HeadDate | None:
    found = _HEAD_YEAR.match(text, place)
    if found is None:
        return None
    group = "inner" if found["inner"] else "bare"
    date = read_date(text[found.start("bare") : found.end()] if group == "bare" else found["inner"])
    end = found.end("day") if found["day"] else found.end(group)
    return _HeadDate(found.start(group), end, date, *found.span()) if date else None


def _year_after_more_names(text: str, place: int) -> _HeadDate | None:
    found = _LATER_YEAR.match(text, place)
    if found is None or not re.search(r"[^\W\d_]\.", found["names"]) or not is_all_names(found["names"]):
        return None
    date = read_date(found["year"])
    return _HeadDate(*found.span("year"), date, found.start("after"), found.end()) if date else None


def _no_year(text: str, place: int) -> _HeadDate | None:
    found = _NO_DATE.match(text, skip(text, place))
    return _HeadDate(*found.span("words"), Date(literal=found["words"]), *found.span()) if found else None


def begins_with_year(text: str, place: int) -> bool:
    """Whether a date stands at ``place`` as it does after authors."""
    return bool(_HEAD_YEAR.match(text, place))


def is_all_names(text: str) -> bool:
    """Whether what stands before a quotation mark can be the rest of the authors."""
    words = [word for word in _WORDS.findall(text) if len(word) > 2 and not word.isdigit()]
    return sum(not word[0].islower() for word in words) >= 0.7 * len(words)


_NO_TITLE: Final = frozenset({"in", "directed", "translated", "edited", "performed", "written", "by", "vol"})
"""Words with which no title goes on after an institution's name."""

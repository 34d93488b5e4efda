"""What has marks of its own, wherever it stands: identifiers, editions, theses, reports, editors, dates."""

from __future__ import annotations

import re
from typing import Final

from citekit.formats.base import Confidence
from citekit.formats.reference_text.dates import MONTH, WHEN, YEAR, read_date, years
from citekit.formats.reference_text.patterns import CAPITAL, any_of, compiled
from citekit.formats.reference_text.people import NameForm, NameList, read_people
from citekit.formats.reference_text.sheet import Sheet
from citekit.item.identifiers import IdentifierKind, locate_identifiers
from citekit.item.institutions import is_institution

__all__ = ["take_identifiers", "take_marked", "take_missing_date"]

_IDENTIFIERS: Final = {
    IdentifierKind.DOI: "DOI",
    IdentifierKind.URL: "URL",
    IdentifierKind.ISBN: "ISBN",
    IdentifierKind.ISSN: "ISSN",
    IdentifierKind.PMID: "PMID",
    IdentifierKind.PMCID: "PMCID",
}
_BEFORE_ADDRESS: Final = compiled(
    r"(?:(?:\[Online\]\.?\s*)?",
    any_of(
        "available", "retrieved", "accessed", "verfügbar", "abrufbar", "disponible", "online", "verkrijgbaar"
    ),
    r"(?:\s(?:at|from the|from|under|unter|sur|en|in))?\s*:?",
    r"|\bretrieved\sfrom\s[^\0.:]{2,80}:|URL:?|\bdoi:?|https?:|[<(])\s*$",
    flags=re.IGNORECASE,
)
_EDITION: Final = compiled(
    r"[,.(]?\s*[\[(]?(?P<v>\d{1,2})\s?(?:st|nd|rd|th|\.|ª|e|ème)?\s",
    r"(?:(?:rev|erw|überarb|aktual|neubearb|expanded|international)\.?\s)*",
    any_of(
        r"edn\b\.?", r"ed\b\.?(?!\s?by)", r"edition\b", r"Aufl\b\.?", r"Auflage\b", r"éd\b\.?", r"édition\b",
        r"edición\b", r"edizione\b", r"druk\b", r"uppl\b\.?",
    ),
    r"[\])]?",
    flags=re.IGNORECASE,
)  # fmt: skip
_THESIS: Final = compiled(
    r"(?<!\w)[\[(]?(?P<v>(?:(?:unpublished|unveröffentlichte)\s)?(?:",
    any_of(
        r"ph\.?\s?d\.?",
        "doctoral",
        r"master(?:['’]?s)?",
        r"m\.?\s?(?:sc|a)\.?",
        r"bachelor(?:['’]?s)?",
        "diploma",
        "honors",
    ),
    r"\s?(?:thesis|dissertation)|",
    any_of(
        "dissertation",
        r"diss\.",
        "thesis",
        "habilitation(?:sschrift)?",
        "masterarbeit",
        "diplomarbeit",
        "bachelorarbeit",
    ),
    r"))(?=[\]),.;:]|\s|$)",
    flags=re.IGNORECASE,
)
_OF_UNIVERSITY: Final = compiled(
    r"[\s,.;:(\[]*(?P<v>[^\0\[\]().;]{4,100}?)(?=[\]).;\0]|,\s(?:[^\W\d_]+\s)?", YEAR, "|$)"
)
_REPORT: Final = compiled(
    r"[\[(]?(?P<genre>(?:[^\W\d_]+\s)?",
    any_of(
        "technical report", "research report", "working paper", "discussion paper", "policy brief",
        "white paper", "report", r"tech\. rep\.", "techreport", "rfc", "publication", "bericht",
        "arbeitspapier", "preprint",
    ),
    r")(?:\s(?:series|memorandum))?,?\s(?:(?:no|nr|number|id)\.?\s?)?",
    r"(?P<number>[A-Z]{0,6}[-/ ]?\d[\w./-]*)[\])]?",
    flags=re.IGNORECASE,
)  # fmt: skip
_BRACKETS: Final = re.compile(r"\[(?P<v>[^\[\]\0]{4,60})\](?=\s*(?:[.,;:(\0]|$))")
_VERSION: Final = re.compile(
    r"\s\(?(?:[Vv]ersion|[Vv]er\.|V\.)\s?v?(?P<v>\d[\w.+-]*\w|\d)\)?(?=\s*(?:[.,;:\[(\0]|$))"
)
_TRANSLATION: Final = compiled(
    rf"(?!{any_of('Unpublished', 'Doctoral', 'Master', 'Bachelor', 'PhD', 'Data', 'Computer', 'Review')})",
    rf"{CAPITAL}\S+(?: \S+){{2,}}",
)
"""A title in another language: three words or more."""
_EDITORS_AFTER: Final = re.compile(r",?\s[(\[]?(?:Eds?|eds?|Hrsg|Hg|editors?)\b\.?[)\]]?(?=[.,;:\s\0]|$)")
_EDITED: Final = compiled(
    r"[,.]?\s*\(?(?:(?P<editor>",
    any_of(
        "edited by", r"ed\. by", rf"(?<=\()eds?\.?(?=\s(?-i:{CAPITAL}))",
        rf"(?<=\.\s)(?-i:Eds?\.)(?=\s(?-i:{CAPITAL}))",
        r"hrsg\.? (?:von|v\.)", r"hg\.? (?:von|v\.)", "herausgegeben von", "sous la direction de",
        "a cura di",
    ),
    r")|(?P<translator>",
    any_of("translated by", r"trans\. by", r"trans\.", "übersetzt von", r"übers\. v(?:on|\.)", "traduit par"),
    r"))\s+",
    flags=re.IGNORECASE,
)  # fmt: skip
_PUBLICATION: Final = re.compile(
    r"\((?P<place>[^():;\0]{2,50}):\s(?P<publisher>[^():\0]{2,80}?)(?:,\s(?P<year>[^()\0]{4,24}))?\)"
)
_PUBLISHER_FIRST: Final = compiled(
    r"\((?P<publisher>(?!pp?\.|vol|no\.)[^():;\0]{2,120}?)",
    rf"(?:,\s(?P<place>{CAPITAL}[^\W\d_]+(?:[ ,][^()\d,;:]{{2,20}})?))?,\s(?P<year>{WHEN})(?:;[^()]*)?\)",
    flags=re.IGNORECASE,
)
_FINAL_BRACKET: Final = compiled(r"\((?P<v>", CAPITAL, r"[^():;\0\d]{3,90})\)\.?[\s\0]*$")
"""Where some journals put the publisher of a book."""
_ANY_DATE: Final = compiled(
    rf"(?<![\w/–-])(?:{YEAR}\s{MONTH}(?:\s\d{{1,2}})?(?![\w–-])|{WHEN}(?![\w/])(?!\s?[–-]\d))",
    flags=re.IGNORECASE,
)


def take_identifiers(sheet: Sheet) -> None:
    """Take identifiers and addresses, with the words that introduce them."""
    for place in locate_identifiers(sheet.rest):
        kind, value = place.identifier.kind, place.identifier.value
        start, end = place.start, place.end
        field = _IDENTIFIERS.get(kind)
        if kind is IdentifierKind.ARXIV:
            field, value = "number", f"arXiv:{value}"
        if field is None:
            continue
        sheet.take(field, start, end, value, confidence=Confidence.HIGH)
        sheet.blot(start, end)
        before = _BEFORE_ADDRESS.search(sheet.rest[:start])
        if before:
            sheet.blot(before.start(), start)


def take_marked(sheet: Sheet, place: int) -> None:
    """Take edition, thesis, report number, what stands in square brackets, editors and translators."""
    thesis = _THESIS.search(sheet.rest, place + 1)
    if thesis:
        _take_thesis(sheet, thesis)
    report = _REPORT.search(sheet.rest, place + 1)
    if report and not sheet.has("number"):
        sheet.take("number", *report.span("number"))
        sheet.take("genre", *report.span("genre"))
        sheet.blot(*report.span())
    version = _VERSION.search(sheet.rest, place + 1)
    if version:
        sheet.take("version", *version.span("v"))
        sheet.blot(*version.span())
    edition = _EDITION.search(sheet.rest, place)
    if edition:
        sheet.take("edition", *edition.span("v"), confidence=Confidence.HIGH)
        sheet.blot(*edition.span())
    brackets = _BRACKETS.search(sheet.rest, place + 1)
    if brackets:
        if not _TRANSLATION.fullmatch(brackets["v"]):
            sheet.take("genre", *brackets.span("v"))
        sheet.blot(*brackets.span())
    _take_editors(sheet, place)
    _take_publication_in_brackets(sheet, place)


def _take_publication_in_brackets(sheet: Sheet, place: int) -> None:
    inside = _PUBLICATION.search(sheet.rest, place) or _PUBLISHER_FIRST.search(sheet.rest, place)
    if inside:
        if inside["place"]:
            sheet.take("publisher-place", *inside.span("place"))
        sheet.take("publisher", *inside.span("publisher"))
        date = read_date(inside["year"]) if inside["year"] else None
        if date:
            sheet.take("issued", *inside.span("year"), date)
        sheet.blot(*inside.span())
        return
    final = _FINAL_BRACKET.search(sheet.rest, place + 1)
    if final:
        sheet.take("publisher", *final.span("v"), confidence=Confidence.LOW)
        sheet.blot(*final.span())


def _take_editors(sheet: Sheet, place: int) -> None:
    edited = _EDITED.search(sheet.rest, place)
    people = _people_after(sheet.rest, edited.end()) if edited else None
    if edited and people:
        field = "editor" if edited["editor"] else "translator"
        sheet.take(field, people.start, people.end, people.names)
        sheet.blot(edited.start(), people.end)
    if not edited:
        _take_editors_before_their_mark(sheet, place)


def _people_after(text: str, place: int) -> NameList | None:
    """Return the people after "edited by", where names stand in their spoken order."""
    for form in (NameForm.DIRECT, NameForm.INITIALS_FIRST, None):
        people = read_people(text, place, form=form)
        if people:
            return people
    return None


def _take_editors_before_their_mark(sheet: Sheet, place: int) -> None:
    """Take editors whose names stand before their mark, as in ``Title, C. Doe and L. Roe, Eds.``."""
    mark = _EDITORS_AFTER.search(sheet.rest, place + 1)
    if mark is None:
        return
    for start in re.finditer(r"[,.:]\s(?:In:?\s|in:?\s)?", sheet.rest[place : mark.start()]):
        people = read_people(sheet.rest, place + start.end(), end=mark.start())
        if people and mark.start() - people.end <= 2:
            sheet.take("editor", people.start, people.end, people.names)
            sheet.blot(people.start, mark.end())
            return


def _take_thesis(sheet: Sheet, thesis: re.Match[str]) -> None:
    sheet.take("genre", *thesis.span("v"), confidence=Confidence.HIGH)
    after = _OF_UNIVERSITY.match(sheet.rest, thesis.end())
    if after and is_institution([after["v"]]):
        sheet.take("publisher", *after.span("v"))
        sheet.blot(thesis.start(), after.end())
    sheet.blot(*thesis.span())


def take_missing_date(sheet: Sheet) -> None:
    """Take a date that stands on its own, if none was found where dates stand."""
    if sheet.has("issued"):
        return
    for found in _ANY_DATE.finditer(sheet.rest):
        date = read_date(found[0])
        only = next(years(found[0]), None)
        if date is None or only is None:
            continue
        has_month = date.start is not None and (date.start.month or date.start.season)
        start = found.start() if has_month else found.start() + only.start
        end = found.end() if has_month else found.start() + only.end
        sheet.take("issued", start, end, date)
        return

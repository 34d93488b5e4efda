"""The works that Word itself cites (``b:Source``, ISO/IEC 29500-1, 22.6) as CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from citekit.language.months import month_number
from citekit.word.names import PREFIXES
from citekit.xml_text import XmlElement, iterate_xml

__all__ = ["read_sources"]

_TYPES: Final = {
    "ArticleInAPeriodical": "article-magazine",
    "Art": "graphic",
    "Book": "book",
    "BookSection": "chapter",
    "Case": "legal_case",
    "ConferenceProceedings": "paper-conference",
    "DocumentFromInternetSite": "webpage",
    "ElectronicSource": "document",
    "Film": "motion_picture",
    "InternetSite": "webpage",
    "Interview": "interview",
    "JournalArticle": "article-journal",
    "Misc": "document",
    "Patent": "patent",
    "Performance": "performance",
    "Report": "report",
    "SoundRecording": "song",
}
_ROLES: Final = {
    "Artist": "author",
    "Author": "author",
    "BookAuthor": "container-author",
    "Compiler": "compiler",
    "Composer": "composer",
    "Director": "director",
    "Editor": "editor",
    "Interviewee": "author",
    "Interviewer": "interviewer",
    "Inventor": "author",
    "Performer": "performer",
    "ProducerName": "producer",
    "Translator": "translator",
    "Writer": "script-writer",
}
_FIELDS: Final = {
    "AbbreviatedCaseNumber": "title-short",
    "AlbumTitle": "container-title",
    "BookTitle": "container-title",
    "BroadcastTitle": "container-title",
    "Broadcaster": "publisher",
    "CaseNumber": "number",
    "ChapterNumber": "chapter-number",
    "Comments": "note",
    "ConferenceName": "event-title",
    "Court": "authority",
    "DOI": "DOI",
    "Distributor": "publisher",
    "Edition": "edition",
    "Institution": "publisher",
    "InternetSiteTitle": "container-title",
    "Issue": "issue",
    "JournalName": "container-title",
    "Medium": "medium",
    "NumberVolumes": "number-of-volumes",
    "Pages": "page",
    "PatentNumber": "number",
    "PeriodicalTitle": "container-title",
    "ProductionCompany": "publisher",
    "PublicationTitle": "container-title",
    "Publisher": "publisher",
    "RecordingNumber": "number",
    "Reporter": "container-title",
    "ShortTitle": "title-short",
    "Station": "publisher",
    "Theater": "publisher",
    "ThesisType": "genre",
    "Title": "title",
    "Type": "genre",
    "URL": "URL",
    "Version": "version",
    "Volume": "volume",
}
"""What Word calls a field, and the CSL variable; the first of two that mean the same counts."""
_DATES: Final = {
    "issued": ("Year", "Month", "Day"),
    "accessed": ("YearAccessed", "MonthAccessed", "DayAccessed"),
}
_PLACES: Final = ("City", "StateProvince", "CountryRegion")
_ELSEWHERE: Final = frozenset(
    {
        "Tag",
        "SourceType",
        "Guid",
        "LCID",
        "RefOrder",
        *_PLACES,
        *(field for fields in _DATES.values() for field in fields),
    }
)
"""What is read with others, or says nothing of the work."""
_THESIS: Final = re.compile(r"(?i)thesis|dissertation|\barbeit\b|\w+arbeit\b|tesis|thèse|tesi\b")
_DOI: Final = re.compile(r"(?i)(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)")
_ISSN: Final = re.compile(r"(?i)(?:ISSN:?\s*)?(\d{4}-?\d{3}[\dX])")


def read_sources(data: bytes, *, name: Path | str) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the tag of each source in a part of a Word document, and the source as CSL-JSON.

    Raises:
        UnreadableText: the part is no XML.
    """
    for element in iterate_xml(data, ("b:Source",), name=name, prefixes=PREFIXES):
        values = {
            child.tag.removeprefix("b:"): " ".join(child.content().split())
            for child in element.children
            if child.tag != "b:Author"
        }
        yield values.get("Tag", ""), _item(element, values)


def _item(element: XmlElement, values: Mapping[str, str]) -> dict[str, object]:
    kind = values.get("SourceType", "Misc")
    item: dict[str, object] = {"type": _TYPES.get(kind, kind)}
    if kind == "Report" and _THESIS.search(values.get("ThesisType", "")):
        item["type"] = "thesis"
    _add_people(item, element.child("b:Author"))
    for field, value in values.items():
        if value and field not in _ELSEWHERE:
            _add_field(item, field, value)
    for variable, fields in _DATES.items():
        date = _date(*(values.get(field, "") for field in fields))
        if date:
            item[variable] = date
    place = ", ".join(values[part] for part in _PLACES if values.get(part))
    if place:
        item["publisher-place"] = place
    return item


def _add_people(item: dict[str, object], people: XmlElement | None) -> None:
    for role in people.children if people else ():
        field = role.tag.removeprefix("b:")
        names = list(_names(role))
        if names and field in _ROLES:
            item.setdefault(_ROLES[field], names)
        elif names:
            item[field] = "; ".join(_spoken(name) for name in names)


def _add_field(item: dict[str, object], field: str, value: str) -> None:
    variable = _FIELDS.get(field)
    if field == "StandardNumber":
        _add_number(item, value)
    elif variable and variable not in item:
        item[variable] = value
    else:
        item[field] = value


def _names(role: XmlElement) -> Iterator[dict[str, str]]:
    for element in role.walk():
        if element.tag == "b:Corporate" and element.content().strip():
            yield {"literal": " ".join(element.content().split())}
        elif element.tag == "b:Person":
            parts: dict[str, str] = {}
            for child in element.children:
                part = child.tag.removeprefix("b:")
                parts[part] = " ".join(f"{parts.get(part, '')} {child.content()}".split())
            given = " ".join(filter(None, (parts.get("First"), parts.get("Middle"))))
            family = parts.get("Last", "")
            if family and given:
                yield {"family": family, "given": given}
            elif family or given:
                yield {"literal": family or given}


def _spoken(name: Mapping[str, str]) -> str:
    return name.get("literal") or f"{name['given']} {name['family']}"


def _date(year: str, month: str, day: str) -> dict[str, object] | None:
    """Return a date as CSL-JSON; words that are none are kept as words."""
    if not year:
        return None
    if not re.fullmatch(r"-?\d{1,4}", year):
        return {"literal": " ".join(filter(None, (day, month, year)))}
    parts = [int(year)]
    number = int(month) if month.isdecimal() else month_number(month)
    if number:
        parts.append(number)
        if day.isdecimal():
            parts.append(int(day))
    elif month:
        return {"literal": " ".join(filter(None, (day, month, year)))}
    return {"date-parts": [parts]}


def _add_number(item: dict[str, object], value: str) -> None:
    """Put a standard number where it belongs: Word has one field for all of them."""
    if found := _DOI.fullmatch(value):
        item.setdefault("DOI", found[1])
    elif found := _ISSN.fullmatch(value):
        item["ISSN"] = value
    elif item["type"] in ("book", "chapter", "paper-conference"):
        item["ISBN"] = re.sub(r"(?i)^ISBN[: ]*", "", value)
    else:
        item.setdefault("number", value)

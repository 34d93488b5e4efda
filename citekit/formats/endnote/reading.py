"""A reference in EndNote's model, field by field, becomes an item."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from citekit.errors import InvalidValue
from citekit.formats.endnote.fields import (
    COUNTED,
    FALLBACKS,
    FIELDS,
    SECOND_ROLES,
    bare_serial,
    serial_variable,
)
from citekit.formats.endnote.kinds import Kind
from citekit.formats.endnote.pages import join_pages
from citekit.formats.endnote.words import join_keywords, split_keywords
from citekit.formats.item_builder import ItemBuilder
from citekit.formats.publisher_markup import plain_paragraphs
from citekit.formats.typed_dates import calendar_date, read_date
from citekit.formats.typed_names import read_names
from citekit.item.date import Date, DateParts, parse_edtf
from citekit.item.identifier import IdentifierKind, try_identifier
from citekit.item.variables import RECORD_VARIABLES
from citekit.item.variables import Kind as Variable
from citekit.language.months import month_number, season_number

__all__ = [
    "DOI_LABEL",
    "PLAIN_NUMBER",
    "SETTLED",
    "Field",
    "read_fields",
    "read_slashed_date",
    "split_addresses",
]

Field = tuple[str, str, int | None]
"""A tag of RIS, the text of the field, and the line that it stands in."""

_SAME_AS: Final = {
    "A1": "AU", "N2": "AB", "Y1": "PY", "T1": "TI", "CT": "TI", "PP": "CY", "LK": "UR",
}  # fmt: skip
"""Tags of older and other programs, and the field that each means."""

_ROLES: Final = {"TA": "translator", "ED": "editor"}
_TITLES: Final = frozenset({"BT", "JF", "JO", "JA", "J1"})
_FILES: Final = frozenset({"L1", "L2", "L3", "L4"})
_SEVERAL: Final = frozenset({"KW", "UR", "LK"})
"""Fields whose lines are values of their own."""

_PARAGRAPHS: Final = frozenset({"abstract", "note", "annote"})
SETTLED: Final = (
    frozenset({"TY", "ER", "ID", "DA", "EP", "FN", "VR", "EF", "CP", "A3"})
    | frozenset(_SAME_AS)
    | frozenset(_ROLES)
    | _TITLES
    | _FILES
)
"""Tags with a meaning in every kind of reference beside those of `FIELDS`."""

_SLASHED: Final = re.compile(r"(-?\d{4}|Y-?\d{5,12})?/(\d{0,2})/(\d{0,2})(?:/(.*))?", re.DOTALL)
_YEAR: Final = re.compile(r"-?\d{4}|Y-?\d{5,12}")
_BETWEEN_ADDRESSES: Final = re.compile(r"[ \t]*(?:;|\n)\s*(?=https?://)")
_PMID: Final = re.compile(r"(?:PMID|pmid|PubMed)[: ] ?(.+)")
DOI_LABEL: Final = re.compile(r"(?i)(?:doi[: ]\s*)?10\.\d{4,9}/\S+|https?://(?:dx\.)?doi\.org/10\.\S+")
PLAIN_NUMBER: Final = re.compile(
    r"[\divxlcIVXLC]+(?: *(?:p|pp|pages|S|Seiten)\.?)?|[ivxlc]+, *\d+(?: *p\.?)?"
)


def read_fields(fields: list[Field], kind: Kind, item: ItemBuilder) -> None:
    """Put the fields of a reference of this kind into ``item``."""
    item.type = kind.type
    known = FIELDS[kind.code]
    rest: dict[str, list[str]] = {}
    later: list[tuple[str, str]] = []
    kept_apart: list[tuple[str, str]] = []
    for tag, value, line in fields:
        if tag in {"PY", "Y1", "DA", "SP", "EP", "KW", "AN", "UR", "LK", "T2", "J2"} or tag in _TITLES:
            kept = value if tag in _SEVERAL else " ".join(value.split("\n"))
            rest.setdefault(_SAME_AS.get(tag, tag), []).append(kept)
        elif tag in _FILES:
            item.add_file(value)
        elif tag in _ROLES and tag not in known:
            item.add_names(_ROLES[tag], read_names(value))
        elif tag in SECOND_ROLES.get(kind.code, ()):
            item.add_names(SECOND_ROLES[kind.code][tag], read_names(value))
        else:
            tag = _SAME_AS.get(tag, tag)  # noqa: PLW2901  from here on its usual name counts
            variable = known.get(tag)
            if variable is None:
                fallback = tag == "CP" or tag in FALLBACKS.get(kind.code, ())
                (later if fallback else kept_apart).append((tag, value))
            else:
                _read_field(variable, (tag, value, line), kind, item)
    _read_titles(rest, kind, item)
    _read_issued(rest.get("PY", []), rest.get("DA", []), item)
    _read_pages(rest.get("SP", []), rest.get("EP", []), kind, item)
    _read_addresses(rest.get("UR", []), item)
    _read_accession(rest.get("AN", []), item)
    keywords = split_keywords(rest.get("KW", []))
    if keywords:
        item.put("keyword", join_keywords(keywords))
    for tag, value in kept_apart:
        item.keep(tag, value)
    for tag, value in later:
        _read_later(tag, value, kind, item)
    _settle(kind, item)


def _read_later(tag: str, value: str, kind: Kind, item: ItemBuilder) -> None:
    """Take a field for a variable that no field of its own has."""
    if tag == "CP":
        # a place for most; ProQuest's newspapers have their edition there
        if item.has("publisher-place") and not item.has("edition"):
            item.put("edition", value.strip("[]"))
        elif not item.put_first("publisher-place", value):
            item.keep(tag, value)
    elif value != item.text("number") and not item.put_first(FALLBACKS[kind.code][tag], value):
        item.keep(tag, value)


def _read_field(variable: str, field: Field, kind: Kind, item: ItemBuilder) -> None:
    tag, value, line = field
    if "\n" in value and variable not in _PARAGRAPHS and tag != "SN":
        value = " ".join(part for one in value.split("\n") if (part := one.strip()))
    known = RECORD_VARIABLES[variable]
    if known.kind is Variable.NAME:
        item.add_names(variable, read_names(value))
    elif known.kind is Variable.DATE:
        _read_other_date(variable, tag, value, kind, item)
    elif tag == "SN":
        for number in map(bare_serial, map(str.strip, value.split("\n"))):
            found = serial_variable(number, kind.code)
            item.join(found, number, "; " if found == "number" else " ")
    elif tag == "DO" or (tag == "M3" and DOI_LABEL.fullmatch(value)):
        _read_doi(value, item)
    elif variable in _PARAGRAPHS:
        value = plain_paragraphs(value)
        if variable != "note" or value != item.text("title"):  # EndNote repeats the title there
            item.join(variable, value, "\n\n")
    elif not item.put_first(variable, value):
        item.keep(tag, value)
        item.tell(tag, "stands twice with two values; the first is used, the other kept aside", line=line)


def _read_doi(value: str, item: ItemBuilder) -> None:
    found = try_identifier(IdentifierKind.DOI, value)
    written = found.value if found else value
    if not item.put_first("DOI", written):
        item.keep("DO", value)


def _read_titles(rest: Mapping[str, Sequence[str]], kind: Kind, item: ItemBuilder) -> None:
    """Tell the title of the container, its abbreviation and the title itself among seven tags."""
    known = FIELDS[kind.code]
    abbreviated = "J2" in known
    books = [value for value in rest.get("BT", ()) if not _take_title(value, kind, item)]
    full = [*rest.get("T2", ()), *rest.get("JF", ()), *books]
    short = [*rest.get("J2", ()), *rest.get("JA", ()), *rest.get("J1", ())]
    # JO is the name of the journal, and beside another name its abbreviation
    (short if full and abbreviated else full).extend(rest.get("JO", ()))
    if not full:
        full = list(rest.get("JA", ()))[:1]
        short = [value for value in short if value not in full]
    for value in full[1:]:
        # a second, shorter spelling of the journal is its abbreviation
        if abbreviated and len(value) < len(full[0]):
            short.append(value)
        elif value != full[0]:
            item.keep("T2", value)
    if full:
        item.put(known["T2"], full[0])
    own = rest.get("J2", ())
    for value in short:
        if value in own or value not in full[:1]:
            _take_abbreviation(value, known, item)


def _take_abbreviation(value: str, known: Mapping[str, str], item: ItemBuilder) -> None:
    abbreviation = known.get("J2")
    if abbreviation and item.put_first(abbreviation, value):
        return
    if abbreviation is None or _letters(value) != _letters(item.text(abbreviation)):
        item.keep("J2", value)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _take_title(value: str, kind: Kind, item: ItemBuilder) -> bool:
    return kind.code in COUNTED and item.put_first("title", value)


def read_slashed_date(text: str) -> Date | None:
    """Return the date that RIS writes as ``YYYY/MM/DD/other``, None if the text is not written so."""
    year = _YEAR.fullmatch(text)
    if year:
        return Date(start=DateParts(_number(text)))
    slashed = _SLASHED.fullmatch(text)
    if slashed is None:
        return None
    written, month, day, other = slashed.groups()
    other = (other or "").strip(" \t")
    if not written:
        return Date(literal=other) if other and not month and not day else None
    ranged = _edtf(other)
    if ranged:
        return ranged
    season = season_number(other)
    if season and not int(month or 0):
        return Date(start=DateParts(_number(written), season=season))
    if not int(month or 0) and month_number(other):
        month = str(month_number(other))
    return calendar_date(_number(written), int(month or 0), int(day or 0))


def _edtf(other: str) -> Date | None:
    """Return the range or the unsure date that stands as other information in EDTF, None if none does."""
    if not any(mark in other for mark in "/~?%"):
        return None
    try:
        return parse_edtf(other)
    except InvalidValue:
        return None


def _number(year: str) -> int:
    astronomical = int(year.removeprefix("Y"))
    return astronomical if astronomical > 0 else astronomical - 1


def _date(text: str, tag: str, item: ItemBuilder) -> Date | None:
    """Return the date in a field, its year alone if the rest cannot be."""
    try:
        return read_slashed_date(text) or read_date(text)
    except InvalidValue as error:
        year = re.search(r"(?<!\d)\d{4}(?!\d)", text)
        used = f"only the year {year[0]} is used" if year else "it is kept as words"
        item.tell(tag, f'"{text}" {error.reason}; {used}')
        return Date(start=DateParts(int(year[0]))) if year and int(year[0]) else Date(literal=text)


def _read_issued(years: list[str], days: list[str], item: ItemBuilder) -> None:
    """Find the date of publication, of which one field often has the year and another the day."""
    dates = [date for text in years if (date := _date(text, "PY", item))]
    for text in days:
        date = _date(text, "DA", item)
        if date and date.literal and dates and dates[0].start and _YEAR.fullmatch(years[0]):
            # "MAR 12" beside the year; words that are no day of it are kept
            date = _date(f"{text} {years[0]}", "DA", item)
            if date and date.literal:
                item.keep("DA", text)
                continue
        if date:
            dates.append(date)
    known = [date for date in dates if date.year is not None] or dates
    if not known:
        return
    year = known[0].year
    item.put_date("issued", max((date for date in known if date.year == year), key=_detail))


def _detail(date: Date) -> int:
    start = date.start or date.end
    if start is None:
        return 0
    special = bool(date.end or date.open_end or date.circa)
    return 1 + bool(start.month or start.season) + bool(start.day) + special


def _read_other_date(variable: str, tag: str, value: str, kind: Kind, item: ItemBuilder) -> None:
    date = _date(value, tag, item)
    if date and date.end and kind.type == "paper-conference":
        variable = "event-date"  # Scopus says there when the conference was held
    if date and not item.has(variable) and (date.start or value.startswith("///")):
        item.put_date(variable, date)
    else:
        item.keep(tag, value)


def _read_pages(starts: list[str], ends: list[str], kind: Kind, item: ItemBuilder) -> None:
    page = join_pages(starts[0] if starts else "", ends[0] if ends else "")
    if not page:
        return
    if kind.code in COUNTED and not ends and PLAIN_NUMBER.fullmatch(page):
        item.put("number-of-pages", page)
    else:
        item.put("page", page)


def _read_addresses(addresses: list[str], item: ItemBuilder) -> None:
    """Take the first address, keep the others, and use that of a DOI for what it says."""
    for address in dict.fromkeys(part for text in addresses for part in split_addresses(text)):
        if not item.put_first("URL", address):
            doi = try_identifier(IdentifierKind.DOI, address) if "doi.org/" in address else None
            if doi is None:
                item.keep("UR", address)
            else:
                item.put_first("DOI", doi.value)


def split_addresses(text: str) -> list[str]:
    """Return the addresses that one field holds, separated by semicolons or lines."""
    return [part for part in _BETWEEN_ADDRESSES.split(text) if part] or [text]


def _read_accession(values: list[str], item: ItemBuilder) -> None:
    """Take PubMed's number out of what databases number their entries with."""
    for value in values:
        labelled = _PMID.fullmatch(value)
        medline = re.search("(?i)pubmed|medline|nlm", item.text("archive") + item.text("source"))
        if labelled:
            item.put_first("PMID", labelled[1])
        elif medline and value.isdecimal():
            item.put_first("PMID", value)
        else:
            item.keep("AN", value)


_FULL_DATE: Final = re.compile(r"Full publication date: (.+)")


def _settle(kind: Kind, item: ItemBuilder) -> None:
    """Set right what one field says of another."""
    if "JSTOR" in item.text("archive"):
        _take_date_of_jstor(item)
    pmcid = item.text("PMCID")
    if pmcid and not pmcid.upper().startswith("PMC"):
        item.drop("PMCID")
        item.keep("C2", pmcid)
    if kind.type == "paper-conference" and item.has("container-title") and item.has("event-title"):
        # of the two, T2 is the conference
        event = item.text("container-title")
        item.put("container-title", item.text("event-title"))
        item.put("event-title", event)
    if kind.code == "JOUR" and item.has("reviewed-title") and item.has("editor"):
        item.move_names("editor", "reviewed-author")
    _settle_kind(kind, item)


def _settle_kind(kind: Kind, item: ItemBuilder) -> None:
    """Say in CSL's variables what the kind alone says."""
    if kind.type == "report" and item.has("collection-number") and not item.has("number"):
        item.move("collection-number", "number")  # the only number of a report is its own
    if kind.code == "EDBOOK" and item.has("author") and not item.has("editor"):
        item.move_names("author", "editor")
    if kind.code == "INPR" and not item.has("status"):
        item.put("status", "in press")
    if kind.code == "PRESS":
        item.put_first("genre", "press release")
    if kind.code == "ICOMM" and item.has("URL"):
        item.type = "webpage"  # Mendeley's code for pages


def _take_date_of_jstor(item: ItemBuilder) -> None:
    full = _FULL_DATE.fullmatch(item.custom("C1"))
    issued = item.date("issued")
    date = _date(full[1], "C1", item) if full else None
    if date and issued and date.year == issued.year and _detail(date) > _detail(issued):
        item.put_date("issued", date)

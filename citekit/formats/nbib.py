"""NBIB: the tagged MEDLINE format that PubMed offers for reference managers.

National Library of Medicine, "MEDLINE/PubMed Data Element (Field) Descriptions".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from citekit.errors import InvalidValue
from citekit.formats.base import Format, ReadResult
from citekit.formats.item_builder import FileReading, ItemBuilder
from citekit.formats.legacy_text import head_in_utf8
from citekit.formats.line_fields import Fields, read_line_records
from citekit.formats.publisher_markup import inline_of_publisher, unescaped
from citekit.formats.typed_dates import read_date
from citekit.formats.typed_names import read_names
from citekit.item.date import Date, DateParts
from citekit.item.name import Name
from citekit.language.tags import normalise_tag

__all__ = ["FORMAT", "expand_pages", "read"]

_LINE: Final = re.compile(r"([A-Z][A-Z0-9]{0,3}) {0,3}- ?(.*)")
_BEGINS: Final = re.compile(rb"\s*(?:PMID|UI|OWN|STAT) {0,3}- ?\S")
_IDENTIFIED: Final = re.compile(r"(.+?) \[(doi|pii|bookaccession|pmc)\]", re.IGNORECASE)
_QUALIFIER: Final = re.compile(r" \([^()]* : \d{4}\)$")
"""Where and since when a journal appears, as the catalogue tells journals of one name apart."""
_SUFFIX: Final = re.compile(r"(.+?,.+?) (Jr|Sr|2nd|3rd|4th|5th|6th|II|III|IV)\.?")
_SHORT: Final = re.compile(r"([A-Za-z]*)(\d+)-([A-Za-z]*)(\d+)")
_INITIALS: Final = re.compile(r"(.+) ([A-Z]{1,4})(?: (Jr|Sr|2nd|3rd|4th|5th))?")

_HOUSEKEEPING: Final = frozenset(
    {
        "OWN", "STAT", "DA", "DCOM", "LR", "EDAT", "MHDA", "CRDT", "PHST", "SB", "JID", "PST", "PMCR", "SO",
        "OID", "CTDT", "UI",
    }
)  # fmt: skip
"""When and by whom the entry of the database was made; nothing of it is about the work."""

_READ: Final = frozenset(
    {
        "PMID", "FAU", "AU", "CN", "FED", "ED", "TI", "TT", "BTI", "CTI", "VTI", "JT", "TA", "DP", "DEP",
        "VI", "IP", "PG", "LID", "AID", "IS", "ISBN", "PMC", "LA", "MH", "OT", "PT", "AB", "OAB", "PB", "PL",
        "EN",
    }
)  # fmt: skip
_PLAIN_KINDS: Final = re.compile(
    r"(?:Research Support|Journal Article|Book(?: Chapter)?$|.*'s? Support|Multicenter|.*Study$)"
)
_TYPES: Final = {
    "preprint": "article",
    "newspaper article": "article-newspaper",
    "academic dissertation": "thesis",
    "dataset": "dataset",
    "webcast": "motion_picture",
    "video-audio media": "motion_picture",
    "technical report": "report",
    "interview": "interview",
}


def read(data: bytes, *, name: Path | str) -> ReadResult:
    """Return the references in ``data``; each begins with ``PMID`` or follows an empty line.

    Raises:
        UnreadableText: the file has no line with a tag of MEDLINE.
    """
    return read_line_records(
        data,
        name=name,
        split=_records,
        read_record=_read_record,
        program="PubMed",
        begins_with="PMID- 12345678",
    )


def _records(text: str, reading: FileReading) -> Iterator[Fields]:
    record: Fields | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        tagged = _LINE.match(line)
        if tagged is None:
            if not line.strip():
                if record is not None:
                    yield record
                record = None
            elif record is not None and line[:1] in " \t":
                record.go_on(line)
            else:
                message = "is text that belongs to no reference"
                reading.give_up(line, number, message, 'a reference begins with "PMID- "')
            continue
        if record is not None and tagged[1] == "PMID" and record.all("PMID"):
            yield record
            record = None
        if record is None:
            record = Fields(number)
        record.begin(tagged[1], tagged[2], number)
    if record is not None:
        yield record


def _read_record(record: Fields, reading: FileReading) -> None:
    item = reading.builder(record.line)
    item.put("PMID", record.first("PMID"))
    _read_names(record, item)
    _read_titles(record, item)
    _read_dates(record, item)
    _read_numbers(record, item)
    item.put("language", normalise_tag(record.first("LA")) if record.first("LA") else "")
    item.put("abstract", inline_of_publisher(unescaped(record.first("AB", "OAB"))))
    item.put("publisher", record.first("PB") or item.text("publisher"))
    item.put("publisher-place", record.first("PL") if record.first("PB") else "")
    item.put("edition", record.first("EN"))
    item.put("keyword", _keywords(record))
    for tag, values in record.others(_READ | _HOUSEKEEPING).items():
        for value in values:
            item.keep(tag, value)
    if not item.has("title") and not item.has("author"):
        item.tell("TI", "is missing, and so is any author", "see that nothing of the reference was cut off")
    reading.add(item)


def _read_names(record: Fields, item: ItemBuilder) -> None:
    """Read authors in their order: full names, an abbreviated one only where it has no full one."""
    for full, short, variable in (("FAU", "AU", "author"), ("FED", "ED", "editor")):
        covered = False
        for tag, value, _ in record.entries:
            if tag == full:
                item.add_names(variable, _person(value))
                covered = True
            elif tag == short:
                if not covered:
                    item.add_names(variable, _abbreviated(value))
                covered = False
            elif tag == "CN" and variable == "author" and value:
                item.add_names(variable, [Name(literal=value)])


def _person(value: str) -> tuple[Name, ...]:
    suffixed = _SUFFIX.fullmatch(value)
    return read_names(f"{suffixed[1]}, {suffixed[2]}" if suffixed else value)


def _abbreviated(value: str) -> tuple[Name, ...]:
    """Return the name in ``Doe JA Jr``."""
    parts = _INITIALS.fullmatch(value)
    if parts is None or "," in value:
        return read_names(value)
    return read_names(", ".join(part for part in parts.groups() if part))


def _read_titles(record: Fields, item: ItemBuilder) -> None:
    title = _title(record.first("TI"))
    book = _title(record.first("BTI"))
    item.put("title", title or book)
    item.put("original-title", _title(record.first("TT")))
    journal = _QUALIFIER.sub("", record.first("JT", "TA"))
    item.put("container-title", book if title and book else journal)
    short = record.first("TA")
    item.put("container-title-short", short if short != journal else "")
    item.put("collection-title", _title(record.first("CTI")))
    item.put("volume-title", _title(record.first("VTI")))
    kinds = record.all("PT")
    item.type = ("chapter" if title else "book") if book else "article-journal"
    for kind in kinds:
        item.type = _TYPES.get(kind.lower(), item.type)
    if item.type == "article":
        # a preprint appears in no journal: who keeps it published it
        item.drop("container-title")
        item.drop("container-title-short")
        item.put("publisher", journal.partition(" : ")[0])
    told = [kind for kind in kinds if not _PLAIN_KINDS.match(kind) and kind.lower() not in _TYPES]
    for kind in told:
        item.keep("PT", kind)


def _title(text: str) -> str:
    """Return a title without the full stop that MEDLINE ends every title with."""
    text = inline_of_publisher(unescaped(text))
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def _read_dates(record: Fields, item: ItemBuilder) -> None:
    for tag, variable in (("DP", "issued"), ("DEP", "available-date")):
        value = record.first(tag)
        if not value:
            continue
        try:
            date = read_date(value)
        except InvalidValue as error:
            year = re.match(r"\d{4}", value)
            date = Date(start=DateParts(int(year[0]))) if year and int(year[0]) else Date(literal=value)
            item.tell(tag, f'"{value}" {error.reason}; {date.edtf()} is used')
        if date.literal and re.match(r"[12]\d{3} ", value):
            date = Date(start=DateParts(int(value[:4])))  # "2019 1st Quart"
            item.keep(tag, value)
        item.put_date(variable, date)


def _read_numbers(record: Fields, item: ItemBuilder) -> None:
    item.put("volume", record.first("VI"))
    item.put("issue", record.first("IP"))
    item.put("page", expand_pages(record.first("PG")))
    for value in record.all("LID", "AID"):
        identified = _IDENTIFIED.fullmatch(value)
        if identified is None:
            item.keep("AID", value)
        elif identified[2].lower() == "doi":
            item.put_first("DOI", identified[1])
        elif identified[2].lower() != "pii":
            item.keep("AID", value)
        elif not item.has("page") and not item.has("number"):
            item.put("number", identified[1])  # an article that has a number in place of pages
    for value in record.all("IS"):
        item.join("ISSN", value.partition(" (")[0], " ")
    for value in record.all("ISBN"):
        item.join("ISBN", value.partition(" (")[0], " ")
    pmc = record.first("PMC")
    item.put("PMCID", pmc if not pmc.isdecimal() else f"PMC{pmc}")


def expand_pages(pages: str) -> str:
    """Return pages whose short ends are whole: ``101-8`` is 101-108, ``S12-6`` is S12-S16."""
    return re.sub(r"[^\s,;]+", lambda part: _expanded(part[0]), pages)


def _expanded(pages: str) -> str:
    found = _SHORT.fullmatch(pages)
    if found is None:
        return pages
    prefix, start, end_prefix, end = found.groups()
    if len(end) >= len(start) or end_prefix not in {"", prefix}:
        return pages
    whole = start[: len(start) - len(end)] + end
    return f"{prefix}{start}-{prefix}{whole}" if int(whole) > int(start) else pages


def _keywords(record: Fields) -> str:
    """Return the subject headings and the authors' own keywords, each once, without the mark *."""
    words = dict.fromkeys(value.replace("*", "") for value in record.all("MH", "OT"))
    return ("; " if any("," in word for word in words) else ", ").join(words)


FORMAT: Final = Format(
    name="nbib",
    title="NBIB",
    description="NBIB (MEDLINE), of PubMed",
    extensions=(".nbib", ".medline"),
    recognise=lambda head: _BEGINS.match(head_in_utf8(head)) is not None,
    read=read,
)

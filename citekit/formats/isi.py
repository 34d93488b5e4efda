"""ISI: the tagged plain text that Web of Science exports.

Clarivate, "Web of Science Core Collection Field Tags".
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
from citekit.item.date import Date
from citekit.item.name import Name
from citekit.language.tags import normalise_tag

__all__ = ["FORMAT", "read", "recased"]

_LINE: Final = re.compile(r"([A-Z][A-Z0-9])(?: (.*)|)$")
_BEGINS: Final = re.compile(rb"(?:\s*FN .{0,80}\s+VR \d|\s*PT [JBSPC]\r?\n(?:AU|AF|CA|TI|BE) )")
_LISTS: Final = frozenset({"AU", "AF", "BA", "BF", "BE", "CA", "GP", "C1", "CR", "RI", "OI"})
"""Fields whose lines are entries of a list; in every other field a line goes on the text before."""

_COUNTS: Final = frozenset(
    {"CR", "NR", "TC", "Z9", "U1", "U2", "HC", "HP", "DA", "GA", "PG", "P2", "FN", "VR"}
)
"""What the work cites, how often it is cited and read, when it was exported."""

_READ: Final = frozenset(
    {
        "PT", "AU", "AF", "BA", "BF", "BE", "ED", "CA", "GP", "TI", "SO", "SE", "BS", "LA", "DT", "CT", "CY",
        "CL", "DE", "ID", "AB", "PU", "PI", "SN", "EI", "BN", "J9", "JI", "PD", "PY", "VL", "IS", "SI", "SU",
        "BP", "EP", "AR", "DI", "D2", "EA", "PM", "PN", "ER",
    }
)  # fmt: skip
_SEASONS: Final = {"WIN": "Winter", "SPR": "Spring", "SUM": "Summer", "FAL": "Fall"}
_ACRONYMS: Final = frozenset(
    {
        "ACM", "ACS", "AG", "AIAA", "AIP", "AMS", "ASCE", "ASME", "BMC", "BMJ", "BV", "CRC", "CSIRO", "IEEE",
        "IET", "INFORMS", "IOP", "IWA", "LLC", "MDPI", "MIT", "NASA", "NRC", "OECD", "PLC", "PLOS", "RSC",
        "SAGE", "SIAM", "SPIE", "UK", "US", "USA", "WHO",
    }
)  # fmt: skip
"""Publishers and journals that are written in capitals everywhere."""

_SMALL: Final = frozenset({
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with",
    "de", "des", "du", "la", "le", "les", "et", "der", "die", "das", "und", "für", "fur", "zur", "el", "los",
    "y", "e", "di", "della", "da", "do", "dos",
})  # fmt: skip


def read(data: bytes, *, name: Path | str) -> ReadResult:
    """Return the references in ``data``, each between ``PT`` and ``ER``.

    Raises:
        UnreadableText: the file has no reference.
    """
    return read_line_records(
        data,
        name=name,
        split=_records,
        read_record=_read_record,
        program="Web of Science",
        begins_with="PT J",
    )


def _records(text: str, reading: FileReading) -> Iterator[Fields]:
    record: Fields | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        tagged = _LINE.match(line)
        if tagged is None:
            _go_on(record, line, number, reading)
            continue
        tag, value = tagged[1], tagged[2] or ""
        if record is not None and tag in {"PT", "ER", "EF"}:
            if tag == "ER":
                record.begin(tag, "", number)
            yield record
            record = None
        if tag in {"ER", "EF"} or (record is None and tag in {"FN", "VR"}):
            continue
        if record is None:
            record = Fields(number)
        record.begin(tag, value, number)
    if record is not None:
        yield record


def _go_on(record: Fields | None, line: str, number: int, reading: FileReading) -> None:
    """Take a line without a tag: more of the field before, or something that belongs nowhere."""
    if not line.strip():
        return
    if record is None:
        message = "is text that belongs to no reference"
        reading.give_up(line, number, message, 'a reference begins with "PT "')
    elif record.entries[-1][0] in _LISTS:
        record.begin(record.entries[-1][0], line, number)
    else:
        record.go_on(line)


def _read_record(record: Fields, reading: FileReading) -> None:
    if not record.entries:
        return
    item = reading.builder(record.line)
    if record.entries[-1][0] != "ER":
        item.tell("ER", "is missing at the end of the reference", "see that nothing of it was cut off")
    _read_names(record, item)
    _read_titles(record, item)
    _read_numbers(record, item)
    _read_dates(record, item)
    _read_event(record, item)
    item.put("publisher", recased(record.first("PU")))
    item.put("publisher-place", _place(record.first("PI")))
    item.put("language", normalise_tag(record.first("LA")) if record.first("LA") else "")
    item.put("abstract", inline_of_publisher(unescaped(record.first("AB"))))
    item.put("keyword", _keywords(record))
    for tag, values in record.others(_READ | _COUNTS).items():
        for value in values:
            item.keep(tag, value)
    reading.add(item)


def _read_names(record: Fields, item: ItemBuilder) -> None:
    for value in record.all("AF") or record.all("AU"):
        item.add_names("author", read_names(value))
    for value in record.all("CA", "GP"):
        item.add_names("author", [Name(literal=value)])
    for value in record.all("BF") or record.all("BA"):
        item.add_names("container-author", read_names(value))
    for value in record.all("BE", "ED"):
        item.add_names("editor", read_names(value))


def _read_titles(record: Fields, item: ItemBuilder) -> None:
    title = inline_of_publisher(unescaped(record.first("TI")))
    abbreviation = record.first("JI")
    source = recased(record.first("SO"), f"{abbreviation} {record.first('CT')}")
    item.type = _type(record, title)
    item.put("title", title or source)
    if title and title.lower() != source.lower():
        item.put("container-title", source)
    short = abbreviation or recased(record.first("J9"))
    item.put("container-title-short", short if short != source else "")
    item.put("collection-title", ": ".join(recased(part) for part in record.all("SE", "BS")))
    if item.type == "book" and item.has("container-author"):
        item.move_names("container-author", "author")
    kind = record.first("DT")
    if kind and kind not in {"Article", "Book", "Book Chapter", "Article; Book Chapter", "Proceedings Paper"}:
        item.keep("DT", kind)


def _type(record: Fields, title: str) -> str:
    """Return the type: PT tells journal from book, the kind of document and the rest what of it."""
    published, kind = record.first("PT"), record.first("DT")
    if "Book Review" in kind:
        return "review-book"
    if "Data" in kind and "Set" in kind:
        return "dataset"
    if published == "P":
        return "patent"
    if published == "J":
        return "article-journal"
    if record.first("CT") or "Proceedings Paper" in kind or published == "C":
        return "paper-conference"
    own = not title or title.lower() == record.first("SO").lower()
    return "book" if own or (kind == "Book" and not record.first("BP")) else "chapter"


def _read_numbers(record: Fields, item: ItemBuilder) -> None:
    item.put("volume", record.first("VL"))
    item.put("issue", record.first("IS") or record.first("SI").replace("SI", ""))
    item.put("supplement-number", record.first("SU"))
    item.put("part-number" if item.type != "patent" else "number", record.first("PN"))
    start, end = record.first("BP"), record.first("EP")
    item.put("page", f"{start}-{end}" if start and end and start != end else start or end)
    if item.has("page") or item.type != "article-journal":
        item.put_first("number", record.first("AR"))
    else:
        item.put("number", record.first("AR"))
    item.put("DOI", record.first("DI", "D2"))
    item.put("PMID", record.first("PM"))
    for value in record.all("SN", "EI"):
        item.join("ISSN", value, " ")
    for value in record.all("BN"):
        item.join("ISBN", value.replace("; ", " "), " ")


def _read_dates(record: Fields, item: ItemBuilder) -> None:
    year, day = record.first("PY"), record.first("PD")
    early = _date("EA", record.first("EA"), item)
    if early:
        item.put_date("available-date", early)
        if not year:
            item.put_date("issued", early)
            item.put("status", "advance online publication")
    if not year:
        return
    day = _SEASONS.get(day, day)
    issued = _date("PD", f"{day} {year}".strip(), item)
    if issued is None or issued.literal:
        item.keep("PD", day)
        issued = _date("PY", year, item)
    if issued:
        item.put_date("issued", issued)


def _date(tag: str, words: str, item: ItemBuilder) -> Date | None:
    """Return the date in words, None where the calendar has none."""
    try:
        return read_date(words) if words else None
    except InvalidValue as error:
        item.tell(tag, f'"{words}" {error.reason}')
        return None


def _read_event(record: Fields, item: ItemBuilder) -> None:
    item.put("event-title", record.first("CT"))
    item.put("event-place", _place(record.first("CL")))
    held = _date("CY", record.first("CY"), item)
    if held:
        item.put_date("event-date", held)


def _place(text: str) -> str:
    """Return a place without capitals: ``Lund, SWEDEN``; USA and UK stay."""
    return re.sub(r"[^\W\d_]{4,}", lambda word: word[0].capitalize() if word[0].isupper() else word[0], text)


def recased(text: str, spelled: str = "") -> str:
    """Return a name that is all in capitals in mixed case; words that ``spelled`` has capitals in stay so.

    ``IEEE TRANSACTIONS ON POWER ELECTRONICS`` with ``IEEE Trans. Power Electron.`` is IEEE Transactions on
    Power Electronics.
    """
    if text != text.upper() or text == text.lower() or (" " not in text and len(text) < 5):
        return text
    known = {word.upper(): word for word in re.findall(r"\w+", spelled) if _has_capitals(word)}
    words = re.split(r"(\W+)", text.lower())
    for place, word in enumerate(words):
        capital = word.upper()
        if capital in known or capital in _ACRONYMS:
            words[place] = known.get(capital, capital)
        elif place == 0 or word not in _SMALL or words[place - 1].startswith((":", ".")):
            words[place] = word if words[place - 1].endswith("'") and len(word) == 1 else word.capitalize()
    return "".join(words)


def _has_capitals(word: str) -> bool:
    """Whether a word has more capitals than the first: IEEE, PLoS."""
    return sum(map(str.isupper, word)) > 1


def _keywords(record: Fields) -> str:
    """Return the authors' keywords, and those of the database where they gave none."""
    found = record.first("DE") or record.first("ID").lower()
    words = [part.strip() for part in found.split(";") if part.strip()]
    return ("; " if any("," in word for word in words) else ", ").join(dict.fromkeys(words))


FORMAT: Final = Format(
    name="isi",
    title="ISI",
    description="ISI, the plain text of Web of Science",
    extensions=(".isi", ".ciw", ".wos"),
    recognise=lambda head: _BEGINS.match(head_in_utf8(head)) is not None,
    read=read,
)

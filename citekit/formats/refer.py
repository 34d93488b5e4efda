"""EndNote tagged (``.enw``), which grew out of the ``refer`` of Unix: ``%A Doe, Jane``.

EndNote's manual, "EndNote Import"; refer(1) for the letters that are older. Google Scholar, library
catalogues and many publishers offer it. The field behind each letter is named by its tag of RIS
(`citekit.formats.endnote.fields`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from citekit.errors import did_you_mean
from citekit.formats.base import Format, ReadResult
from citekit.formats.endnote.kinds import KINDS, Kind, kind_called
from citekit.formats.endnote.reading import Field, read_fields
from citekit.formats.item_builder import FileReading, ItemBuilder
from citekit.formats.legacy_text import head_in_utf8
from citekit.formats.line_fields import read_line_records
from citekit.formats.publisher_markup import inline_of_publisher, unescaped
from citekit.item.institutions import looks_like_a_person
from citekit.language.fold import nearest

__all__ = ["FORMAT", "read"]

_FIELDS: Final = {
    "A": "AU", "B": "T2", "C": "CY", "D": "PY", "E": "A2", "F": "LB", "G": "LA", "H": "TA", "I": "PB",
    "J": "T2", "K": "KW", "L": "CN", "M": "AN", "N": "IS", "O": "J2", "P": "SP", "Q": "TT", "R": "DO",
    "S": "T3", "T": "TI", "U": "UR", "V": "VL", "W": "DP", "X": "AB", "Y": "A3", "Z": "N1", "1": "C1",
    "2": "C2", "3": "C3", "4": "C4", "#": "C5", "$": "C6", "6": "NV", "7": "ET", "8": "DA", "9": "M3",
    "?": "A4", "@": "SN", "!": "ST", "&": "SE", "(": "OP", ")": "RP", "*": "RI", "+": "AD", "^": "CA",
    "<": "RN", ">": "L1", "[": "Y2", "~": "DB",
}  # fmt: skip
_LINE: Final = re.compile(r"%(\S)(?:[ \t](.*)|$)")
_BEGINS: Final = re.compile(rb"\s*%[0AT] \S")
_VERBATIM: Final = frozenset({"UR", "DO", "L1", "SN", "AN", "LA"})
_NUMBERED: Final = frozenset({"JOUR", "MGZN", "NEWS", "EJOUR"})
_DOI: Final = re.compile(r"(?i)(?:doi:?\s*)?10\.\d{4,9}/\S+|https?://(?:dx\.)?doi\.org/\S+")


def read(data: bytes, *, name: Path | str) -> ReadResult:
    """Return the references in ``data``. An empty line or another ``%0`` ends one.

    Raises:
        UnreadableText: the file has no line that begins with a tag.
    """
    return read_line_records(
        data,
        name=name,
        split=_records,
        read_record=_read_record,
        program="EndNote",
        begins_with="%0 Book",
    )


def _records(text: str, reading: FileReading) -> Iterator[list[Field]]:
    """Yield the fields of each reference under their letters."""
    fields: list[Field] = []
    blank = False
    stray: list[str] = []
    stray_line = 0
    for number, line in enumerate(text.split("\n"), start=1):
        tagged = _LINE.match(line)
        if tagged is None:
            if not line.strip():
                blank = True
            elif fields:
                # a line without a tag goes on the field before, even after an empty line
                letter, value, begin = fields[-1]
                fields[-1] = (letter, f"{value}\n" + ("\n" if blank else "") + line.strip(), begin)
                blank = False
            else:
                stray_line = stray_line or number
                stray.append(line)
            continue
        if stray:
            _give_up(stray, stray_line, reading)
            stray = []
        if fields and (tagged[1] == "0" or (blank and _ends(fields, tagged[1]))):
            yield fields
            fields = []
        blank = False
        fields.append((tagged[1], (tagged[2] or "").strip(), number))
    if fields:
        yield fields


def _ends(fields: list[Field], letter: str) -> bool:
    """Whether a field after an empty line begins another reference, or goes on the one before."""
    known = {one for one, _, _ in fields}
    return letter in {"A", "T"} or letter in known or not {"T", "A"} & known


def _give_up(lines: list[str], line: int, reading: FileReading) -> None:
    message = "is text that belongs to no reference"
    reading.give_up("\n".join(lines), line, message, 'a field begins with "%" and a letter')


def _read_record(record: list[Field], reading: FileReading) -> None:
    item = reading.builder(record[0][2])
    kind = _kind(record, item)
    kind_is_named = any(letter == "0" for letter, _, _ in record)
    fields: list[Field] = []
    for letter, value, line in record:
        if not value or letter == "0":
            continue
        tag = _tag(letter, value, kind)
        if tag == "LB" and not item.wanted_id and re.fullmatch(r"[\w:.+/-]+", value):
            item.wanted_id = value
        elif tag not in _FIELDS.values() and tag != "M1":
            item.keep(f"%{letter}", value)
        else:
            fields.append((tag, _settled(letter, value, tag, classic=not kind_is_named), line))
    read_fields(fields, kind, item)
    reading.add(item)


def _settled(letter: str, value: str, tag: str, *, classic: bool) -> str:
    """Return the text of a field; refer, which had no kinds, wrote names with the family last."""
    if tag in _VERBATIM:
        return value
    text = inline_of_publisher(unescaped(value))
    if classic and letter in "AE" and looks_like_a_person(text):
        given, _, family = text.rpartition(" ")
        return f"{family}, {given}"
    return text


def _tag(letter: str, value: str, kind: Kind) -> str:
    """Return the tag of RIS for a letter, which for some depends on the kind or on what stands there."""
    if letter == "N" and kind.code not in _NUMBERED:
        return "M1"
    if letter == "R" and not _DOI.fullmatch(value):
        return "M1"  # refer's own number of a report
    if letter == "O" and (kind.code not in _NUMBERED or len(value) > 60):
        return "N1"  # refer's other information
    if letter == "E" and kind.code in {"BOOK", "EBOOK"}:
        return "ED"
    return _FIELDS.get(letter, "")


def _kind(record: list[Field], item: ItemBuilder) -> Kind:
    """Return the kind that ``%0`` names, or the one whose fields the reference has, as refer did."""
    letters = {letter for letter, _, _ in record}
    written = next((value for letter, value, _ in record if letter == "0"), "")
    kind = kind_called(written) or KINDS.get(written.upper())
    if kind is not None:
        return kind
    if written:
        item.keep("type", written)
        similar = nearest(written, [known.name for known in KINDS.values() if known.name])
        message = f'"{written}" is no type of EndNote; it is taken for a "document"'
        item.tell("%0", message, did_you_mean(similar) or "")
        return KINDS["GEN"]
    for letter, code in (("J", "JOUR"), ("B", "CHAP"), ("R", "RPRT"), ("I", "BOOK")):
        if letter in letters:
            return KINDS[code]
    item.tell("%0", 'is missing; the reference is taken for a "document"')
    return KINDS["GEN"]


FORMAT: Final = Format(
    name="refer",
    title="EndNote tagged",
    description="EndNote tagged (Refer), of EndNote, Google Scholar and library catalogues",
    extensions=(".enw", ".refer"),
    recognise=lambda head: _BEGINS.match(head_in_utf8(head)) is not None,
    read=read,
)

"""RIS: the tagged format that nearly every database offers and every reference manager reads.

Specification: "RIS Format Specifications" of 2001 and 2011 (Thomson ResearchSoft). Files in the wild keep to
it loosely; what is read beyond it is told where it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from citekit.errors import did_you_mean
from citekit.formats.base import Format, ReadResult, WriteOptions
from citekit.formats.endnote.fields import FIELDS
from citekit.formats.endnote.kinds import KINDS, Kind, kind_called, kind_of_item
from citekit.formats.endnote.reading import SETTLED, Field, read_fields
from citekit.formats.endnote.writing import Spelling, fidelity, one_line, written_fields
from citekit.formats.fidelity import kept
from citekit.formats.item_builder import FileReading, ItemBuilder
from citekit.formats.legacy_text import head_in_utf8
from citekit.formats.line_fields import read_line_records
from citekit.formats.publisher_markup import inline_of_publisher, protected, unescaped
from citekit.item.item import Item
from citekit.language.fold import nearest

__all__ = ["FORMAT", "read", "write"]

_EXACT: Final = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*)|$)")
_LOOSE: Final = re.compile(r"([A-Za-z][A-Za-z0-9])[ \t]{1,4}[-–](?:[ \t]*(.*))$")
_TYPE_LINE: Final = re.compile(rb"[ \t]*[Tt][Yy][ \t]{1,4}(?:-|\xe2\x80\x93)[ \t]*[A-Za-z]{2,8}[ \t]*")
_HEADERS: Final = 40
"""So many lines of a database's own may stand before the first reference."""
_LOWER_TYPE: Final = re.compile(r"^[ \t]*ty[ \t]{1,4}[-–]", re.MULTILINE)
_INDENTED_TYPE: Final = re.compile(r"^[ \t]+[Tt][Yy][ \t]{1,4}[-–]", re.MULTILINE)
_HEADER: Final = re.compile(r"[\w -]{2,30}:\s.*|[\W_]*|\w+(?: \w+){0,3}")
_VERBATIM: Final = frozenset({"UR", "LK", "DO", "L1", "L2", "L3", "L4", "ID", "TY", "SN", "AN", "LA", "C2"})
"""Tags whose values are addresses and numbers, in which no entity of HTML is meant."""
_WRAPPED: Final = frozenset({"AB", "N2", "N1", "RN"})
_OTHERS: Final = (
    "AD CA LB TT RP VO U1 U2 U3 U4 U5 M2 C1 C2 C3 C4 C5 C6 C7 C8 CR OP NO FD H1 H2 DS EA SF SR ID PA WT LL"
)
_KNOWN: Final = frozenset(_OTHERS.split()) | SETTLED | {tag for fields in FIELDS.values() for tag in fields}
"""Every tag that RIS has, for lines that have lost a space or their capitals."""


@dataclass(slots=True)
class _Record:
    """The lines of one record: where it begins, its code, its fields so far."""

    line: int
    code: str = ""
    fields: list[Field] = field(default_factory=list)
    ended: bool = False


def read(data: bytes, *, name: Path | str) -> ReadResult:
    """Return the references in ``data``.

    Understood beyond the specification: lines without a tag, which go on the field before; tags in small
    letters or with another number of spaces; records without ``TY`` or ``ER``; the head that some databases
    put before the first record; entities of HTML; files in Latin-1 and UTF-16.

    Raises:
        UnreadableText: the file has no line that is one of RIS.
    """
    return read_line_records(
        data,
        name=name,
        split=_records,
        read_record=_read_record,
        program="RIS",
        begins_with="TY  - JOUR",
    )


def _records(text: str, reading: FileReading) -> Iterator[_Record]:
    lower = _LOWER_TYPE.search(text) is not None
    indented = _INDENTED_TYPE.search(text) is not None
    record: _Record | None = None
    stray = _Stray(reading)
    for number, line in enumerate(text.split("\n"), start=1):
        tag, value = _tagged(line.lstrip(" \t") if indented else line, lower=lower)
        if not tag:
            if record is None:
                stray.add(number, line)
            else:
                _continue(record, line)
            continue
        if record is not None and tag in {"TY", "ER"}:
            record.ended = tag == "ER"
            yield record
            record = None
        if tag == "ER":
            continue
        if record is None:
            stray.end()
            record = _Record(number)
        if tag == "TY":
            record.code = value
        else:
            record.fields.append((tag, value, number))
    if record is not None:
        yield record
    stray.end()


class _Stray:
    """Lines outside of any reference: the head that a database writes, or something that was broken."""

    def __init__(self, reading: FileReading) -> None:
        self._reading = reading
        self._lines: list[str] = []
        self._line = 0
        self._in_head = True

    def add(self, number: int, line: str) -> None:
        """Note a line."""
        if line.strip():
            self._line = self._line or number
            self._lines.append(line)

    def end(self) -> None:
        """Tell of the lines noted so far, if they are no head; a reference begins or the file ends."""
        if self._lines and not (self._in_head and all(map(_HEADER.fullmatch, self._lines))):
            self._reading.give_up(
                "\n".join(self._lines),
                self._line,
                "is text that belongs to no reference",
                'a reference begins with "TY  - JOUR"',
            )
        self._lines, self._line, self._in_head = [], 0, False


def _tagged(line: str, *, lower: bool) -> tuple[str, str]:
    """Return tag and value of a line, two empty strings if it has no tag."""
    exact = _EXACT.match(line)
    if exact:
        return exact[1], (exact[2] or "").strip(" \t")
    loose = _LOOSE.match(line)
    if loose is None:
        return "", ""
    tag = loose[1].upper()
    if tag not in _KNOWN or (tag != loose[1] and not lower):
        return "", ""
    return tag, loose[2].strip(" \t")


def _continue(record: _Record, line: str) -> None:
    """Add a line without a tag to the field before it."""
    if not record.fields:
        return
    tag, value, number = record.fields[-1]
    record.fields[-1] = (tag, f"{value}\n{line.strip()}", number)


def _unwrapped(tag: str, value: str) -> str:
    """Return the lines of a field as one, in abstracts and notes as paragraphs."""
    if "\n" not in value:
        return value
    if tag in {"KW", "SN"}:
        return value
    if tag not in _WRAPPED:
        return " ".join(part for line in value.split("\n") if (part := line.strip()))
    paragraphs: list[str] = []
    for block in re.split(r"\n[ \t]*\n", value):
        lines = [line for line in block.split("\n") if line.strip()]
        paragraph = ""
        for line in lines:
            # a long line was broken to fit, and so was one that goes on in small letters
            wrapped = len(paragraph.rsplit("\n", 1)[-1]) >= 60 or line[:1].islower()
            paragraph += (" " if wrapped else "\n") + line if paragraph else line
        if paragraph:
            paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)


def _read_record(record: _Record, reading: FileReading) -> None:
    item = reading.builder(record.line)
    if not record.fields:
        reading.give_up(f"TY  - {record.code}", record.line, "is a reference with a type and nothing else")
        return
    kind = _kind(record, item)
    fields: list[Field] = []
    for tag, raw, line in record.fields:
        value = _unwrapped(tag, raw)
        if tag not in _VERBATIM:
            value = inline_of_publisher(unescaped(value))
        if tag == "ID":
            item.wanted_id = item.wanted_id or value
        elif value:
            fields.append((tag, value, line))
    if not record.ended:
        item.tell("ER", "is missing at the end of the reference", "see that nothing of it was cut off")
    read_fields(fields, kind, item)
    reading.add(item)


def _kind(record: _Record, item: ItemBuilder) -> Kind:
    """Return the kind of a reference by its code, or its name if that stands in the code's place."""
    code = record.code.strip().upper()
    kind = KINDS.get(code) or kind_called(record.code)
    if kind is not None:
        return kind
    if not code:
        item.tell("TY", 'is missing; the reference is taken for a "document"')
    else:
        item.keep("type", record.code)
        similar = nearest(code, KINDS)
        remedy = did_you_mean(similar) or ""
        item.tell("TY", f'"{record.code}" is no type of RIS; it is taken for a "document"', remedy)
    return KINDS["GEN"]


def write(items: Iterable[Item], options: WriteOptions) -> str:  # noqa: ARG001  RIS leaves no choice
    """Return ``items`` as RIS in UTF-8, one line to a field."""
    return "\n".join(map(_written, items))


def _written(item: Item) -> str:
    left = kept(item, _FIDELITY)
    kind = kind_of_item(item)
    lines = [f"TY  - {kind.code}", f"ID  - {one_line(item.id)}"]
    lines += [
        f"{tag}  - {value if tag in _VERBATIM else protected(value)}"
        for tag, value in written_fields(left, kind)
    ]
    return "\n".join((*lines, "ER  - ", ""))


_FIDELITY: Final = fidelity(Spelling(lambda _code, _tag: True, _KNOWN, inline_of_publisher))


def _is_ris(head: bytes) -> bool:
    lines = [line for line in head_in_utf8(head).splitlines() if line.strip()]
    return any(_TYPE_LINE.fullmatch(line) for line in lines[: _HEADERS + 1])


FORMAT: Final = Format(
    name="ris",
    title="RIS",
    description="RIS, of databases and publishers, Zotero, EndNote and Mendeley",
    extensions=(".ris",),
    recognise=_is_ris,
    read=read,
    write=write,
    fidelity=_FIDELITY,
)

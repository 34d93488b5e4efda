"""Tables to items: what separates the cells is found out, headers are understood, rows keep their lines.

RFC 4180, and what spreadsheets make of it: semicolons and tabs, a first line ``sep=;``, UTF-16.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from pathlib import Path
from typing import Final, NamedTuple

from citekit.errors import InvalidValue, Problem, UnreadableText
from citekit.formats.base import Confidence, ItemSource, ReadResult, decode
from citekit.formats.csl_item import ItemReader, name_to_json
from citekit.formats.tables.columns import TAGS, TYPES_READ, column_of, folded
from citekit.item.date import Date, date_from_parts, parse_edtf
from citekit.item.item import Item
from citekit.item.name import Name, parse_names
from citekit.item.variables import RECORD_VARIABLES, TYPES, Kind

__all__ = ["CUSTOM", "read", "read_date_cell", "recognise"]

CUSTOM: Final = "custom."
"""What a header of the user's begins with that would otherwise be taken for a known one."""

_DELIMITERS: Final = ",;\t|"
_FAULTS: Final = 50
"""After so many lines with faulty quotation marks the rest is read as it comes."""

_TOLD: Final = 20
"""So many ragged rows are told one by one."""

_BETTER: Final = frozenset(("authorfullnames", "af", "documenttype", "dt"))
_WORSE: Final = frozenset(("authors", "au", "publicationtype", "pt"))
"""Headers of two columns that say the same, one of them less fully."""

_INITIALS: Final = re.compile(r"(\S.*?) ((?:\w\.[ -]?)+)")
_SCOPUS_LIST: Final = re.compile(r"[^,;]+ (?:\w\.[ -]?)+(?:, [^,;]+ (?:\w\.[ -]?)+)+")


class _Table(NamedTuple):
    """The rows of a table with their lines, and the lines where a quotation mark is amiss."""

    headers: list[str]
    columns: list[str]
    rows: list[tuple[int, list[str]]]
    faults: list[int]


def read(data: bytes, *, name: Path | str) -> ReadResult:
    """Return the items in ``data``, one of each row under the headers.

    Raises:
        UnreadableText: the file has no headers that are understood.
    """
    table = _read_table(_decode(data, name), name)
    reader = ItemReader(name)
    problems: list[Problem] = []
    path = Path(name)
    for line in table.faults:
        message = "a quotation mark here is not closed, or has text after it; the line is read by itself"
        problems.append(Problem(path, line, None, "", message, fatal=False))
    items: list[Item] = []
    sources: dict[str, ItemSource] = {}
    ragged = 0
    for number, (line, cells) in enumerate(table.rows, start=1):
        if len(cells) != len(table.headers):
            ragged += 1
            if ragged <= _TOLD:
                cells_ = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
                message = f"has {cells_}, where the headers are {len(table.headers)}"
                problems.append(Problem(path, line, None, f"row {number}", message, fatal=False))
        row = _Row(table, cells, line, path, problems)
        data_ = row.fields(number)
        item = reader.read(data_, number=number, line=line)
        if item is not None:
            items.append(item)
            sources[item.id] = ItemSource(
                line=line, tags=row.listed("tags"), files=row.listed("files"), confidence=row.confidence
            )
    if ragged > _TOLD:
        message = f"{ragged - _TOLD} further rows have more or fewer cells than there are headers"
        problems.append(Problem(path, None, None, "", message, fatal=False))
    return ReadResult(tuple(items), (*problems, *reader.problems), sources)


def recognise(head: bytes) -> bool:
    """Whether a file begins with the headers of such a table, three of them known."""
    try:
        text = _decode(_whole(head), "")
    except UnreadableText:
        return False
    return max(_known(_headers(text.lstrip(), mark)) for mark in _DELIMITERS) > 2


def _whole(head: bytes) -> bytes:
    """Return the beginning of a file without the last line, which may be cut in the middle of a character."""
    return head.rpartition(b"\n")[0] or head


def _decode(data: bytes, name: Path | str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) and not data.startswith(codecs.BOM_UTF32_LE):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError:
            raise UnreadableText(name, "is cut off or no text: it begins like UTF-16") from None
        if text.strip():
            return text
        raise UnreadableText(name, "is empty")
    return decode(data, name=name)


def _headers(text: str, mark: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=mark), [])
    except csv.Error:
        return []


def _known(headers: list[str]) -> int:
    if {"PT", "AU"} <= set(headers):
        return sum(header in TAGS for header in headers)
    return sum(bool(column_of(header)) for header in headers)


def _read_table(text: str, name: Path | str) -> _Table:
    first = 1
    declared = re.match(r"sep=(.)\r?\n", text)
    if declared:
        text, first = text[declared.end() :], 2
    marks = declared[1] if declared else _DELIMITERS
    best: list[str] = []
    chosen = ","
    for mark in marks:
        headers = _headers(text, mark)
        if _known(headers) > _known(best):
            best, chosen = headers, mark
    if not best:
        raise UnreadableText(
            name,
            "has no column that is understood",
            line=first,
            hint="the first row names the columns: title, author, issued, DOI and other CSL variables",
        )
    rows, faults = _rows(text, chosen, first)
    _, headers = rows.pop(0)
    headers = [header.strip() for header in headers]
    if {"PT", "AU"} <= set(headers):
        columns = [TAGS.get(header, "") for header in headers]
    else:
        columns = [_column(header, headers) for header in headers]
    filled = [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]
    return _Table(headers, columns, filled, faults)


def _column(header: str, headers: list[str]) -> str:
    if header.startswith(CUSTOM):
        return ""
    if folded(header) == "type" and any(folded(other) == "itemtype" for other in headers):
        return "genre"  # Zotero's type of a report or thesis, in words
    return column_of(header)


def _rows(text: str, mark: str, first: int) -> tuple[list[tuple[int, list[str]]], list[int]]:
    """Return the rows with their lines, and the lines whose quotation marks are at odds.

    Such a line is taken by itself, so that an open quotation mark does not swallow the rest of the table.
    """
    lines = io.StringIO(text, newline="").readlines()
    rows: list[tuple[int, list[str]]] = []
    faults: list[int] = []
    begin = 0
    while begin < len(lines):
        reader = csv.reader(lines[begin:], delimiter=mark, strict=len(faults) < _FAULTS)
        sound = 0
        try:
            for cells in reader:
                rows.append((first + begin + sound, cells))
                sound = reader.line_num
            break
        except csv.Error:
            begin += sound
            faults.append(first + begin)
            alone = lines[begin].rstrip("\r\n")
            rows.append((first + begin, _headers(alone, mark) or [alone]))
            begin += 1
    return rows, faults


class _Row:
    """One row, its cells under their columns."""

    def __init__(
        self, table: _Table, cells: list[str], line: int, path: Path, problems: list[Problem]
    ) -> None:
        self.confidence: Confidence | None = None
        self._line = line
        self._path = path
        self._problems = problems
        self._found: dict[str, str] = {}
        self._custom: dict[str, str] = {}
        self._lists: dict[str, list[str]] = {"tags": [], "files": []}
        self._scopus = "EID" in table.headers
        for number, cell in enumerate(cells):
            text = cell.strip().replace("\r\n", "\n")
            if text:
                header = table.headers[number] if number < len(table.headers) else ""
                self._put(header, table.columns[number] if header else "", text, number)

    def _put(self, header: str, column: str, text: str, number: int) -> None:
        if column in self._lists:
            self._lists[column] += [part.strip() for part in text.split(";") if part.strip()]
        elif not column:
            name = header.removeprefix(CUSTOM) or f"column {number + 1}"
            self._custom[name] = text
        elif folded(header) in _BETTER or column not in self._found:
            self._found[column] = text
        elif self._found[column] != text and folded(header) not in _WORSE:
            self._custom[header] = text

    def listed(self, column: str) -> tuple[str, ...]:
        """Return the tags or files of the row."""
        return tuple(dict.fromkeys(self._lists[column]))

    def fields(self, number: int) -> dict[str, object]:
        """Return the row as CSL-JSON spells an item; ``number`` names it where it has no key."""
        found = self._found
        first, last = found.pop("page-first", ""), found.pop("page-last", "")
        if "page" not in found and (first or last):
            found["page"] = f"{first}-{last}" if first and last and first != last else first or last
        year = found.pop("year", "")
        if year and not re.search("[0-9]{4}", found.get("issued", "")):
            together = read_date_cell(f"{found['issued']} {year}") if "issued" in found else None
            if together and together.start:
                found["issued"] = together.edtf()
            else:
                if "issued" in found:
                    self._custom.setdefault("date", found["issued"])
                found["issued"] = year
        if "DOI" in found:
            found["DOI"] = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", found["DOI"])
        fields: dict[str, object] = {"type": self._type(found.pop("type", ""))}
        key = found.pop("id", "")
        for column, text in found.items():
            variable = RECORD_VARIABLES[column]
            if variable.kind is Kind.NAME:
                fields[column] = self._names(column, text)
            elif variable.kind is Kind.DATE:
                fields[column] = _date_to_json(read_date_cell(text))
            else:
                fields[column] = text
        if self._custom:
            fields["custom"] = self._custom
        return {"id": key or f"item-{number}", **fields}

    def _type(self, written: str) -> str:
        if written in TYPES:
            return written
        if written:
            # the Web of Science has "Article; Book Chapter", and "Article; Proceedings Paper" in journals
            known = [TYPES_READ.get(folded(part), written) for part in (written, *written.split(";"))]
            return (
                "chapter" if "chapter" in known else next((one for one in known if one != written), written)
            )
        self.confidence = Confidence.MEDIUM
        if "container-title" in self._found:
            return "article-journal"
        return "book" if "ISBN" in self._found else "document"

    def _names(self, column: str, text: str) -> object:
        if text.startswith("[{") and text.endswith("}]"):
            try:
                return json.loads(text)
            except (ValueError, RecursionError):
                pass
        if self._scopus:
            text = _scopus_names(text)
        try:
            return [name_to_json(name) for name in parse_names(text)]
        except InvalidValue as error:
            message = f"{error.reason}; it is printed as it stands"
            self._problems.append(
                Problem(self._path, self._line, None, column, message, error.hint or "", fatal=False)
            )
            return [name_to_json(Name(literal=text))]


def _scopus_names(text: str) -> str:
    """Return the names of a cell of Scopus with a comma before the initials, and without author numbers."""
    if _SCOPUS_LIST.fullmatch(text):
        text = text.replace(", ", "; ")
    names = (re.sub(r" ?\([0-9]+\)$", "", part.strip()) for part in text.split(";"))
    return "; ".join(
        _INITIALS.sub(r"\1, \2", part) if _INITIALS.fullmatch(part) and "," not in part else part
        for part in names
    )


def read_date_cell(text: str) -> Date:
    """Return the date in a cell: EDTF, a date as people write it, or words."""
    bare = re.sub("(-00)+$", "", text)
    try:
        return parse_edtf(bare)
    except InvalidValue:
        return date_from_parts({"raw": text})


def _date_to_json(date: Date) -> object:
    return {"literal": date.literal} if date.literal else date.edtf()

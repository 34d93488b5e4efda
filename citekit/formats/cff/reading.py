"""A CITATION.cff to items: the work itself, the citation it prefers, and its references."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping as AnyMapping
from pathlib import Path
from typing import Final

from citekit.errors import InvalidValue, Problem, UnreadableText, did_you_mean
from citekit.formats.base import ReadResult, decode
from citekit.formats.cff.names import read_name
from citekit.formats.cff.tables import (
    IDENTIFIERS,
    JOURNALS,
    KEY,
    NAMES,
    STAND_IN,
    STATUS,
    TEXTS,
    TYPES_READ,
    UNTITLED,
)
from citekit.formats.item_builder import FileReading, ItemBuilder
from citekit.item.date import Date, DateParts, parse_edtf
from citekit.language.fold import nearest
from citekit.yaml_text.reading import Limits, Mapping, Node, Sequence, read_yaml
from citekit.yaml_text.values import YamlValue, plain_value

__all__ = ["read"]

_LIMITS: Final = Limits(characters=100_000_000, levels=50, nodes=5_000_000)
_ADDRESSES: Final = ("url", "repository-code", "repository", "repository-artifact")
_OF_THE_FILE: Final = frozenset(("cff-version", "message", "references", "preferred-citation"))


def read(data: bytes, *, name: Path | str) -> ReadResult:
    """Return the items in ``data``: the work itself first, then what it prefers to have cited, then the rest.

    Raises:
        UnreadableText: the text is no YAML, with line and column, or no CITATION.cff.
    """
    root = read_yaml(decode(data, name=name), name=name, limits=_LIMITS).root
    if not isinstance(root, Mapping):
        raise UnreadableText(name, "is no CITATION.cff", hint="it begins with cff-version: 1.2.0")
    fields = {key.value: value for key, value in root.pairs}
    if not fields.keys() & {"cff-version", "references", "preferred-citation"}:
        raise UnreadableText(name, "has no cff-version", hint="a CITATION.cff begins with cff-version: 1.2.0")
    file = FileReading(name)
    message = fields.get("message")
    if message is None or plain_value(message) != STAND_IN:
        _read_node(file, root, "the work itself")
    if "preferred-citation" in fields:
        _read_node(file, fields["preferred-citation"], "preferred-citation")
    references = fields.get("references")
    if isinstance(references, Sequence):
        for number, node in enumerate(references.items, start=1):
            _read_node(file, node, f"reference {number}")
    elif references is not None:
        _refuse(file, references, "references", "is no list; it is left out")
    return file.result()


def _read_node(file: FileReading, node: Node, where: str) -> None:
    if not isinstance(node, Mapping):
        _refuse(file, node, where, "is no group of fields; it is left out")
        return
    item = file.builder(node.span.line)
    _Reading(item, node, where).read()
    file.add(item)


def _refuse(file: FileReading, node: Node, where: str, message: str) -> None:
    file.problems.append(Problem(file.path, node.span.line, None, where, message))


class _Reading:
    """The reading of the work itself or of one reference."""

    def __init__(self, item: ItemBuilder, node: Mapping, where: str) -> None:
        self._item = item
        self._node = node
        self._where = where
        self._places: dict[str, Node] = {key.value: key for key, _ in node.pairs}
        self._fields = {key.value: plain_value(value) for key, value in node.pairs}

    def read(self) -> None:
        fields = self._fields
        type_ = self._type()
        type_ = self._read_titles(type_)
        for field, variable in (("authors", "author"), *NAMES.items()):
            self._read_names(field, variable)
        for field, variable in TEXTS.items():
            self._item.put(variable, self._take(field))
        self._read_conference()
        self._read_publishers(type_)
        self._read_pages()
        self._read_dates()
        self._read_identifiers()
        self._read_words()
        self._item.put("genre", self._take("thesis-type") or self._take("data-type"))
        if type_ == "article-journal" and fields.get("status") == "preprint":
            type_ = "article"
            fields.pop("status")
        status = self._take("status")
        self._item.put("status", STATUS.get(status, status))
        for field, value in fields.items():
            if field not in _OF_THE_FILE and value not in ("", [], {}):
                self._item.keep(field, _as_text(value))
        self._item.type = type_

    def _tell(self, field: str, message: str, remedy: str = "") -> None:
        node = self._places.get(field, self._node)
        self._item.tell(f"{self._where}, {field}", message, remedy, line=node.span.line)

    def _type(self) -> str:
        written = self._take("type")
        if not written:
            if self._where == "the work itself":
                return "software"
            self._tell("type", 'is missing; the reference is taken for "generic"')
            return "document"
        kind = written.lower()
        if kind in TYPES_READ:
            if kind.startswith("software-"):
                self._item.keep("type", written)
            return TYPES_READ[kind]
        self._item.keep("type", written)
        remedy = did_you_mean(nearest(kind, TYPES_READ)) or ""
        self._tell(
            "type", f'"{written}" is no type of the format; the reference is taken for "generic"', remedy
        )
        return "document"

    def _take(self, field: str) -> str:
        """Return the text of a field and take it away; a list or a group stays, to be kept."""
        value = self._fields.get(field)
        if not isinstance(value, str):
            return ""
        del self._fields[field]
        return unicodedata.normalize("NFC", value).strip()

    def _read_titles(self, type_: str) -> str:
        """Read the titles of the work and of what it is part of, and return the type that these make."""
        title, term = self._take("title"), self._take("term")
        if not title:
            self._tell("title", "is missing")
        if term:
            title, container = term, title
            self._item.put("container-title", "" if container == UNTITLED else container)
            type_ = "entry-dictionary" if self._places and self._is("dictionary") else "entry-encyclopedia"
        self._item.put("title", "" if title == UNTITLED else title)
        collection, kind = self._take("collection-title"), self._take("collection-type").lower()
        self._item.put("container-title", self._take("journal"))
        contained = kind != "series" and (kind or type_ == "paper-conference")
        if contained and type_ not in JOURNALS and not self._item.has("container-title"):
            self._item.put("container-title", collection)
            if kind == "book" and type_ in ("document", "book"):
                type_ = "chapter"
            elif kind not in ("", "book", "proceedings", "website", "blog", "work"):
                self._item.keep("collection-type", kind)
        else:
            self._item.put("collection-title", collection)
            if kind not in ("", "series"):
                self._item.keep("collection-type", kind)
        return type_

    def _is(self, type_: str) -> bool:
        return any(key.value == "type" and plain_value(value) == type_ for key, value in self._node.pairs)

    def _read_names(self, field: str, variable: str) -> None:
        value = self._fields.pop(field, None)
        if value is None:
            if field == "authors":
                self._tell(field, "is missing")
            return
        if isinstance(value, str | AnyMapping):
            value = [value]
        names = []
        for number, one in enumerate(value, start=1):
            name = read_name(one)
            if name is not None:
                names.append(name)
            elif not isinstance(one, AnyMapping) or not one.get("name"):
                self._tell(field, f"number {number} has no name; it is left out")
        self._item.add_names(variable, names)

    def _read_conference(self) -> None:
        conference = self._fields.get("conference")
        if not isinstance(conference, AnyMapping):
            return
        fields = dict(conference)
        self._item.put("event-title", _pop(fields, "name"))
        place = ", ".join(
            filter(None, (_pop(fields, part) for part in ("location", "city", "region", "country")))
        )
        self._item.put("event-place", place)
        start, end = _pop(fields, "date-start"), _pop(fields, "date-end")
        self._put_date(
            "event-date", "conference", f"{start}/{end}" if start and end and start != end else start or end
        )
        self._keep("conference", fields)

    def _read_publishers(self, type_: str) -> None:
        publisher, place = self._entity("publisher")
        institution, seat = self._entity("institution")
        if institution and not publisher and type_ in ("thesis", "report"):
            publisher, place, institution = institution, seat, ""
        self._item.put("publisher", publisher)
        self._item.put("publisher-place", place)
        self._item.put("authority", institution)

    def _entity(self, field: str) -> tuple[str, str]:
        """Return name and place of an entity, and keep what else it says."""
        value = self._fields.get(field)
        if isinstance(value, str):
            return self._take(field), ""
        if not isinstance(value, AnyMapping):
            return "", ""
        fields = dict(value)
        name = _pop(fields, "name")
        place = ", ".join(filter(None, (_pop(fields, part) for part in ("city", "region", "country"))))
        self._keep(field, fields)
        return name, place

    def _keep(self, field: str, left: dict[str, YamlValue]) -> None:
        if left:
            self._fields[field] = left
        else:
            del self._fields[field]

    def _read_pages(self) -> None:
        start, end, pages = self._take("start"), self._take("end"), self._take("pages")
        if not start and re.search("[–-]", pages):
            start, pages = pages, ""
        self._item.put("page", f"{start}-{end}" if start and end and start != end else start or end)
        self._item.put("number-of-pages", pages)

    def _read_dates(self) -> None:
        year, month = self._take("year"), self._take("month")
        published, released = self._take("date-published"), self._take("date-released")
        if published or released:
            self._put_date(
                "issued", "date-published" if published else "date-released", published or released
            )
        elif year:
            self._put_date("issued", "year", year.zfill(4) + (f"-{month:0>2}" if month else ""))
        accessed = self._take("date-accessed") or self._take("date-downloaded")
        self._put_date("accessed", "date-accessed", accessed)
        original = self._take("year-original")
        self._put_date("original-date", "year-original", original.zfill(4) if original else "")

    def _put_date(self, variable: str, field: str, text: str) -> None:
        if not text:
            return
        try:
            self._item.put_date(variable, parse_edtf(text))
        except InvalidValue as error:
            self._item.keep(field, text)
            year = re.match("[0-9]{4}", text)
            if year and int(year[0]):
                self._item.put_date(variable, Date(start=DateParts(int(year[0]))))
                self._tell(field, f"{error.reason}; only the year {year[0]} is used", error.hint or "")
            else:
                self._tell(field, f"{error.reason}; it is kept, but not printed", error.hint or "")

    def _read_identifiers(self) -> None:
        for variable in ("DOI", *IDENTIFIERS):
            self._item.put(variable, self._take(variable.lower()).removeprefix("https://doi.org/"))
        addresses = [address for field in _ADDRESSES if (address := self._fields.get(field))]
        if addresses and isinstance(addresses[0], str):
            self._item.put("URL", addresses[0].strip())
            for field in _ADDRESSES:
                if self._fields.get(field) == addresses[0]:
                    del self._fields[field]
        identifiers = self._fields.pop("identifiers", None)
        others = identifiers if isinstance(identifiers, list) else [identifiers] if identifiers else []
        rest = [one for one in others if not (isinstance(one, AnyMapping) and self._read_identifier(one))]
        if rest:
            self._item.keep("identifiers", _as_text(rest))

    def _read_identifier(self, one: AnyMapping[str, YamlValue]) -> bool:
        """Take an identifier from the list of others, and return whether it has found its place."""
        kind, value, description = (one.get(part, "") for part in ("type", "value", "description"))
        if not isinstance(value, str) or not value.strip():
            return False
        value = value.strip()
        if kind == "other" and description == KEY:
            self._item.wanted_id = value
            return True
        variable = {"doi": "DOI", "url": "URL"}.get(str(kind), "")
        if kind == "other" and (description == "DOI" or description in IDENTIFIERS):
            variable = str(description)
        return bool(variable) and self._item.put_first(variable, value)

    def _read_words(self) -> None:
        for field, variable, joint in (
            ("keywords", "keyword", ", "),
            ("license", "license", " OR "),
            ("languages", "language", ", "),
        ):
            value = self._fields.get(field)
            if isinstance(value, list) and all(isinstance(word, str) for word in value):
                self._item.put(variable, joint.join(str(word).strip() for word in value if str(word).strip()))
                del self._fields[field]
            else:
                self._item.put(variable, self._take(field))
        if not self._item.has("license"):
            self._item.put("license", self._take("copyright"))


def _pop(fields: dict[str, YamlValue], field: str) -> str:
    value = fields.get(field)
    if not isinstance(value, str):
        return ""
    del fields[field]
    return unicodedata.normalize("NFC", value).strip()


def _as_text(value: YamlValue) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

"""Hayagriva's entries to items, parents and all."""

from __future__ import annotations

import json
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence
from pathlib import Path
from typing import Final

from citekit.errors import InvalidValue, Problem, UnreadableText, did_you_mean
from citekit.formats.base import ItemSource, ReadResult, decode
from citekit.formats.hayagriva.persons import read_person
from citekit.formats.hayagriva.strings import read_chunks
from citekit.formats.hayagriva.tables import (
    CONTAINERS,
    DEFAULT_PARENTS,
    EVENTS,
    FORMATTED,
    PLAIN,
    ROLES,
    SERIAL_NUMBERS,
    SERIES,
    TYPES_READ,
)
from citekit.formats.hayagriva.values import read_date
from citekit.item.date import Date
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.language.fold import nearest
from citekit.yaml_text.reading import Limits, Mapping, read_yaml
from citekit.yaml_text.values import YamlValue, plain_value

__all__ = ["read"]

_LIMITS: Final = Limits(characters=100_000_000, levels=50, nodes=5_000_000)
_SCORES: Final = frozenset(("book", "periodical", "reference", "misc", "blog", "web"))
_OF_THE_ENTRY: Final = frozenset(("doi", "isbn", "issn", "pmid", "pmcid", "arxiv"))
_INHERITED: Final = frozenset(
    (
        *("volume", "issue", "edition", "publisher", "location", "url", "language", "date", "volume-total"),
        *(
            "genre",
            "archive",
            "archive-location",
            "call-number",
            "organization",
            "serial-number",
            "isbn",
            "issn",
        ),
    )
)
"""What an entry has from its container where it says nothing itself."""


def read(data: bytes, *, name: Path | str) -> ReadResult:
    """Return the items in ``data``, a mapping of keys to entries.

    Raises:
        UnreadableText: the text is no YAML, with line and column, or holds no entries.
    """
    root = read_yaml(decode(data, name=name), name=name, limits=_LIMITS).root
    if root is None or (isinstance(root, Mapping) and not root.pairs):
        return ReadResult(())
    hint = "a hayagriva file maps keys to entries, and each entry fields to values"
    if not isinstance(root, Mapping) or not any(isinstance(value, Mapping) for _, value in root.pairs):
        raise UnreadableText(name, "holds no entries", hint=hint)
    items, problems, sources = [], [], {}
    for key, node in root.pairs:
        if not isinstance(node, Mapping):
            problems.append(
                Problem(Path(name), key.span.line, None, key.value, "is no entry: it has no fields", hint)
            )
            continue
        reading = _Reading(Path(name), key.value, key.span.line, node, problems)
        item = reading.read()
        items.append(item)
        sources[item.id] = ItemSource(line=key.span.line)
    return ReadResult(tuple(items), tuple(problems), sources)


_Parent = tuple[str, dict[str, YamlValue]]
"""The type of a parent, and its fields."""


class _Reading:
    """The reading of one entry."""

    def __init__(self, path: Path, key: str, line: int, node: Mapping, problems: list[Problem]) -> None:
        self._path = path
        self._key = key
        self._line = line
        self._lines = {name.value: name.span.line for name, _ in node.pairs}
        self._problems = problems
        self._entry: dict[str, YamlValue] = {name.value: plain_value(value) for name, value in node.pairs}
        self._text: dict[str, str] = {}
        self._number: dict[str, str] = {}
        self._names: dict[str, tuple[Name, ...]] = {}
        self._dates: dict[str, Date] = {}
        self._custom: dict[str, str] = {}

    def read(self) -> Item:
        entry = self._entry
        kind = self._kind(entry.pop("type", ""))
        parents = self._parents(entry.pop("parent", None), kind)
        type_ = _csl_type(kind, parents)
        container = self._take_container(kind, parents)
        if container is not None:
            self._read_container(*container)
        self._read_series(kind, parents, container)
        self._read_other_parents(kind, parents, container)
        self._read_entry(entry)
        if parents:
            self._custom["parents"] = _as_text([fields for _, fields in parents])
        if type_ == "legislation" and not self._text.keys() & {"publisher", "publisher-place"}:
            type_ = "bill"
        return Item(
            id=self._key,
            type=type_,
            text=self._text,
            number=self._number,
            names=self._names,
            dates=self._dates,
            custom=self._custom,
        )

    def _tell(self, field: str, message: str, remedy: str = "") -> None:
        line = self._lines.get(field.split(" ", maxsplit=1)[0], self._line)
        where = f"{self._key}, {field}"
        self._problems.append(Problem(self._path, line, None, where, message, remedy, fatal=False))

    def _kind(self, value: YamlValue) -> str:
        written = value if isinstance(value, str) else ""
        kind = written.strip().lower()
        if kind in TYPES_READ:
            return kind
        if not kind:
            self._tell("type", 'is missing; the entry is taken for "misc"')
            return "misc"
        self._custom["type"] = written
        remedy = did_you_mean(nearest(kind, TYPES_READ)) or ""
        self._tell("type", f'"{written}" is no type of hayagriva; the entry is taken for "misc"', remedy)
        return "misc"

    def _parents(self, value: YamlValue | None, kind: str) -> list[_Parent]:
        """Return the parents with their types, in the order of the file."""
        if value is None or value == "":
            return []
        found = []
        for one in value if isinstance(value, AnySequence) and not isinstance(value, str) else [value]:
            if not isinstance(one, AnyMapping):
                self._tell("parent", "is text, not an entry; it is kept, but not printed")
                self._custom["parent text"] = str(one)
                continue
            fields = dict(one)
            type_ = fields.get("type", "")
            own = type_.strip().lower() if isinstance(type_, str) else ""
            if own and own not in TYPES_READ:
                self._tell(
                    "parent type",
                    f'"{own}" is no type of hayagriva',
                    did_you_mean(nearest(own, TYPES_READ)) or "",
                )
                own = ""
            found.append((own or DEFAULT_PARENTS.get(kind, "misc"), fields))
        return found

    def _take_container(self, kind: str, parents: list[_Parent]) -> _Parent | None:
        """Return the container of an entry, and take it out of its parents."""
        for wanted in CONTAINERS.get(kind, ()):
            for parent in parents:
                if parent[0] == wanted:
                    if wanted not in EVENTS:
                        parents.remove(parent)
                    return parent
        return None

    def _read_container(self, type_: str, fields: dict[str, YamlValue]) -> None:
        self._read_title(fields.get("title"), "container-title")
        if type_ in EVENTS:
            return
        fields.pop("title", None)
        fields.pop("type", None)
        entry = self._entry
        self._read_names(fields.pop("author", None), "container-author", "parent author")
        if "editor" in fields and "editor" not in entry:
            entry["editor"] = fields.pop("editor")
        if "volume" in fields and "volume" in entry:
            variable = (
                "chapter-number" if type_ in ("anthology", "reference", "proceedings") else "part-number"
            )
            if "chapter" not in entry or variable == "part-number":
                self._read_plain(entry.pop("volume"), variable, "volume")
        self._inherit(fields)
        for field, value in fields.items():
            if field != "parent" and value not in ("", [], {}):
                self._custom[f"parent.{field}"] = _as_text(value)

    def _inherit(self, fields: dict[str, YamlValue]) -> None:
        """Move from the container what the entry has from it where it says nothing itself."""
        entry = self._entry
        for field in [field for field in fields if field in _INHERITED]:
            own, theirs = entry.get(field), fields[field]
            if own is None:
                entry[field] = fields.pop(field)
            elif field == "serial-number" and isinstance(theirs, AnyMapping):
                entry[field] = {**theirs, **(own if isinstance(own, AnyMapping) else {"serial": own})}
                fields.pop(field)

    def _read_series(
        self,
        kind: str,
        parents: list[_Parent],
        container: _Parent | None,
    ) -> None:
        series = self._take_series(kind, parents) or self._nested_series(parents, container)
        if series is None:
            return
        self._read_title(series.pop("title", None), "collection-title")
        self._read_plain(series.pop("volume", None), "collection-number", "parent volume")
        self._read_names(series.pop("editor", None), "collection-editor", "parent editor")
        for field, value in series.items():
            if field == "issn" and "issn" not in self._entry:
                self._entry["issn"] = value
            elif field != "type" and value not in ("", [], {}):
                self._custom[f"series.{field}"] = _as_text(value)

    def _nested_series(
        self, parents: list[_Parent], container: _Parent | None
    ) -> dict[str, YamlValue] | None:
        """Return the series of the container, or of the first other parent that has one."""
        if container is not None:
            nested = self._parents(container[1].pop("parent", None), container[0])
            series = self._take_series(container[0], nested)
            if nested:
                self._custom["parent.parents"] = _as_text([fields for _, fields in nested])
            if series is not None:
                return series
        for parent in parents:
            nested = self._parents(parent[1].get("parent"), parent[0])
            series = self._take_series(parent[0], nested)
            if series is not None:
                parent[1].pop("parent")
                if not parent[1].keys() - {"type"}:
                    parents.remove(parent)
                return series
        return None

    @staticmethod
    def _take_series(kind: str, parents: list[_Parent]) -> dict[str, YamlValue] | None:
        if kind not in SERIES:
            return None
        for parent in parents:
            if parent[0] in (kind, "anthology"):
                parents.remove(parent)
                return parent[1]
        return None

    def _read_other_parents(
        self,
        kind: str,
        parents: list[_Parent],
        container: _Parent | None,
    ) -> None:
        event = next((parent for parent in parents if parent[0] in EVENTS), None)
        if event is not None:
            self._read_title(event[1].pop("title", None), "event-title")
            self._read_formatted(event[1].pop("location", None), "event-place", "parent location")
            self._read_date(event[1].pop("date", None), "event-date", "parent date")
        source = next((parent for parent in parents if parent[0] == "repository"), None)
        if source is not None:
            self._read_title(source[1].pop("title", None), "source")
        original = next((parent for parent in parents if parent[0] == "original"), None)
        if original is not None:
            fields = original[1]
            self._read_title(fields.pop("title", None), "original-title")
            self._read_names(fields.pop("author", None), "original-author", "parent author")
            self._read_date(fields.pop("date", None), "original-date", "parent date")
            self._read_publisher(fields, "original-publisher", "original-publisher-place")
        if kind == "book" and container is None:
            marker = next((parent for parent in parents if parent[0] == "periodical"), None)
            if marker is not None and not marker[1].keys() - {"type"}:
                parents.remove(marker)
        for parent in (event, source, original):
            if parent in parents and not parent[1].keys() - {"type"}:
                parents.remove(parent)

    def _read_entry(self, entry: dict[str, YamlValue]) -> None:
        self._read_title(entry.pop("title", None), "title")
        self._read_names(entry.pop("author", None), "author", "author")
        self._read_names(entry.pop("editor", None), "editor", "editor")
        self._read_date(entry.pop("date", None), "issued", "date")
        self._read_affiliated(entry.pop("affiliated", None))
        self._read_publisher(entry, "publisher", "publisher-place")
        self._read_address(entry.pop("url", None))
        for field in ("volume", "issue", "edition"):
            self._read_plain(entry.pop(field, None), field, field)
        self._read_serial_numbers(entry.pop("serial-number", None))
        for field, value in entry.items():
            if field in FORMATTED:
                self._read_formatted(value, FORMATTED[field], field)
            elif field in PLAIN:
                self._read_plain(value, PLAIN[field], field)
            elif field in _OF_THE_ENTRY:
                self._read_serial_number(field, value)
            elif value not in ("", [], {}):
                self._custom.setdefault(field, _as_text(value))

    def _read_title(self, value: YamlValue | None, variable: str) -> None:
        self._read_formatted(value, variable, "title" if variable == "title" else "parent title")
        if isinstance(value, AnyMapping) and variable in ("title", "container-title"):
            short = value.get("short", value.get("shorthand"))
            if short is not None:
                self._read_formatted(short, f"{variable}-short", "title")
            translation = value.get("translation")
            if isinstance(translation, str) and translation:
                self._custom[f"{variable}-translation"] = translation

    def _read_formatted(self, value: YamlValue | None, variable: str, field: str) -> None:
        if isinstance(value, AnyMapping):
            inner = value.get("value")
            if isinstance(inner, AnyMapping):
                value = inner
                inner = inner.get("value")
            verbatim = value.get("verbatim")
            if not isinstance(inner, str):
                self._tell(field, 'has no "value"; it is kept, but not printed')
                self._custom[field] = _as_text(value)
                return
            text = read_chunks(inner, verbatim=verbatim == "true")
        elif isinstance(value, str):
            text = read_chunks(value)
        elif value is None:
            return
        else:
            self._tell(field, "is a list where text belongs; it is kept, but not printed")
            self._custom[field] = _as_text(value)
            return
        if text:
            self._text[variable] = text

    def _read_plain(self, value: YamlValue | None, variable: str, field: str) -> None:
        if value is None:
            return
        if not isinstance(value, str):
            self._tell(field, "is a group or a list where a number belongs; it is kept, but not printed")
            self._custom[field] = _as_text(value)
        elif value.strip():
            kind = self._text if variable in ("dimensions", "language") else self._number
            kind[variable] = value.strip()

    def _read_names(self, value: YamlValue | None, variable: str, field: str) -> None:
        if value is None:
            return
        names = []
        for one in value if isinstance(value, AnySequence) and not isinstance(value, str) else [value]:
            try:
                name = read_person(one)
            except InvalidValue as error:
                whole = _words(one)
                done = "it is printed as it stands" if whole else "it is left out"
                self._tell(field, f"{error.reason}; {done}", error.hint or "")
                name = Name(literal=whole) if whole else None
            if isinstance(one, AnyMapping) and one.get("alias"):
                self._tell(field, "has an alias, which no CSL name has; it is left out")
            if name is not None:
                names.append(name)
        if names:
            self._names[variable] = (*self._names.get(variable, ()), *names)

    def _read_date(self, value: YamlValue | None, variable: str, field: str) -> None:
        if value is None or value == "":
            return
        try:
            self._dates[variable] = read_date(value)
        except InvalidValue as error:
            self._tell(field, f"{error.reason}; it is kept, but not printed", error.hint or "")
            self._custom[field if "." not in field else variable] = _as_text(value)

    def _read_affiliated(self, value: YamlValue | None) -> None:
        if value is None or value == "":
            return
        groups = value if isinstance(value, AnySequence) and not isinstance(value, str) else [value]
        for group in groups:
            role = group.get("role", "") if isinstance(group, AnyMapping) else ""
            names = group.get("names") if isinstance(group, AnyMapping) else None
            folded = _kebab(role) if isinstance(role, str) else ""
            if folded in ROLES:
                self._read_names(names, ROLES[folded], "affiliated")
            else:
                self._tell(
                    "affiliated", f'has the role "{role}", which CSL has not; it is kept, but not printed'
                )
                self._custom["affiliated"] = _as_text(value)

    def _read_publisher(self, fields: dict[str, YamlValue], name: str, place: str) -> None:
        value = fields.pop("publisher", None)
        location = fields.pop("location", None)
        if isinstance(value, AnyMapping) and ("name" in value or "location" in value):
            location = value.get("location", location)
            value = value.get("name")
        self._read_formatted(value, name, "publisher")
        self._read_formatted(location, place, "location")

    def _read_address(self, value: YamlValue | None) -> None:
        if isinstance(value, AnyMapping):
            self._read_date(value.get("date"), "accessed", "url")
            value = value.get("value")
        if isinstance(value, str) and value.strip():
            self._text["URL"] = value.strip()

    def _read_serial_numbers(self, value: YamlValue | None) -> None:
        if isinstance(value, AnyMapping):
            for key, number in value.items():
                self._read_serial_number(key.lower(), number)
        else:
            self._read_plain(value, "number", "serial-number")

    def _read_serial_number(self, key: str, value: YamlValue) -> None:
        variable = SERIAL_NUMBERS.get(key)
        if variable in ("number", "version", "printing-number"):
            self._read_plain(value, variable, "serial-number")
        elif variable and isinstance(value, str):
            if value.strip():
                self._text[variable] = value.strip()
        elif value not in ("", [], {}):
            self._custom[key] = _as_text(value)


def _csl_type(kind: str, parents: list[_Parent]) -> str:
    """Return the CSL type of an entry with these parents."""
    types = [type_ for type_, _ in parents]
    by_parent = _BY_PARENT.get(kind, ())
    for parent, csl in by_parent:
        if parent in types:
            return csl
    if kind == "video" and types:
        return "broadcast"
    if kind == "audio" and types:
        return "musical_score" if types[0] in _SCORES else "broadcast"
    return TYPES_READ[kind]


_BY_PARENT: Final[AnyMapping[str, tuple[tuple[str, str], ...]]] = {
    "article": (
        ("periodical", "article-journal"),
        ("newspaper", "article-newspaper"),
        ("proceedings", "paper-conference"),
        ("blog", "post-weblog"),
        ("report", "report"),
        ("thesis", "thesis"),
    ),
    "chapter": (("book", "chapter"), ("anthology", "chapter"), ("reference", "entry-encyclopedia")),
    "anthos": (("book", "chapter"), ("anthology", "chapter"), ("reference", "entry-encyclopedia")),
    "entry": (("reference", "entry-encyclopedia"),),
    "artwork": (("article", "figure"),),
    "book": (("periodical", "periodical"),),
    "web": (("blog", "post-weblog"), ("thread", "post")),
    "thread": (("thread", "post"), ("blog", "post-weblog")),
}


def _kebab(role: str) -> str:
    """Return a role in the present spelling, where older files have ``CastMember``."""
    return "".join(f"-{char.lower()}" if char.isupper() else char for char in role.strip()).lstrip("-")


def _words(value: YamlValue) -> str:
    """Return the text in what should be a person."""
    parts = (
        value.values() if isinstance(value, AnyMapping) else () if not isinstance(value, str) else (value,)
    )
    return " ".join(" ".join(part for part in parts if isinstance(part, str)).split())


def _as_text(value: YamlValue) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

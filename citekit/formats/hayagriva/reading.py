"""Hayagriva's entries to items, parents and all."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence
from pathlib import Path
from typing import Final

from citekit.errors import Problem, UnreadableText, did_you_mean
from citekit.formats.base import ReadResult, decode
from citekit.formats.hayagriva.fields import FieldReader
from citekit.formats.hayagriva.tables import (
    CONTAINERS,
    DEFAULT_PARENTS,
    EVENTS,
    FORMATTED,
    PLAIN,
    SERIES,
    TYPES_READ,
)
from citekit.formats.item_builder import FileReading, ItemBuilder
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
        *("genre", "archive", "archive-location", "call-number", "organization", "serial-number"),
        *("isbn", "issn"),
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
    file = FileReading(name)
    for key, node in root.pairs:
        if not isinstance(node, Mapping):
            file.problems.append(
                Problem(Path(name), key.span.line, None, key.value, "is no entry: it has no fields", hint)
            )
            continue
        item = file.builder(key.span.line)
        item.wanted_id = key.value
        _Reading(item, node).read()
        file.add(item)
    return file.result()


_Parent = tuple[str, dict[str, YamlValue]]
"""The type of a parent, and its fields."""


class _Reading:
    """The reading of one entry: what it has from its parents, and what it says itself."""

    def __init__(self, item: ItemBuilder, node: Mapping) -> None:
        self._item = item
        self._fields = FieldReader(item, {name.value: name.span.line for name, _ in node.pairs})
        self._entry: dict[str, YamlValue] = {name.value: plain_value(value) for name, value in node.pairs}

    def read(self) -> None:
        entry = self._entry
        kind = self._kind(entry.pop("type", ""))
        parents = self._parents(entry.pop("parent", None), kind)
        self._item.type = _csl_type(kind, parents)
        container = self._take_container(kind, parents)
        if container is not None:
            self._read_container(*container)
        self._read_series(kind, parents, container)
        self._read_other_parents(kind, parents, container)
        self._read_entry(entry)
        if parents:
            self._fields.keep("parents", [fields for _, fields in parents])
        is_published = self._item.has("publisher") or self._item.has("publisher-place")
        if self._item.type == "legislation" and not is_published:
            self._item.type = "bill"

    def _kind(self, value: YamlValue) -> str:
        written = value if isinstance(value, str) else ""
        kind = written.strip().lower()
        if kind in TYPES_READ:
            return kind
        if not kind:
            self._fields.tell("type", 'is missing; the entry is taken for "misc"')
            return "misc"
        self._fields.keep("type", written)
        remedy = did_you_mean(nearest(kind, TYPES_READ)) or ""
        self._fields.tell(
            "type", f'"{written}" is no type of hayagriva; the entry is taken for "misc"', remedy
        )
        return "misc"

    def _parents(self, value: YamlValue | None, kind: str) -> list[_Parent]:
        """Return the parents with their types, in the order of the file."""
        if value is None or value == "":
            return []
        found = []
        for one in value if isinstance(value, AnySequence) and not isinstance(value, str) else [value]:
            if not isinstance(one, AnyMapping):
                self._fields.tell("parent", "is text, not an entry; it is kept, but not printed")
                self._fields.keep("parent text", one)
                continue
            fields = dict(one)
            type_ = fields.get("type", "")
            own = type_.strip().lower() if isinstance(type_, str) else ""
            if own and own not in TYPES_READ:
                self._fields.tell(
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
        self._fields.title(fields.get("title"), "container-title")
        if type_ in EVENTS:
            return
        fields.pop("title", None)
        fields.pop("type", None)
        entry = self._entry
        self._fields.names(fields.pop("author", None), "container-author", "parent author")
        if "editor" in fields and "editor" not in entry:
            entry["editor"] = fields.pop("editor")
        if "volume" in fields and "volume" in entry:
            variable = (
                "chapter-number" if type_ in ("anthology", "reference", "proceedings") else "part-number"
            )
            if "chapter" not in entry or variable == "part-number":
                self._fields.plain(entry.pop("volume"), variable, "volume")
        self._inherit(fields)
        for field, value in fields.items():
            if field != "parent":
                self._fields.keep(f"parent.{field}", value)

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
        self._fields.title(series.pop("title", None), "collection-title")
        self._fields.plain(series.pop("volume", None), "collection-number", "parent volume")
        self._fields.names(series.pop("editor", None), "collection-editor", "parent editor")
        for field, value in series.items():
            if field == "issn" and "issn" not in self._entry:
                self._entry["issn"] = value
            elif field != "type":
                self._fields.keep(f"series.{field}", value)

    def _nested_series(
        self, parents: list[_Parent], container: _Parent | None
    ) -> dict[str, YamlValue] | None:
        """Return the series of the container, or of the first other parent that has one."""
        if container is not None:
            nested = self._parents(container[1].pop("parent", None), container[0])
            series = self._take_series(container[0], nested)
            if nested:
                self._fields.keep("parent.parents", [fields for _, fields in nested])
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
            self._fields.title(event[1].pop("title", None), "event-title")
            self._fields.formatted(event[1].pop("location", None), "event-place", "parent location")
            self._fields.date(event[1].pop("date", None), "event-date", "parent date")
        source = next((parent for parent in parents if parent[0] == "repository"), None)
        if source is not None:
            self._fields.title(source[1].pop("title", None), "source")
        original = next((parent for parent in parents if parent[0] == "original"), None)
        if original is not None:
            fields = original[1]
            self._fields.title(fields.pop("title", None), "original-title")
            self._fields.names(fields.pop("author", None), "original-author", "parent author")
            self._fields.date(fields.pop("date", None), "original-date", "parent date")
            self._fields.publisher(fields, "original-publisher", "original-publisher-place")
        if kind == "book" and container is None:
            marker = next((parent for parent in parents if parent[0] == "periodical"), None)
            if marker is not None and not marker[1].keys() - {"type"}:
                parents.remove(marker)
        for parent in (event, source, original):
            if parent in parents and not parent[1].keys() - {"type"}:
                parents.remove(parent)

    def _read_entry(self, entry: dict[str, YamlValue]) -> None:
        self._fields.title(entry.pop("title", None), "title")
        self._fields.names(entry.pop("author", None), "author", "author")
        self._fields.names(entry.pop("editor", None), "editor", "editor")
        self._fields.date(entry.pop("date", None), "issued", "date")
        self._fields.affiliated(entry.pop("affiliated", None))
        self._fields.publisher(entry, "publisher", "publisher-place")
        self._fields.address(entry.pop("url", None))
        for field in ("volume", "issue", "edition"):
            self._fields.plain(entry.pop(field, None), field, field)
        self._fields.serial_numbers(entry.pop("serial-number", None))
        for field, value in entry.items():
            if field in FORMATTED:
                self._fields.formatted(value, FORMATTED[field], field)
            elif field in PLAIN:
                self._fields.plain(value, PLAIN[field], field)
            elif field in _OF_THE_ENTRY:
                self._fields.serial_number(field, value)
            else:
                self._fields.keep(field, value)


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

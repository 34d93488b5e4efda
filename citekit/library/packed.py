"""A record as one line of JSON, for the index: read back ten times faster than its YAML.

The form is the index's own; it changes with `FORM`, and files of another form are never read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from citekit.errors import Problem
from citekit.files import Stamp
from citekit.item.date import Date, DateParts
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.library.record import Access, Archived, Provenance, Record

__all__ = ["FORM", "PackedItems", "pack_record", "unpack_item", "unpack_record"]

FORM: Final = 1

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def pack_record(record: Record) -> str:
    """Return what `unpack_record` makes the same record of, but for its key, path and stamp."""
    item = record.item
    return _encode(
        (
            (
                item.type,
                dict(item.text),
                dict(item.number),
                {role: [_pack_name(name) for name in names] for role, names in item.names.items()},
                {variable: _pack_date(date) for variable, date in item.dates.items()},
                dict(item.custom),
            ),
            (record.tags, record.aliases, record.files, record.access, record.supersedes),
            record.archived and (record.archived.url, _pack_date(record.archived.date)),
            record.provenance and _pack_provenance(record.provenance),
            [(p.line, p.column, p.field, p.message, p.remedy, p.fatal) for p in record.problems],
        )
    )


def unpack_item(packed: str, key: str) -> Item:
    """Return the item of a packed record."""
    return _unpack_item(json.loads(packed)[0], key)


class PackedItems(Mapping[str, Item]):
    """Items by key, each unpacked when it is first asked for: of ten thousand a paper cites a few."""

    def __init__(self, packed: Mapping[str, str]) -> None:
        self._packed = packed
        self._items: dict[str, Item] = {}

    def __getitem__(self, key: str) -> Item:
        if key not in self._items:
            self._items[key] = unpack_item(self._packed[key], key)
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def __contains__(self, key: object) -> bool:
        return key in self._packed


def unpack_record(packed: str, *, key: str, path: Path, stamp: Stamp) -> Record:
    """Return a packed record, which is the file ``path`` with content of that stamp."""
    item, (tags, aliases, files, access, supersedes), archived, provenance, problems = json.loads(packed)
    return Record(
        key=key,
        item=_unpack_item(item, key),
        path=path,
        stamp=stamp,
        tags=tuple(tags),
        aliases=tuple(aliases),
        files=tuple(files),
        access=Access(access) if access else None,
        archived=Archived(archived[0], _unpack_date(archived[1])) if archived else None,
        supersedes=tuple(supersedes),
        provenance=_unpack_provenance(provenance) if provenance else None,
        problems=tuple(
            Problem(path, line, column, field, message, remedy, fatal)
            for line, column, field, message, remedy, fatal in problems
        ),
    )


def _unpack_item(packed: Any, key: str) -> Item:
    type_, text, number, names, dates, custom = packed
    return Item(
        id=key,
        type=type_,
        text=text,
        number=number,
        names={role: tuple([_unpack_name(tuple(name)) for name in group]) for role, group in names.items()},
        dates={variable: date for variable, value in dates.items() if (date := _unpack_date(value))},
        custom=custom,
    )


def _pack_name(name: Name) -> tuple[object, ...]:
    if name == Name(literal=name.literal):
        return (name.literal,)
    return (
        name.family,
        name.given,
        name.dropping_particle,
        name.non_dropping_particle,
        name.suffix,
        name.literal,
        name.comma_suffix,
        name.static_ordering,
    )


@lru_cache(maxsize=20_000)  # many works share their authors
def _unpack_name(packed: tuple[Any, ...]) -> Name:
    if len(packed) == 1:
        return Name(literal=packed[0])
    family, given, dropping, non_dropping, suffix, literal, comma_suffix, static_ordering = packed
    return Name(
        family=family,
        given=given,
        dropping_particle=dropping,
        non_dropping_particle=non_dropping,
        suffix=suffix,
        literal=literal,
        comma_suffix=comma_suffix,
        static_ordering=static_ordering,
    )


def _pack_date(date: Date | None) -> tuple[object, ...] | None:
    if date is None:
        return None
    return (
        _pack_parts(date.start),
        _pack_parts(date.end),
        date.open_end,
        date.approximate,
        date.uncertain,
        date.literal,
    )


def _unpack_date(packed: list[Any] | None) -> Date | None:
    if packed is None:
        return None
    start, end, *rest = packed
    return _date((start and tuple(start), end and tuple(end), *rest))


@lru_cache(maxsize=20_000)  # many works are of one year
def _date(packed: tuple[Any, ...]) -> Date:
    start, end, open_end, approximate, uncertain, literal = packed
    return Date(
        start=DateParts(*start) if start else None,
        end=DateParts(*end) if end else None,
        open_end=open_end,
        approximate=approximate,
        uncertain=uncertain,
        literal=literal,
    )


def _pack_parts(parts: DateParts | None) -> tuple[int | None, ...] | None:
    return (parts.year, parts.month, parts.day, parts.season) if parts else None


def _pack_provenance(provenance: Provenance) -> tuple[object, ...]:
    confidence: Mapping[str, str] = provenance.confidence
    return provenance.source, _pack_date(provenance.date), dict(confidence), dict(provenance.other)


def _unpack_provenance(packed: list[Any]) -> Provenance:
    source, date, confidence, other = packed
    return Provenance(source=source, date=_unpack_date(date), confidence=confidence, other=other)

"""A record for people (names and values) and for programs (JSON)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from citekit.formats.csl_item import item_to_json
from citekit.item.date import Date
from citekit.item.item import Item, Value
from citekit.item.variables import VARIABLES
from citekit.library.record import Record
from citekit.markup.inline import strip_inline

__all__ = ["record_fields", "record_json", "show_value"]

_ORDER: Final = {name: place for place, name in enumerate(VARIABLES)}


def show_value(value: Value) -> str:
    """Return a value as people read it: names one a line and inverted, dates as EDTF, no inline markup."""
    if isinstance(value, str):
        return strip_inline(value)
    if isinstance(value, Date):
        return value.edtf()
    return "\n".join(name.inverted() for name in value)


def record_fields(record: Record) -> list[tuple[str, str]]:
    """Return the fields of a record in reading order, each with its value as text."""
    item = record.item
    pairs = [("key", record.key), ("type", item.type)]
    pairs += _variables(item)
    pairs += [(name, value) for name, value in item.custom.items()]
    pairs += [(name, value) for name, value in _own_fields(record).items() if value]
    return pairs


def _variables(item: Item) -> list[tuple[str, str]]:
    names = sorted(item.variables(), key=lambda name: _ORDER.get(name, len(_ORDER)))
    return [(name, show_value(value)) for name in names if (value := item.get(name)) is not None]


def _own_fields(record: Record) -> Mapping[str, str]:
    archived = record.archived
    when = archived.date.edtf() if archived and archived.date else ""
    return {
        "access": record.access.value if record.access else "",
        "archived": f"{archived.url} {when}".rstrip() if archived else "",
        "tags": ", ".join(record.tags),
        "aliases": ", ".join(record.aliases),
        "supersedes": ", ".join(record.supersedes),
        "files": "\n".join(record.files),
    }


def record_json(record: Record) -> dict[str, object]:
    """Return a record as CSL-JSON, its key as ``id``, with citekit's own fields beside CSL's."""
    data = dict(item_to_json(record.item))
    data["id"] = record.key
    if record.access:
        data["access"] = record.access.value
    if record.archived:
        date = record.archived.date
        data["archived"] = {"url": record.archived.url} | ({"date": date.edtf()} if date else {})
    for name, values in (
        ("tags", record.tags),
        ("aliases", record.aliases),
        ("supersedes", record.supersedes),
        ("files", record.files),
    ):
        if values:
            data[name] = list(values)
    return data

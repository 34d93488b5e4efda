"""One item as CSL-JSON and CSL-YAML have it, to an `Item` and back.

CSL-JSON 1.0 (``csl-data.json``). Real files put numbers where strings belong, single values where lists
belong, and fields that the schema does not know; what the meaning survives is read, the rest is named.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from citekit.errors import InvalidValue
from citekit.item.date import Date, date_from_parts
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import ALIASES, TYPES, VARIABLES, Kind

__all__ = ["Fault", "item_from_csl", "item_to_csl"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field of an item; the item is used all the same."""

    field: str
    message: str


@dataclass(slots=True)
class _Parts:
    text: dict[str, str] = field(default_factory=dict)
    number: dict[str, str] = field(default_factory=dict)
    names: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    dates: dict[str, Date] = field(default_factory=dict)
    custom: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def item_from_csl(data: Mapping[str, Any], *, fallback_id: str) -> tuple[Item, tuple[Fault, ...]]:
    """Return the item that a CSL-JSON object describes, with what was wrong in it.

    Values are strings, numbers, lists and mappings as a JSON or YAML reader gives them. ``fallback_id``
    is the id of an item that has none. Nothing raises; fields that cannot be understood go to ``custom``
    as text.
    """
    parts = _Parts()
    for name, value in data.items():
        if name not in ("id", "type"):
            _read_field(ALIASES.get(name, name), value, parts)
    item = Item(
        id=_identity(data.get("id"), fallback_id, parts),
        type=_type(data.get("type"), parts),
        text=parts.text,
        number=parts.number,
        names=parts.names,
        dates=parts.dates,
        custom=parts.custom,
    )
    return item, tuple(parts.faults)


def _identity(value: object, fallback: str, parts: _Parts) -> str:
    id_ = _text(value)
    if id_:
        return id_
    parts.faults.append(Fault("id", f"the item has no id; it is called {fallback}"))
    return fallback


def _type(value: object, parts: _Parts) -> str:
    type_ = _text(value) or ""
    if not type_:
        parts.faults.append(Fault("type", "the item has no type; it is read as a document"))
        return "document"
    if type_ not in TYPES:
        parts.faults.append(Fault("type", f'CSL has no type "{type_}"'))
    return type_


def _read_field(name: str, value: Any, parts: _Parts) -> None:
    if value is None or value is False or value in ("", [], {}):
        return
    variable = VARIABLES.get(name)
    if variable is None:
        parts.custom[name] = _as_text(value)
    elif variable.kind is Kind.NAME:
        _read_names(name, value, parts)
    elif variable.kind is Kind.DATE:
        _read_date(name, value, parts)
    else:
        text = _text(value)
        if text is None:
            parts.custom[name] = _as_text(value)
            parts.faults.append(Fault(name, f"holds {_shown(value)} where text belongs"))
        elif text:
            (parts.number if variable.kind is Kind.NUMBER else parts.text)[name] = text


def _text(value: object) -> str | None:
    """Return the text of a scalar, or of a list of scalars joined by commas; None for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        texts = [_text(one) for one in value]
        if all(text is not None for text in texts):
            return ", ".join(text for text in texts if text)
    return None


def _read_names(name: str, value: Any, parts: _Parts) -> None:
    names = []
    for one in value if isinstance(value, list) else [value]:
        found = _name(one)
        if found is not None:
            names.append(found)
        elif one not in (None, "", {}, []):
            parts.faults.append(Fault(name, f"holds {_shown(one)} where a name belongs"))
    if names:
        parts.names[name] = tuple(names)


def _name(value: Any) -> Name | None:
    if isinstance(value, str):
        return Name(literal=value) if value.strip() else None
    if not isinstance(value, Mapping):
        return None

    def part(key: str) -> str:
        return _text(value.get(key)) or ""

    family, given, literal = part("family"), part("given"), part("literal")
    if not family and not given and not literal:
        return None
    if _true(value.get("isInstitution")) and family and not given:
        family, literal = "", literal or family
    elif family and "parse-names" in value and not _true(value["parse-names"]):
        # CSL-JSON asks with quotation marks, too, that no particle be split off a family name.
        family = f'"{family}"'
    return Name(
        family=family,
        given=given,
        dropping_particle=part("dropping-particle"),
        non_dropping_particle=part("non-dropping-particle"),
        suffix=part("suffix"),
        literal="" if family or given else literal,
        comma_suffix=_true(value.get("comma-suffix")),
        static_ordering=_true(value.get("static-ordering")),
    )


def _true(value: object) -> bool:
    return value in (True, 1, "1", "true", "True")


def _read_date(name: str, value: Any, parts: _Parts) -> None:
    try:
        parts.dates[name] = date_from_parts(value)
    except InvalidValue as error:
        date = _years(value)
        if date is None:
            parts.custom[name] = _as_text(value)
            parts.faults.append(Fault(name, f"{_shown(value)} {error.reason}"))
        else:
            parts.dates[name] = date
            parts.faults.append(Fault(name, f"{_shown(value)} {error.reason}; only the year is used"))


def _years(value: Any) -> Date | None:
    if not isinstance(value, Mapping) or not isinstance(value.get("date-parts"), list):
        return None
    years = [end[0] for end in value["date-parts"] if isinstance(end, list) and end]
    for kept in (years[:2], years[:1]):
        try:
            return date_from_parts({"date-parts": [[year] for year in kept], "circa": value.get("circa")})
        except InvalidValue:
            continue
    return None


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _shown(value: object) -> str:
    text = _as_text(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


_NAME_PARTS: Final = ("family", "given", "suffix", "dropping-particle", "non-dropping-particle", "literal")


def item_to_csl(item: Item) -> dict[str, object]:
    """Return an item as CSL-JSON has it: what the schema of CSL-JSON 1.0 accepts.

    ``custom`` fields stand beside the variables, as text.
    """
    data: dict[str, object] = {"id": item.id, "type": item.type}
    for name in VARIABLES:
        value = item.get(name)
        if isinstance(value, str):
            data[name] = value
        elif isinstance(value, Date):
            data[name] = value.to_csl_json()
        elif value is not None:
            data[name] = [_name_to_csl(one) for one in value]
    return data | {name: text for name, text in item.custom.items() if name not in data}


def _name_to_csl(name: Name) -> dict[str, object]:
    data: dict[str, object] = {
        part: text for part in _NAME_PARTS if (text := getattr(name, part.replace("-", "_")))
    }
    if name.comma_suffix:
        data["comma-suffix"] = True
    if name.static_ordering:
        data["static-ordering"] = True
    return data

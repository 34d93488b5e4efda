"""The JSON Schema of a record, for editors that complete and check YAML as it is typed.

JSON Schema 2020-12, made from the tables that `citekit.library.schema` reads by. Editors see the values
that YAML's own typing gives: a bare ``12`` is a number there, ``true`` a boolean, an empty value null.
Where citekit reads text all the same, the schema takes them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from citekit.item.variables import ALIASES, RECORD_VARIABLES, TYPES, VARIABLES, Kind
from citekit.library.field_values import NAME_FLAGS, NAME_PARTS
from citekit.library.foreign_names import FOREIGN_NAMES
from citekit.library.record import OWN_FIELDS, Access
from citekit.library.schema import RECORD_ORDER

__all__ = ["json_schema"]

Schema = dict[str, object]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_SCALAR: Final[Schema] = {"type": ["string", "number", "boolean", "null"]}
_TEXTS: Final[Schema] = {"type": "array", "items": {"$ref": "#/$defs/text"}}

_YEAR: Final = r"(-?\d{4}|Y-?\d{5,12})"
_MONTH: Final = r"(0[1-9]|1[0-2])"
_DAY: Final = r"(0[1-9]|[12]\d|3[01])"
_DAY_OR_LESS: Final = rf"{_YEAR}(-(2[1-4]|{_MONTH}(-{_DAY}(T\S+)?)?))?[~?%]?"
_EDTF: Final = rf"^\s*({_DAY_OR_LESS}(/({_DAY_OR_LESS}|\.\.)?)?|(\.\.)?/{_DAY_OR_LESS})?\s*$"
"""EDTF as far as a pattern can tell: it does not know how many days a month has."""

_PATTERNS: Final = {
    "DOI": r"^\s*(10(\.\d+)*/\S+)?\s*$",
    "ISBN": r"^\s*$|(\d[\s\-–‐]?){9}[\dXx]",
    "ISSN": r"^\s*$|\d{4}[\-–‐]?\d{3}[\dXx]",
    "PMID": r"^\s*\d*\s*$",
    "PMCID": r"^\s*(PMC\d+(\.\d+)?)?\s*$",
    "URL": r"^\s*([A-Za-z][A-Za-z0-9+.\-]*:\S+)?\s*$",
}


def json_schema() -> dict[str, object]:
    """Return the schema as plain data, ready for `json.dumps`."""
    properties: Schema = {"type": _type()}
    for field in RECORD_ORDER:
        if field in RECORD_VARIABLES:
            properties[field] = _variable(field)
        elif field in OWN_FIELDS:
            properties[field] = {"description": OWN_FIELDS[field].description, **_OWN[field]()}
    for alias, name in ALIASES.items():
        properties[alias] = {**_variable(name), "description": f"An older name of {name}."}
    properties |= _misnamed()
    return {
        "$schema": _DIALECT,
        "title": "citekit record",
        "description": "One work as citekit keeps it: the variables of CSL 1.0.2, and citekit's own fields.",
        "type": "object",
        "required": ["type"],
        "properties": properties,
        "additionalProperties": True,
        "$defs": {"text": _SCALAR, "date": _date(), "name": _name()},
    }


def _type() -> Schema:
    choices = [{"const": name, "description": description} for name, description in TYPES.items()]
    return {"description": "What kind of work it is.", "enum": list(TYPES), "oneOf": choices}


def _variable(name: str) -> Schema:
    variable = VARIABLES[name]
    return {"description": variable.description, **_BY_KIND[variable.kind](name)}


def _text(name: str) -> Schema:
    if name in ("ISBN", "ISSN", "keyword"):
        pattern = {"pattern": _PATTERNS[name]} if name in _PATTERNS else {}
        return {"anyOf": [{"$ref": "#/$defs/text", **pattern}, _TEXTS]}
    if name in _PATTERNS:
        return {"$ref": "#/$defs/text", "pattern": _PATTERNS[name]}
    return {"$ref": "#/$defs/text"}


def _names(_: str) -> Schema:
    one: Schema = {"$ref": "#/$defs/name"}
    several: Schema = {"type": "array", "items": one}
    return {"anyOf": [several, one, {"type": "null"}]}


def _dates(_: str) -> Schema:
    return {"$ref": "#/$defs/date"}


_BY_KIND: Final[Mapping[Kind, Callable[[str], Schema]]] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _text,
    Kind.NAME: _names,
    Kind.DATE: _dates,
}


def _date() -> Schema:
    numbers: Schema = {"type": "array", "items": {"type": ["integer", "string"]}, "maxItems": 3}
    parts: Schema = {
        "type": "object",
        "description": "A date as CSL-JSON has it.",
        "properties": {
            "date-parts": {"type": "array", "items": numbers, "minItems": 1, "maxItems": 2},
            "season": {"type": ["integer", "string"]},
            "circa": {"type": ["boolean", "integer", "string"]},
            "literal": {"$ref": "#/$defs/text"},
            "raw": {"$ref": "#/$defs/text"},
        },
    }
    text: Schema = {
        "type": ["string", "integer", "null"],
        "pattern": _EDTF,
        "description": "A date in EDTF: 2020, 2020-05, 2020-05-17, 2020-21 (spring), 2019/2020, 1850~.",
        "examples": ["2020-05-17", "2020-05", "2019/2020"],
    }
    return {"anyOf": [text, parts]}


def _name() -> Schema:
    properties: Schema = {part: {"$ref": "#/$defs/text"} for part in NAME_PARTS}
    properties |= {flag: {"type": ["boolean", "integer", "string"]} for flag in NAME_FLAGS}
    parts: Schema = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "anyOf": [{"required": ["family"]}, {"required": ["given"]}, {"required": ["literal"]}],
    }
    text: Schema = {
        "type": ["string", "number", "boolean"],
        "description": 'A person as "Family, Given", or an institution.',
        "examples": ["Doe, Jane", "Gartner, Inc."],
    }
    return {"anyOf": [parts, text]}


def _texts() -> Schema:
    return {"anyOf": [_TEXTS, {"$ref": "#/$defs/text"}]}


def _access() -> Schema:
    return {"enum": [*(str(access) for access in Access), None]}


def _archived() -> Schema:
    address: Schema = {"type": "string", "pattern": _PATTERNS["URL"]}
    parts: Schema = {
        "type": "object",
        "required": ["url"],
        "properties": {"url": address, "date": {"$ref": "#/$defs/date"}},
        "additionalProperties": False,
    }
    return {"anyOf": [parts, address, {"type": "null"}]}


def _provenance() -> Schema:
    confidence: Schema = {"anyOf": [_SCALAR, {"type": "object", "additionalProperties": _SCALAR}]}
    parts: Schema = {
        "type": "object",
        "properties": {
            "source": {"$ref": "#/$defs/text"},
            "date": {"$ref": "#/$defs/date"},
            "confidence": {**confidence, "description": "high, medium or low: for the record, or by field."},
        },
        "additionalProperties": _SCALAR,
    }
    return {"anyOf": [parts, _SCALAR]}


_OWN: Final[Mapping[str, Callable[[], Schema]]] = {
    "access": _access,
    "aliases": _texts,
    "archived": _archived,
    "files": _texts,
    "provenance": _provenance,
    "supersedes": _texts,
    "tags": _texts,
}


def _misnamed() -> Schema:
    """Return the names that fields have elsewhere, each marked: editors say what to write in its place."""
    meant = {name.lower(): name for name in RECORD_VARIABLES if name != name.lower()}
    meant |= {name: field for name, field in FOREIGN_NAMES.items() if field != name}
    return {
        name: {"deprecated": True, "deprecationMessage": f"Write {field}.", "description": f"Write {field}."}
        for name, field in meant.items()
        if name not in RECORD_VARIABLES and name not in OWN_FIELDS
    }

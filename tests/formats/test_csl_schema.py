"""CSL-JSON as its schema has it, and CSL-YAML as pandoc reads it.

The schema is written down here from the facts of ``csl-data.json`` (CSL 1.0.2): the fields, their kinds,
and that nothing else may stand beside them.
"""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pypandoc
from hypothesis import given

from citekit.formats import csl_json, csl_yaml
from citekit.formats.base import WriteOptions
from citekit.item.date import parse_edtf
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import RECORD_VARIABLES, TYPES, Kind
from tests.formats.strategies import ITEMS

_TEXT = {"type": "string"}
_LOOSE = {"type": ["string", "number"]}
_FLAG = {"type": ["string", "number", "boolean"]}
_PARTS = {"type": "array", "items": _LOOSE, "minItems": 1, "maxItems": 3}
_NAME = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("family", "given", "dropping-particle", "non-dropping-particle", "suffix"), _TEXT),
        "literal": _TEXT,
        **dict.fromkeys(("comma-suffix", "static-ordering", "parse-names"), _FLAG),
    },
    "additionalProperties": False,
}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {"type": "array", "items": _PARTS, "minItems": 1, "maxItems": 2},
        "season": _LOOSE,
        "circa": _FLAG,
        "literal": _TEXT,
        "raw": _TEXT,
    },
    "additionalProperties": False,
}
_KINDS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: _TEXT,
    Kind.NUMBER: _LOOSE,
    Kind.NAME: {"type": "array", "items": _NAME},
    Kind.DATE: _DATE,
}
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "type": {"enum": sorted(TYPES)},
            "id": _LOOSE,
            "custom": {"type": "object"},
            **{name: _KINDS[variable.kind] for name, variable in RECORD_VARIABLES.items()},
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}


VALIDATOR = jsonschema.Draft7Validator(SCHEMA)


@given(item=ITEMS)
def test_what_is_written_is_valid_csl_json(item: Item) -> None:
    """Whatever an item holds, the schema has nothing against it."""
    VALIDATOR.validate(json.loads(csl_json.write([item], WriteOptions())))


VALUES = (
    *("No", "yes", "on", "null", "~x", "=", "007", "0o7", "1.10", "1_000", "1e3", ".5"),
    *("12:30", "2022-01-20", "a: b", "- a", "# a", "it's", '"a"'),
)


def test_pandoc_sees_the_same_values() -> None:
    """What a YAML reader would take for a truth value, a number or a date arrives as it was typed."""
    items = [
        Item(
            id=f"k{number}",
            type="report",
            text={"title": value, "publisher": value},
            number={"number": value, "volume": value},
            names={"author": (Name(literal=value),)},
            dates={"issued": parse_edtf("2022-01-20")},
        )
        for number, value in enumerate(VALUES)
    ]
    source = f"---\n{csl_yaml.write(items, WriteOptions())}---\n"
    found = json.loads(pypandoc.convert_text(source, "csljson", format="markdown-smart"))
    assert [one["title"] for one in found] == list(VALUES)
    for one, value in zip(found, VALUES, strict=True):
        assert (one["publisher"], one["number"], str(one["volume"])) == (value, value, value)
        assert one["author"] == [{"literal": value}]
        assert one["issued"] == {"date-parts": [[2022, 1, 20]]}

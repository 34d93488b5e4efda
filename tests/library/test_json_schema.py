"""The JSON Schema takes good records and catches the usual slips, as an editor sees them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from citekit.errors import CitekitError
from citekit.item.variables import RECORD_VARIABLES, TYPES
from citekit.library.json_schema import json_schema
from citekit.library.record import OWN_FIELDS
from citekit.library.schema import RECORD_ORDER, parse_field, read_record, write_record
from tests.yaml_text.documents import texts

ENTRIES = Path(__file__).parent.parent.parent / "entries"
VALIDATOR = Draft202012Validator(json_schema())


def faults(text: str) -> list[str]:
    """Where an editor with a YAML 1.1 reader sees something wrong in a record."""
    return sorted({error.json_path for error in VALIDATOR.iter_errors(as_json(yaml.safe_load(text)))})


def as_json(value: Any) -> Any:
    """A YAML value as JSON has it: a date is its text."""
    if isinstance(value, dict):
        return {str(key): as_json(held) for key, held in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def test_the_schema_is_one() -> None:
    """The schema is valid JSON Schema 2020-12, and plain data."""
    schema = json_schema()
    Draft202012Validator.check_schema(schema)

    assert json.loads(json.dumps(schema)) == schema


def test_every_field_is_described() -> None:
    """Each type and field of the tables is there, with the description an editor shows."""
    properties: Any = json_schema()["properties"]

    assert {"type", *RECORD_VARIABLES, *OWN_FIELDS} <= set(properties)
    assert properties["type"]["enum"] == list(TYPES)
    assert all(held["description"] for held in properties.values())


@pytest.mark.parametrize("path", sorted(ENTRIES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_sample_records_are_valid(path: Path) -> None:
    """Each record that citekit ships is valid, read as an editor reads it."""
    assert faults(path.read_text(encoding="utf-8")) == []


@given(st.sampled_from(RECORD_ORDER), texts)
def test_what_is_written_is_valid(field: str, text: str) -> None:
    """Whatever is accepted for a field and written is valid."""
    try:
        value = parse_field(field, text)
    except CitekitError:
        return

    assert faults(write_record({"type": "report", field: value})) == []


@pytest.mark.parametrize(
    "line",
    [
        "number: 12",
        "number: 00712345",
        "title: No",
        "title: 1984",
        "title:",
        "issued: 2022-01-20",
        "issued: 2022",
        "issued: 2022-05",
        "issued: 1850~",
        "issued: 2019/2020",
        "issued: 2019/..",
        "issued: ../2019",
        "issued: 2020-21",
        "issued: -0043-03-15",
        "issued: {date-parts: [[2022, 1]], circa: true}",
        "issued: {literal: forthcoming}",
        "author: Doe, Jane",
        "author: {literal: MEMRI}",
        "author: [{family: Doe, given: 007}, 'Gartner, Inc.']",
        "author: [{family: Doe, comma-suffix: true}]",
        "DOI: 10.1000/xyz",
        "ISBN: 9780140449136",
        "ISBN: 978-0-14-044913-6",
        "ISBN: [978-0-14-044913-6, 0140449132]",
        "ISSN: 2049-3630",
        "PMID: 31452104",
        "PMCID: PMC1234567",
        "URL: https://example.org",
        "tags: [a, 2020]",
        "tags: a",
        "access: open",
        "archived: https://example.org",
        "archived: {url: https://example.org, date: 2022-02-01}",
        "provenance: {source: x, date: 2022-02-01, confidence: {title: high}}",
        "x-own: [anything, {at: all}]",
    ],
)
def test_good_lines_are_valid(line: str) -> None:
    """What citekit reads without a complaint is valid, also where the editor sees a number or a date."""
    text = f"type: report\n{line}\n"

    assert faults(text) == []
    found = read_record(text.encode(), path=Path("x"), key="x").problems
    assert not found or line.startswith("x-own")


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("issued: 2020-13", "$.issued"),
        ("issued: 2020/05/03", "$.issued"),
        ("issued: May 2020", "$.issued"),
        ("issued: [2020]", "$.issued"),
        ("title: [a]", "$.title"),
        ("author: [[Doe]]", "$.author"),
        ("author: {last: Doe}", "$.author"),
        ("author: [{family: Doe, first: J}]", "$.author"),
        ("DOI: https://doi.org/10.1000/xyz", "$.DOI"),
        ("ISBN: 123", "$.ISBN"),
        ('ISBN: "123"', "$.ISBN"),
        ("PMCID: 1234", "$.PMCID"),
        ("URL: example.org", "$.URL"),
        ("access: closed", "$.access"),
        ("archived: {date: 2020}", "$.archived"),
        ("archived: {url: https://example.org, dat: 2020}", "$.archived"),
        ("tags: {a: b}", "$.tags"),
    ],
)
def test_usual_slips_are_caught(line: str, path: str) -> None:
    """What citekit complains of is caught in the editor, where a pattern can tell."""
    text = f"type: report\n{line}\n"

    assert read_record(text.encode(), path=Path("x"), key="x").problems
    if line not in NUMBERS:
        assert faults(text) == [path]


NUMBERS = ("ISBN: 123", "PMCID: 1234")
"""Patterns judge texts alone: a bare number passes."""


@pytest.mark.parametrize(
    "text", ["title: x\n", "type: raport\n", "type:\n", "type: [report]\n", "- type: report\n"]
)
def test_the_type_is_checked(text: str) -> None:
    """A record without a type of CSL's is caught."""
    assert faults(text) in (["$"], ["$.type"])


def test_names_from_elsewhere_are_marked() -> None:
    """A name that a field has elsewhere is marked with the one to write."""
    properties: Any = json_schema()["properties"]

    assert properties["journal"]["deprecationMessage"] == "Write container-title."
    assert properties["url"]["deprecationMessage"] == "Write URL."
    assert "deprecated" not in properties["title"]

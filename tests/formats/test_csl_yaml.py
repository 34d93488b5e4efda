"""CSL-YAML files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import UnreadableText
from citekit.formats import csl_json, csl_yaml
from citekit.formats.base import ReadResult, WriteOptions
from citekit.item.date import Date, DateParts
from citekit.item.item import Item
from citekit.item.name import Name
from tests.formats.strategies import ITEMS

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "records.json"


def _read(text: str | bytes) -> ReadResult:
    return csl_yaml.read(text.encode() if isinstance(text, str) else text, name="refs.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "references:\n- id: a\n  type: book\n  title: T\n",
        "---\nreferences:\n  - {id: a, type: book, title: T}\n---\n",
        "- id: a\n  type: book\n  title: T\n",
        "id: a\ntype: book\ntitle: T\n",
        '\ufeff[{"id": "a", "type": "book", "title": "T"}]',
    ],
)
def test_reads_every_wrapping(text: str) -> None:
    """References, a list, one item, JSON as YAML: the item is the same."""
    assert _read(text).items == (Item(id="a", type="book", text={"title": "T"}),)


def test_no_scalar_is_retyped() -> None:
    """What YAML 1.1 would make a truth value, a number or a time is the text that stands there."""
    text = "- id: 007\n  type: book\n  title: No\n  volume: 1.10\n  page: 12:30\n  issue: 0o7\n  note: ~\n"
    item = _read(text).items[0]
    assert item.id == "007"
    assert item.text["title"] == "No"
    assert item.number == {"volume": "1.10", "page": "12:30", "issue": "0o7"}


def test_reads_names_and_dates_as_pandoc_writes_them() -> None:
    """Mappings, short strings, EDTF and date-parts are all understood."""
    text = (
        "references:\n- id: a\n  type: book\n  author:\n  - family: Doe\n    given: Jane\n  - literal: WHO\n"
        "  editor: Roe, Richard\n  issued: 2020-05-03\n"
        "  accessed:\n    date-parts:\n    - - 2021\n      - 2\n"
    )
    item = _read(text).items[0]
    assert item.names["author"] == (Name(family="Doe", given="Jane"), Name(literal="WHO"))
    assert item.names["editor"] == (Name(family="Roe", given="Richard"),)
    assert item.dates["issued"] == Date(start=DateParts(2020, 5, 3))
    assert item.dates["accessed"] == Date(start=DateParts(2021, 2))


def test_one_bad_item_costs_only_itself() -> None:
    """A stray value is told with its line, and the other items are read."""
    result = _read("references:\n- id: a\n  type: book\n- stray\n- id: c\n  type: boook\n")
    assert [item.id for item in result.items] == ["a", "c"]
    assert [(problem.line, problem.fatal) for problem in result.problems] == [(4, True), (5, False)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"just words",
        b"title: no item\n",
        b"references: 7\n",
        b"references:\n\t- tab\n",
        b"a: [1, 2\n",
        "references: []".encode("utf-16"),
        b"\xff\xfa",
    ],
)
def test_what_is_no_bibliography_is_refused(data: bytes) -> None:
    """Empty files, other YAML, broken YAML and other encodings get a sentence that names the file."""
    with pytest.raises(UnreadableText) as caught:
        _read(data)
    assert str(caught.value).startswith("refs.yaml")


def test_writes_what_people_can_read() -> None:
    """Items stand under references, dates in EDTF, and what YAML would retype in quotes."""
    item = Item(
        id="doe2020",
        type="book",
        text={"title": "No"},
        names={"author": (Name(family="Doe", given="Jane"),)},
        dates={"issued": Date(start=DateParts(2020, 5)), "accessed": Date(literal="last week")},
    )
    written = csl_yaml.write([item], WriteOptions())
    assert written.startswith("references:\n- id: doe2020\n  type: book\n")
    assert "No\n" not in written.replace('"No"\n', "").replace("'No'\n", "")
    assert "issued: " in written
    assert _read(written).items == (item,)


@given(st.lists(ITEMS, max_size=3, unique_by=lambda item: item.id))
def test_round_trip(items: list[Item]) -> None:
    """Items written as a file are read back the same, in order, whatever YAML would make of their text."""
    assert _read(csl_yaml.write(items, WriteOptions())).items == tuple(items)


def test_round_trip_of_real_records() -> None:
    """Real records come back the same from a file of their own."""
    if not CORPUS.is_file():
        pytest.skip("the test data in ../shared is absent")
    items = csl_json.read(CORPUS.read_bytes(), name=CORPUS).items[:1000]
    assert _read(csl_yaml.write(items, WriteOptions())).items == items

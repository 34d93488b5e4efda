"""CSL-JSON files."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import Problem, UnreadableText
from citekit.formats import csl_json
from citekit.formats.base import ReadResult, WriteOptions
from citekit.item.item import Item
from tests.formats.strategies import ITEMS

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "records.json"


def _read(text: str | bytes) -> ReadResult:
    return csl_json.read(text.encode() if isinstance(text, str) else text, name="refs.json")


def _error(text: str | bytes) -> UnreadableText:
    with pytest.raises(UnreadableText) as caught:
        _read(text)
    return caught.value


_FIELDS = ["id", "type", "title", "author", "issued", "family", "date-parts", "volume", "custom", "x"]
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_FIELDS), inner, max_size=4),
    max_leaves=12,
)
BOOK = '{"id": "a", "type": "book", "title": "T"}'


@pytest.mark.parametrize(
    "text",
    [
        f"[{BOOK}]",
        f'{{"items": [{BOOK}]}}',
        f'{{"references": [{BOOK}], "x": 1}}',
        BOOK,
        f"\n  [\n{BOOK}\n]\n",
        f"\ufeff[{BOOK}]",
    ],
)
def test_reads_every_wrapping(text: str) -> None:
    """A list, items, references, one item alone, a byte order mark: the item is the same."""
    result = _read(text)
    assert result.items == (Item(id="a", type="book", text={"title": "T"}),)
    assert result.problems == ()


def test_an_empty_list_holds_nothing() -> None:
    """A list of no items is no fault."""
    assert _read(" [ ] ").items == ()


def test_numbers_stay_as_they_are_written() -> None:
    """Trailing zeros, exponents and long digits come through as typed."""
    numbers = '"volume": 1.10, "issue": 1e3, "number": 12345678901234567890'
    item = _read(f'[{{"id": 1, "type": "book", {numbers}}}]').items[0]
    assert item.id == "1"
    assert item.number == {"volume": "1.10", "issue": "1e3", "number": "12345678901234567890"}


def test_problems_name_the_line_where_the_item_begins() -> None:
    """Each item's faults stand at its line, and the other items are read."""
    result = _read(f'[\n{BOOK},\n7,\n{{"id": "c",\n "type": "boook"}}]')
    assert [item.id for item in result.items] == ["a", "c"]
    assert [(problem.line, problem.fatal) for problem in result.problems] == [(3, True), (4, False)]


def test_a_field_that_stands_twice_is_told() -> None:
    """The last of two equal keys counts, as everywhere in JSON, but not in silence."""
    result = _read('[{"id": "a", "type": "book", "title": "first", "title": "last"}]')
    assert result.items[0].text == {"title": "last"}
    assert str(result.problems[0]) == "refs.json:1: a, title: stands twice in this item; the last is used"


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_told_and_left_out(word: str) -> None:
    """JavaScript's words for no number cost their field alone."""
    result = _read(f'[{{"id": "a", "type": "book", "title": "T", "volume": {word}}}]')
    assert result.items[0].number == {}
    assert f"is {word}, which is no value" in str(result.problems[0])


@pytest.mark.parametrize(
    ("text", "said", "line", "column"),
    [
        (f"[{BOOK},\n{BOOK[:20]}", "breaks off", 2, None),
        (f"[{BOOK},", "breaks off", 1, None),
        (f"[{BOOK}", "breaks off", 1, None),
        (f"[{BOOK}\n{BOOK}]", "has no comma here", 2, 1),
        (f"[{BOOK},\n]", "has no value here", 2, 1),
        ("[\n  {id: 1}]", "no field name in double quotes", 2, 4),
        (f"[{BOOK}] x", "goes on here after its end", 1, len(BOOK) + 4),
        ("@book{doe}", "has no value here", 1, 1),
    ],
)
def test_broken_json_is_placed(text: str, said: str, line: int, column: int | None) -> None:
    """A fault in the JSON is one sentence with line and column, in plain words."""
    error: UnreadableText | Problem
    try:
        (error,) = _read(text).problems
    except UnreadableText as refused:
        error = refused
    assert said in str(error)
    assert error.line == line
    assert column is None or error.column == column


def test_what_stands_before_a_fault_is_read() -> None:
    """A truncated file gives the items before, names how many they are, and keeps the text of the rest."""
    result = _read(f"[{BOOK},\n {BOOK[:9]}")

    assert [item.id for item in result.items] == ["a"]
    (problem,) = result.problems
    assert problem.fatal
    assert problem.remedy == "1 item is whole before it; take the file anew"
    assert [(one.text, one.problem) for one in result.unread] == [(BOOK[:9], problem)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (f"[{BOOK}]".encode("utf-16"), "is in UTF-16 or UTF-32, not in UTF-8"),
        (f"[{BOOK}]".encode("utf-16-le"), "is in UTF-16 or UTF-32, not in UTF-8"),
        (b'[{"id": "a",\n "title": "Caf\xe9"}]', "refs.json:2:15: is not in UTF-8: the byte 0xe9"),
        (b"7", "holds no items"),
        (b'{"a": 1}', "holds no items"),
        (b"[" * 100_000, "nests lists and objects too deep"),
    ],
)
def test_what_is_no_bibliography_is_refused(data: bytes, said: str) -> None:
    """Empty files, other encodings and other JSON get a sentence."""
    assert said in str(_error(data))


@given(st.lists(ITEMS, max_size=3, unique_by=lambda item: item.id))
def test_round_trip(items: list[Item]) -> None:
    """Items written as a file are read back the same, in order."""
    written = csl_json.write(items, WriteOptions())
    assert written.endswith("\n")
    assert _read(written).items == tuple(items)


@given(ANY_JSON)
def test_any_json_is_items_or_one_sentence(value: object) -> None:
    """No JSON of any shape makes reading fail in another way than by its error."""
    try:
        result = _read(json.dumps([value]))
    except UnreadableText:
        return
    assert csl_json.write(result.items, WriteOptions()).encode("utf-8")


@given(st.binary(max_size=60))
def test_any_bytes_are_items_or_one_sentence(data: bytes) -> None:
    """No file makes reading fail in another way than by its error."""
    with suppress(UnreadableText):
        _read(data)


def test_round_trip_of_real_records() -> None:
    """Thousands of real records come back the same from a file of their own."""
    if not CORPUS.is_file():
        pytest.skip("the test data in ../shared is absent")
    items = csl_json.read(CORPUS.read_bytes(), name=CORPUS).items
    assert len(items) > 1000
    assert _read(csl_json.write(items, WriteOptions())).items == items

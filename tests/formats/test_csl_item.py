"""An item as CSL-JSON spells it: what real files hold, and what is said about it."""

from __future__ import annotations

import pytest
from hypothesis import given

from citekit.errors import Problem
from citekit.formats.csl_item import ItemReader, NotANumber, item_to_json
from citekit.item.date import Date, DateParts
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import VARIABLES
from tests.formats.strategies import ITEMS


def _read(data: object, *, number: int = 1) -> tuple[Item, tuple[Problem, ...]]:
    reader = ItemReader("refs.json")
    item = reader.read(data, number=number, line=7)
    assert item is not None
    return item, tuple(reader.problems)


def _said(problems: tuple[Problem, ...]) -> str:
    return "\n".join(map(str, problems))


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        ("volume", 12, "12"),
        ("volume", "007", "007"),
        ("page", "12-15", "12-15"),
        ("title", ["A title"], "A title"),
        ("ISBN", ["978-1-4793-4771-1", "1479347711"], "978-1-4793-4771-1 1479347711"),
        ("note", "PMID: 1\nseries-title: x\nread it", "series-title: x\nread it"),
        ("title", "<i>E. coli</i> & others", "<i>E. coli</i> & others"),
        ("URL", "https://example.org/a%20b?c=<d>", "https://example.org/a%20b?c=<d>"),
        ("title", "half \ud83d a pair", "half \ufffd a pair"),
        ("title", "Cafe\u0301", "Café"),
        ("status", True, "true"),
    ],
)
def test_text_is_read_whatever_its_json_type(field: str, value: object, read: str) -> None:
    """Numbers, lists and truth values become text; text and markup stay, fields leave the note."""
    item, problems = _read({"id": "a", "type": "book", field: value})
    assert item.get(field) == read
    assert problems == ()


@pytest.mark.parametrize("value", [None, "", "  ", [], {}, [None], {"date-parts": [[None]]}])
@pytest.mark.parametrize("field", ["title", "author", "issued", "volume", "other"])
def test_what_says_nothing_is_absent(field: str, value: object) -> None:
    """Null, blanks and empty lists leave no field and no remark."""
    item, problems = _read({"id": "a", "type": "book", field: value})
    assert list(item.variables()) == []
    assert item.custom == {}
    assert problems == ()


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({"family": "Doe", "given": "Jane"}, Name(family="Doe", given="Jane")),
        ({"literal": "Gartner, Inc."}, Name(literal="Gartner, Inc.")),
        ({"name": "World Health Organization"}, Name(literal="World Health Organization")),
        ({"family": "WHO", "isInstitution": True}, Name(literal="WHO")),
        ("Doe, Jane", Name(family="Doe", given="Jane")),
        ("World Health Organization", Name(literal="World Health Organization")),
        (
            {"family": "Doe", "suffix": "Jr.", "comma-suffix": "true", "static-ordering": 1},
            Name(family="Doe", suffix="Jr.", comma_suffix=True, static_ordering=True),
        ),
        (
            {"family": "Gogh", "non-dropping-particle": "van", "dropping-particle": ""},
            Name(family="Gogh", non_dropping_particle="van"),
        ),
        ({"family": "Doe", "sequence": "first", "affiliation": []}, Name(family="Doe")),
    ],
)
def test_names_are_read_in_every_spelling(value: object, name: Name) -> None:
    """People, institutions and short strings become names, in a list or alone."""
    for written in ([value], value):
        item, problems = _read({"id": "a", "type": "book", "author": written})
        assert item.names["author"] == (name,)
        assert problems == ()


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ({"date-parts": [[2020, 5, 3]]}, Date(start=DateParts(2020, 5, 3))),
        ({"date-parts": [["2020", "5"]]}, Date(start=DateParts(2020, 5))),
        ({"date-parts": [[2020]], "circa": True}, Date(start=DateParts(2020), approximate=True)),
        ({"raw": "2020-05-03"}, Date(start=DateParts(2020, 5, 3))),
        ({"literal": "forthcoming"}, Date(literal="forthcoming")),
        ("2020-05", Date(start=DateParts(2020, 5))),
        (2020, Date(start=DateParts(2020))),
        ("no date given", Date(literal="no date given")),
        ([{"year": "2020", "month": "5"}], Date(start=DateParts(2020, 5))),
        ([{"year": 2019}, {"year": 2020}], Date(start=DateParts(2019), end=DateParts(2020))),
    ],
)
def test_dates_are_read_in_every_spelling(value: object, date: Date) -> None:
    """Date-parts, EDTF, bare years, words and pandoc's lists become dates."""
    item, problems = _read({"id": "a", "type": "book", "issued": value})
    assert item.dates["issued"] == date
    assert problems == ()


@pytest.mark.parametrize(
    ("written", "type_"),
    [
        ("article-journal", "article-journal"),
        ("legal-case", "legal_case"),
        ("Journal Article", "article-journal"),
        ("journal-article", "article-journal"),
        ("dissertation", "thesis"),
        ("posted-content", "article"),
    ],
)
def test_types_of_other_vocabularies_are_known(written: str, type_: str) -> None:
    """Crossref's types and near spellings become CSL's."""
    item, problems = _read({"id": "a", "type": written})
    assert item.type == type_
    assert problems == ()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"type": "boook"}, '"boook" is no CSL type; the item is taken for a "document"; did you mean book'),
        ({}, 'is missing; the item is taken for a "document"'),
        ({"type": "book", "issued": {"date-parts": [[2020, 13, 1]]}}, "has"),
        ({"type": "book", "title": {"a": 1}}, "a group of fields where text belongs; it is kept"),
        ({"type": "book", "volume": NotANumber("NaN")}, "is NaN, which is no value; it is left out"),
        ({"type": "book", "author": [7]}, "author 1: is a number, not a name; it is left out"),
        ({"type": "book", "author": [{"family": "Doe", "ORCID": "x"}]}, "has ORCID, which no CSL name has"),
    ],
)
def test_what_is_wrong_is_told_and_costs_no_item(data: dict[str, object], said: str) -> None:
    """A fault names file, line, item and field, and the item is read all the same."""
    item, problems = _read({"id": "doe", **data})
    assert item.id == "doe"
    assert said in _said(problems)
    assert _said(problems).startswith("refs.json:7: doe, ")
    assert not any(problem.fatal for problem in problems)


def test_what_cannot_be_printed_is_kept() -> None:
    """A date, type or value that cannot be used stands in custom, as it was."""
    item, _ = _read({"id": "a", "type": "boook", "issued": {"date-parts": [["x"]]}, "title": {"x": [1]}})
    assert item.custom == {"type": "boook", "issued": '{"date-parts": [["x"]]}', "title": '{"x": [1]}'}


@pytest.mark.parametrize(
    "parts", [[[1999, 0, 0], [1999, 99, 99]], [[1999, 13, 1]], [[1999, 2, 30]], [["1999", "x"]]]
)
def test_the_year_of_an_impossible_date_is_used(parts: list[list[object]]) -> None:
    """A month or day that no calendar has costs no more than itself, and it is said."""
    item, problems = _read({"id": "a", "type": "book", "issued": {"date-parts": parts}})

    assert item.dates["issued"] == Date(start=DateParts(1999))
    assert "only the year 1999 is used" in _said(problems)


def test_unknown_fields_are_kept_without_remark() -> None:
    """Fields of other programs go to custom, and so does what stands in custom already."""
    data = {"id": "a", "type": "book", "x-rank": 3, "custom": {"y": "z"}, "categories": ["b", "c"]}
    item, problems = _read(data)
    assert item.custom == {"x-rank": "3", "y": "z", "categories": '["b", "c"]'}
    assert problems == ()


def test_older_spellings_mean_the_present_field() -> None:
    """shortTitle, journalAbbreviation and event are read; beside the present spelling they are kept apart."""
    item, _ = _read({"id": "a", "type": "book", "shortTitle": "S", "journalAbbreviation": "J", "event": "E"})
    assert item.text == {"title-short": "S", "container-title-short": "J", "event-title": "E"}

    both, _ = _read({"id": "a", "type": "book", "shortTitle": "old", "title-short": "new"})
    assert both.text == {"title-short": "new"}
    assert both.custom == {"shortTitle": "old"}


def test_every_item_has_an_id_of_its_own() -> None:
    """A number is an id; a missing or repeated one is replaced, and that is said."""
    reader = ItemReader("refs.json")
    given: list[dict[str, object]] = [{"id": 7}, {}, {"citation-key": "doe"}, {"id": "7"}, {"id": ""}]
    items = [reader.read({**data, "type": "book"}, number=n) for n, data in enumerate(given, start=1)]

    assert [item.id for item in items if item] == ["7", "item-2", "doe", "7-2", "item-5"]
    assert len(reader.problems) == 3
    assert 'item 4 has the id "7" of another item; it is called "7-2" here' in _said(tuple(reader.problems))


@pytest.mark.parametrize("data", [None, 7, "text", [1, 2]])
def test_what_is_no_item_costs_only_itself(data: object) -> None:
    """A stray value in the list is a fatal problem of its own."""
    reader = ItemReader("refs.json")
    assert reader.read(data, number=3, line=9) is None
    assert [problem.fatal for problem in reader.problems] == [True]
    assert "item 3 is" in _said(tuple(reader.problems))


@given(ITEMS)
def test_round_trip(item: Item) -> None:
    """What is written is read back the same, without remark."""
    again, problems = _read(item_to_json(item))
    assert again == item
    assert problems == ()


@given(ITEMS)
def test_writes_the_fields_of_the_schema_alone(item: Item) -> None:
    """csl-data.json allows CSL's variables, id, type and custom at the top, and knows the parts of names."""
    data = item_to_json(item)
    assert set(data) <= {"id", "type", "custom", *VARIABLES}
    parts = {"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"}
    for variable in item.names:
        names = data[variable]
        assert isinstance(names, list)
        assert all(set(name) <= parts | {"comma-suffix", "static-ordering"} for name in names)
    for variable in item.dates:
        date = data[variable]
        assert isinstance(date, dict)
        assert set(date) <= {"date-parts", "season", "circa", "literal", "raw", "edtf"}

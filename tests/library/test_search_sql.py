"""Searches find what they say, through the index as commands ask it."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.errors import QueryError
from citekit.item.variables import RECORD_VARIABLES
from citekit.library.library import Library
from citekit.library.query import parse_query
from citekit.library.record import OWN_FIELDS
from tests.tables import CASES, read_table

SEARCHED = CASES / "library" / "searched"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The records in ``tests/cases/library/searched``."""
    root = tmp_path_factory.mktemp("searched")
    (root / "entries").symlink_to(SEARCHED)
    return Library(root, cache=None)


@pytest.mark.parametrize(("text", "keys"), read_table("library/searches.txt"))
def test_a_search_finds_these_records(library: Library, text: str, keys: str) -> None:
    """And no others."""
    found = library.search(parse_query(text))

    assert " ".join(row.key for row in found.rows) == keys.replace("none", "")


@pytest.mark.parametrize("field", [*RECORD_VARIABLES, *OWN_FIELDS, "name", "key", "type", "year", "text"])
def test_every_field_can_be_searched(library: Library, field: str) -> None:
    """For a word, for its beginning, for words together, and for its being there."""
    for value in ("x", "x*", '"x y"', "*"):
        try:
            query = parse_query(f"{field}:{value}")
        except QueryError:
            assert field in {"type", "access", "year"}
        else:
            library.search(query)


def test_two_hundred_terms_can_be_searched(library: Library) -> None:
    """The longest search that is read is not too much for the index."""
    text = " OR ".join(["author:x*", "year:2010..", "key:y"] * 66)

    assert not library.search(parse_query(f"-({text})  -tag:x nowhere")).rows


@pytest.mark.parametrize("level", ["(", "NOT (a OR ", "a -(", "a NOT (year:2010 OR b* DOI:10.1000/x OR "])
def test_deep_brackets_can_be_searched(library: Library, level: str) -> None:
    """As deep as they are read."""
    library.search(parse_query(level * 10 + "b" + ")" * 10))


def test_the_cases_are_there() -> None:
    """A folder that went missing would find nothing and say nothing."""
    assert len(list(Path(SEARCHED).glob("*.yaml"))) == 8

"""The names that fields have elsewhere."""

from __future__ import annotations

import pytest

from citekit.item.variables import RECORD_VARIABLES
from citekit.library.foreign_names import FOREIGN_NAMES, similar_fields
from citekit.library.record import OWN_FIELDS


def test_every_foreign_name_leads_to_a_field() -> None:
    """The table names no field of a record on its left side, and only such on its right."""
    fields = {*RECORD_VARIABLES, *OWN_FIELDS}

    assert set(FOREIGN_NAMES.values()) <= fields
    assert not set(FOREIGN_NAMES) & fields
    assert all(name == name.lower() for name in FOREIGN_NAMES)


@pytest.mark.parametrize(
    ("field", "meant"),
    [
        ("journal", "container-title"),
        ("Journal", "container-title"),
        ("published_date", "issued"),
        ("autor", "author"),
        ("url", "URL"),
        ("doi", "DOI"),
        ("Title", "title"),
        ("publisherplace", "publisher-place"),
        ("typ", "type"),
        ("tag", "tags"),
    ],
)
def test_the_field_that_was_meant_comes_first(field: str, meant: str) -> None:
    """A name from elsewhere, or one mistyped, leads to the field of a record."""
    assert similar_fields(field)[0] == meant


def test_a_word_of_ones_own_is_like_no_field() -> None:
    """What is like no field gives nothing to choose from."""
    assert similar_fields("zzzzzzzz") == ()

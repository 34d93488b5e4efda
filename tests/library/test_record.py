"""A record, and the table of citekit's own fields."""

from __future__ import annotations

from pathlib import Path

from citekit.errors import Problem
from citekit.files import stamp
from citekit.item.item import Item
from citekit.item.variables import VARIABLES
from citekit.library.record import OWN_FIELDS, Record


def record(*problems: Problem) -> Record:
    """A record with these problems."""
    item = Item(id="doe2020", type="report")
    return Record(key="doe2020", item=item, path=Path("doe2020.yaml"), stamp=stamp(b""), problems=problems)


def test_a_record_without_problems_is_usable() -> None:
    """Nothing keeps a record without problems from being cited."""
    assert record().usable


def test_a_fatal_problem_makes_a_record_unusable() -> None:
    """One fatal problem is enough; others do not count."""
    small = Problem(None, 1, 1, "x", "is odd", fatal=False)
    grave = Problem(None, 1, 1, "type", "is missing")

    assert record(small).usable
    assert not record(small, grave).usable


def test_own_fields_are_no_variables_of_csl() -> None:
    """No field of citekit's own has the name of a CSL variable, and each says what it is for."""
    assert not set(OWN_FIELDS) & set(VARIABLES)
    assert all(name == own.name and own.description.endswith(".") for name, own in OWN_FIELDS.items())

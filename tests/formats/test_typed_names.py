"""Names in the fields of other programs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.formats.typed_names import read_names, write_name
from citekit.item.name import Name, parse_name

WORDS = st.sampled_from(
    ["Doe", "Jane", "J.", "J", "Jr", "Sr.", "Ii", "Inc", "Ltd", "De", "Van", "Bank", "Office", "Müller", "Ag",
     "Sa", "Company", "Anna-Maria", "Ó", "Le", "University", "Group", "And"]
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=2), st.lists(WORDS, min_size=1, max_size=3))
def test_the_short_way_reads_what_the_long_one_reads(family: list[str], spoken: list[str]) -> None:
    """Plain names are read without the rules for others, and come out the same."""
    typed = f"{' '.join(family)}, {' '.join(spoken)}"
    assert read_names(typed) == (parse_name(typed),)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (Name(literal="World Health Organization"), "World Health Organization,"),
        (Name(literal="Barnes and Noble"), "Barnes and Noble,"),
        (Name(literal="WHO"), "WHO"),
        (Name(literal="Gartner, Inc."), "Gartner, Inc."),
        (Name(family="Plato"), "Plato"),
        (Name(family="King", given="Martin Luther", suffix="Jr."), "King, Martin Luther, Jr."),
        (Name(family="Gogh", given="Vincent", non_dropping_particle="van"), "van Gogh, Vincent"),
    ],
)
def test_names_are_written_as_endnote_takes_them(name: Name, written: str) -> None:
    """An institution of several words has a comma at its end, as EndNote's manual asks for."""
    assert write_name(name) == written

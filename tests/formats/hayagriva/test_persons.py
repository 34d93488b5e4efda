"""Persons in all their forms."""

from __future__ import annotations

import pytest

from citekit.errors import InvalidValue
from citekit.formats.hayagriva.persons import read_person, settle_person, write_person
from citekit.item.name import Name


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Doe, Janet", Name(family="Doe", given="Janet")),
        ("Luther King, Martin, Jr.", Name(family="Luther King", given="Martin", suffix="Jr.")),
        ("Luther King, Jr., Martin", Name(family="Luther King", given="Martin", suffix="Jr.")),
        ("von der Leyen, Ursula", Name(family="Leyen", given="Ursula", dropping_particle="von der")),
        ("UNICEF", Name(literal="UNICEF")),
        ("Deutsches Institut für Normung", Name(literal="Deutsches Institut für Normung")),
        ({"name": "Gartner, Inc."}, Name(literal="Gartner, Inc.")),
        (
            {"name": "van Gogh", "given-name": "V."},
            Name(family="Gogh", given="V.", non_dropping_particle="van"),
        ),
        (
            {"name": "Doe", "prefix": "De", "suffix": "II"},
            Name(family="Doe", dropping_particle="De", suffix="II"),
        ),
        ("  ", None),
    ],
)
def test_reads_persons(written: str | dict[str, str], meant: Name | None) -> None:
    """Strings and named parts, people and institutions."""
    assert read_person(written) == meant


@pytest.mark.parametrize("written", ["a, b, c, d", {"given-name": "X"}, ["x"]])
def test_refuses_what_is_no_person(written: str) -> None:
    """Too many commas, no name, a list."""
    with pytest.raises(InvalidValue):
        read_person(written)


@pytest.mark.parametrize(
    "name",
    [
        Name(family="Doe", given="Jane"),
        Name(family="d'Arc", given="J."),
        Name(
            family="Gogh", given="Vincent", non_dropping_particle="van", dropping_particle="de", suffix="Jr."
        ),
        Name(literal="Institut für Normung e. V."),
        Name(literal="Gartner, Inc."),
        Name(family="Müller, Meier", given="X, Y"),
    ],
)
def test_names_come_back(name: Name) -> None:
    """What is written is read as the same name, but for a particle that is told from its family anew."""
    again = read_person(write_person(name))
    assert again == settle_person(name)
    assert again
    assert again.display() == name.display()

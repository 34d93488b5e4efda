"""Institutions: told from persons by the words that only they carry."""

from __future__ import annotations

import pytest

from citekit.item.institutions import is_institution, looks_like_a_person
from tests.tables import read_lines, read_table


def parts(typed: str) -> list[str]:
    """Return what stands between the commas."""
    return [part.strip() for part in typed.replace("，", ",").replace("،", ",").split(",")]


@pytest.mark.parametrize("typed", [line for line in read_lines("item/institutions.txt") if "," in line])
def test_an_institution_with_a_comma_is_known(typed: str) -> None:
    """A legal form or a word of institutions decides, wherever it stands."""
    assert is_institution(parts(typed))


@pytest.mark.parametrize("typed", [typed for typed, _ in read_table("item/persons.txt") if "{" not in typed])
def test_a_person_is_none(typed: str) -> None:
    """Names and initials that look like legal forms are left to persons."""
    assert not is_institution(parts(typed))


@pytest.mark.parametrize(
    "text", ["Jane Doe", "J. R. R. Tolkien", "Ludwig van Beethoven", "María José García", "Åsa Öberg"]
)
def test_two_to_four_capital_words_may_be_a_person(text: str) -> None:
    """Whoever typed one without a comma is told how to."""
    assert looks_like_a_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "OECD",
        "World Bank",
        "Gartner Inc.",
        "NATO StratCom",
        "Food and Agriculture Organization",
        "University of Oslo",
        "Realdania",
        "Task Force for Climate",
        "Area 51",
        "The Guardian",
        "胡適",
        "bell hooks",
        "",
    ],
)
def test_an_institution_does_not_look_like_a_person(text: str) -> None:
    """Single words, acronyms, digits and words of institutions are no person's name."""
    assert not looks_like_a_person(text)


@pytest.mark.parametrize(
    "name", ["World Bank", "the World Bank", "Amnesty International", "Human Rights Watch"]
)
def test_well_known_names_are_institutions_without_a_sign(name: str) -> None:
    """What files without braces make of them is "Bank, W."."""
    assert is_institution([name])
    assert not is_institution([*reversed(name.split())])


@pytest.mark.parametrize("name", ["R Core Team", "Open Science Collaboration"])
def test_teams_are_institutions(name: str) -> None:
    """Teams and collaborations, but no person called so."""
    assert is_institution([name])
    assert not is_institution(["Team", "Jane"])

"""Names of people, as a byline or a title page lists them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.formats.pasted_page.person_names import read_people, read_person
from tests.tables import read_table


@pytest.mark.parametrize(("text", "expected"), read_table("page_lines/people.txt"))
def test_reads_people(text: str, expected: str) -> None:
    """People are told from topics and places, and their family names from their given ones."""
    people, _ = read_people(text)

    assert ("; ".join(person.name.inverted() for person in people) or "-") == expected


@pytest.mark.parametrize(("text", "known"), [("Jane Doe", True), ("J. Doe", True), ("Quux Doe", False)])
def test_tells_whether_the_given_name_is_known(text: str, known: bool) -> None:
    """A given name of the list or an initial marks a person; another word may be anything."""
    person = read_person(text)

    assert person is not None
    assert person.known_given is known


def test_keeps_what_is_no_person_apart() -> None:
    """What stands between the names comes back too: roles, places, newspapers."""
    people, others = read_people("Jane Doe, Senior Fellow, Harbour Gazette")

    assert len(people) == 1
    assert others == ("Senior Fellow", "Harbour Gazette")


@given(st.text(max_size=60))
def test_reads_any_text(text: str) -> None:
    """Any text gives people with a name, or none."""
    people, _ = read_people(text)
    for person in people:
        assert person.name.inverted()

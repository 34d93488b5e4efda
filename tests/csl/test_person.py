"""Names taken apart: particles and suffixes."""

from __future__ import annotations

import pytest

from citekit.csl.render.person import Person, person_of
from citekit.item.name import Name
from tests.csl.small_style import cite, item, person, read

SPLIT = [
    ("de la Fontaine", "de la", "Fontaine"),
    ("van 't Hoff", "van 't", "Hoff"),
    ("d'Alembert", "d'", "Alembert"),
    ("al-Hakim", "al-", "Hakim"),
    ("v.d. Berg", "v.d.", "Berg"),
]


@pytest.mark.parametrize(("family", "particle", "rest"), SPLIT)
def test_particles_in_the_family_name(family: str, particle: str, rest: str) -> None:
    """Lower-case words at its start are a non-dropping particle."""
    made = Person(Name(family=family, given="X"))

    assert (made.non_dropping, made.family) == (particle, rest)


@pytest.mark.parametrize("family", ["La Fontaine", "O'Brien", "hooks", "Ramón y Cajal"])
def test_no_particle(family: str) -> None:
    """A capital, or nothing after it, makes the word part of the name."""
    assert Person(Name(family=family, given="X")).family == family


def test_particle_in_the_given_names() -> None:
    """Lower-case words at their end are a dropping particle."""
    made = Person(Name(family="Beethoven", given="Ludwig van"))

    assert (made.given, made.dropping) == ("Ludwig", "van")


def test_quotes_keep_a_name_whole() -> None:
    """A family name in double quotes is not taken apart."""
    assert Person(Name(family='"van Berg"', given="X")).family == "van Berg"


@pytest.mark.parametrize(("given_names", "comma"), [("John, Jr.", False), ("John,! Jr.", True)])
def test_suffix_after_a_comma(given_names: str, comma: bool) -> None:
    """What follows a comma in the given names is the suffix; an exclamation mark keeps its comma."""
    made = Person(Name(family="Doe", given=given_names))

    assert (made.given, made.suffix, made.comma_suffix) == ("John", "Jr.", comma)


@pytest.mark.parametrize(
    ("order", "want"), [("", "René Auguste Valmont comte d’"), ("all", "Valmont, René Auguste, comte d’")]
)
def test_title_after_a_comma(order: str, want: str) -> None:
    """Words in lower case after a comma are a suffix, not a particle before the family name."""
    style = read(f'<names variable="author"><name name-as-sort-order="{order}"/></names>')
    author = (Name(family="Valmont", given="René Auguste, comte d'"),)

    assert cite(style, item(author=author)) == want


def test_comma_at_the_end_of_given_names() -> None:
    """A comma that nothing follows is no part of the name."""
    assert Person(Name(family="Doe", given="John,")).given == "John"


def test_same_person_once() -> None:
    """The same name is the same object, so that what is known of it is known once."""
    assert person_of(Name(family="Doe", given="Jane")) is person_of(Name(family="Doe", given="Jane"))


@pytest.mark.parametrize(("terminator", "want"), [(".", "J. Roe Jr."), ("", "J Roe Jr"), (" ", "J Roe Jr")])
def test_full_stop_of_a_suffix(terminator: str, want: str) -> None:
    """A suffix has the full stop of an abbreviation where initials have it."""
    style = read(f'<names variable="author"><name initialize-with="{terminator}"/></names>')
    name = Name(family="Roe", given="Jane", suffix="Jr.")

    assert cite(style, item(author=(name,))) == want


@pytest.mark.parametrize("language", ["hu", "ja", "zh-TW"])
def test_family_name_first(language: str) -> None:
    """In items of languages that put the family name first it stands there, without a comma."""
    style = read('<names variable="author"><name name-as-sort-order="all"/></names>')

    assert cite(style, item(author=(person("Roe, Jane"),), language=language)) == "Roe Jane"

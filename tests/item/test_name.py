"""Names: what people type becomes the parts of a person's name or an institution's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import InvalidValue
from citekit.item.name import Name, describe, parse_name, parse_names
from tests.tables import read_lines, read_table

WORDS = st.sampled_from(
    ["Doe", "Jane", "van", "de la", "von", "Jr.", "III", "d'", "al-", "O'Brien", "J.", "Ltd", "王", "ß", "x"]
)
FAMILIES = st.sampled_from(["Doe", "de Boer Smit", "O'Brien", "Łukasiewicz", "García Márquez", "毛"])
GIVENS = st.sampled_from(["Jane", "J. Q.", "María José", "Jean-Luc", "泽东"])


@pytest.mark.parametrize(("typed", "understood"), read_table("item/persons.txt"))
def test_a_person_is_taken_apart(typed: str, understood: str) -> None:
    """Family, given, particles and suffix go to their own parts, and words that are none stay put."""
    assert describe(parse_name(typed)) == understood


@pytest.mark.parametrize("typed", read_lines("item/institutions.txt"))
def test_an_institution_is_left_whole(typed: str) -> None:
    """No comma, a legal form or a word that only institutions have: the text is a literal, as typed."""
    assert parse_name(typed) == Name(literal=typed)


@pytest.mark.parametrize(
    ("typed", "literal"),
    [
        ("{Doe, Jane}", "Doe, Jane"),
        ("{{Doe, Jane}}", "Doe, Jane"),
        ('"Health, Safety and Care"', "Health, Safety and Care"),
        ("“Pulp, Paper and Board”", "Pulp, Paper and Board"),
        ("„Kunst, Kultur“", "Kunst, Kultur"),
        ("«Terre, Mer»", "Terre, Mer"),
    ],
)
def test_what_is_wrapped_as_a_whole_is_a_literal(typed: str, literal: str) -> None:
    """Braces and quotation marks around everything say that it is not to be taken apart."""
    assert parse_name(typed) == Name(literal=literal)


@pytest.mark.parametrize("typed", ['The "Doe" Group', "{NATO} Headquarters", '"A" and "B"', "Doe} {Jane"])
def test_what_is_wrapped_in_part_keeps_its_marks(typed: str) -> None:
    """Braces and quotation marks around a part belong to the name."""
    assert parse_name(typed) == Name(literal=typed)


@pytest.mark.parametrize("typed", ["", "  ", ",", " , , ", "{}", '""'])
def test_no_name_is_refused(typed: str) -> None:
    """Nothing, or nothing but commas, is no name."""
    with pytest.raises(InvalidValue, match="holds no name"):
        parse_name(typed)


@pytest.mark.parametrize(
    "typed",
    ["Doe, Jane, Roe, Richard", "Doe, Jane, Roe", "Doe, Jane and Richard Roe", "Doe, Jane, & Roe, Richard"],
)
def test_several_names_in_one_are_refused_with_the_way_out(typed: str) -> None:
    """More commas than one name has, or an "and", is never guessed at."""
    with pytest.raises(InvalidValue) as raised:
        parse_name(typed)

    assert 'put ";" between names' in (raised.value.hint or "")


def test_names_are_separated_by_semicolons_alone() -> None:
    """The word "and" belongs to an institution; empty pieces are skipped; braces protect a semicolon."""
    names = parse_names("Doe, Jane; Food and Agriculture Organization;; {Roe; Sons}; ")

    assert names == (
        Name(family="Doe", given="Jane"),
        Name(literal="Food and Agriculture Organization"),
        Name(literal="Roe; Sons"),
    )


@pytest.mark.parametrize(
    ("name", "spoken", "inverted", "filed_under"),
    [
        (Name(family="Doe", given="Jane"), "Jane Doe", "Doe, Jane", "Doe"),
        (Name(family="Doe"), "Doe", "Doe", "Doe"),
        (Name(given="Jane"), "Jane", "Jane", "Jane"),
        (
            Name(family="Doe", given="Jane", non_dropping_particle="van", suffix="Jr."),
            "Jane van Doe Jr.",
            "van Doe, Jane, Jr.",
            "Doe",
        ),
        (
            Name(family="King", given="Martin", suffix="Jr.", comma_suffix=True),
            "Martin King, Jr.",
            "King, Martin, Jr.",
            "King",
        ),
        (
            Name(family="La Fontaine", given="Jean", dropping_particle="de"),
            "Jean de La Fontaine",
            "La Fontaine, Jean de",
            "La Fontaine",
        ),
        (
            Name(family="Alembert", given="Jean", non_dropping_particle="d’"),
            "Jean d’Alembert",
            "d’Alembert, Jean",
            "Alembert",
        ),
        (Name(literal="Gartner, Inc."), "Gartner, Inc.", "Gartner, Inc.", "Gartner, Inc."),
        (Name(family="毛", given="泽东"), "毛泽东", "毛, 泽东", "毛"),
        (Name(family="김", given="정은"), "김정은", "김, 정은", "김"),
        (Name(family="Bartók", given="Béla", static_ordering=True), "Bartók Béla", "Bartók, Béla", "Bartók"),
    ],
)
def test_a_name_is_shown_as_people_write_it(name: Name, spoken: str, inverted: str, filed_under: str) -> None:
    """Each part has its place in the spoken and the inverted order; particles do not count in filing."""
    assert (name.display(), name.inverted(), name.sort_family) == (spoken, inverted, filed_under)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (Name(literal="Gartner, Inc."), "institution Gartner, Inc."),
        (Name(literal="Jane Doe"), 'institution Jane Doe (for a person write "Doe, Jane")'),
        (Name(literal="OECD"), "institution OECD"),
        (Name(literal="World Bank"), "institution World Bank"),
    ],
)
def test_the_description_says_how_to_make_a_person_of_a_literal(name: Name, shown: str) -> None:
    """Who typed a person's name without a comma learns what it was taken for; others are not bothered."""
    assert describe(name) == shown


@given(
    family=FAMILIES,
    given_name=GIVENS,
    leading=st.sampled_from(["", "van", "de la", "von und zu", "d’", "al-", "'s-"]),
    trailing=st.sampled_from(["", "von", "de", "d'", "el-"]),
    suffix=st.sampled_from(["", "Jr.", "III"]),
)
def test_an_inverted_name_reads_back(
    family: str, given_name: str, leading: str, trailing: str, suffix: str
) -> None:
    """What `inverted` writes, `parse_name` reads as the same name, every part in its place."""
    plain_family = family.removeprefix("de ")
    name = Name(
        family=plain_family,
        given=given_name,
        non_dropping_particle=leading,
        dropping_particle=trailing,
        suffix=suffix,
    )

    assert parse_name(name.inverted()) == name


@given(st.lists(st.one_of(WORDS, st.sampled_from([",", ";", "{", "}", '"', "&"])), max_size=12).map(" ".join))
def test_nothing_is_lost_or_made_up(typed: str) -> None:
    """Any text is refused or gives names of just the letters that were typed."""
    try:
        names = parse_names(typed)
    except InvalidValue:
        return

    shown = "".join(f"{name.literal or name.inverted()}" for name in names)
    assert sorted(filter(str.isalpha, shown)) == sorted(filter(str.isalpha, typed))


@given(st.text(max_size=40))
def test_any_text_is_a_name_or_refused(typed: str) -> None:
    """Nothing but InvalidValue is ever raised, and a name is never empty."""
    try:
        name = parse_name(typed)
    except InvalidValue:
        return

    assert name.display()
    assert describe(name)

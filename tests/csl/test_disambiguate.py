"""Cites told apart."""

from __future__ import annotations

import pytest

from citekit import csl
from citekit.csl import Citation, Cite
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.markup.tree import plain
from tests.csl.small_style import BY_TITLE, item, person, read, year

LAYOUT = (
    '<group delimiter=" "><names variable="author">'
    '<name form="short" and="text" initialize-with=". "/></names>'
    '<date variable="issued" form="text" date-parts="year"/></group>'
)


def cited(options: str, *items: Item, layout: str = LAYOUT) -> list[str]:
    """Return the cite of each item."""
    style = read(layout, citation=f'et-al-min="2" et-al-use-first="1" {options}')
    result = csl.process(style, items, [Citation(cites=(Cite(id=one.id),)) for one in items])
    return [plain(one.markup) for one in result.citations]


def work(key: str, *names: str, title: str = "T") -> Item:
    """Return a work of 2000."""
    made: tuple[Name, ...] = tuple(person(name) for name in names)
    return item(key, author=made, issued=year(2000), title=title)


NAMES = 'disambiguate-add-names="true"'
GIVEN = 'disambiguate-add-givenname="true"'
SUFFIX = 'disambiguate-add-year-suffix="true"'


def test_nothing_to_do() -> None:
    """Works that differ are left alone, whatever the style could add."""
    assert cited(f"{NAMES} {GIVEN} {SUFFIX}", work("a", "Doe, Jane"), work("b", "Roe, Ann")) == [
        "Doe 2000",
        "Roe 2000",
    ]


def test_add_names() -> None:
    """Names are added until the lists differ."""
    one, other = work("a", "Doe, J", "Roe, A", "Poe, B"), work("b", "Doe, J", "Roe, A", "Low, C")

    assert cited(NAMES, one, other) == ["Doe, Roe, and Poe 2000", "Doe, Roe, and Low 2000"]


def test_names_that_do_not_help_are_not_added() -> None:
    """Where no number of names tells works apart, none is added."""
    one, other = work("a", "Doe, J", "Roe, A", "Poe, B"), work("b", "Doe, J", "Roe, A", "Poe, B")

    assert cited(f"{NAMES} {SUFFIX}", one, other) == ["Doe et al. 2000a", "Doe et al. 2000b"]


@pytest.mark.parametrize(
    ("rule", "want"),
    [("by-cite", ["J. Doe 2000", "R. Doe 2000"]), ("primary-name", ["J. Doe 2000", "R. Doe 2000"])],
)
def test_given_names(rule: str, want: list[str]) -> None:
    """Initials tell people of one family name apart."""
    options = f'{GIVEN} givenname-disambiguation-rule="{rule}"'

    assert cited(options, work("a", "Doe, Jane"), work("b", "Doe, Rick")) == want


def test_full_given_names() -> None:
    """Where initials are the same, the given names are printed in full."""
    assert cited(GIVEN, work("a", "Doe, Jane"), work("b", "Doe, Jill")) == ["Jane Doe 2000", "Jill Doe 2000"]


def test_year_suffix_follows_the_bibliography() -> None:
    """The letters go by the order of the bibliography, not of the citations."""
    style = read(LAYOUT, citation=SUFFIX, bibliography=BY_TITLE)
    items = [work("a", "Doe, J", title="Z"), work("b", "Doe, J", title="A")]

    result = csl.process(style, items, [Citation(cites=(Cite(id=one.id),)) for one in items])

    assert [plain(one.markup) for one in result.citations] == ["Doe 2000b", "Doe 2000a"]


def test_condition() -> None:
    """What only the condition tells apart makes it true for those works, and no other."""
    layout = LAYOUT + '<choose><if disambiguate="true"><text variable="title" prefix=" "/></if></choose>'
    items = [work("a", "Doe, J", title="A"), work("b", "Doe, J", title="B"), work("c", "Roe, A", title="C")]

    assert cited("", *items, layout=layout) == ["Doe 2000 A", "Doe 2000 B", "Roe 2000"]


def test_hundreds_of_one_name() -> None:
    """A large group of alike works ends up without duplicates."""
    items = [work(f"i{n}", "Wang, Li", f"A{n % 7}, B", f"C{n % 11}, D") for n in range(300)]

    texts = cited(f"{NAMES} {GIVEN} {SUFFIX}", *items)

    assert len(set(texts)) == len(items)


def test_papers_of_thousands() -> None:
    """Author lists of thousands do not exhaust the stack."""
    many = [f"N{n}, A" for n in range(3000)]

    texts = cited(f"{NAMES} {GIVEN}", work("a", *many, "X, Y"), work("b", *many, "Z, Y"))

    assert len(set(texts)) == len(texts)


def test_initials_where_the_style_shortens_no_names() -> None:
    """A rule "with initials" tells short names apart by bare initials, also without initialize-with."""
    works = [work(key, name) for key, name in (("a", "Smith, John"), ("b", "Smith, Robert"))]
    layout = LAYOUT.replace(' initialize-with=". "', "")
    options = 'disambiguate-add-givenname="true" givenname-disambiguation-rule="primary-name'

    assert cited(f'{options}-with-initials"', *works, layout=layout) == ["J Smith 2000", "R Smith 2000"]
    assert cited(f'{options}"', *works, layout=layout) == ["John Smith 2000", "Robert Smith 2000"]


@pytest.mark.parametrize(
    ("demote", "want"),
    [("never", ["van Roe", "Roe"]), ("sort-only", ["J. van Roe", "A. Roe"])],
)
def test_particles_of_names_told_apart(demote: str, want: list[str]) -> None:
    """A particle tells two names apart in a style that files them by it, and in no other."""
    style = read(
        '<names variable="author"><name form="short" initialize-with="."/></names>',
        attributes=f'demote-non-dropping-particle="{demote}"',
        citation=f'{GIVEN} givenname-disambiguation-rule="primary-name"',
    )
    works = [work("a", "van Roe, Jan"), work("b", "Roe, Ann")]
    result = csl.process(style, works, [Citation(cites=(Cite(id=one.id),)) for one in works])

    assert [plain(one.markup) for one in result.citations] == want

"""Cites that stand together."""

from __future__ import annotations

import pytest

from citekit import csl
from citekit.csl import Citation, Cite, Locator
from citekit.markup.tree import Styled, plain
from tests.csl.small_style import BY_TITLE, cite, item, person, read, year

NUMBERS = '<layout prefix="[" suffix="]" delimiter=", "><text variable="citation-number"/></layout>'
YEARS = (
    '<layout prefix="(" suffix=")" delimiter="; "><group delimiter=" "><names variable="author">'
    '<name form="short"/></names><date variable="issued" form="text" date-parts="year"/></group></layout>'
)
DOE, ROE = (person("Doe, J"),), (person("Roe, A"),)


@pytest.mark.parametrize(("count", "want"), [(1, "[1]"), (2, "[1, 2]"), (3, "[1–3]"), (5, "[1–5]")])
def test_numbers(count: int, want: str) -> None:
    """Three and more numbers in a row become a range."""
    style = read(NUMBERS, citation='collapse="citation-number"')

    assert cite(style, *[item(f"i{n}", title="T") for n in range(count)]) == want


def test_a_gap_ends_a_range() -> None:
    """Numbers that do not follow each other stay apart."""
    style = read(
        NUMBERS,
        citation='collapse="citation-number"',
        bibliography=BY_TITLE,
    )
    items = [item(key, title=key) for key in "abcde"]

    assert cite(style, items[0], items[1], items[2], items[4]).startswith("[1–4") is True


def test_years() -> None:
    """The name is printed once for works of one author."""
    style = read(YEARS, citation='collapse="year"')
    items = [
        item("a", author=DOE, issued=year(2000)),
        item("b", author=DOE, issued=year(2001)),
        item("c", author=ROE, issued=year(2000)),
    ]

    assert cite(style, *items) == "(Doe 2000, 2001; Roe 2000)"


SUFFIXES = [
    ('collapse="year-suffix" year-suffix-delimiter=", "', "(Doe 2000a, b, c, 2001)"),
    ('collapse="year-suffix-ranged" year-suffix-delimiter=", "', "(Doe 2000a–c, 2001)"),
    ('collapse="year"', "(Doe 2000a, 2000b, 2000c, 2001)"),
    ('collapse="year" after-collapse-delimiter=" | "', "(Doe 2000a; 2000b; 2000c; 2001)"),
]


@pytest.mark.parametrize(("options", "want"), SUFFIXES)
def test_year_suffixes(options: str, want: str) -> None:
    """Works of one author and year collapse to their letters."""
    style = read(YEARS, citation=f'disambiguate-add-year-suffix="true" {options}')
    items = [item(key, author=DOE, issued=year(2000), title=key) for key in "abc"]

    assert cite(style, *items, item("d", author=DOE, issued=year(2001))) == want


def test_affixes_of_a_cite() -> None:
    """A cite's own prefix or suffix does not bring the names back."""
    style = read(YEARS, citation='collapse="year"')
    items = [item("a", author=DOE, issued=year(2000)), item("b", author=DOE, issued=year(2001))]

    assert cite(style, *items, prefix="see", suffix="and more") == "(see Doe 2000 and more, 2001)"


BROKEN_RUNS = [
    ({"locator": Locator("page", "5")}, "(Doe 2000a: 5/b/c)"),
    ({"prefix": "see"}, "(see Doe 2000a/b/c)"),
    ({"suffix": "ff"}, "(Doe 2000a ff, b/c)"),
]


@pytest.mark.parametrize(("details", "want"), BROKEN_RUNS)
def test_delimiter_of_suffixes(details: dict[str, object], want: str) -> None:
    """Letters alone follow each other by the year-suffix-delimiter, unless a cite's own words part them."""
    style = read(
        YEARS.replace("</group>", '</group><text variable="locator" prefix=": "/>'),
        citation='disambiguate-add-year-suffix="true" collapse="year-suffix" year-suffix-delimiter="/"',
    )
    items = [item(key, author=DOE, issued=year(2000), title=key) for key in "abc"]

    assert cite(style, *items, **details) == want


def test_a_bracket_ends_a_run_of_suffixes() -> None:
    """After a year in brackets the next letter is a cite of its own; letters in brackets form a run."""
    style = read(
        YEARS.replace("<date", '<group prefix="(" suffix=")"><date').replace(
            "/></group>", "/></group></group>"
        ),
        citation='disambiguate-add-year-suffix="true" collapse="year-suffix" year-suffix-delimiter="/"',
    )
    items = [item(key, author=DOE, issued=year(2000), title=key) for key in "abc"]

    assert cite(style, *items) == "(Doe (2000a), (b)/(c))"


def test_works_without_names() -> None:
    """Cites that print no names at all are taken to be of one author."""
    style = read(YEARS, citation='collapse="year"')

    assert cite(style, item("a", issued=year(2000)), item("b", issued=year(2001))) == "(2000, 2001)"


def test_a_formatted_year() -> None:
    """A letter that stands alone has the format of its year."""
    style = read(
        '<layout><date variable="issued"><date-part name="year" font-style="italic"/></date></layout>',
        citation='disambiguate-add-year-suffix="true" collapse="year-suffix"',
    )
    items = [item(key, author=DOE, issued=year(2000)) for key in "ab"]
    result = csl.process(style, items, [Citation(cites=(Cite(id="a"), Cite(id="b")))])

    assert plain(result.citations[0].markup) == "2000ab"
    assert all(isinstance(node, Styled) for node in result.citations[0].markup)


def test_a_prefix_begins_a_range() -> None:
    """A prefix may stand before a range, but not within it; a suffix ends it."""
    style = read(NUMBERS, citation='collapse="citation-number"')
    works = [item(f"i{n}", title="T") for n in range(4)]

    def cited(place: int, prefix: str = "", suffix: str = "") -> str:
        cites = [Cite(id=work.id) for work in works]
        cites[place] = Cite(id=works[place].id, prefix=prefix, suffix=suffix)
        return plain(csl.process(style, works, [Citation(cites=tuple(cites))]).citations[0].markup)

    assert cited(0, prefix="cf.") == "[cf. 1–4]"
    assert cited(1, prefix="cf.") == "[1, cf. 2–4]"
    assert cited(3, suffix=", last") == "[1–3, 4, last]"

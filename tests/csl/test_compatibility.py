"""Each departure of citeproc-js does what its name says, and does nothing unless it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from citekit import csl
from citekit.cli import options
from citekit.config import LIKE
from citekit.csl.model.compatibility import CITEPROC_JS, PRESETS, SPECIFICATION, Compatibility
from citekit.item.date import Date, DateParts
from citekit.item.name import Name
from tests.csl.reference_html import write_bibliography_entry, write_html
from tests.csl.small_style import BY_TITLE, cite, entries, item, person, read, year

INSTITUTIONS = (Name(literal="A"), Name(literal="B"), Name(literal="C"))
DAYS = Date(start=DateParts(2020, 5, 1), end=DateParts(2021, 6, 2))


def _label(like: Compatibility) -> str:
    style = read('<text variable="title"/><label variable="page" prefix=" "/>').like(like)
    return cite(style, item(title="T"))


def _range_end(like: Compatibility) -> str:
    style = read(
        '<date variable="issued" delimiter="/"><date-part name="day"/>'
        '<date-part name="month" form="numeric"/><date-part name="year" prefix="y"/></date>'
        '<date variable="accessed" delimiter="+"><date-part name="year"/></date>'
    ).like(like)
    return cite(style, item(issued=DAYS))


def _era(like: Compatibility) -> str:
    style = read('<date variable="issued"><date-part name="year" prefix="(" suffix=")"/></date>').like(like)
    return cite(style, item(issued=year(100)))


def _before_institutions(like: Compatibility) -> str:
    style = read('<names variable="author"><name and="text" delimiter-precedes-last="never"/></names>').like(
        like
    )
    return cite(style, item(author=INSTITUTIONS))


def _et_al(like: Compatibility) -> str:
    style = read(
        '<names variable="author"><name et-al-min="2" et-al-use-first="1"'
        ' delimiter-precedes-et-al="after-inverted-name"/></names>'
    ).like(like)
    return cite(style, item(author=(person("Doe, Jane"), person("Roe, Ann"))))


def _idle(like: Compatibility) -> str:
    macro = '<macro name="link"><choose><if variable="URL"><text variable="URL"/></if></choose></macro>'
    style = read(
        '<text variable="title"/>'
        '<group><text variable="edition"/><text term="online"/><text macro="link"/></group>',
        extra=macro,
    ).like(like)
    return cite(style, item(title="T "))


def _layout_suffix(like: Compatibility) -> str:
    style = read(
        '<text variable="title"/>',
        bibliography='<bibliography><layout suffix="."><text variable="title" display="block"/>'
        '<text variable="publisher" suffix=")"/></layout></bibliography>',
    ).like(like)
    return entries(style, [item(title="T", publisher="P")])[0]


def _condition(like: Compatibility) -> str:
    style = read(
        '<date variable="issued" form="text" date-parts="year"/><choose><if disambiguate="true">'
        '<text variable="title" prefix=" "/></if></choose>',
        citation='disambiguate-add-year-suffix="true"',
    ).like(like)
    return cite(style, item("a", title="A", issued=year(2000)), item("b", title="B", issued=year(2000)))


def _sort(like: Compatibility) -> str:
    macro = (
        '<macro name="when"><text variable="title"/>'
        '<date variable="issued"><date-part name="year"/></date></macro>'
    )
    style = read(
        '<layout delimiter=" "><text variable="title"/></layout>',
        extra=macro,
        bibliography='<bibliography><sort><key macro="when"/></sort>'
        '<layout><text variable="title"/></layout></bibliography>',
    ).like(like)
    works = [item("a", title="A", issued=year(2001)), item("b", title="B", issued=year(2000))]
    return "".join(entries(style, works))


def _names_formats(like: Compatibility) -> str:
    style = read(
        '<names variable="author" font-style="italic"><name form="short" font-style="normal"/></names>'
    ).like(like)
    result = csl.process(
        style, [item(author=(person("Doe, Jane"),))], [csl.Citation(cites=(csl.Cite(id="a"),))]
    )
    return write_html(result.citations[0].markup)


def _url(like: Compatibility) -> str:
    style = read('<text variable="URL" form="short"/>').like(like)
    return cite(style, item(URL="https://www.example.org/a/b.html"))


def _marks(like: Compatibility) -> str:
    style = read('<group suffix="."><text variable="title" quotes="true" suffix=","/></group>').like(like)
    return cite(style, item(title="T"))


def _locator(like: Compatibility) -> str:
    style = read(
        '<choose><if locator="page"><text variable="title"/></if>'
        '<else><text variable="publisher"/></else></choose>'
    ).like(like)
    return cite(style, item(title="T", publisher="P"))


def _ties(like: Compatibility) -> str:
    style = read(
        '<sort><key variable="issued"/></sort><layout delimiter="; "><names variable="author"/></layout>',
        citation='collapse="year"',
    ).like(like)
    return cite(
        style,
        item("b", author=(person("Roe, B"),)),
        item("a", author=(person("Doe, A"),)),
    )


def _hyphens(like: Compatibility) -> str:
    style = read('<names variable="author"><name initialize="false" initialize-with=". "/></names>').like(
        like
    )
    return cite(style, item(author=(person("Roe, J.-L."), person("Doe, Jean-Luc"))))


def _others(like: Compatibility) -> str:
    style = read('<names variable="author"><name form="short" and="symbol"/></names>').like(like)
    return cite(style, item(author=(person("Doe, Jane"), Name(literal="others"))))


CASES: dict[str, tuple[Callable[[Compatibility], str], str, str]] = {
    "empty_labels": (_label, "T", "T page"),
    "unlike_range_ends": (_range_end, "1/5/y2020–2/6/y2021", "1/5/y2020–2+6+y2021"),
    "era_after_affixes": (_era, "(100 AD)", "(100) AD"),
    "inherited_and_before_institutions": (_before_institutions, "A, B and C", "A, B, and C"),
    "et_al_after_one_name": (_et_al, "Jane Doe et al.", "Jane Doe, et al."),
    "idle_groups_forgive": (_idle, "T ", "T online"),
    "layout_suffix_on_last_element": (_layout_suffix, "TP).", "TP."),
    "dates_alone_in_sort_macros": (_sort, "AB", "BA"),
    "formats_of_names_unseen": (
        _names_formats,
        '<i><span style="font-style:normal;">Doe</span></i>',
        "<i>Doe</i>",
    ),
    "short_urls": (_url, "https://www.example.org/a/b.html", "www.example.org"),
    "outer_marks_first_in_quotes": (_marks, "“T,.”", "“T.,”"),
    "absent_locator_is_page": (_locator, "P", "T"),
    "initials_lose_hyphens": (_hyphens, "J.-L. Roe, Jean-Luc Doe", "J. L. Roe, Jean-Luc Doe"),
    "suffix_instead_of_condition": (_condition, "2000 A; 2000 B", "2000a; 2000b"),
    "others_are_a_name": (_others, "Doe et al.", "Doe & others"),
    "ties_by_author": (_ties, "B Roe; A Doe", "A Doe; B Roe"),
}


@pytest.mark.parametrize("name", [field.name for field in fields(Compatibility)])
def test_each_departure_does_what_it_says(name: str) -> None:
    """As specified without it, as citeproc-js prints with it alone."""
    render, specified, departed = CASES[name]

    assert render(SPECIFICATION) == specified
    assert render(Compatibility(**{name: True})) == departed


def test_the_documentation_names_every_departure() -> None:
    """docs/engine.md has one row for each, and none for what is no more."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "engine.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)

    assert sorted(rows) == sorted(field.name for field in fields(Compatibility))


def test_zotero_has_every_departure_and_the_specification_none() -> None:
    """The presets are all and nothing, and every face knows their names."""
    assert Compatibility() == SPECIFICATION
    assert all(getattr(CITEPROC_JS, field.name) for field in fields(Compatibility))
    assert tuple(PRESETS) == LIKE == options.LIKE


def test_a_style_keeps_its_programs_apart() -> None:
    """The same style prints both ways in turn: what was prepared for one is not taken for the other."""
    style = read('<text variable="title"/><label variable="page" prefix=" "/>', bibliography=BY_TITLE)
    odd = style.like(CITEPROC_JS)

    assert [cite(one, item(title="T")) for one in (style, odd, style, odd)] == ["T", "T page"] * 2
    assert style.like(SPECIFICATION) is style


def test_dates_that_no_calendar_has_print_as_they_stand() -> None:
    """The readers mend dates, and the engine prints what it is given; a season is no number of a month."""
    style = read(
        '<date variable="issued" delimiter="-"><date-part name="year"/>'
        '<date-part name="month" form="numeric"/><date-part name="day"/></date>'
    )

    def dated(parts: DateParts) -> str:
        return cite(style, item(issued=Date(start=parts)))

    assert dated(DateParts(1999, 0, 0)) == "1999-0-0"
    assert dated(DateParts(1999, 2, 99)) == "1999-2-99"
    assert dated(DateParts(1999, None, 5)) == "1999-5"
    assert dated(DateParts(1999, season=3)) == "1999"


def test_display_is_the_business_of_the_layouts_own_elements() -> None:
    """`display` inside a group or macro makes no block: the rest of the entry is in none ("Display")."""
    layout = (
        '<bibliography><layout><group><text variable="title"/>'
        '<text variable="publisher" display="block"/></group></layout></bibliography>'
    )
    style = read('<text variable="title"/>', bibliography=layout)
    result = csl.process(style, [item(title="T", publisher="P")])

    assert result.bibliography
    assert "csl-block" not in write_bibliography_entry(result.bibliography[0].markup)

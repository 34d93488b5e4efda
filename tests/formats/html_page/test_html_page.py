"""Saved pages: which source counts for which field, and pages that mean harm."""

from __future__ import annotations

import pytest

from citekit.errors import UnreadableText
from citekit.formats.all_formats import guess_format
from citekit.formats.base import Confidence
from citekit.formats.html_page import html_page
from citekit.item.item import Item
from citekit.item.name import Name


def read_one(*head: str, body: str = "") -> Item:
    """Return the one item of a page with these lines in its head."""
    page = f"<!doctype html><html><head>{''.join(head)}</head><body>{body}</body></html>"
    (item,) = html_page.read(page.encode(), name="x.html").items
    return item


def meta(name: str, content: str) -> str:
    """Return a meta tag."""
    return f'<meta name="{name}" content="{content}">'


def linked(text: str) -> str:
    """Return a block of JSON-LD."""
    return f'<script type="application/ld+json">{text}</script>'


def test_citation_tags_come_before_all_others() -> None:
    """What a publisher writes for Google Scholar is the most exact; the rest fills its gaps."""
    item = read_one(
        "<title>T | Site</title>",
        meta("citation_title", "From Highwire"),
        meta("dc.title", "From Dublin Core"),
        meta("dc.publisher", "The Press"),
        '<meta property="og:title" content="From Open Graph">',
        linked('{"@type": "ScholarlyArticle", "headline": "From JSON-LD", "pageStart": "7"}'),
    )
    assert item.text["title"] == "From Highwire"
    assert item.text["publisher"] == "The Press"
    assert item.number["page"] == "7"
    assert item.type == "article-journal"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Doe, Jane", [Name(family="Doe", given="Jane")]),
        ("Jane Doe", [Name(family="Doe", given="Jane")]),
        ("World Health Organization", [Name(literal="World Health Organization")]),
        ("Gartner, Inc.", [Name(literal="Gartner, Inc.")]),
        ("Doe, Jane; Roe, Richard", [Name(family="Doe", given="Jane"), Name(family="Roe", given="Richard")]),
    ],
)
def test_authors_are_told_from_institutions(written: str, names: list[Name]) -> None:
    """A name is read in either order, and an institution stays whole."""
    assert (
        list(read_one(meta("citation_title", "T"), meta("citation_author", written)).names["author"]) == names
    )


def test_a_byline_may_hold_several() -> None:
    """Plain author tags list people as a sentence does, and an address of a profile is no name."""
    item = read_one("<title>T</title>", meta("author", "By Jane Doe, John Roe and Ann Poe"))
    assert [name.family for name in item.names["author"]] == ["Doe", "Roe", "Poe"]
    profile = read_one(
        "<title>T</title>", '<meta property="article:author" content="https://x.example/jane">'
    )
    assert "author" not in profile.names


@pytest.mark.parametrize(
    ("title", "site", "left"),
    [
        ("Storm names | WMO", "WMO", "Storm names"),
        ("WMO - Storm names", "WMO", "Storm names"),
        ("Storm names - Weather - WMO", "WMO", "Storm names - Weather"),
        ("Storms – a history", "WMO", "Storms – a history"),
        ("North-South divides", "South", "North-South divides"),
        ("The Port Courier", "The Port Courier", "The Port Courier"),
        ("Harbour news - The Port Courier", "Port Courier", "Harbour news"),
    ],
)
def test_the_sites_name_is_no_part_of_the_title(title: str, site: str, left: str) -> None:
    """Only what is the site's name is cut; a dash of the title's own stays."""
    item = read_one(f"<title>{title}</title>", f'<meta property="og:site_name" content="{site}">')
    assert item.text["title"] == left


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2020/05/03", "2020-05-03"),
        ("2020-05-03T23:59:59+02:00", "2020-05-03"),
        ("May 3, 2020", "2020-05-03"),
        ("2020", "2020"),
        ("13/05/2020", "2020-05-13"),
        ("05/13/2020", "2020-05-13"),
        ("03/04/2020", "2020"),
    ],
)
def test_a_date_that_two_people_read_differently_is_its_year(written: str, date: str) -> None:
    """03/04/2020 is March in one country and April in another: a wrong month is worse than none."""
    item = read_one(meta("citation_title", "T"), meta("citation_date", written))
    assert item.dates["issued"].edtf() == date


def test_the_canonical_address_counts_and_is_made_whole() -> None:
    """Tracking parameters of og:url are left out where the page names its own address."""
    item = read_one(
        "<title>T</title>",
        '<base href="https://x.example/a/">',
        '<link rel="canonical" href="../b?id=1&amp;v=2">',
        '<meta property="og:url" content="https://x.example/b?id=1&utm_source=mail">',
    )
    assert item.text["URL"] == "https://x.example/b?id=1&v=2"


def test_objects_are_found_by_their_ids() -> None:
    """JSON-LD points from the article to its author, issue and journal."""
    item = read_one(
        linked(
            '{"@graph": [{"@type": "Person", "@id": "#a", "name": "Jane Doe"},'
            '{"@type": "Periodical", "@id": "#j", "name": "Sea Notes", "issn": "2049-3630"},'
            '{"@type": "PublicationVolume", "@id": "#v", "volumeNumber": 4, "isPartOf": {"@id": "#j"}},'
            '{"@type": "ScholarlyArticle", "headline": "T", "author": {"@id": "#a"}, "isPartOf": "#v"}]}'
        )
    )
    assert item.text["container-title"] == "Sea Notes"
    assert item.number["volume"] == "4"
    assert item.names["author"] == (Name(family="Doe", given="Jane"),)


def test_ids_that_point_to_each_other_end() -> None:
    """A journal that is part of itself is read once."""
    item = read_one(
        linked('{"@type": "ScholarlyArticle", "@id": "#a", "name": "T", "isPartOf": {"@id": "#a"}}')
    )
    assert item.text["title"] == "T"


def test_how_sure_it_is_depends_on_the_source() -> None:
    """Vocabularies for works are sure, a bare title is a guess."""

    def sure(page: str) -> object:
        result = html_page.read(page.encode(), name="x")
        return result.sources[result.items[0].id].confidence

    assert sure('<meta name="citation_title" content="T">') is Confidence.HIGH
    assert sure('<title>T</title><meta property="og:title" content="T">') is Confidence.MEDIUM
    assert sure("<title>T</title>") is Confidence.LOW


@pytest.mark.parametrize(
    "hostile",
    [
        "<!--" * 50_000,
        "<a " * 50_000,
        '<a b="' * 50_000,
        "<div>" * 50_000,
        "<div itemscope itemprop=a>" * 20_000,
        "<h1>x" * 20_000,
        "&" * 100_000,
        "<a" + " " * 100_000,
        '<script type="application/ld+json">' + "[" * 100_000,
        '<script type="application/ld+json">' + '{"@graph":[' * 500 + "]}" * 500 + "</script>",
        "\0" * 10,
    ],
    ids=lambda text: text[:12].encode().hex(),
)
def test_a_hostile_page_is_read_in_time(hostile: str) -> None:
    """Nothing that a page can hold takes more than time in proportion, or breaks anything."""
    page = f'<title>T</title><meta name="citation_title" content="Found">{hostile}'
    assert html_page.read(page.encode(), name="x").items[0].text["title"] == "Found"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"plain text", "is no HTML"),
        (b"<p>text</p>", "says nothing of what it is"),
        (b"\0" * 400, "zero bytes"),
        (b" ", "is empty"),
    ],
)
def test_what_is_no_page_is_one_sentence(data: bytes, said: str) -> None:
    """A file without tags, or a page without a title, is refused with its name."""
    with pytest.raises(UnreadableText) as caught:
        html_page.read(data, name="x.html")
    assert str(caught.value).startswith("x.html: ")
    assert said in str(caught.value)


@pytest.mark.parametrize("label", ["utf-16", "hex", "zlib", "no-such", "utf-7", "\xff"])
def test_a_false_charset_does_no_harm(label: str) -> None:
    """A page in UTF-8 that declares something else is read all the same."""
    page = f'<meta charset="{label}"><title>Tides – über</title>'
    assert html_page.read(page.encode(), name="x").items[0].text["title"].startswith("Tides")


@pytest.mark.parametrize(
    "head",
    [
        b"<!DOCTYPE html><html>",
        b"\n<html lang=en>",
        b"<!-- saved -->\n<head>",
        b"<?xml version='1.0'?>\n<html",
    ],
)
def test_it_is_known_by_its_content(head: bytes) -> None:
    """A page is told by its first tag."""
    assert guess_format("<stdin>", head).name == "html"


def test_a_reference_in_a_page_is_not_the_page() -> None:
    """COinS of a bibliography are items of their own; one that describes the page is the page's."""
    coins = '<span class="Z3988" title="rft.genre=book&amp;rft.btitle={}&amp;rft.au=Doe%2C+J"></span>'
    page = "<title>List</title>" + coins.format("One") + coins.format("Two")
    assert [item.text["title"] for item in html_page.read(page.encode(), name="x").items] == ["One", "Two"]
    (own,) = html_page.read(("<title>One | Library</title>" + coins.format("One")).encode(), name="x").items
    assert (own.type, own.text["title"]) == ("book", "One")

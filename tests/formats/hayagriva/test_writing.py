"""Hayagriva files that Typst reads and prints."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from citekit.formats.base import WriteOptions
from citekit.formats.fidelity import kept
from citekit.formats.hayagriva.writing import FIDELITY, write
from citekit.item.date import parse_edtf
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import TYPES
from tests.formats.hayagriva.typst_probe import rendered
from tests.formats.strategies import ITEMS

FULL = Item(
    id="full",
    type="report",
    text={
        "title": 'The <span class="nocase">WHO</span> pays $5 {sic} \\ each',
        "title-short": "WHO",
        "publisher": "World Health Organization",
        "publisher-place": "Geneva",
        "URL": "https://example.org/a_(b)?c=d#e",
        "DOI": "10.1000/182",
        "ISBN": "978-3-16-148410-0",
        "genre": "Technical report",
        "language": "en-GB",
        "note": "No",
        "abstract": "yes: a #test",
        "archive": "Archive",
        "call-number": "12:30",
        "event-title": "Assembly",
        "event-place": "Oslo",
        "collection-title": "Reports",
    },
    number={
        "number": "WHO/12",
        "volume": "2",
        "edition": "2nd, revised",
        "page": "iv–12",
        "collection-number": "9",
    },
    names={
        "author": (
            Name(family="Gogh", given="Vincent", non_dropping_particle="van"),
            Name(literal="Deutsches Institut für Normung e. V."),
        ),
        "translator": (Name(family="Doe", given="Jane", suffix="Jr."),),
    },
    dates={
        "issued": parse_edtf("2020-05-03"),
        "accessed": parse_edtf("2021"),
        "event-date": parse_edtf("2019-11"),
    },
)


def _write(*items: Item) -> str:
    return write(items, WriteOptions())


def test_typst_prints_every_field(tmp_path: Path) -> None:
    """Each field reaches a style under its CSL name, with its value whole."""
    (found,) = rendered(_write(FULL), tmp_path)
    assert found["type"] == "report"
    assert found["title"] == "The WHO pays $5 {sic} \\ each"
    assert found["title-short"] == "WHO"
    assert found["author"] == "Vincent van Gogh; Deutsches Institut für Normung e. V."
    assert found["translator"] == "Jane Doe Jr."
    assert found["issued"] == "2020-05-03"
    assert found["accessed"] == "2021"
    assert found["event-date"] == "2019-11"
    assert found["number"] == "WHO/12"
    assert found["edition"] == "2nd, revised"
    assert found["URL"] == "https://example.org/a_(b)?c=d#e"
    for variable in ("publisher", "publisher-place", "DOI", "ISBN", "genre", "language", "note", "abstract"):
        assert found[variable] == FULL.text[variable]
    for variable in ("archive", "call-number", "event-title", "event-place", "collection-title"):
        assert found[variable] == FULL.text[variable]


def test_typst_gets_the_type_that_comes_back(tmp_path: Path) -> None:
    """Whatever the type, Typst's style sees the one that citekit reads back, bare or with a container."""
    bare = [Item(id=f"k{n}", type=type_, text={"title": f"T{n}"}) for n, type_ in enumerate(sorted(TYPES))]
    whole = [
        replace(item, id=f"{item.id}c", text={"title": f"{item.text['title']}c", "container-title": "C"})
        for item in bare
    ]
    types = {found["title"]: found.get("type") for found in rendered(_write(*bare, *whole), tmp_path)}
    expected = {item.text["title"]: kept(item, FIDELITY).type for item in (*bare, *whole)}
    # a performance is none of the types that hayagriva's processor tells styles about
    assert types == {title: None if type_ == "performance" else type_ for title, type_ in expected.items()}


@pytest.mark.parametrize(
    "type_", ["article-journal", "article-newspaper", "chapter", "paper-conference", "entry-encyclopedia"]
)
def test_typst_gets_the_container(type_: str, tmp_path: Path) -> None:
    """Title, volume and issue of the container arrive, also beside an event and in a series."""
    item = Item(
        id="k",
        type=type_,
        text={"title": "T", "container-title": "C", "event-title": "E", "collection-title": "S"},
        number={"volume": "12", "issue": "3a"},
    )
    (found,) = rendered(_write(item), tmp_path)
    assert (found["container-title"], found["volume"], found["issue"]) == ("C", "12", "3a")
    assert (found["event-title"], found["collection-title"]) == ("E", "S")


@settings(max_examples=1, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.lists(ITEMS, min_size=40, max_size=60))
def test_typst_takes_any_file(tmp_path_factory: pytest.TempPathFactory, items: list[Item]) -> None:
    """No value makes Typst refuse the file, and every entry is in it."""
    numbered = [replace(item, id=f"k{n}", text={**item.text, "title": "T"}) for n, item in enumerate(items)]
    assert len(rendered(_write(*numbered), tmp_path_factory.mktemp("any"))) == len(items)


@pytest.mark.parametrize(
    "address",
    [
        "foo",
        "//example.org",
        "http://a b/",
        "http://example.123/",
        "http://",
        "https://exa_mple..org",
        "example.org/x",
    ],
)
def test_what_is_no_address_is_left_out(address: str) -> None:
    """Typst refuses a whole file for one such value."""
    assert "url" not in _write(Item(id="k", type="webpage", text={"URL": address}))


def test_two_items_of_one_key_stay_two() -> None:
    """The second gets a number, for YAML has no key twice."""
    item = Item(id="k", type="book")
    assert _write(item, item) == "k:\n  type: book\n\nk-2:\n  type: book\n"


def test_nothing_is_an_empty_mapping() -> None:
    """No items are a file that Typst takes."""
    assert _write() == "{}\n"

"""EndNote XML: styles, kinds and broken files, and what pandoc makes of what citekit writes."""

from __future__ import annotations

import json
import tracemalloc

import pypandoc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import UnreadableText
from citekit.formats import endnote_xml
from citekit.formats.all_formats import guess_format
from citekit.formats.base import WriteOptions
from citekit.formats.endnote.styles import runs_of, text_of
from citekit.item.date import parse_edtf
from citekit.item.item import Item
from citekit.item.name import Name


def read_one(inner: str, kind: str = "Journal Article") -> Item:
    """Return the one item of a file whose record has these elements."""
    text = f'<xml><records><record><ref-type name="{kind}">0</ref-type>{inner}</record></records></xml>'
    (item,) = endnote_xml.read(text.encode(), name="x.xml").items
    return item


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "<i>all</i>",
        "a <i>b <b>c</b> d</i> e",
        "<b><i>x</i> y</b>",
        "H<sub>2</sub>O<sup>+</sup>",
        "a < b and <i>unclosed",
        "5 > 3 & <b>2</b>",
    ],
)
def test_markup_comes_back_from_its_runs(text: str) -> None:
    """Runs of styles say the same as tags that nest."""
    assert text_of(runs_of(text)) == text


@given(
    st.lists(st.sampled_from(["<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>", "a", " ", "<"]), max_size=14)
)
def test_runs_settle_at_once(pieces: list[str]) -> None:
    """Whatever tags a text holds, what its runs make of it stays as it is."""
    once = text_of(runs_of("".join(pieces)))
    assert text_of(runs_of(once)) == once


def test_a_type_goes_by_its_name_and_then_by_its_number() -> None:
    """A number that programs disagree on does not overrule a name."""
    assert read_one("<titles><title>T</title></titles>", kind="Podcast").type == "broadcast"
    text = (
        b'<xml><records><record><ref-type name="Zeitschriftenartikel">17</ref-type></record></records></xml>'
    )
    assert endnote_xml.read(text, name="x").items[0].type == "article-journal"


def test_a_second_address_that_is_a_doi_says_the_doi() -> None:
    """The first address is kept, and nothing that another says is lost."""
    item = read_one(
        "<urls><related-urls><url>https://a.example/</url><url>https://doi.org/10.5555/x</url>"
        "<url>https://b.example/</url></related-urls></urls>"
    )
    assert (item.text["URL"], item.text["DOI"]) == ("https://a.example/", "10.5555/x")
    assert item.custom == {"UR": "https://b.example/"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'<!DOCTYPE x [<!ENTITY a "b">]><xml/>', "declares a document type"),
        (b"<xml><records><record><title>&nbsp;</title></record></records></xml>", "entity"),
        (b"<xml>" * 10_000, "deep"),
        (b"<xml><records><record>", "breaks off"),
        (b"<html><body>no</body></html>", "holds no reference of EndNote"),
        (b"TY  - JOUR", "is not XML"),
        (b"\x00\x01\x02", "is not XML"),
    ],
)
def test_a_hostile_or_broken_file_is_one_sentence(data: bytes, said: str) -> None:
    """Nothing is expanded, nothing overflows, and the sentence says what is wrong."""
    with pytest.raises(UnreadableText) as caught:
        endnote_xml.read(data, name="x.xml")
    assert said in str(caught.value)
    assert "x.xml" in str(caught.value)


def test_what_stands_before_a_break_is_kept() -> None:
    """A file that was cut off gives its whole records, and the rest as text."""
    item = Item(id="a", type="book", text={"title": "Whole"})
    data = endnote_xml.write([item, item], WriteOptions()).encode()
    result = endnote_xml.read(data[: data.rindex(b"Whole")], name="x.xml")
    assert [one.text["title"] for one in result.items] == ["Whole"]
    (problem,) = result.problems
    assert problem.fatal
    assert problem.line
    assert result.unread[0].text.strip().startswith("<record>")


def test_a_long_file_is_never_held_as_elements() -> None:
    """Reading takes memory for the items, not for the elements of the whole file."""
    record = "<record><ref-type name='Book'>6</ref-type><caption></caption><x><y><z/></y></x></record>"
    data = ("<xml><records>" + record * 2000 + "</records></xml>").encode()
    tracemalloc.start()
    try:
        endnote_xml.read(data, name="x")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 12_000_000


@pytest.mark.parametrize(
    "head",
    [
        b'<?xml version="1.0" encoding="UTF-8" ?><xml><records><record><database>',
        b"<xml>\n  <records>\n    <record>",
        b"<records><record>",
    ],
)
def test_it_is_known_by_its_content(head: bytes) -> None:
    """A file of EndNote is told from any other XML."""
    assert guess_format("<stdin>", head).name == "endnote-xml"


def test_pandoc_reads_what_is_written() -> None:
    """Type, names, title, year, pages and key arrive in pandoc."""
    item = Item(
        id="doe2020",
        type="article-journal",
        text={"title": "Tides & <i>Zostera</i>", "container-title": "Sea Notes", "publisher": "Coast"},
        number={"volume": "4", "page": "12-19"},
        names={"author": (Name(family="Doe", given="Jane"), Name(literal="Sea Institute"))},
        dates={"issued": parse_edtf("2020-05-03")},
    )
    written = endnote_xml.write([item], WriteOptions())
    (found,) = json.loads(pypandoc.convert_text(written, "csljson", format="endnotexml"))
    assert found["id"] == "doe2020"
    assert found["type"] == "article-journal"
    assert found["title"] == "Tides & Zostera"
    assert found["container-title"] == "Sea Notes"
    assert found["author"][0] == {"family": "Doe", "given": "Jane"}
    assert found["issued"] == {"date-parts": [[2020]]}
    assert found["volume"] == "4" or found["volume"] == 4

"""RIS: what every tag means, and what other programs make of what citekit writes."""

from __future__ import annotations

import json

import pypandoc
import pytest

from citekit.errors import UnreadableText
from citekit.formats import ris
from citekit.formats.all_formats import guess_format
from citekit.formats.base import WriteOptions
from citekit.formats.fidelity import kept
from citekit.item.date import Date, parse_edtf
from citekit.item.item import Item
from citekit.item.name import Name


def read_one(*lines: str, kind: str = "JOUR") -> Item:
    """Return the one item of a file with these lines in it."""
    text = "\n".join((f"TY  - {kind}", *lines, "ER  - ", ""))
    (item,) = ris.read(text.encode(), name="x.ris").items
    return item


def written(item: Item) -> list[str]:
    """Return the lines that an item is written in."""
    return ris.write([item], WriteOptions()).splitlines()


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["PY  - 2020"], "2020"),
        (["PY  - 2020///"], "2020"),
        (["Y1  - 2020/05//"], "2020-05"),
        (["Y1  - 2020/05/03/"], "2020-05-03"),
        (["Y1  - 2020/5/3"], "2020-05-03"),
        (["PY  - 2020", "DA  - 2020/05/03/"], "2020-05-03"),
        (["DA  - 2020-05-03", "PY  - 2020"], "2020-05-03"),
        (["PY  - 2020", "DA  - May 3"], "2020-05-03"),
        (["PY  - 2020", "DA  - MAR-APR"], "2020-03/2020-04"),
        (["PY  - 2020///Spring"], "2020-21"),
        (["PY  - 2020///May"], "2020-05"),
        (["PY  - 2020", "DA  - 2019/12/30"], "2020"),
        (["PY  - 20200503"], "2020-05-03"),
        (["PY  - 2020 Jan-Feb"], "2020-01/2020-02"),
        (["PY  - -0043"], "-0043"),
        (["PY  - [1920]"], "1920"),
    ],
)
def test_a_date_of_any_shape_is_read(lines: list[str], date: str) -> None:
    """PY, Y1 and DA say the same thing in a dozen ways; the fullest that fits the year counts."""
    assert read_one(*lines).dates["issued"].edtf() == date


def test_a_date_in_words_stays_in_words() -> None:
    """What no calendar knows is printed as it stands."""
    assert read_one("PY  - in press").dates["issued"] == Date(literal="in press")


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Doe, Jane", [Name(family="Doe", given="Jane")]),
        ("Doe, Jane, Jr.", [Name(family="Doe", given="Jane", suffix="Jr.")]),
        ("van Gogh, Vincent", [Name(family="Gogh", given="Vincent", non_dropping_particle="van")]),
        ("World Health Organization,", [Name(literal="World Health Organization")]),
        ("Gartner, Inc.", [Name(literal="Gartner, Inc.")]),
        ("World Health Organization", [Name(literal="World Health Organization")]),
        ("J. K. Smith", [Name(family="Smith", given="J. K.")]),
        ("Smith J.K.", [Name(family="Smith", given="J.K.")]),
        ("Dupont S.A.", [Name(literal="Dupont S.A.")]),
        ("Doe, J.; Roe, R.", [Name(family="Doe", given="J."), Name(family="Roe", given="R.")]),
        ("Doe, J. and Roe, R.", [Name(family="Doe", given="J."), Name(family="Roe", given="R.")]),
        (
            "Ministry of Health; Department of Supply",
            [Name(literal="Ministry of Health; Department of Supply")],
        ),
    ],
)
def test_a_name_of_any_shape_is_read(typed: str, names: list[Name]) -> None:
    """People are told from institutions, and institutions stay whole."""
    assert list(read_one(f"AU  - {typed}").names["author"]) == names


@pytest.mark.parametrize(
    "name",
    [
        Name(family="Gogh", given="Vincent", non_dropping_particle="van"),
        Name(family="Humboldt", given="Alexander", dropping_particle="von"),
        Name(family="King", given="Martin Luther", suffix="Jr."),
        Name(literal="Smith, Jones and Partners"),
        Name(literal="J. Smith"),
        Name(literal="Doe, Jane"),
        Name(literal="United Nations"),
    ],
)
def test_a_name_comes_back_as_it_was(name: Name) -> None:
    """Particles, suffixes and institutions survive, whatever they look like."""
    item = Item(id="x", type="book", names={"author": (name,)})
    assert ris.read(ris.write([item], WriteOptions()).encode(), name="x").items == (item,)


@pytest.mark.parametrize(
    ("kind", "value", "variable"),
    [
        ("JOUR", "0028-0836", "ISSN"),
        ("JOUR", "978-0-306-40615-7", "ISBN"),
        ("BOOK", "0306406152", "ISBN"),
        ("BOOK", "0028-0836", "ISSN"),
        ("RPRT", "WP-2020-01", "number"),
        ("RPRT", "978-0-306-40615-7", "ISBN"),
        ("RPRT", "2019-1238", "number"),
        ("PAT", "US 6285999 B1", "number"),
    ],
)
def test_one_field_holds_three_kinds_of_number(kind: str, value: str, variable: str) -> None:
    """SN is an ISBN, an ISSN or the number of a report, by its shape and the kind of reference."""
    assert read_one(f"SN  - {value}", kind=kind).get(variable) == value


@pytest.mark.parametrize(
    ("lines", "page"),
    [
        (["SP  - 12", "EP  - 19"], "12-19"),
        (["SP  - 12-19"], "12-19"),
        (["SP  - 12-19", "EP  - 19"], "12-19"),
        (["SP  - 12–19"], "12-19"),
        (["SP  - e1005", "EP  - e1005"], "e1005"),
        (["EP  - 19", "SP  - 12"], "12-19"),
        (["SP  - 1, 5-7"], "1, 5-7"),
        (["SP  - 007"], "007"),
    ],
)
def test_pages_are_joined(lines: list[str], page: str) -> None:
    """First and last page are one range, however they are spread over the fields."""
    assert read_one(*lines).number["page"] == page


@pytest.mark.parametrize(
    "typed",
    ["10.5555/AbC(1)", "doi:10.5555/AbC(1)", "DOI 10.5555/AbC(1)", "https://doi.org/10.5555/AbC(1)",
     "http://dx.doi.org/10.5555/AbC(1)"],
)  # fmt: skip
def test_a_doi_of_any_form_is_the_doi(typed: str) -> None:
    """Labels and resolvers are no part of a DOI."""
    assert read_one(f"DO  - {typed}").text["DOI"] == "10.5555/AbC(1)"


def test_an_address_is_not_touched() -> None:
    """Neither entities nor percent signs of a URL are decoded."""
    address = "https://x.example/?a=1&amp;b=%2F&copy=2"
    assert read_one(f"UR  - {address}").text["URL"] == address


def test_entities_are_text_and_come_back() -> None:
    """``&amp;`` of a database is an ampersand, and one that is meant survives being written."""
    assert (
        read_one("TI  - R&amp;D in&nbsp;&#8220;small&#8221; firms").text["title"] == "R&D in\xa0“small” firms"
    )
    item = Item(id="x", type="book", text={"title": "The &amp; entity"})
    assert ris.read(ris.write([item], WriteOptions()).encode(), name="x").items == (item,)


def test_zeros_and_retyped_words_survive() -> None:
    """Numbers are text: an issue 007, a volume No, a page 12:30."""
    item = read_one("IS  - 007", "VL  - No", "SP  - 12:30")
    assert (item.number["issue"], item.number["volume"], item.number["page"]) == ("007", "No", "12:30")


def test_a_number_of_a_report_is_no_issue() -> None:
    """What Mendeley writes as issue of a report is its number."""
    assert read_one("IS  - TR-12", kind="RPRT").number == {"number": "TR-12"}


def test_text_that_looks_like_a_tag_is_text() -> None:
    """A line of an abstract that begins like a field stays in the abstract."""
    item = read_one("AB  - We compared", "US - and EU - prices.")
    assert item.text["abstract"] == "We compared\nUS - and EU - prices."


def test_what_is_written_is_one_line_to_a_field() -> None:
    """Line breaks in a value cannot begin a field of their own."""
    item = Item(id="x", type="book", text={"title": "One\nER  - \r\n\x0bTwo", "abstract": "A.\n\nB."})
    assert written(item) == ["TY  - BOOK", "ID  - x", "TI  - One ER  -  Two", "AB  - A. B.", "ER  - "]


def test_a_film_by_an_author_is_a_video() -> None:
    """The kind says whose names stand first, so that neither director nor author is lost."""
    director = Item(id="x", type="motion_picture", names={"director": (Name(family="Varda", given="A."),)})
    author = Item(id="x", type="motion_picture", names={"author": (Name(family="Varda", given="A."),)})
    assert [written(item)[0] for item in (director, author)] == ["TY  - MPCT", "TY  - VIDEO"]
    for item in (director, author):
        assert kept(item, ris.FORMAT.fidelity) == item if ris.FORMAT.fidelity else False


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("x.ris", b""),
        ("x.txt", b"TY  - JOUR\r\n"),
        ("x.txt", b"Provider: JSTOR\nDatabase: JSTOR\n\n\nTY  - JOUR\n"),
        ("<stdin>", b"\n\nTY - BOOK\n"),
        ("<stdin>", b"ty  - book\n"),
    ],
)
def test_it_is_known_by_name_and_by_content(name: str, head: bytes) -> None:
    """A file of RIS is told by its extension or its first field."""
    assert guess_format(name, head).name == "ris"


def test_prose_is_no_ris() -> None:
    """A text that speaks of RIS is none."""
    with pytest.raises(UnreadableText):
        guess_format("notes", b"The tag TY - JOUR begins a reference.\n")


def test_pandoc_reads_what_is_written() -> None:
    """Type, names, title, year, pages and identifiers arrive in pandoc."""
    items = [
        Item(
            id="doe2020",
            type="article-journal",
            text={
                "title": "Tides & time",
                "container-title": "Sea Notes",
                "DOI": "10.5555/x",
                "abstract": "A\nB",
            },
            number={"volume": "4", "page": "12-19"},
            names={"author": (Name(family="Doe", given="Jane"), Name(literal="Sea Institute"))},
            dates={"issued": parse_edtf("2020-05-03")},
        ),
        Item(
            id="roe", type="book", text={"title": "Salt"}, names={"editor": (Name(family="Roe", given="R."),)}
        ),
    ]
    found = json.loads(pypandoc.convert_text(ris.write(items, WriteOptions()), "csljson", format="ris"))
    first, second = ({**one} for one in found)
    assert first["id"] == "doe2020"
    assert first["type"] == "article-journal"
    assert first["title"] == "Tides & time"
    assert first["container-title"] == "Sea Notes"
    assert first["author"][0] == {"family": "Doe", "given": "Jane"}
    assert first["issued"] == {"date-parts": [[2020]]}
    assert first["page"] == "12-19"
    assert first["DOI"] == "10.5555/x"
    assert second["editor"] == [{"family": "Roe", "given": "R."}]

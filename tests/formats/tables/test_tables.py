"""Tables of other programs, and tables for them."""

from __future__ import annotations

import pytest

from citekit.formats.all_formats import guess_format
from citekit.formats.base import ReadResult, WriteOptions
from citekit.formats.tables.columns import column_of
from citekit.formats.tables.tables import CSV, TSV
from citekit.item.date import parse_edtf
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import ALIASES, RECORD_VARIABLES


def _read(text: str | bytes) -> ReadResult:
    assert CSV.read
    return CSV.read(text.encode() if isinstance(text, str) else text, name="t.csv")


def _write(*items: Item) -> str:
    assert CSV.write
    return CSV.write(items, WriteOptions())


@pytest.mark.parametrize(
    "cell", ["=SUM(A1:A2)", "+1", "-1", "@home", '"quoted"', "a,b;c\td", "two\nlines", "007"]
)
def test_a_cell_comes_back_as_it_was(cell: str) -> None:
    """No cell is changed for the sake of spreadsheets, and every mark in it is kept."""
    item = Item(id="a", type="book", text={"title": cell})
    assert _read(_write(item)).items == (item,)


def test_names_stand_as_people_type_them() -> None:
    """Names in one cell, institutions with a comma in braces; what no typing tells is CSL-JSON."""
    plain = (Name(family="Doe", given="Jane"), Name(literal="Alpha, Beta"), Name(literal="NATO"))
    odd = (Name(family="Mao", given="Zedong", static_ordering=True),)
    rows = _write(
        Item(id="a", type="book", names={"author": plain}), Item(id="b", type="book", names={"author": odd})
    )
    assert '"Doe, Jane; {Alpha, Beta}; NATO"' in rows
    assert '"[{""family"": ""Mao"", ""given"": ""Zedong"", ""static-ordering"": true}]"' in rows


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_separates_cells_is_found_out(mark: str, end: str, encoding: str) -> None:
    """Whatever the delimiter, the line ends and the encoding of a spreadsheet, the item is the same."""
    rows = [
        ["Title", "Author(s)", "Year", "DOI"],
        ['"Ü, ""x""; y"', '"Doe, J.; Roe, R."', "2020", "10.5555/x"],
    ]
    text = end.join(mark.join(row) for row in rows) + end
    (item,) = _read(text.encode(encoding)).items
    assert item.text == {"title": 'Ü, "x"; y', "DOI": "10.5555/x"}
    assert item.names == {"author": (Name(family="Doe", given="J."), Name(family="Roe", given="R."))}
    assert item.dates == {"issued": parse_edtf("2020")}


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("TITLE", "title"),
        ("Publication Year", "year"),
        ("container_title", "container-title"),
        ("Source title", "container-title"),
        ("Author(s)", "author"),
        ("doi", "DOI"),
        ("my column", ""),
        ("event", "event-title"),
    ],
)
def test_headers_are_known_however_they_are_spelled(header: str, column: str) -> None:
    """Case, spaces, hyphens and brackets do not matter; an unknown header is unknown."""
    assert column_of(header) == column


def test_every_variable_is_a_header() -> None:
    """CSL's own names are headers, whatever the synonyms are."""
    assert all(column_of(name) == ALIASES.get(name, name) for name in RECORD_VARIABLES)


def test_what_is_no_known_column_is_kept_under_its_name() -> None:
    """A field of the user's comes back, also where its name is that of a column."""
    item = Item(id="a", type="book", custom={"shelf": "7", "Year": "x", "column 3": "y", "custom.z": "w"})
    assert _read(_write(item)).items == (item,)


def test_the_table_is_recognised_without_a_name() -> None:
    """Three known headers tell a table, prose with commas does not."""
    assert guess_format("<stdin>", b"Title;Author;Year\na;b;2020\n") is CSV
    assert guess_format("x.tab", b"title\tauthor\n") is TSV
    assert not CSV.recognise(b"Dear editor, the title, the author and the year are wrong.\n")


def test_a_row_without_end_does_not_swallow_the_table() -> None:
    """An open quotation mark costs its own row, and the line is named."""
    result = _read('title,year\n"open,2020\nnext,2021\n"a ""b"" c",2022\n')
    assert [item.text.get("title") for item in result.items] == ["open,2020", "next", 'a "b" c']
    assert result.problems[0].line == 2


def test_many_ragged_rows_are_told_in_one_sentence() -> None:
    """Twenty are told one by one, the others are counted."""
    result = _read("title,year\n" + "a\n" * 50)
    assert len(result.problems) == 21
    assert (
        str(result.problems[-1]) == "t.csv: 30 further rows have more or fewer cells than there are headers"
    )

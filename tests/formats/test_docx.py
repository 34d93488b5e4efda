"""The works that a Word document cites come out of it, each once and whole."""

from __future__ import annotations

import json

import pytest

from citekit.errors import UnreadableText
from citekit.formats import docx as format_
from citekit.formats.all_formats import guess_format
from citekit.formats.base import ReadResult
from citekit.formats.csl_item import item_to_json
from citekit.word.names import PREFIXES
from tests.word.docx_file import (
    chunks,
    docx,
    field,
    mendeley,
    mendeley_cite,
    paragraph,
    words_own,
    zipped,
    zotero,
)

BOOK = {
    "id": 7,
    "type": "book",
    "title": "On <i>“Quotes”</i> & {braces}",
    "author": [{"family": "van Doe", "given": "J."}, {"literal": "WHO"}],
    "issued": {"date-parts": [["2020", 5]]},
    "note": "tex.x: 1",
}
BOOK_READ = {
    "id": "item-1",
    "type": "book",
    "title": "On <i>“Quotes”</i> & {braces}",
    "note": "tex.x: 1",
    "author": [{"family": "van Doe", "given": "J."}, {"literal": "WHO"}],
    "issued": {"date-parts": [[2020, 5]]},
}


def cited(data: dict[str, object], uri: str = "", **rest: object) -> dict[str, object]:
    """Return a work as it stands in a citation."""
    return {"id": data["id"], "uris": [uri] if uri else [], "itemData": data, **rest}


def read(body: str, **rest: object) -> ReadResult:
    """Read a document with this body."""
    return format_.read(docx(body, **rest), name="paper.docx")  # type: ignore[arg-type]


def items(result: ReadResult) -> list[dict[str, object]]:
    """Return the items as CSL-JSON; none of them may have cost anything."""
    assert result.problems == ()
    return [item_to_json(item) for item in result.items]


def test_zotero() -> None:
    """The data come out as they were put in, whatever runs the instruction is cut into."""
    body = paragraph("As ", zotero([cited(BOOK, "http://zotero.org/users/1/items/A")], "(Doe)", pieces=30))

    assert items(read(body)) == [BOOK_READ]


def test_a_work_cited_often_comes_once() -> None:
    """Footnotes and body, with and without locators: the address of the work tells."""
    one = cited(BOOK, "http://zotero.org/users/1/items/A")
    other = cited({**BOOK, "title": "Other"}, "http://zotero.org/users/1/items/B")
    note = f'<w:footnote w:id="1">{paragraph(zotero([other, one], "2"))}</w:footnote>'
    body = paragraph(zotero([one], "1"), zotero([{**one, "locator": "5"}], "1"))

    result = read(body, parts={"footnotes": note})

    assert [(item.id, item.text["title"]) for item in result.items] == [
        ("item-1", "On <i>“Quotes”</i> & {braces}"),
        ("item-2", "Other"),
    ]
    assert set(result.sources) == {"item-1", "item-2"}


def test_mendeley_desktop_calls_every_first_work_the_same() -> None:
    """ITEM-1 of one citation is not ITEM-1 of the next."""
    first = cited({**BOOK, "id": "ITEM-1"}, "http://www.mendeley.com/documents/?uuid=a")
    second = cited({**BOOK, "id": "ITEM-1", "title": "Other"}, "http://www.mendeley.com/documents/?uuid=b")
    third = cited({**BOOK, "id": "ITEM-1", "title": "Third"})

    result = read(paragraph(*(mendeley([one], "1") for one in (first, second, third, third, first))))

    assert [item.text["title"] for item in result.items] == [BOOK["title"], "Other", "Third"]


def test_mendeley_cite() -> None:
    """The data in the tag of a content control."""
    assert items(read(paragraph(mendeley_cite([cited(BOOK)], "(Doe)")))) == [BOOK_READ]


def test_zotero_with_bookmarks() -> None:
    """The data in the properties of the document."""
    code = f"ZOTERO_ITEM CSL_CITATION {json.dumps({'citationItems': [cited(BOOK)]})}"
    body = paragraph('<w:bookmarkStart w:id="4" w:name="ZOTERO_BREF_a"/>', "(D)", '<w:bookmarkEnd w:id="4"/>')

    assert items(read(body, properties=chunks("ZOTERO_BREF_a", code))) == [BOOK_READ]


@pytest.mark.parametrize("field_", ["citation-key", "citationKey"])
def test_a_key_that_a_person_cites_by_is_kept(field_: str) -> None:
    """Zotero hands on the citation key; that of another work is not taken twice."""
    first = cited({**BOOK, field_: "doe2020"}, "a")
    second = cited({**BOOK, field_: "doe2020", "title": "Other"}, "b")

    result = read(paragraph(zotero([first, second], "1")))

    assert [item.id for item in result.items] == ["doe2020", "item-2"]


def test_a_work_described_in_two_ways_is_told() -> None:
    """The first description counts; the second says where it stands."""
    one = cited(BOOK, "a")
    other = cited({**BOOK, "publisher": "P"}, "a")

    result = read(paragraph("x") + paragraph(zotero([one], "(Doe)"), zotero([other], "(Doe 2)")))

    assert len(result.items) == 1
    (problem,) = result.problems
    assert str(problem) == (
        'paper.docx: body, paragraph 2: the citation "(Doe 2)" of Zotero describes '
        '"On <i>“Quotes”</i> & {braces}" in another way than before; the first way counts'
    )
    assert not problem.fatal


@pytest.mark.parametrize(
    ("citation", "sentence"),
    [
        (
            field("ADDIN ZOTERO_ITEM CSL_CITATION {", "(Doe)"),
            'the citation "(Doe)" of Zotero is no source of data: its data are damaged',
        ),
        (
            field("ADDIN CitaviPlaceholder{e}", "(Doe)"),
            'the citation "(Doe)" of Citavi is no source of data: only Citavi can read its data',
        ),
        (
            zotero([{"id": 3}], "(Doe)"),
            'the citation "(Doe)" of Zotero carries no data of the work 3',
        ),
        (
            words_own("CITATION Gone20", "(Gone)"),
            'the citation "(Gone)" of Word cites "Gone20", which is not among the sources of the document',
        ),
    ],
)
def test_what_has_no_data_is_told_and_the_rest_is_read(citation: str, sentence: str) -> None:
    """A damaged citation costs itself; the sentence names its paragraph and its text."""
    result = read(paragraph(citation) + paragraph(zotero([cited(BOOK)], "(Doe)")))

    assert len(result.items) == 1
    assert [str(problem) for problem in result.problems] == [f"paper.docx: body, paragraph 1: {sentence}"]


ARTICLE = """<b:Source><b:Tag>Doe20</b:Tag><b:SourceType>JournalArticle</b:SourceType>
<b:Guid>{1}</b:Guid><b:LCID>1033</b:LCID><b:Author><b:Author><b:NameList><b:Person><b:Last>Doe</b:Last>
<b:First>Jane</b:First><b:Middle>Q.</b:Middle></b:Person><b:Person><b:Last>Plato</b:Last></b:Person></b:NameList>
</b:Author></b:Author><b:Title>R&amp;D</b:Title><b:JournalName>J. Test</b:JournalName><b:Year>2020</b:Year>
<b:Month>March</b:Month><b:Day>4</b:Day><b:Volume>5</b:Volume><b:Issue>2</b:Issue><b:Pages>1-9</b:Pages>
<b:StandardNumber>1234-5679</b:StandardNumber><b:DOI>10.1000/x</b:DOI><b:RefOrder>1</b:RefOrder></b:Source>"""
SECTION = """<b:Source><b:Tag>Roe19</b:Tag><b:SourceType>BookSection</b:SourceType>
<b:Author><b:Author><b:Corporate>World Health Organization</b:Corporate></b:Author>
<b:BookAuthor><b:NameList><b:Person><b:Last>Roe</b:Last><b:First>R.</b:First></b:Person></b:NameList></b:BookAuthor>
<b:Editor><b:NameList><b:Person><b:Last>Ed</b:Last><b:First>E.</b:First></b:Person></b:NameList></b:Editor>
<b:Counsel><b:NameList><b:Person><b:Last>Law</b:Last><b:First>L.</b:First></b:Person></b:NameList></b:Counsel></b:Author>
<b:Title>Part</b:Title><b:BookTitle>Whole</b:BookTitle><b:Year>ca. 1850</b:Year><b:City>Bern</b:City>
<b:CountryRegion>Switzerland</b:CountryRegion><b:StandardNumber>ISBN 0-306-40615-2</b:StandardNumber>
<b:Odd>kept</b:Odd></b:Source>"""
THESIS = """<b:Source><b:Tag>T</b:Tag><b:SourceType>Report</b:SourceType>
<b:ThesisType>PhD thesis</b:ThesisType>
<b:Institution>ETH</b:Institution><b:Title>T</b:Title><b:YearAccessed>2021</b:YearAccessed>
<b:MonthAccessed>2</b:MonthAccessed><b:DayAccessed>03</b:DayAccessed>
<b:URL>https://example.org/a?b=1&amp;c</b:URL>
</b:Source>"""


def test_words_own_sources() -> None:
    """Tags are keys; every field finds its variable, and what CSL does not know is kept."""
    body = paragraph(words_own("CITATION Roe19 \\l 1033", "(WHO)"))

    found = items(read(body, sources=ARTICLE + SECTION + THESIS))

    assert found == [
        {
            "id": "Roe19",
            "type": "chapter",
            "title": "Part",
            "container-title": "Whole",
            "publisher-place": "Bern, Switzerland",
            "ISBN": "0-306-40615-2",
            "author": [{"literal": "World Health Organization"}],
            "container-author": [{"family": "Roe", "given": "R."}],
            "editor": [{"family": "Ed", "given": "E."}],
            "issued": {"literal": "ca. 1850"},
            "custom": {"Counsel": "L. Law", "Odd": "kept"},
        },
        {
            "id": "Doe20",
            "type": "article-journal",
            "title": "R&D",
            "container-title": "J. Test",
            "volume": "5",
            "issue": "2",
            "page": "1-9",
            "DOI": "10.1000/x",
            "ISSN": "1234-5679",
            "author": [{"family": "Doe", "given": "Jane Q."}, {"literal": "Plato"}],
            "issued": {"date-parts": [[2020, 3, 4]]},
        },
        {
            "id": "T",
            "type": "thesis",
            "title": "T",
            "genre": "PhD thesis",
            "publisher": "ETH",
            "URL": "https://example.org/a?b=1&c",
            "accessed": {"date-parts": [[2021, 2, 3]]},
        },
    ]


@pytest.mark.parametrize("namespace", [key for key, prefix in PREFIXES.items() if prefix == "b"])
def test_the_namespaces_of_words_sources(namespace: str) -> None:
    """Word has used three over the years."""
    part = f'<b:Sources xmlns:b="{namespace}">{ARTICLE}</b:Sources>'.encode()
    data = docx(paragraph("x"), sources="x", extra={"customXml/item1.xml": part})

    assert [item.id for item in format_.read(data, name="x").items] == ["Doe20"]


RECORD = (
    '<record><rec-number>{number}</rec-number><foreign-keys><key app="EN" db-id="db1">{number}</key>'
    '</foreign-keys><ref-type name="Journal Article">17</ref-type><contributors><authors>'
    "<author>Doe, Jane</author><author>World Health Organization,</author></authors></contributors><titles>"
    "<title>R&amp;D</title><secondary-title>J. Test</secondary-title></titles><pages>1-9</pages>"
    "<volume>5</volume><number>2</number><dates><year>2020</year></dates>"
    "<electronic-resource-num>10.1000/x</electronic-resource-num></record>"
)


def _endnote(*numbers: int, title: str = "R&amp;D") -> str:
    cites = "".join(
        f"<Cite><RecNum>{number}</RecNum>{RECORD.format(number=number).replace('R&amp;D', title)}</Cite>"
        for number in numbers
    )
    return f"<EndNote>{cites}</EndNote>"


@pytest.mark.parametrize(
    "citation",
    [
        field(f" ADDIN EN.CITE {_endnote(7)}", "(Doe, 2020)", pieces=9),
        field(" ADDIN EN.CITE ", "(Doe, 2020)", data=_endnote(7).encode()),
        field(" ADDIN EN.CITE ", "(D)", inside=field(" ADDIN EN.CITE.DATA ", "", data=_endnote(7).encode())),
    ],
    ids=["after", "beside", "inside"],
)
def test_endnote(citation: str) -> None:
    """The records in the document are read as those of an export of EndNote are."""
    again = field(f" ADDIN EN.CITE {_endnote(7, 8)}", "(Doe, 2020)")

    found = items(read(paragraph(citation) + paragraph(again)))

    assert [item["id"] for item in found] == ["item-1", "item-2"]
    assert found[0] == {
        "id": "item-1",
        "type": "article-journal",
        "title": "R&D",
        "container-title": "J. Test",
        "volume": "5",
        "issue": "2",
        "page": "1-9",
        "DOI": "10.1000/x",
        "author": [{"family": "Doe", "given": "Jane"}, {"literal": "World Health Organization"}],
        "issued": {"date-parts": [[2020]]},
    }


def test_endnote_in_two_ways() -> None:
    """A record that was changed between two citations is told."""
    first, second = (
        field(f"ADDIN EN.CITE {_endnote(7)}", "1"),
        field(f"ADDIN EN.CITE {_endnote(7, title='Other')}", "2"),
    )

    result = read(paragraph(first, second))

    assert [item.text["title"] for item in result.items] == ["R&D"]
    assert [problem.message for problem in result.problems] == [
        'the citation "2" of EndNote describes "Other" in another way than before; the first way counts'
    ]


def test_several_programs_in_one_document() -> None:
    """What co-authors with different programs have cited is all read."""
    body = paragraph(
        zotero([cited(BOOK, "a")], "1"),
        mendeley([cited({**BOOK, "title": "M"}, "b")], "2"),
        mendeley_cite([cited({**BOOK, "title": "C"}, "c")], "3"),
        words_own("CITATION Doe20", "4"),
    )

    found = read(body, sources=ARTICLE)

    assert [item.text["title"] for item in found.items] == [BOOK["title"], "M", "C", "R&D"]


def test_a_document_without_citations_says_what_to_do() -> None:
    """Typed references are another thing."""
    with pytest.raises(UnreadableText, match="holds no citations of Zotero, Mendeley, EndNote or Word"):
        read(paragraph("Doe, J. (2020). A title."))


def test_it_is_told_from_other_zip_files() -> None:
    """By its name, or by its parts."""
    data = docx(paragraph("x"))

    assert guess_format("paper.docx", data).name == "docx"
    assert guess_format("paper", data).name == "docx"
    with pytest.raises(UnreadableText):
        guess_format("paper", zipped({"a": b""}))


def test_values_that_no_item_can_hold_are_told() -> None:
    """What another program wrote wrongly costs its field."""
    odd = {
        "id": 1,
        "type": "book",
        "title": ["A", "B"],
        "issued": {"date-parts": [[2020, 25]]},
        "volume": 1.10,
    }

    result = read(paragraph(zotero([cited(odd)], "1")))

    assert [problem.field for problem in result.problems] == ["item-1, issued"]
    assert result.items[0].number["volume"] == "1.1"

"""The citations of every program are found in a document, with what they cite."""

from __future__ import annotations

import base64

import pytest

from citekit.word.citations import (
    EmbeddedCitation,
    EmbeddedCite,
    Tool,
    find_citations,
    named_style,
)
from citekit.word.reading import read_document
from tests.word.docx_file import (
    chunks,
    control,
    docx,
    field,
    mendeley,
    mendeley_cite,
    paragraph,
    words_own,
    zotero,
)

WORK = {"id": 12, "type": "book", "title": "On “Quotes” & {braces}"}
CITED = {
    "id": 12,
    "uris": ["http://zotero.org/users/1/items/ABCD2345"],
    "itemData": WORK,
    "locator": "3–4",
    "label": "page",
    "prefix": "see ",
    "suffix": ", too",
    "suppress-author": True,
}
FOUND = EmbeddedCite(
    id="12",
    uris=("http://zotero.org/users/1/items/ABCD2345",),
    data=WORK,
    locator="3–4",
    label="page",
    prefix="see ",
    suffix=", too",
    suppress_author=True,
)
ENDNOTE = (
    '<EndNote><Cite ExcludeAuth="1"><Author>Doe</Author><Year>2020</Year><RecNum>291</RecNum>'
    "<Prefix>see </Prefix><Pages>7</Pages><DisplayText>(Doe, 2020)</DisplayText><record>"
    '<rec-number>291</rec-number><foreign-keys><key app="EN" db-id="db1">291</key></foreign-keys>'
    "<titles><title>R&amp;D</title></titles><pages>1-9</pages></record></Cite><Cite><Author>Roe</Author><RecNum>3</RecNum></Cite></EndNote>"
)


def citations(body: str, **rest: object) -> list[EmbeddedCitation]:
    """Return the citations in a document with this body."""
    return list(find_citations(read_document(docx(body, **rest), name="paper.docx")))  # type: ignore[arg-type]


def only(body: str, **rest: object) -> EmbeddedCitation:
    """Return the one citation in a document with this body."""
    (found,) = citations(body, **rest)
    return found


def test_zotero() -> None:
    """The work, the locator and the affixes stand in the field, whatever runs Word cuts it into."""
    found = only(paragraph("As ", zotero([CITED], "(Doe, 2020)", pieces=20), " says"))

    assert found.tool is Tool.ZOTERO
    assert found.cites == (FOUND,)
    assert (found.shown, found.plain, found.overridden, found.fault) == (
        "(Doe, 2020)",
        "(Doe, 2020)",
        False,
        "",
    )


def test_zotero_with_bookmarks() -> None:
    """The data stand in the properties of the document."""
    text = zotero([CITED], "(Doe, 2020)", pieces=1)
    start, end = text.index("ZOTERO_ITEM"), text.index("</w:instrText>")
    value = text[start:end].replace("&amp;", "&")
    body = paragraph(
        '<w:bookmarkStart w:id="4" w:name="ZOTERO_BREF_x1"/>', "(D)", '<w:bookmarkEnd w:id="4"/>'
    )

    found = only(body, properties=chunks("ZOTERO_BREF_x1", value))

    assert (found.tool, found.cites, found.shown) == (Tool.ZOTERO, (FOUND,), "(D)")


def test_zotero_that_was_typed_over() -> None:
    """Zotero remembers that it was told to leave a citation alone."""
    assert only(paragraph(zotero([CITED], "(D)", dontUpdate=True))).overridden


def test_mendeley_desktop() -> None:
    """Its items are called ITEM-1 in every citation; the address tells them apart."""
    item: dict[str, object] = {
        "id": "ITEM-1",
        "uris": ["http://www.mendeley.com/documents/?uuid=a"],
        "itemData": WORK,
    }

    found = only(paragraph(mendeley([item], "(Doe)", manualFormatting="(Doe!)")))

    assert found.tool is Tool.MENDELEY
    assert [(one.id, one.uris) for one in found.cites] == [
        ("ITEM-1", ("http://www.mendeley.com/documents/?uuid=a",))
    ]
    assert (found.plain, found.overridden) == ("(Doe)", True)


def test_mendeley_cite() -> None:
    """The data stand in the tag of a content control."""
    found = only(paragraph("a ", mendeley_cite([CITED], "(Doe, 2020)", overridden=True)))

    assert (found.tool, found.cites) == (Tool.MENDELEY_CITE, (FOUND,))
    assert (found.shown, found.plain, found.overridden) == ("(Doe, 2020)", "(Doe, 2020)", True)


@pytest.mark.parametrize(
    "body",
    [
        field(f" ADDIN EN.CITE {ENDNOTE}", "(Doe, 2020)", pieces=4),
        field(" ADDIN EN.CITE ", "(Doe, 2020)", data=ENDNOTE.encode() + b"\0"),
        field(
            " ADDIN EN.CITE ",
            "(Doe, 2020)",
            inside=field(" ADDIN EN.CITE.DATA ", "", data=ENDNOTE.encode()),
            data=b"",
        ),
    ],
    ids=["after", "beside", "inside"],
)
def test_endnote(body: str) -> None:
    """The data stand after the instruction, beside it, or in a field inside of it."""
    found = only(paragraph(body))

    first, second = found.cites
    assert found.tool is Tool.ENDNOTE
    assert (first.id, first.locator, first.prefix, first.suppress_author) == ("291", "7", "see ", True)
    assert first.uris == ("endnote:db1/291",)
    assert first.record
    assert first.record.startswith(b"<record>")
    assert first.record.endswith(b"</record>")
    assert (second.id, second.record) == ("3", None)
    assert found.plain == "(Doe, 2020)"


def test_words_own() -> None:
    """Word names its works by their tags, and says pages, prefixes and further works with switches."""
    found = only(
        paragraph(words_own(r'CITATION Doe20 \p "3-4" \n  \t  \l 1033  \m Roe19 \f "see " \s ", too"', "(x)"))
    )

    assert found.tool is Tool.WORD
    assert found.cites == (
        EmbeddedCite(id="Doe20", locator="3-4", label="page", suppress_author=True),
        EmbeddedCite(id="Roe19", prefix="see ", suffix=", too"),
    )


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (field("ADDIN ZOTERO_ITEM CSL_CITATION {broken", "(x)"), "its data are damaged"),
        (field("ADDIN ZOTERO_ITEM CSL_CITATION", "(x)"), "its data are damaged"),
        (field("ADDIN CSL_CITATION " + '{"a":' * 5000, "(x)"), "its data are damaged"),
        (field("ADDIN CSL_CITATION {}", "(x)"), "it carries no data"),
        (field('ADDIN CSL_CITATION {"citationItems": [1, null]}', "(x)"), "it carries no data"),
        (control("MENDELEY_CITATION_v3_!!!", "<w:r><w:t>x</w:t></w:r>"), "its data are damaged"),
        (control("MENDELEY_CITATION_v3_" + base64.b64encode(b"{}").decode(), ""), "it carries no data"),
        (field("ADDIN EN.CITE", "(x)"), "it carries no data"),
        (field("ADDIN EN.CITE <EndNote><Cite>", "(x)"), "its data are damaged"),
        (field("ADDIN EN.CITE", "(x)", data=b"<!DOCTYPE a><EndNote/>"), "its data are damaged"),
        (field("ADDIN CitaviPlaceholder{eyJ9}", "(x)"), "only Citavi can read its data"),
        (field("ADDIN REFMGR.CITE <Refman/>", "(x)"), "citekit does not read the data of REFMGR.CITE"),
    ],
)
def test_a_citation_without_sound_data_says_so(body: str, fault: str) -> None:
    """It is found all the same, and nothing else suffers."""
    found = citations(paragraph(body, zotero([CITED], "(Doe)")))

    assert [(one.fault, len(one.cites)) for one in found] == [(fault, 0), ("", 1)]


def test_what_is_no_citation_is_left_alone() -> None:
    """Other fields and controls, and data inside a citation, are none."""
    body = paragraph(
        field(" TOC ", "1"),
        field(" CITATION ", "2"),
        field(" ADDIN ", "3"),
        field(" ADDIN EN.CITE.DATA ", ""),
    ) + control("MENDELEY_BIBLIOGRAPHY", paragraph("4"))

    assert citations(body) == []


def test_citations_come_in_order_with_their_paragraphs() -> None:
    """Those in controls and in fields stand together, text before notes."""
    body = paragraph("x") + paragraph(mendeley_cite([CITED], "1"), zotero([CITED], "2"))
    note = f'<w:footnote w:id="2">{paragraph(zotero([CITED], "3"))}</w:footnote>'

    found = citations(body, parts={"footnotes": note})

    assert [(one.shown, one.paragraph, one.story.kind) for one in found] == [
        ("1", 2, "body"),
        ("2", 2, "body"),
        ("3", 1, "footnotes"),
    ]


PREFERENCES = (
    '<data data-version="3" zotero-version="7.0"><session id="x"/>'
    f'<style id="http://www.zotero.org/styles/apa" locale="en-US"/><prefs>{"<pref/>" * 60}</prefs></data>'
)
EXTENSION = (
    '<we:webextension xmlns:we="http://schemas.microsoft.com/office/webextensions/webextension/2010/11">'
    '<we:properties><we:property name="MENDELEY_CITATIONS_STYLE" value="{}"/></we:properties>'
    "</we:webextension>"
)
LAYOUT = (
    '<w:docVars><w:docVar w:name="EN.Layout" w:val="&lt;ENLayout&gt;&lt;Style&gt;Vancouver&lt;/Style&gt;'
    '&lt;/ENLayout&gt;"/></w:docVars>'
)


def _extension(value: str) -> dict[str, bytes]:
    return {"word/webextensions/webextension1.xml": EXTENSION.format(value).encode()}


@pytest.mark.parametrize(
    ("rest", "style"),
    [
        ({"properties": chunks("ZOTERO_PREF", PREFERENCES)}, "http://www.zotero.org/styles/apa"),
        (
            {"properties": {"Mendeley Citation Style_1": "http://www.zotero.org/styles/ieee"}},
            "http://www.zotero.org/styles/ieee",
        ),
        ({"extra": _extension("&quot;https://x/styles/ama&quot;")}, "https://x/styles/ama"),
        ({"extra": _extension("{&quot;id&quot;:&quot;https://x/styles/mla&quot;}")}, "https://x/styles/mla"),
        ({"extra": _extension("broken")}, ""),
        ({"parts": {"settings": LAYOUT}}, "Vancouver"),
        ({"sources": "<b:Source/>"}, "APA"),
        ({"properties": {"ZOTERO_PREF_1": "<broken"}}, ""),
        ({}, ""),
    ],
)
def test_the_style_that_a_program_sets_the_document_in(rest: dict[str, object], style: str) -> None:
    """Each program says it in a place of its own."""
    body = paragraph(words_own("CITATION Doe20", "(x)"))

    assert named_style(read_document(docx(body, **rest), name="paper.docx")) == style  # type: ignore[arg-type]

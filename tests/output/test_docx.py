"""WordprocessingML, read back as XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.markup.tree import Block, Display, Format, Link, Markup, Styled, Text
from citekit.output import docx
from tests.output.trees import HOSTILE, LINES, PAGES, SAFE_URLS, Look, known, look

_W = f"{{{docx.NAMESPACE}}}"
_FORMATS = {
    "b": Format.BOLD,
    "i": Format.ITALIC,
    "smallCaps": Format.SMALL_CAPS,
    "u": Format.UNDERLINE,
    "superscript": Format.SUPERSCRIPT,
    "subscript": Format.SUBSCRIPT,
}
_ORDER = ["rStyle", "b", "bCs", "i", "iCs", "smallCaps", "u", "vertAlign"]
_SHOWN = {Format.OBLIQUE: Format.ITALIC, Format.LIGHT: None}


def _parse(fragment: str) -> ET.Element:
    return ET.fromstring(f'<w:body xmlns:w="{docx.NAMESPACE}">{fragment}</w:body>')  # noqa: S314 - our own


def _looks(parent: ET.Element) -> Iterator[Look]:
    """Yield the looks of the runs of a paragraph, and see that fields are whole and properties in order."""
    url, state = "", "end"
    for run in parent.findall(f"{_W}r"):
        properties = [one.tag.removeprefix(_W) for one in run.findall(f"{_W}rPr/*")]
        assert properties == sorted(properties, key=_ORDER.index)
        assert ("rStyle" in properties) == bool(url and run.find(f"{_W}t") is not None)
        formats = frozenset(_FORMATS[name] for name in properties if name in _FORMATS)
        align = run.find(f"{_W}rPr/{_W}vertAlign")
        if align is not None:
            formats |= {_FORMATS[align.attrib[f"{_W}val"]]}
        for part in run:
            name = part.tag.removeprefix(_W)
            text = part.text or ""
            if name == "fldChar":
                following = {"end": "begin", "begin": "separate", "separate": "end"}[state]
                state = part.attrib[f"{_W}fldCharType"]
                assert state == following
                url = url if state == "separate" else ""
            elif name == "instrText":
                instruction = re.fullmatch(r' HYPERLINK "([^"\\]+)" ', text)
                assert instruction
                assert state == "begin"
                url = instruction[1]
            elif name == "t":
                yield from (Look(char, formats, url) for char in text)
            else:
                assert name in ("br", "tab", "rPr")
                yield from [Look(" ")] if name != "rPr" else []
    assert state == "end"


_IRIS = {"https://example.org/ä%22%5C%7B%7D": SAFE_URLS['https://example.org/ä"\\{}']}


def _read(parent: ET.Element, *, spaces: bool = True) -> list[Look]:
    looks = [Look(one.char, one.formats, _IRIS.get(one.url, one.url)) for one in _looks(parent)]
    return known(looks, {}, spaces=spaces)


def _expected(markup: Markup, *, spaces: bool = True) -> list[Look]:
    looks = [
        Look("\ufffd" if one.char in "\ufffe\uffff" else one.char, one.formats, one.url)
        for one in look(markup)
    ]
    return known(looks, _SHOWN, spaces=spaces)


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_characters(title: str) -> None:
    """No title makes an element, ends a section or breaks the XML."""
    assert _read(_parse(docx.write((Text(title),)))) == _expected((Text(title),))


@given(LINES)
def test_reads_back_as_the_tree(markup: Markup) -> None:
    """Each character comes back with its formats and address."""
    assert _read(_parse(docx.write(markup))) == _expected(markup)


@given(pages=st.lists(PAGES, max_size=3), align=st.sampled_from(["", "flush", "margin"]))
def test_documents_read_back(pages: list[Markup], align: str) -> None:
    """Citations and bibliography are Flat OPC documents that hold the words of each entry, and no others."""
    wanted = [one for page in pages for one in _expected(page, spaces=False)]
    entries = [BibliographyEntry("x", page) for page in pages]
    layout = BibliographyLayout(second_field_align=align)

    for text in (docx.write_citations(pages), docx.write_bibliography(entries, layout)):
        root = ET.fromstring(text)  # noqa: S314 - our own
        found = [one for paragraph in root.iter(f"{_W}p") for one in _read(paragraph, spaces=False)]
        assert found == wanted


def test_formats_and_links() -> None:
    """A run has its own properties; a link is a field whose runs stand beside the others."""
    normal = Styled(Format.NORMAL_STYLE, (Text("Homo"),))
    title = Styled(Format.ITALIC, (Text("On "), normal))
    link = Link("https://x.org/?a&b", (Text("x"),))

    assert docx.write((title, link)) == (
        '<w:r><w:rPr><w:i/><w:iCs/></w:rPr><w:t xml:space="preserve">On </w:t></w:r>'
        '<w:r><w:t xml:space="preserve">Homo</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> HYPERLINK &quot;https://x.org/?a&amp;b&quot; </w:instrText>'
        "</w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t xml:space="preserve">x</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_paragraphs_of_a_bibliography() -> None:
    """Hanging indents, labels with a tab, indented blocks; space stands after the whole entry."""
    note = Block(Display.INDENT, (Text("Note."),))
    numbered = (Block(Display.LEFT_MARGIN, (Text("[1]"),)), Block(Display.RIGHT_INLINE, (Text("Doe."),)))
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    paragraph = (
        '<w:p><w:pPr><w:pStyle w:val="Bibliography"/>{}<w:spacing w:before="0" w:after="{}" w:line="240"'
        ' w:lineRule="auto"/><w:ind w:left="480" w:hanging="{}"/></w:pPr>'
    )

    hanging = docx.write_paragraphs(
        [BibliographyEntry("a", (Text("A"), note))], BibliographyLayout(hanging_indent=True)
    )
    labelled = docx.write_paragraphs([BibliographyEntry("b", numbered)], BibliographyLayout(entry_spacing=0))

    assert hanging.split("\n") == [
        f"{paragraph.format('', 0, 480)}{run.format('A')}</w:p>",
        f"{paragraph.format('', 240, 0)}{run.format('Note.')}</w:p>",
    ]
    tabs = '<w:tabs><w:tab w:val="left" w:pos="480"/></w:tabs>'
    tab = "<w:r><w:tab/></w:r>"
    assert labelled == f"{paragraph.format(tabs, 0, 480)}{run.format('[1]')}{tab}{run.format('Doe.')}</w:p>"


def test_a_document_is_a_package_that_word_opens() -> None:
    """Its parts are the relationship to the document, and the document."""
    package = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
    text = docx.write_citations([])

    root = ET.fromstring(text)  # noqa: S314 - our own

    assert text.split("\n")[1] == '<?mso-application progid="Word.Document"?>'
    assert [part.attrib[f"{package}name"] for part in root] == ["/_rels/.rels", "/word/document.xml"]
    assert list(root.iter(f"{_W}p")) == []

"""From a Word paper with keys to the finished Word paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from citekit import csl
from citekit.csl.model.style import Style
from citekit.documents.document import Document
from citekit.documents.word import docx
from citekit.formats.docx import read as read_works
from citekit.item.item import Item
from citekit.markup.tree import Format
from citekit.rendering.cited import Options
from citekit.rendering.docx import FinishedDocument, render
from citekit.rendering.docx_entries import bookmark_of
from citekit.xml_text import read_xml
from tests.csl.differential import styles_folder
from tests.csl.small_style import item, person, year
from tests.csl.suite import locale_text
from tests.rendering.test_render import ITEMS
from tests.word.docx_file import docx as make
from tests.word.docx_file import paragraph, run

NOTES = "chicago-notes-bibliography"
HEADING = '<w:pStyle w:val="Heading1"/><w:outlineLvl w:val="0"/>'
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Standard"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
)
PLAIN = Options()
SETTINGS = '<w:zoom w:percent="100"/><w:compat/>'


def style(name: str) -> Style:
    """Return a style of the package."""
    text = (styles_folder() / f"{name}.csl").read_text(encoding="utf-8")
    return csl.read_style(text, locales=locale_text, name=name)


def finish(
    body: str,
    name: str = "apa",
    *,
    options: Options = PLAIN,
    items: dict[str, Item] = ITEMS,
    **more: object,
) -> tuple[FinishedDocument, Document]:
    """Return the paper with this body finished, and what it then says."""
    parts = {"styles": STYLES, "settings": SETTINGS, **more.pop("parts", {})}  # type: ignore[dict-item]
    document = docx.read(make(body, parts=parts, **more), name="paper.docx")  # type: ignore[arg-type]
    done = render(document, style(name), items, options)
    return done, docx.read(done.data, name="paper.docx")


def lines(document: Document) -> list[str]:
    """Return the text of the blocks."""
    return [block.text for block in document.blocks]


def part(done: FinishedDocument, name: str) -> str:
    """Return a part of the finished file."""
    with ZipFile(BytesIO(done.data)) as archive:
        return archive.read(name).decode()


def test_citations_stand_where_their_keys_stood() -> None:
    """Keys become citations in the text, in cells and in notes, and the list comes at the end."""
    _, after = finish(
        paragraph("So it is [see @doe, p. 3], ", run("and @roe", "<w:b/>"), " says so.")
        + f"<w:tbl><w:tr><w:tc>{paragraph('[-@roe]')}</w:tc></w:tr></w:tbl>"
        + paragraph("A", '<w:r><w:footnoteReference w:id="2"/></w:r>', "."),
        parts={"footnotes": f'<w:footnote w:id="2">{paragraph("See [@doe].")}</w:footnote>'},
    )

    assert lines(after) == [
        "So it is (see Doe, 2005, p. 3), and Roe (2006) says so.",
        "(2006)",
        "A.",
        "Doe, J. (2005). First Book. CUP.",
        "Roe, J. (2006). Second Book.",
        "See (Doe, 2005).",
    ]


def test_the_list_is_set_with_italics_and_a_hanging_indent() -> None:
    """The style Bibliography is added with its indent, and titles are in italics."""
    done, after = finish(paragraph("So [@doe]."))

    entry = after.blocks[-1]
    assert entry.hanging
    start = entry.text.index("First Book")
    assert entry.formats_of(start, start + len("First Book")) == {Format.ITALIC}
    assert '<w:name w:val="Bibliography"/><w:basedOn w:val="Standard"/>' in part(done, "word/styles.xml")
    assert "<w:ind" not in part(done, "word/document.xml")


def test_a_style_of_the_author_without_an_indent_keeps_its_look() -> None:
    """The style stays as it is, and the paragraphs hang by themselves."""
    own = '<w:style w:type="paragraph" w:styleId="Lit"><w:name w:val="Bibliography"/></w:style>'
    done, after = finish(paragraph("So [@doe]."), parts={"styles": STYLES + own})

    assert after.blocks[-1].hanging
    assert part(done, "word/styles.xml").count("Bibliography") == 1
    assert '<w:pStyle w:val="Lit"/>' in part(done, "word/document.xml")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            paragraph("References", properties=HEADING) + paragraph("Annex", properties=HEADING),
            ["(Doe, 2005)", "References", "Doe, J. (2005). First Book. CUP.", "Annex"],
        ),
        (
            paragraph("[[bibliography]]") + paragraph("After."),
            ["(Doe, 2005)", "Doe, J. (2005). First Book. CUP.", "After."],
        ),
        (
            paragraph("[[bibliography]]", properties="<w:sectPr/>") + paragraph("After."),
            ["(Doe, 2005)", "Doe, J. (2005). First Book. CUP.", "", "After."],
        ),
        (paragraph("Last."), ["(Doe, 2005)", "Last.", "Doe, J. (2005). First Book. CUP."]),
    ],
)
def test_the_list_goes_where_it_is_asked_for(body: str, expected: list[str]) -> None:
    """Under an empty heading, in place of a mark, else at the end."""
    _, after = finish(paragraph("[@doe]") + body)

    assert lines(after) == expected


def test_several_lists_divide_the_works() -> None:
    """Each mark says what it lets in; citations lead to the first list that has the work."""
    items = {
        **ITEMS,
        "roe": item("roe", "report", title="Second", issued=year(2006), annote="Short.\n\nBut good."),
    }
    done, after = finish(
        paragraph("[@doe; @roe]")
        + paragraph("[[bibliography type=report annotated]]")
        + paragraph("{{Bibliography nottype=“report”}}")
        + paragraph("[references]"),
        items=items,
    )

    assert lines(after) == [
        "(Doe, 2005; Second, 2006)",
        *("Second. (2006).", "Short.", "But good."),
        "Doe, J. (2005). First Book. CUP.",
        *("Doe, J. (2005). First Book. CUP.", "Second. (2006)."),
    ]
    text = part(done, "word/document.xml")
    names = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="([^"]*)"', text)
    assert len({id_ for id_, _ in names}) == len({name for _, name in names}) == 4
    assert set(re.findall(r'w:anchor="([^"]*)"', text)) <= {name for _, name in names[:2]}


def test_what_only_looks_like_a_mark_stays() -> None:
    """A sentence about a bibliography asks for none."""
    _, after = finish(paragraph("[@doe]") + paragraph("[bibliography of Doe]") + paragraph("X."))

    assert lines(after)[1:3] == ["[bibliography of Doe]", "X."]


def test_a_title_is_a_heading_of_the_document() -> None:
    """The heading that is asked for has the style of the paper's own."""
    _, after = finish(paragraph("[@doe]"), options=Options(title="Works"))

    assert lines(after)[1:] == ["Works", "Doe, J. (2005). First Book. CUP."]
    assert after.blocks[1].level == 1


def test_a_note_style_makes_footnotes_of_word() -> None:
    """Marks stand after the punctuation, in the order of the text, with the separators that Word wants."""
    done, after = finish(
        paragraph("It is so [@doe, 3]. ", run("He said “yes” [@roe]", "<w:i/>"), ", and @roe agrees."), NOTES
    )

    assert lines(after)[0] == "It is so. He said “yes,” and Roe agrees."
    marks = [done_.reference for done_ in after.notes]
    text = after.parts[0].text
    assert text.startswith("It is so.\ufffc He said “yes,”\ufffc and Roe\ufffc agrees.")
    assert None not in marks
    assert [line.strip() for line in lines(after)[-3:]] == [
        "John Doe, First Book (CUP, 2005), 3.",
        "Jane Roe, Second Book (2006).",
        "Roe, Second Book.",
    ]
    notes = part(done, "word/footnotes.xml")
    assert notes.index('w:type="separator"') < notes.index("footnoteRef")
    assert re.search(
        r"<w:zoom[^>]*/><w:footnotePr.*</w:footnotePr><w:compat/>", part(done, "word/settings.xml")
    )
    assert "/word/footnotes.xml" in part(done, "[Content_Types].xml")
    assert '"footnote reference"' in part(done, "word/styles.xml")


def test_a_mark_stands_where_americans_put_it() -> None:
    """Comma and full stop go inside the quotes, with the format of the quotes; names keep their comma."""
    done, after = finish(
        paragraph("He said “yes” [@doe], she ", run("“no”", "<w:i/>"), " [@roe]. As to @doe, nothing."), NOTES
    )

    assert after.parts[0].text.startswith("He said “yes,”\ufffc she “no.”\ufffc As to Doe,\ufffc nothing.")
    assert lines(after)[-1].strip() == "Doe, First Book."
    assert "no.”" in "".join(re.findall(r"<w:i/>.*?<w:t[^>]*>([^<]*)", part(done, "word/document.xml")))


def test_new_notes_stand_among_the_authors_own() -> None:
    """Numbers run through both, ids differ, and the file has them in the order of the text."""
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    done, after = finish(
        paragraph("One [@doe]. Two", reference, ". Three [@doe, 9]."),
        NOTES,
        parts={"footnotes": f'<w:footnote w:id="2">{paragraph("So [@doe, 5] too.")}</w:footnote>'},
    )

    notes = [line.strip() for line in lines(after) if "Doe, First" in line or line.startswith("So")]
    assert [note.number for note in after.notes] == [1, 2, 3]
    assert notes == [
        "John Doe, First Book (CUP, 2005).",
        "So (Doe, First Book, 5) too.",
        "Doe, First Book, 9.",
    ]
    assert re.findall(r'<w:footnote [^>]*w:id="(\d+)"', part(done, "word/footnotes.xml")) == ["2", "3", "4"]
    assert re.findall(r'footnoteReference w:id="(\d+)"', part(done, "word/document.xml")) == ["2", "3", "4"]


def test_a_text_box_has_its_citation_in_brackets() -> None:
    """Word allows no notes in text boxes."""
    box = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        + paragraph("In a box [@doe]")
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    _, after = finish(paragraph(box), NOTES)

    assert "In a box (John Doe, First Book (CUP, 2005))" in lines(after)
    assert after.notes == ()


def test_links_lead_to_bookmarks_and_addresses() -> None:
    """Each citation leads to a bookmark that is there, and a DOI to its address."""
    items = {
        "a b": item("a b", title="T", author=(person("Doe, J."),), issued=year(2001), DOI="10.1000/x<y>")
    }
    done, _ = finish(paragraph("So [@{a b}]."), items=items)

    text = part(done, "word/document.xml")
    (anchor,) = re.findall(r'w:anchor="([^"]*)"', text)
    assert re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]*)"', text) == [anchor]
    assert re.fullmatch(r"[A-Za-z]\w{0,39}", anchor)
    assert 'Target="https://doi.org/10.1000/x%3Cy%3E"' in part(done, "word/_rels/document.xml.rels")


def test_a_tracked_insertion_has_no_links() -> None:
    """It may hold runs alone, and a link in it would be lost with its text; a note stands in it."""
    inserted = '<w:ins w:id="9" w:author="A">' + run("So [@doe].") + "</w:ins>"
    done, after = finish(paragraph(inserted, run(" And [@roe].")))
    noted, _ = finish(paragraph(inserted), NOTES)

    assert lines(after)[0] == "So (Doe, 2005). And (Roe, 2006)."
    (kept,) = re.findall(r"<w:ins .*?</w:ins>", part(done, "word/document.xml"))
    assert "2005" in kept
    assert "hyperlink" not in kept
    assert "hyperlink" in part(done, "word/document.xml")
    assert re.search(r"<w:ins .*footnoteReference.*</w:ins>", part(noted, "word/document.xml"))


def test_links_can_be_left_out() -> None:
    """Without links there are no bookmarks and no relationships more."""
    done, _ = finish(paragraph("So [@doe]."), options=Options(links=False))

    assert "hyperlink" not in part(done, "word/document.xml")
    assert "bookmark" not in part(done, "word/document.xml")


def test_names_of_bookmarks_differ_as_keys_do() -> None:
    """Word allows letters, digits, underscores and forty characters."""
    anchors = ["ref-doe", "ref-doe_", "ref-doe-", "ref-" + "x" * 60, "ref-" + "x" * 59 + "y", "ref-дом"]

    names = [bookmark_of(anchor) for anchor in anchors]

    assert names[0] == "ref_doe"
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", name) for name in names)


def test_a_key_that_word_gave_a_capital_is_found() -> None:
    """At the beginning of a sentence Word writes @Doe for @doe."""
    done, after = finish(paragraph("@Doe says so."))

    assert lines(after)[0] == "Doe (2005) says so."
    assert done.cited.missing == ()


def test_an_unknown_key_is_shown_and_told() -> None:
    """It prints in bold with a question mark, with its paragraph."""
    done, after = finish(paragraph("One.") + paragraph("So [@deo]."))

    assert lines(after)[1] == "So (deo?)."
    assert [(one.line, one.message) for one in done.cited.missing] == [(2, 'no record has the key "deo"')]


def test_what_a_record_holds_is_text() -> None:
    """Markup and controls in a title are characters of the page, or gone."""
    items = {
        "x": item("x", title='A </w:t> & "B" \x1b[31m\ufffe', author=(person("Doe, J."),), issued=year(2001))
    }
    done, after = finish(paragraph("So [@x]."), items=items)

    read_xml(part(done, "word/document.xml").encode(), name="document")
    assert "A </w:t> & “B” [31m" in lines(after)[-1].replace('"B"', "“B”")


def test_a_paper_without_citations_is_the_file_as_it_was() -> None:
    """Nothing is added to it."""
    data = make(paragraph("No keys."), parts={"styles": STYLES})
    document = docx.read(data, name="paper.docx")

    assert render(document, style("apa"), ITEMS, Options()).data == data


def test_every_other_part_keeps_its_bytes() -> None:
    """Pictures, headers and whatever else is in the file stay as they are."""
    extra = {
        "word/media/image1.png": b"\x89PNG\r\n",
        "word/header1.xml": b"<w:hdr/>",
        "customXml/item9.xml": b"<x/>",
    }
    done, _ = finish(paragraph("So [@doe]."), extra=extra)

    with ZipFile(BytesIO(done.data)) as archive:
        assert {name: archive.read(name) for name in extra} == extra


def with_fields(body: str, name: str = "apa") -> tuple[FinishedDocument, Document]:
    """Return the paper with this body finished, its citations as fields."""
    data = make(body, parts={"styles": STYLES}, properties={"Own": "x", "ZOTERO_PREF_1": "old"})
    done = render(docx.read(data, name="paper.docx"), style(name), ITEMS, PLAIN, fields=True)
    return done, docx.read(done.data, name="paper.docx")


def test_fields_are_citations_of_zotero() -> None:
    """Each carries its works, locators and the text that it shows; names in the sentence stand before it."""
    done, after = with_fields(paragraph("So [see @doe, p. 3; @roe]. @roe says. Not [@nobody]."))

    assert lines(after)[0] == "So (see Doe, 2005, p. 3; Roe, 2006). Roe (2006) says. Not (nobody?)."
    both, alone = (one.citation for one in after.managed)
    assert both.tool == "Zotero"
    assert both.shown == both.plain == "(see Doe, 2005, p. 3; Roe, 2006)"
    assert [(cite.prefix, cite.label, cite.locator) for cite in both.cites] == [
        ("see", "page", "3"),
        ("", "", ""),
    ]
    assert alone.shown == alone.plain == "(2006)"
    assert alone.cites[0].suppress_author
    assert after.metadata.csl == "apa"
    assert "ZOTERO_BIBL" in part(done, "word/document.xml")
    assert 'name="Own"' in part(done, "docProps/custom.xml")
    assert ">old<" not in part(done, "docProps/custom.xml")


def test_fields_stand_in_footnotes_too() -> None:
    """In a note style the field is in the note, with the note's number."""
    _, after = with_fields(paragraph("So [@doe, 3]. And @roe."), NOTES)

    assert lines(after)[0] == "So. And Jane Roe."
    assert [after.parts[one.span.part].name for one in after.managed] == ["paper.docx, footnotes"] * 2
    assert not any(one.citation.cites[0].suppress_author for one in after.managed)


def test_import_takes_the_works_back() -> None:
    """What a finished paper carries are the records, under their keys."""
    done, _ = with_fields(paragraph("So [@doe; @roe], and [@doe] again."))

    found = read_works(done.data, name="paper.docx")

    assert found.problems == ()
    assert {one.id: one for one in found.items} == ITEMS


@pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice or poppler-utils is not installed",
)
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("apa", ["(see Doe, 2005, p. 3)", "Roe (2006) says so", "Doe, J. (2005). First Book. CUP."]),
        (
            NOTES,
            ["It is.1 Jane Roe2 says so.", "1 See John Doe, First Book (CUP, 2005), 3.", "Doe, John. First"],
        ),
    ],
)
def test_libreoffice_shows_what_was_meant(name: str, expected: list[str], tmp_path: Path) -> None:
    """Another program than Word sets the page, with its notes and its list."""
    done, _ = finish(
        paragraph("Introduction", properties=HEADING)
        + paragraph("It is [see @doe, p. 3]. @roe says so.")
        + paragraph("References", properties=HEADING),
        name,
    )
    paper = tmp_path / "paper.docx"
    paper.write_bytes(done.data)
    office = ("soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless")
    commands = (
        (*office, "--convert-to", "pdf", "--outdir", str(tmp_path), str(paper)),
        ("pdftotext", "-layout", str(paper.with_suffix(".pdf")), str(paper.with_suffix(".txt"))),
    )

    for command in commands:
        subprocess.run(command, check=True, capture_output=True, timeout=120)

    shown = " ".join(paper.with_suffix(".txt").read_text(encoding="utf-8").split())
    assert [text for text in expected if text not in shown] == []

"""A Word document is read whole: all text that is shown, how it looks, and where it stands."""

from __future__ import annotations

import pytest

from citekit.word.reading import read_document
from citekit.word.story import Document, FieldKind, NoteReference, Paragraph, Place, Story, StoryKind
from tests.word.docx_file import STRICT_W, chunks, control, docx, field, instruction, mark, paragraph, run

ITALIC = "<w:i/>"
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:basedOn w:val="Loop"/>
<w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Base"/></w:style>
<w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Caps"><w:name w:val="Caps"/><w:rPr><w:smallCaps/></w:rPr></w:style>
"""


def read(body: str, **parts: str) -> Document:
    """Read a document with this body."""
    return read_document(docx(body, parts=parts), name="paper.docx")


def main(document: Document) -> Story:
    """Return the body of a document."""
    story = document.story(StoryKind.BODY)
    assert story
    return story


def only(body: str, **parts: str) -> Paragraph:
    """Return the one paragraph of a document."""
    (found,) = main(read(body, **parts)).paragraphs
    return found


def texts(body: str, **parts: str) -> list[str]:
    """Return the text of each paragraph."""
    return [one.text for one in main(read(body, **parts)).paragraphs]


def test_paragraphs_come_in_order_and_tables_too() -> None:
    """Text in tables, nested ones too, stands where the table stands."""
    cell = f"<w:tc>{paragraph('b')}<w:tbl><w:tr><w:tc>{paragraph('c')}</w:tc></w:tr></w:tbl></w:tc>"
    body = f"{paragraph('a')}<w:tbl><w:tr>{cell}<w:tc>{paragraph('d')}</w:tc></w:tr></w:tbl>{paragraph('e')}"

    found = main(read(body)).paragraphs

    assert [(one.number, one.text, one.place) for one in found] == [
        (1, "a", Place.TEXT),
        (2, "b", Place.TABLE),
        (3, "c", Place.TABLE),
        (4, "d", Place.TABLE),
        (5, "e", Place.TEXT),
    ]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<w:r><w:t> a b </w:t></w:r>", "a b"),
        ('<w:r><w:t xml:space="preserve"> a </w:t><w:tab/><w:t>b</w:t><w:br/></w:r>', " a \tb\n"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/></w:r>", "a\u2011b\u00ad"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:sym w:font="Arial" w:char="2013"/></w:r>', "–"),
        ('<w:hyperlink w:anchor="x"><w:r><w:t>linked</w:t></w:r></w:hyperlink>', "linked"),
        ('<w:smartTag w:element="p"><w:r><w:t>smart</w:t></w:r></w:smartTag>', "smart"),
        ("<w:ins><w:r><w:t>new</w:t></w:r></w:ins>", "new"),
        ("<w:del><w:r><w:delText>old</w:delText></w:r></w:del>", ""),
        ("<w:moveTo><w:r><w:t>to</w:t></w:r></w:moveTo>", "to"),
        ("<w:moveFrom><w:r><w:t>from</w:t></w:r></w:moveFrom>", ""),
        ("<w:r><w:ruby><w:rt/><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>", "漢"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
        ("<w:sdt><w:sdtContent><w:r><w:t>controlled</w:t></w:r></w:sdtContent></w:sdt>", "controlled"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>", ""),
        ("<w:proofErr/><w:r><w:lastRenderedPageBreak/><w:t>a</w:t></w:r>", "a"),
    ],
)
def test_every_kind_of_text_is_read(content: str, text: str) -> None:
    """What Word shows is read, and nothing else."""
    assert only(f"<w:p>{content}</w:p>").text == text


def test_a_text_box_is_read_once() -> None:
    """Word writes a text box twice, for new and for old programs; its text comes after its paragraph."""
    box = f"<w:txbxContent>{paragraph('in the box')}</w:txbxContent>"
    drawn = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )

    found = main(read(paragraph("before", drawn, "after") + paragraph("next"))).paragraphs

    assert [(one.number, one.text, one.place) for one in found] == [
        (1, "beforeafter", Place.TEXT),
        (2, "in the box", Place.TEXT_BOX),
        (3, "next", Place.TEXT),
    ]


def test_block_controls_deleted_rows_and_inserted_text() -> None:
    """Generated bibliographies stand in controls; a deleted row of a table is gone; insertions are told."""
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('gone')}</w:tc></w:tr>"
    rows = f"{gone}<w:tr><w:tc>{paragraph('b')}</w:tc></w:tr>"
    body = control("LIST", paragraph("a") + f"<w:tbl>{rows}</w:tbl>", "<w:bibliography/>")

    story = main(read(body + paragraph("<w:ins><w:r><w:t>c</w:t></w:r></w:ins>")))

    assert [(one.text, one.controls) for one in story.paragraphs] == [("a", (0,)), ("b", (0,)), ("c", ())]
    assert story.paragraphs[2].runs[0].inserted
    (found,) = story.controls
    assert (found.tag, found.kind, found.block, found.first) == ("LIST", "bibliography", True, 1)
    assert story.control_text(found) == "a\nb"


def test_looks_come_from_the_run_and_from_its_styles() -> None:
    """A style that is italic inside an italic style is upright (17.7.3); the run has the last word."""
    content = [
        run("a"),
        run("b", ITALIC),
        run("c", '<w:rStyle w:val="Emphasis"/>'),
        run("d", '<w:rStyle w:val="Caps"/><w:vertAlign w:val="superscript"/><w:u w:val="single"/>'),
        run("e", '<w:i w:val="0"/><w:rStyle w:val="Emphasis"/><w:b w:val="true"/>'),
    ]
    plain = only(paragraph(*content), styles=STYLES)
    italic = only(paragraph(*content, properties='<w:pStyle w:val="Base"/>'), styles=STYLES)

    assert [one.look.italic for one in plain.runs] == [False, True, True, False, False]
    assert [one.look.italic for one in italic.runs] == [True, True, False, True, False]
    assert plain.runs[3].look.small_caps
    assert plain.runs[3].look.underline
    assert plain.runs[3].look.vertical == "superscript"
    assert plain.runs[4].look.bold


def test_how_a_paragraph_is_set() -> None:
    """Style names are those that Word shows; indents and outline levels come through the chain of styles."""
    heading = only(paragraph("x", properties='<w:pStyle w:val="berschrift1"/>'), styles=STYLES)
    hanging = only(paragraph("x", properties='<w:pStyle w:val="Base"/><w:ind w:left="360"/>'), styles=STYLES)
    first = only(paragraph("x", properties='<w:ind w:start="1cm" w:firstLine="0.5in"/>'))

    assert (heading.style, heading.outline, heading.runs[0].look.bold) == ("heading 1", 1, True)
    assert (hanging.style, hanging.outline, hanging.left, hanging.first_line) == ("Base", None, 360, -720)
    assert (first.style, first.left, first.first_line) == ("", 567, 720)


def test_lists_that_word_numbers_show_their_numbers() -> None:
    """The number of a reference stands in no run: Word counts it, and so does the reader."""
    numbering = """
    <w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
    <w:lvlText w:val="[%1]"/><w:pPr><w:ind w:left="640" w:hanging="640"/></w:pPr></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2)"/></w:lvl>
    </w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
    <w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/>
    </w:lvlOverride></w:num>"""
    body = "".join(
        paragraph("x", properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
        for level, number in ((0, 3), (0, 3), (1, 3), (1, 3), (0, 3), (1, 3), (0, 4), (0, 0))
    )

    found = main(read(body, numbering=numbering)).paragraphs

    assert [one.label for one in found] == ["[1]", "[2]", "2.i)", "2.ii)", "[3]", "3.i)", "[9]", ""]
    assert (found[0].left, found[0].first_line, found[0].list) == (640, -640, ("3", 0))
    assert found[7].list is None


def test_a_field_is_told_from_its_result() -> None:
    """The instruction, cut into runs anywhere, is no text; the result is, and knows its field."""
    story = main(read(paragraph("See ", field(" ADDIN EXAMPLE {a} ", "(Doe 2020)", pieces=5), ".")))

    (found,) = story.fields
    assert story.paragraphs[0].text == "See (Doe 2020)."
    assert (found.instruction, found.kind) == (" ADDIN EXAMPLE {a} ", FieldKind.COMPLEX)
    assert story.results == {0: "(Doe 2020)"}
    assert [one.fields for one in story.paragraphs[0].runs] == [(), (0,), ()]
    assert story.data[found.start : found.end].startswith(b'<w:r><w:fldChar w:fldCharType="begin">')
    assert story.data[found.start : found.end].endswith(b'<w:fldChar w:fldCharType="end"></w:fldChar></w:r>')


def test_fields_stand_in_each_other() -> None:
    """In the result, in the instruction; data beside the instruction is decoded."""
    inner = field("INNER", "shown", data=b"<data/>")
    in_result = main(read(paragraph(field("OUTER", run("a ") + inner + run(" b")))))
    in_instruction = main(read(paragraph(field("OUTER ", "result", inside=field("INNER", "word")))))

    assert [(one.instruction, one.parent, one.data) for one in in_result.fields] == [
        ("OUTER", None, b""),
        ("INNER", 0, b"<data/>"),
    ]
    assert in_result.results == {0: "a shown b", 1: "shown"}
    assert [(one.instruction, one.parent) for one in in_instruction.fields] == [
        ("OUTER word", None),
        ("INNER", 0),
    ]
    assert in_instruction.paragraphs[0].text == "result"


def test_a_field_can_take_up_paragraphs() -> None:
    """A list of references is one field; each paragraph in it knows that."""
    body = (
        paragraph(mark("begin"), instruction("ADDIN LIST"), mark("separate"), "one")
        + paragraph("two")
        + paragraph("three", mark("end"), " and more")
    )

    story = main(read(body))

    (found,) = story.fields
    assert (found.first, found.last) == (1, 3)
    assert story.results[0] == "one\ntwo\nthree"
    assert story.paragraphs[2].runs[-1].fields == ()


def test_simple_fields_and_links() -> None:
    """A field written as one element; addresses of hyperlinks, as elements and as fields."""
    body = paragraph(
        '<w:fldSimple w:instr=" CITATION Doe20 "><w:r><w:t>(Doe)</w:t></w:r></w:fldSimple>',
        '<w:hyperlink r:id="rId9"><w:r><w:t>one</w:t></w:r></w:hyperlink>',
        field(' HYPERLINK "https://example.org/2" ', "two"),
        "three",
    )

    document = read_document(docx(body, links={"rId9": "https://example.org/1"}), name="paper.docx")

    story = main(document)
    assert story.fields[0].kind is FieldKind.SIMPLE
    assert story.results[0] == "(Doe)"
    assert [(one.text, one.link) for one in story.paragraphs[0].runs] == [
        ("(Doe)", ""),
        ("one", "https://example.org/1"),
        ("two", "https://example.org/2"),
        ("three", ""),
    ]


@pytest.mark.parametrize(
    "body",
    [
        paragraph("a", mark("begin"), instruction("X"), "b") + paragraph("c"),
        paragraph("a", mark("end"), mark("separate"), "b") + paragraph("c"),
        paragraph(field("X", "a"), mark("begin"), "b") + paragraph("c"),
        paragraph("a", '<w:fldSimple w:instr="X">' + mark("begin") + "</w:fldSimple>", "b") + paragraph("c"),
        paragraph("a", '<w:bookmarkStart w:id="1" w:name="ZOTERO_BREF_x"/>', "b") + paragraph("c"),
    ],
)
def test_a_broken_field_takes_no_text_with_it(body: str) -> None:
    """A field that has no end, or an end that has no field, hides nothing of the document."""
    assert "".join(texts(body)) == "abc"


def test_a_bookmark_can_be_a_citation() -> None:
    """Zotero can keep its data in properties of the document, under the name of a bookmark."""
    body = paragraph(
        "see ",
        '<w:bookmarkStart w:id="4" w:name="ZOTERO_BREF_x1"/>',
        "(Doe)",
        '<w:bookmarkEnd w:id="4"/>',
        '<w:bookmarkStart w:id="5" w:name="_GoBack"/><w:bookmarkEnd w:id="5"/>',
        " there",
    )
    code = 'ZOTERO_ITEM CSL_CITATION {"citationItems":[' + " " * 300 + "]}"
    document = read_document(docx(body, properties=chunks("ZOTERO_BREF_x1", code)), name="paper.docx")

    (found,) = main(document).fields
    assert (found.kind, found.instruction) == (FieldKind.BOOKMARK, code)
    assert main(document).results == {0: "(Doe)"}


def test_notes_and_comments_are_stories_of_their_own() -> None:
    """The mark of a note stands in the text; the lines that Word draws above notes are none."""
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("<w:r><w:footnoteRef/></w:r>", " First.")}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("Second.")}{paragraph("More.")}</w:footnote>'
    )
    comments = f'<w:comment w:id="0" w:author="A">{paragraph("Really?")}</w:comment>'
    body = paragraph(
        "Text", '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:endnoteReference w:id="5"/></w:r>'
    )

    document = read(body, footnotes=notes, comments=comments)

    assert [story.kind for story in document.stories] == ["body", "footnotes", "comments"]
    assert [one.note for one in main(document).paragraphs[0].runs] == [
        None,
        NoteReference(StoryKind.FOOTNOTES, "2"),
        NoteReference(StoryKind.ENDNOTES, "5"),
    ]
    assert [(one.note, one.text) for one in document.stories[1].paragraphs] == [
        ("2", " First."),
        ("3", "Second."),
        ("3", "More."),
    ]
    assert [(one.note, one.text) for one in document.stories[2].paragraphs] == [("0", "Really?")]


def test_everything_is_found_again_in_the_bytes() -> None:
    """A writer can change one run and leave every other byte as it is."""
    body = paragraph("für ", run("émile", ITALIC), "<w:r ><w:t>a</w:t ><w:tab/></w:r>") + "<w:p/>"
    story = main(read(body))

    for one in story.paragraphs:
        piece = story.data[one.start : one.end].decode()
        assert piece.startswith("<w:p")
        assert piece.endswith(("</w:p>", "<w:p/>"))
        for each in one.runs:
            piece = story.data[each.start : each.end].decode()
            assert piece.startswith("<w:r")
            assert piece.endswith("</w:r>")
            assert not each.is_part
    first = story.paragraphs[0].runs[1]
    changed = story.data[: first.start] + run("Zola", ITALIC).encode() + story.data[first.end :]
    assert changed == story.data.replace("émile".encode(), b"Zola")


def test_a_run_that_holds_marks_is_told() -> None:
    """Text before and after a mark in one element gives two runs that share their bytes."""
    inner = '<w:t>a</w:t><w:fldChar w:fldCharType="begin"/><w:instrText>X</w:instrText>'
    inner += '<w:fldChar w:fldCharType="separate"/><w:t>b</w:t><w:fldChar w:fldCharType="end"/><w:t>c</w:t>'

    found = only(f"<w:p><w:r>{inner}</w:r></w:p>").runs

    assert [(one.text, one.fields, one.is_part) for one in found] == [
        ("a", (), True),
        ("b", (0,), True),
        ("c", (), True),
    ]
    assert len({(one.start, one.end) for one in found}) == 1


def test_a_deleted_break_joins_two_paragraphs() -> None:
    """Tracked deletion of the end of a paragraph is told."""
    body = paragraph("a", properties="<w:rPr><w:del w:id='1'/></w:rPr>") + paragraph("b")

    assert [one.joins_next for one in main(read(body)).paragraphs] == [True, False]


def test_the_strict_form_reads_like_the_usual_one() -> None:
    """Word can save with the namespaces of the standard."""
    data = docx(paragraph("a", run("b", ITALIC)), namespace=STRICT_W)

    found = main(read_document(data, name="strict.docx")).paragraphs[0]

    assert [(one.text, one.look.italic) for one in found.runs] == [("a", False), ("b", True)]


def test_a_part_in_utf_16_is_read() -> None:
    """The standard allows it, and offsets count in the bytes that the story has."""
    plain = docx(paragraph("é"))
    story = main(read_document(plain, name="a.docx"))
    wide = story.data.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")

    found = main(read_document(docx("", extra={"word/document.xml": wide}), name="a.docx"))

    assert found.paragraphs[0].text == "é"
    first = found.paragraphs[0].runs[0]
    assert found.data[first.start : first.end].decode() == run("é")

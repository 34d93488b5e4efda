"""What a Word paper says and cites, and that edits change nothing but what they are about."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.citation import Locator, Mode
from citekit.documents.blocks import Block, BlockKind, RunKind
from citekit.documents.document import UNREFERRED, Document, Edit
from citekit.documents.in_text.in_text import find_in_text
from citekit.documents.places import Span
from citekit.documents.reference_list import find_reference_lists
from citekit.documents.word import docx
from citekit.errors import UnreadableText
from citekit.markup.tree import Format, Link, Styled, Text
from tests.word.docx_file import chunks, control, field, mendeley_cite, paragraph, run, zotero
from tests.word.docx_file import docx as make

HEADING = '<w:pStyle w:val="Heading1"/><w:outlineLvl w:val="0"/>'
HANGING = '<w:ind w:left="720" w:hanging="720"/>'
ITEM = {"id": 1, "itemData": {"id": 1, "type": "book", "title": "First Book"}}


def read(body: str, **more: object) -> Document:
    """Return the paper whose body is ``body``."""
    return docx.read(make(body, **more), name="paper.docx")  # type: ignore[arg-type]


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a document by name."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def edited(document: Document, edits: list[Edit]) -> dict[str, bytes]:
    """Return the parts of the document that the edits make."""
    return parts(docx.edit(document, edits)["paper.docx"])


def kinds(document: Document) -> list[tuple[BlockKind, str]]:
    """Return what each block is, and its text."""
    return [(block.kind, block.text) for block in document.blocks]


def test_paragraphs_are_blocks_with_their_places() -> None:
    """A heading, a paragraph, a cell and a caption are told apart, and each knows its paragraph."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="Cap"><w:name w:val="caption"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    )
    document = read(
        paragraph("Intro", properties=HEADING)
        + paragraph("Intro\t1 [@doe]", properties='<w:pStyle w:val="T1"/>')
        + paragraph("Text.")
        + f"<w:tbl><w:tr><w:tc>{paragraph('Cell.')}</w:tc></w:tr></w:tbl>"
        + paragraph("Figure 1.", properties='<w:pStyle w:val="Cap"/>'),
        parts={"styles": styles},
    )

    assert kinds(document) == [
        (BlockKind.HEADING, "Intro"),
        (BlockKind.CODE, ""),
        (BlockKind.PARAGRAPH, "Text."),
        (BlockKind.TABLE_CELL, "Cell."),
        (BlockKind.CAPTION, "Figure 1."),
    ]
    assert document.citations == ()
    assert str(document.place(document.blocks[2].span)) == "paper.docx: paragraph 3"


def test_a_typed_list_is_found_with_its_italics_and_indents() -> None:
    """References in paragraphs with hanging indents are read with the italics that they show."""
    document = read(
        paragraph("References", properties=HEADING)
        + paragraph("Doe, J. (2005). ", run("First Book", "<w:i/>"), ". CUP.", properties=HANGING)
        + paragraph("Roe, J. (2006). ", run("Second Book", "<w:i/>"), ". OUP.", properties=HANGING)
    )

    (found,) = find_reference_lists(document)
    assert [one.text for one in found.references] == [
        "Doe, J. (2005). First Book. CUP.",
        "Roe, J. (2006). Second Book. OUP.",
    ]
    start = found.references[0].text.index("First")
    assert found.references[0].formats_of(start, start + 10) == {Format.ITALIC}
    assert document.blocks[1].hanging


def test_a_paragraph_that_is_set_off_with_its_citation_is_a_quotation() -> None:
    """Indented as a whole, its citation after its own full stop: Word has no style for it that people use."""
    text = " ".join(["The night was long and nobody slept."] * 3)
    set_off = '<w:ind w:left="720" w:right="720"/>'
    document = read(
        paragraph("Nights are the subject of this essay, which is about nothing else. " * 9)
        + paragraph(f"{text} (Smith, 2017, p. 3)", properties=set_off)
        + paragraph(f"{text} (Smith, 2017, p. 3).", properties=set_off)
        + paragraph(f"{text} (Smith, 2017, p. 3)", properties=HANGING)
        + paragraph(f"{text} (Smith, 2017, p. 3)")
        + paragraph("Too short. (Smith, 2017)", properties=set_off)
    )
    all_set_off = read(paragraph(f"{text} (Smith, 2017)", properties=set_off) * 3)

    assert [block.in_quote for block in document.blocks] == [False, True, False, False, False, False]
    assert not any(block.in_quote for block in all_set_off.blocks)


@pytest.mark.parametrize(
    "typed",
    [
        ("[@doe2020, p. 3]",),
        ("[@", run("doe", "<w:b/>"), "2020", ", p. 3]"),
        ("[@doe2020,\u00a0p.\u00a03]",),
        (run("[@doe2020"), '<w:proofErr w:type="spellStart"/>', run(", p. 3]")),
        ('<w:ins w:id="1" w:author="A">' + run("[@doe2020, p. 3]") + "</w:ins>",),
        (control("", run("[@doe2020, p. 3]")),),
        (
            "[@doe2020, ",
            '<w:del w:id="2" w:author="A"><w:r><w:delText>p. 9</w:delText></w:r></w:del>',
            "p. 3]",
        ),
        (run("[@doe2020"), run("hidden", "<w:vanish/>"), run(", p. 3]")),
    ],
)
def test_a_citation_by_key_is_read_through_what_word_makes_of_it(typed: tuple[str, ...]) -> None:
    """Runs, no-break spaces, tracked changes, controls and hidden text do not hide it."""
    document = read(paragraph("So it is ", *typed, "."))

    (citation,) = document.citations
    assert citation.keys == ("doe2020",)
    assert citation.cites[0].locator == Locator("page", "3")
    assert document.source(citation.span).startswith("[@doe2020")
    assert document.blocks[0].text.startswith("So it is [@doe2020,")
    assert [one.text for one in document.blocks[0].runs if one.kind is RunKind.TEXT] == ["So it is ", "."]


@pytest.mark.parametrize("dash", ["-", "–", "—", "\N{NON-BREAKING HYPHEN}", "\N{MINUS SIGN}"])
def test_a_dash_for_the_hyphen_suppresses_the_author_too(dash: str) -> None:
    """Word makes dashes of hyphens; the citation means the same."""
    (citation,) = read(paragraph(f"Doe says so [{dash}@doe].")).citations

    assert citation.cites[0].mode is Mode.SUPPRESS_AUTHOR


def test_italics_in_a_prefix_stay_unless_all_is_italic() -> None:
    """A prefix keeps the formats by which it differs from the text around the citation."""
    document = read(
        paragraph("A [", run("see", "<w:i/>"), " @doe]") + paragraph(run("B [see @doe]", "<w:i/>"))
    )

    prefixes = [citation.cites[0].prefix for citation in document.citations]
    assert prefixes == [(Styled(Format.ITALIC, (Text("see"),)),), (Text("see"),)]


def test_notes_are_numbered_by_their_references() -> None:
    """Footnotes and endnotes are one count, in the order of the text; one that nothing refers to has none."""
    note = '<w:footnote w:id="{}">' + paragraph("Note [@{}].") + "</w:footnote>"
    document = read(
        paragraph(
            "A",
            '<w:r><w:endnoteReference w:id="1"/></w:r>',
            " b",
            '<w:r><w:footnoteReference w:id="5"/></w:r>',
        ),
        parts={
            "footnotes": '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
            + note.format(4, "lost")
            + note.format(5, "doe"),
            "endnotes": '<w:endnote w:id="1">' + paragraph("End.") + "</w:endnote>",
        },
    )

    assert [(one.number, one.label) for one in document.notes] == [
        (UNREFERRED, "footnote 4"),
        (2, "footnote 5"),
        (1, "endnote 1"),
    ]
    assert [(one.keys, one.note) for one in document.citations] == [(("lost",), UNREFERRED), (("doe",), 2)]
    assert document.blocks[0].text == "A b"
    assert str(document.place(document.citations[1].span)) == "paper.docx, footnotes: paragraph 2"


def test_managed_citations_are_values_and_their_text_is_text() -> None:
    """What Zotero and Mendeley show is read as text, and what they know stands beside it."""
    document = read(
        paragraph("So ", zotero([ITEM], "(Doe, 2005)", dontUpdate=True), ".")
        + paragraph("Or ", mendeley_cite([ITEM], "(Roe, 2006)"), "."),
        properties=chunks("ZOTERO_PREF", '<data><style id="http://www.zotero.org/styles/apa"/></data>'),
    )

    assert [block.text for block in document.blocks] == ["So (Doe, 2005).", "Or (Roe, 2006)."]
    assert [document.source(one.span) for one in document.managed] == ["(Doe, 2005)", "(Roe, 2006)"]
    assert [one.block for one in document.managed] == [0, 1]
    assert [one.citation.overridden for one in document.managed] == [True, False]
    assert document.managed[0].citation.cites[0].data == ITEM["itemData"]
    assert document.metadata.csl == "apa"
    assert len(find_in_text(document)) == 2


@pytest.mark.parametrize(
    ("body", "inner"),
    [
        (paragraph("Text.") + paragraph("[[bibliography]]") + paragraph("More."), "[[bibliography]]"),
        (paragraph("References", properties=HEADING) + paragraph(""), ""),
        (paragraph("Literatur", properties=HEADING) + paragraph("Annex", properties=HEADING), ""),
    ],
)
def test_the_place_of_the_bibliography_is_found(body: str, inner: str) -> None:
    """It is a mark of its own, or a heading without a list."""
    document = read(body)

    (place,) = document.bibliographies
    assert document.source(place.inner) == inner


def test_a_heading_over_a_typed_list_asks_for_none() -> None:
    """What somebody typed stays the list."""
    body = paragraph("References", properties=HEADING) + paragraph("Doe, J. (2005). Book. CUP.")

    assert read(body).bibliographies == ()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"{\\rtf1 x}", make(paragraph("x"))[:-30]])
def test_a_broken_document_gets_one_sentence(data: bytes) -> None:
    """What is no Word document is told in one sentence."""
    with pytest.raises(UnreadableText) as caught:
        docx.read(data, name="paper.docx")

    assert str(caught.value).startswith("paper.docx: is") or "breaks off" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_edit_changes_the_runs_of_the_citation_alone() -> None:
    """Formats around stay, new italics are runs of their own, and every other part keeps its bytes."""
    document = read(
        paragraph("So ", run("it [@do", '<w:color w:val="FF0000"/>'), run("e, p. 3] is", "<w:b/>"), ".")
    )
    new = (Text("(Doe & "), Styled(Format.ITALIC, (Text("Roe"),)), Text(")"))

    after = edited(document, [Edit(document.citations[0].span, new)])

    text = after.pop("word/document.xml").decode()
    before = parts(document.data)
    red = '<w:rPr><w:color w:val="FF0000"/></w:rPr>'
    t = '<w:t xml:space="preserve">'
    old = f"<w:r>{red}{t}it [@do</w:t></w:r><w:r><w:rPr><w:b/></w:rPr>{t}e, p. 3] is</w:t></w:r>"
    expected = (
        f"<w:r>{red}{t}it </w:t></w:r><w:r>{red}{t}(Doe &amp; </w:t></w:r>"
        f'<w:r><w:rPr><w:i/><w:iCs/><w:color w:val="FF0000"/></w:rPr>{t}Roe</w:t></w:r>'
        f"<w:r>{red}{t})</w:t></w:r><w:r><w:rPr><w:b/></w:rPr>{t} is</w:t></w:r>"
    )
    assert text == before.pop("word/document.xml").decode().replace(old, expected)
    assert after == before


def test_a_link_is_a_relationship_and_none_stands_in_another() -> None:
    """An address goes into the relationships; within a link of the author's the text comes without one."""
    body = paragraph("A [@doe]") + paragraph(f'<w:hyperlink w:anchor="x">{run("[@roe]")}</w:hyperlink>')
    document = read(body)
    new = (Link("https://doi.org/10.1/a?b&c", (Text("Doe"),)),)

    after = edited(document, [Edit(one.span, new) for one in document.citations])

    text = after["word/document.xml"].decode()
    assert text.count("r:id=") == 1
    assert text.count("<w:hyperlink") == 2
    assert (
        b'Target="https://doi.org/10.1/a?b&amp;c" TargetMode="External"'
        in after["word/_rels/document.xml.rels"]
    )


def test_a_document_that_calls_its_names_otherwise_is_edited_too() -> None:
    """Programs that name the namespace ns0 get runs that say what their prefix means."""
    data = make(paragraph("So [@doe, p. 3]."))
    renamed = {
        name: part.replace(b"<w:", b"<ns0:").replace(b"</w:", b"</ns0:").replace(b"xmlns:w=", b"xmlns:ns0=")
        for name, part in parts(data).items()
    }
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, part in renamed.items():
            archive.writestr(name, part)
    document = docx.read(file.getvalue(), name="paper.docx")

    after = docx.edit(document, [Edit(document.citations[0].span, "(Doe)")])["paper.docx"]

    assert docx.read(after, name="paper.docx").blocks[0].text == "So (Doe)."


def test_the_zip_keeps_order_names_dates_and_methods() -> None:
    """A member that was stored is stored, and dates are those of the members."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for number, (name, part) in enumerate(parts(make(paragraph("So [@doe]."))).items()):
            member = ZipInfo(name, (2001, 2, 3, 4, 5, number * 2))
            member.compress_type = ZIP_STORED if number % 2 else 8
            archive.writestr(member, part)
    document = docx.read(file.getvalue(), name="paper.docx")

    after = docx.edit(document, [Edit(document.citations[0].span, "(Doe)")])["paper.docx"]

    def members(data: bytes) -> list[tuple[object, ...]]:
        with ZipFile(BytesIO(data)) as archive:
            return [(one.filename, one.date_time, one.compress_type) for one in archive.infolist()]

    assert members(after) == members(file.getvalue())


def test_no_edit_gives_the_file_itself() -> None:
    """Without edits every byte is the same."""
    document = read(paragraph("So."))

    assert docx.edit(document, []) == {"paper.docx": document.data}


_WORDS = st.sampled_from(
    ["word ", "[@doe]", "@roe ", "[see @a; @b, p. 3]", "&<>\"'", "é\t", "line\u00a0", "x@y.org ", "[", "]"]
)
_PROPERTIES = st.sampled_from(["", "<w:i/>", '<w:lang w:val="de-DE"/>', '<w:vertAlign w:val="superscript"/>'])
_RUNS = st.one_of(
    st.builds(run, _WORDS, _PROPERTIES),
    st.builds(lambda one: f'<w:ins w:id="7" w:author="A">{run(one)}</w:ins>', _WORDS),
    st.builds(lambda one: control("t", run(one)), _WORDS),
    st.builds(lambda one: field(" REF a ", one), _WORDS),
    st.sampled_from(
        [
            '<w:bookmarkStart w:id="1" w:name="b"/>',
            '<w:proofErr w:type="gramStart"/>',
            "<w:r><w:tab/><w:t>a [@</w:t><w:br/><w:t>doe]</w:t></w:r>",
            '<w:del w:id="8" w:author="A"><w:r><w:delText>[@gone]</w:delText></w:r></w:del>',
            "<w:r><w:drawing/></w:r>",
            '<w:r><w:t>x</w:t><w:footnoteReference w:id="2"/><w:t xml:space="preserve"> [@doe]</w:t></w:r>',
        ]
    ),
)
_BODIES = st.lists(st.lists(_RUNS, max_size=6).map(lambda runs: paragraph(*runs)), min_size=1, max_size=4)


@given(body=_BODIES.map("".join))
def test_everything_outside_the_citations_stays(body: str) -> None:
    """Text, formats and every element that shows none stay; each citation gives way to what was put there."""
    document = read(body)
    edits = [Edit(one.span, (Text("⟦"), Styled(Format.ITALIC, (Text("⟧"),)))) for one in document.citations]
    data = docx.edit(document, edits)["paper.docx"]

    after = docx.read(data, name="paper.docx")

    expected = [_replaced(document, index) for index in range(len(document.blocks))]
    assert [block.text for block in after.blocks] == expected
    assert _skeleton(parts(data)["word/document.xml"]) == _skeleton(parts(document.data)["word/document.xml"])
    for before, now in zip(document.blocks, after.blocks, strict=True):
        assert [one for one in _styles(now) if one[0] not in "⟦⟧"] == _kept(before)


def _replaced(document: Document, index: int) -> str:
    block = document.blocks[index]
    text, position = "", block.span.start
    for citation in (one for one in document.citations if one.block == index):
        text += document.source(Span(position, citation.span.start)) + "⟦⟧"
        position = citation.span.end
    return (text + document.source(Span(position, block.span.end))).replace("\ufffc", "")


def _styles(block: Block) -> list[tuple[str, frozenset[Format]]]:
    return [(char, one.formats) for one in block.runs for char in one.text]


def _kept(block: Block) -> list[tuple[str, frozenset[Format]]]:
    return [(char, one.formats) for one in block.runs if one.kind is RunKind.TEXT for char in one.text]


def _skeleton(part: bytes) -> list[bytes]:
    """Return the tags of a part but those of runs and their text."""
    tags = re.findall(rb"<[^>]*>", part)
    inner = rb"</?w:(?:r|t|rPr|i|iCs|lang|vertAlign|tab|br)[ />]"
    return [tag for tag in tags if not re.match(inner, tag)]


def test_plain_text_of_a_title_is_the_metadata() -> None:
    """The paragraph in the style Title names the paper."""
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    document = read(
        paragraph("My ", run("Paper"), properties='<w:pStyle w:val="T"/>'), parts={"styles": styles}
    )

    assert document.metadata.title == "My Paper"

"""Word papers with remarks put to them: comments on the words, changes that can be taken back."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.documents.document import Document, Edit
from citekit.documents.places import Span
from citekit.documents.word import docx as reader
from citekit.documents.word.marking import Remark, mark, trackable
from citekit.errors import CannotEdit
from citekit.word.names import PREFIXES
from citekit.word.reading import read_document
from citekit.word.story import StoryKind
from citekit.xml_text import read_xml
from tests.word.docx_file import STRICT_W, docx, paragraph, run, zotero

DATE = dt.date(2026, 3, 2)
NOTE = f"<w:footnote w:id='2'>{paragraph('<w:r><w:footnoteRef/></w:r>', ' Roe said so.')}</w:footnote>"
OLD_COMMENT = '<w:comment w:id="7" w:author="Ann"><w:p><w:r><w:t>Nice.</w:t></w:r></w:p></w:comment>'


def read(data: bytes) -> Document:
    """Return the paper in ``data``."""
    return reader.read(data, name="paper.docx")


def marked(document: Document, remarks: list[Remark], changes: list[Edit] | None = None) -> bytes:
    """Return the paper with remarks and changes."""
    return mark(document, remarks, changes or [], author="citekit", initials="ck", date=DATE)


def span_of(document: Document, words: str) -> Span:
    """Return where words stand."""
    for number, part in enumerate(document.parts):
        if (start := part.text.find(words)) >= 0:
            return Span(start, start + len(words), number)
    raise AssertionError(words)


def commented(data: bytes) -> dict[str, str]:
    """Return for each comment of the paper the words that it stands at, by the comment's first paragraph."""
    with ZipFile(BytesIO(data)) as archive:
        comments = read_xml(archive.read("word/comments.xml"), name="comments", prefixes=PREFIXES)
        xml = archive.read("word/document.xml").decode()
    result = {}
    for comment in comments.named("w:comment"):
        number = comment.get("w:id")
        first = next(iter(comment.named("w:p")))
        said = "".join([text.text for text in first.walk() if text.tag == "w:t"])
        start = xml.find(f'<w:commentRangeStart w:id="{number}"')
        end = xml.find(f'<w:commentRangeEnd w:id="{number}"')
        assert xml.count(f'<w:commentReference w:id="{number}"') == (start >= 0)
        result[said] = "".join(re.findall(r"<w:t[ >][^<]*?>?([^<>]*)</w:t>", xml[start:end]))
    return result


def test_a_comment_stands_at_the_words_it_is_about() -> None:
    """However the runs are cut, and whatever they look like."""
    document = read(docx(paragraph(run("So say Smi"), run("th and", "<w:i/>"), run(" Roe (2020) today."))))

    data = marked(document, [Remark(span_of(document, "Smith and Roe (2020)"), ("Write &.", "Or leave it."))])

    assert commented(data) == {"Write &.": "Smith and Roe (2020)"}
    assert read(data).parts[0].text == document.parts[0].text
    italic = [one.text for one in read(data).blocks[0].runs if one.formats]
    assert italic == ["th and"]


def test_comments_that_are_there_stay() -> None:
    """The old ones keep their ids, the new ones get others."""
    body = paragraph(
        '<w:commentRangeStart w:id="7"/>', run("Old words."), '<w:commentRangeEnd w:id="7"/>',
        '<w:r><w:commentReference w:id="7"/></w:r>', run(" New words."),
    )  # fmt: skip
    document = read(docx(body, parts={"comments": OLD_COMMENT}))

    data = marked(document, [Remark(span_of(document, "New words"), ("Hm.",))])

    assert commented(data) == {"Nice.": "Old words.", "Hm.": "New words"}
    with ZipFile(BytesIO(data)) as archive:
        assert OLD_COMMENT in archive.read("word/comments.xml").decode()


def test_a_new_part_is_known_to_the_package() -> None:
    """Its type is told, and the text refers to it; every other part is as it was, byte for byte."""
    old = docx(paragraph("Words."), parts={"footnotes": NOTE}, extra={"word/media/a.png": b"\x89PNG\0"})
    document = read(old)

    data = marked(document, [Remark(span_of(document, "Words"), ("Hm.",))])

    with ZipFile(BytesIO(old)) as before, ZipFile(BytesIO(data)) as after:
        types = after.read("[Content_Types].xml").decode()
        assert 'PartName="/word/comments.xml"' in types
        assert "wordprocessingml.comments+xml" in types
        assert 'Target="comments.xml"' in after.read("word/_rels/document.xml.rels").decode()
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
        assert changed == {"[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"}
        assert set(after.namelist()) - set(before.namelist()) == {"word/comments.xml"}
    story = read_document(data, name="paper.docx").story(StoryKind.COMMENTS)
    assert story is not None
    assert [one.text for one in story.paragraphs] == ["Hm."]


def test_where_word_takes_no_comment_the_nearest_place_has_it() -> None:
    """A note's is at its mark, a text box's at the paragraph before, one on nothing at the first words."""
    box = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{paragraph('In a box.')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    body = (
        paragraph("")
        + paragraph("Title.")
        + paragraph("So it is", '<w:r><w:footnoteReference w:id="2"/></w:r>', ", they say.")
        + paragraph(box)
    )
    document = read(docx(body, parts={"footnotes": NOTE}))

    data = marked(
        document,
        [
            Remark(span_of(document, "Roe"), ("On a note.",)),
            Remark(span_of(document, "In a box"), ("On a box.",)),
            Remark(None, ("On the paper.",)),
        ],
    )

    assert commented(data) == {
        "On a note.": "",
        "On a box.": "So it is, they say.",
        "On the paper.": "Title.",
    }
    with ZipFile(BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode()
        assert re.search(r'<w:commentRangeStart w:id="0"/><w:r><w:footnoteReference', xml)
        assert "commentRangeStart" not in archive.read("word/footnotes.xml").decode()


def test_a_paper_without_words_takes_no_comment() -> None:
    """There is nothing to put it to, and that is said."""
    with pytest.raises(CannotEdit):
        marked(read(docx(paragraph(""))), [Remark(None, ("Empty.",))])


def test_a_change_can_be_accepted_and_taken_back() -> None:
    """The old words are kept as deleted, the new ones inserted, both in the look of the old."""
    document = read(docx(paragraph(run("See Smith "), run("and Roe", "<w:b/>"), run(", 2020."))))
    change = Edit(span_of(document, "Smith and"), "Smith &")

    data = marked(document, [Remark(change.span, ("Write &.",))], [change])

    assert read(data).parts[0].text == "See Smith & Roe, 2020.\n"
    with ZipFile(BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode()
    assert re.findall(r"<w:delText[^>]*>([^<]*)<", xml) == ["Smith ", "and"]
    assert re.search(r'<w:ins w:id="\d+" w:author="citekit" w:date="2026-03-02T00:00:00Z"><w:r>', xml)
    assert '<w:rPr><w:b/></w:rPr><w:delText xml:space="preserve">and' in xml
    ids = re.findall(r'<w:(?:ins|del) w:id="(\d+)"', xml)
    assert len(ids) == len(set(ids)) == 3


def test_what_a_program_writes_anew_is_not_changed() -> None:
    """A tracked change in a field would be lost at the next refresh; in an insertion it has no end."""
    inserted = f'<w:ins w:id="3" w:author="Ann">{run("Typed (Doe and Roe).")}</w:ins>'
    document = read(docx(paragraph("Plain and so. ", inserted, zotero([{"id": 1}], "(Smith and Poe)"))))
    spans = [span_of(document, words) for words in ("Plain and", "Doe and", "Smith and")]

    changes = trackable(document, [Edit(span, "x") for span in spans])

    assert [change.span for change in changes] == spans[:1]


def test_a_document_in_the_strict_form_stays_in_it() -> None:
    """New elements are in the namespace of the others."""
    document = read(docx(paragraph("Strict words."), namespace=STRICT_W))

    data = marked(document, [Remark(span_of(document, "words"), ("Hm.",))])

    with ZipFile(BytesIO(data)) as archive:
        assert STRICT_W.encode() in archive.read("word/comments.xml")
    assert commented(data) == {"Hm.": "words"}


@given(
    cuts=st.lists(st.integers(min_value=1, max_value=9), min_size=1, max_size=6),
    spans=st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)), min_size=1, max_size=5),
)
def test_comments_may_stand_anywhere(cuts: list[int], spans: list[tuple[int, int]]) -> None:
    """In any runs, across each other and one in the other, and the text stays as it is."""
    text = "Smith and Roe (2020) say what they saw there."
    runs, position = [], 0
    for cut in (*cuts, len(text)):
        if text[position : position + cut]:
            runs.append(run(text[position : position + cut]))
        position += cut
    document = read(docx(paragraph(*runs)))
    remarks = [
        Remark(Span(start, start + length), (f"Remark {number}",))
        for number, (start, length) in enumerate(spans)
    ]

    data = marked(document, remarks)

    assert read(data).parts[0].text == document.parts[0].text
    assert commented(data) == {
        remark.paragraphs[0]: text[remark.span.start : remark.span.end] for remark in remarks if remark.span
    }


@pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice or poppler-utils is not installed",
)
def test_libreoffice_reads_the_comments_and_the_changes(tmp_path: Path) -> None:
    """Another program than Word opens the copy, and shows what was remarked and changed."""
    document = read(docx(paragraph("See Smith and Roe, 2020."), parts={"comments": OLD_COMMENT}))
    change = Edit(span_of(document, "and"), "&")
    (tmp_path / "a.docx").write_bytes(
        marked(document, [Remark(span_of(document, "2020"), ("A remark.",))], [change])
    )

    subprocess.run(
        (
            *("soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"),
            *("--convert-to", "fodt", "--outdir", str(tmp_path), str(tmp_path / "a.docx")),
        ),
        check=True,
        capture_output=True,
        timeout=120,
    )

    shown = (tmp_path / "a.fodt").read_text("utf-8")
    assert re.search(r"<dc:creator>citekit</dc:creator>", shown)
    assert "A remark." in shown
    assert "<text:deletion>" in shown
    assert "<text:insertion>" in shown

"""A file that is no sound Word document is refused in one sentence, before it can do harm."""

from __future__ import annotations

import struct
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import UnreadableText
from citekit.word.package import open_package
from citekit.word.reading import read_document
from tests.word.docx_file import docx, paragraph, zipped

SOUND = docx(paragraph("text"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
TYPES = {"[Content_Types].xml": b"<Types/>"}
LAUGHS = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


def _locked() -> bytes:
    """Return a zip file whose first member says that it is encrypted."""
    data = bytearray(SOUND)
    place = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, place + 8, 1)
    return bytes(data)


def _damaged() -> bytes:
    """Return a document in whose main part a few bytes are wrong."""
    data = bytearray(SOUND)
    place = data.index(b"word/document.xml") + len("word/document.xml")
    data[place + 10 : place + 30] = bytes(20)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "paper.docx: is empty"),
        (b" \n ", "paper.docx: is empty"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "paper.docx: is locked by a password"),
        (OLE + "WordDocument".encode("utf-16-le"), "paper.docx: is a .doc of Word 97 to 2003"),
        (OLE, "paper.docx: is a file of an older Office program"),
        (b"%PDF-1.7", "paper.docx: is a PDF, not a Word document"),
        (b"{\\rtf1\\ansi", "paper.docx: is rich text (RTF), not a Word document"),
        (b"\n<!doctype HTML><p>", "paper.docx: is a web page, not a Word document"),
        (b"\x89PNG", "paper.docx: is no Word document"),
        (b"Dear reader", "paper.docx: is no Word document"),
        (SOUND[: len(SOUND) // 2], "paper.docx: breaks off: the end of the document is missing"),
        (b"PK\x03\x04", "paper.docx: breaks off"),
        (zipped({"a.txt": b"a"}), "paper.docx: is a zip file, not a Word document"),
        (
            zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}),
            "paper.docx: is an OpenDocument file, not a Word document",
        ),
        (zipped({"mimetype": b"application/epub+zip"}), "paper.docx: is an EPUB book, not a Word document"),
        (zipped(TYPES), "paper.docx: is no Word document: no part of it is the text"),
        (
            docx("", extra={"_rels/.rels": b"<a"}),
            "paper.docx, _rels/.rels:1: breaks off",
        ),
        (_locked(), "paper.docx: is locked by a password"),
        (_damaged(), "paper.docx: is damaged: word/document.xml cannot be unpacked"),
        (docx("", extra={"../evil": b""}), "paper.docx: holds a file '../evil' that would lie outside of it"),
        (docx("", extra={"word/../../evil": b""}), "that would lie outside of it"),
        (docx("", extra={"/etc/passwd": b""}), "that would lie outside of it"),
        (docx("", extra={"C:\\evil": b""}), "that would lie outside of it"),
        (docx("", extra={"WORD/document.xml": b"<a/>"}), "holds WORD/document.xml twice"),
        (docx("", extra={"word/media/x": b"\0" * 20_000_000}), "is a bomb: word/media/x unpacks to far more"),
        (docx("", extra={"word/document.xml": LAUGHS}), "word/document.xml:1: declares a document type"),
        (docx("<w:p><w:r>"), "paper.docx, word/document.xml:2"),
        (docx("<w:sdt>" * 500 + "</w:sdt>" * 500), "nests elements more than 150 deep"),
    ],
)  # fmt: skip
def test_what_is_no_sound_document_is_refused(data: bytes, sentence: str) -> None:
    """The sentence says what the file is instead, and what to do."""
    with pytest.raises(UnreadableText) as raised:
        read_document(data, name="paper.docx")

    assert sentence in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_workbook_is_told_by_its_part() -> None:
    """Other Office files are packages too."""
    target = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    target += b'<Relationship Id="a" Type="x/officeDocument" Target="/xl/workbook.xml"/></Relationships>'
    data = docx("", extra={"_rels/.rels": target, "xl/workbook.xml": b"<a/>"})

    with pytest.raises(UnreadableText, match="is an Excel workbook, not a Word document"):
        read_document(data, name="paper.docx")


def test_parts_are_found_by_relationships_and_not_by_their_names() -> None:
    """A main part may be called anything, and a target may be absolute, relative or escaped."""
    rels = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    rels += b'<Relationship Id="a" Type="x/officeDocument" Target="/other/my%20text.xml"/>'
    rels += b'<Relationship Id="b" Type="x/thumbnail" Target="../../up.jpg"/></Relationships>'
    package = open_package(docx("", extra={"_rels/.rels": rels, "other/my text.xml": b"<a/>"}), name="x")

    assert package.main() == "other/my text.xml"
    assert "up.jpg" not in package
    assert package.read("up.jpg") == b""
    assert "Word/Document.XML" in package


@settings(max_examples=60)
@given(data=st.data())
def test_a_document_with_wrong_bytes_is_read_or_refused(data: st.DataObject) -> None:
    """Whatever a disk does to a document, it costs one sentence at most."""
    damaged = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    whole = data.draw(st.booleans())
    end = len(damaged) if whole else data.draw(st.integers(0, len(damaged)))
    with suppress(UnreadableText):
        read_document(bytes(damaged[:end]), name="x")

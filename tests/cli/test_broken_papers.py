"""Papers that are broken, locked, or no papers at all: one sentence each, and never status 0."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.checks.bed.word_paper import word_paper
from tests.conftest import Citekit
from tests.documents.pdf.made_pdf import Words, made_pdf
from tests.word.docx_file import docx, paragraph, zipped

TEXT = """\
# Sleep

Sleep matters for memory (Walker, 2017).

# References

Walker, M. (2017). *Why we sleep*. Scribner.
"""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)
TYPES = {"[Content_Types].xml": b"<Types/>"}
PAGE = [Words("Sleep matters for memory (Walker, 2017).", 72, 700)]


def _bomb() -> bytes:
    return zipped({**TYPES, "word/document.xml": b"<w:document>" + b"0" * 60_000_000})


BROKEN: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "locked": (
        "a.docx",
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
        "is locked by a password",
    ),
    "truncated": ("a.docx", lambda: word_paper(TEXT)[:900], "breaks off: the end of the document is missing"),
    "bomb": ("a.docx", _bomb, "is a bomb: word/document.xml unpacks to far more than"),
    "no text part": ("a.docx", lambda: zipped(TYPES), "is no Word document: no part of it is the text"),
    "outside": (
        "a.docx",
        lambda: zipped({**TYPES, "../evil.xml": b"<a/>"}),
        "holds a file '../evil.xml' that would lie outside of it",
    ),
    "no words": ("a.docx", lambda: docx(paragraph("")), "has no text"),
    "no XML": (
        "a.docx",
        lambda: zipped({**TYPES, "word/document.xml": b"<w:document xmlns:w='u'><w:body><w:p>"}),
        "breaks off inside",
    ),
    "scanned": ("a.pdf", lambda: made_pdf([[]], picture=True), "has no text, only pictures of its pages"),
    "half a PDF": ("a.pdf", lambda: made_pdf([PAGE])[:300], "is damaged: it is no PDF that can be opened"),
    "50 MB": ("a.txt", lambda: b"Some words. " * 4_200_000, "is 50 MB of text"),
    "PDF as docx": ("a.docx", lambda: made_pdf([PAGE]), "is named .docx and is a PDF"),
    "docx as text": ("a.txt", lambda: word_paper(TEXT), "is named .txt and is a Word document"),
    "docx as PDF": ("a.pdf", lambda: word_paper(TEXT), "is named .pdf and is a Word document"),
    "Word 97": (
        "a.doc",
        lambda: OLE + "WordDocument".encode("utf-16-le"),
        "is a Word document of before 2007, which is not read yet",
    ),
    "Word 97 as docx": (
        "a.docx",
        lambda: OLE + "WordDocument".encode("utf-16-le"),
        "is a .doc of Word 97 to 2003",
    ),
    "OpenDocument": (
        "a.odt",
        lambda: b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
        "is an OpenDocument text, which is not read yet",
    ),
    "Pages": (
        "a.pages",
        lambda: zipped({"Index/Document.iwa": b"x"}),
        "is a Pages document, which is not read yet",
    ),
    "Excel": ("a.xlsx", lambda: zipped({**TYPES, "xl/workbook.xml": b""}), "is an Excel workbook and no"),
    "picture": ("a.png", lambda: PNG, "is a picture and no paper"),
    "bibliography": ("refs.bib", lambda: b"@book{a, title={T}}", "is a file of records and no paper"),
    "record": ("a.yaml", lambda: b"title: T", "is a file of records and no paper"),
    "picture without a name": ("scan", lambda: b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(90), "is a picture"),
    "picture as docx": ("a.docx", lambda: PNG, "is named .docx and is a picture"),
    "RTF": ("a.rtf", lambda: b"{\\rtf1 Sleep}", "is RTF, which is not read yet"),
    "empty text": ("a.txt", lambda: b"", "is empty"),
    "empty Markdown": ("a.md", lambda: b"\n \n", "is empty"),
    "empty docx": ("a.docx", lambda: b"", "is empty"),
    "empty PDF": ("a.pdf", lambda: b"", "is empty"),
    "binary": ("a.txt", lambda: bytes(range(256)) * 40, "so it is no text"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_paper_is_one_sentence(citekit: Citekit, case: str) -> None:
    """What is the matter is on one line, what to do on the next, and there is no report."""
    name, data, sentence = BROKEN[case]
    (citekit.cwd / name).write_bytes(data())

    ended = citekit("check", name)

    assert (ended.status, ended.out) == (1, "")
    lines = ended.err.splitlines()
    assert lines[0].startswith(f"error: {name}")
    assert sentence in lines[0]
    assert len(lines) <= 2
    assert all(line.startswith("hint: ") for line in lines[1:])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_any_unicode_is_read(citekit: Citekit, encoding: str) -> None:
    """Windows programs save text in UTF-16, with a mark or without."""
    (citekit.cwd / "a.txt").write_bytes(TEXT.replace("*", "").encode(encoding))

    ended = citekit("check", "a.txt")

    assert ended.out.startswith("a.txt: 1 reference; 1 citation;")
    assert ("does not say so" in ended.out) == (encoding[-3:] in ("-le", "-be"))


def test_citations_without_a_list_are_a_finding(citekit: Citekit) -> None:
    """Whoever cites and lists nothing is told, and not that all is well."""
    (citekit.cwd / "a.md").write_text(
        "Sleep matters (Walker, 2017), and so do nights (Ekirch, 2005; Doe, 2019) and days (Roe, 2011)."
    )

    ended = citekit("check", "a.md")

    assert ended.status == 1
    assert "no list of references was found" in ended.out


def test_two_lists_are_told(citekit: Citekit) -> None:
    """The first line says that there are two, and where the second stands is a finding."""
    second = TEXT.replace("Walker", "Ekirch").replace("# Sleep", "# Night")
    (citekit.cwd / "a.md").write_text(f"{TEXT}\n{second}")

    ended = citekit("check", "a.md")

    assert ended.status == 1
    assert ended.out.startswith("a.md: 2 references; in 2 lists; 2 citations;")
    assert "a second list under the same heading" in ended.out

"""What files are that are no styles."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from citekit.style_check.unreadable import LARGEST
from tests.style_check.styles import check, style


def zipped() -> bytes:
    """Return a ZIP archive with a style in it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("style.csl", style())
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"404: Not Found", "is not XML"),
        (b'{"style": 1}', "is JSON, not XML"),
        (b"[]", "is JSON, not XML"),
        (b"<!DOCTYPE html>\n<html></html>", "is a web page, not a style"),
        (b"<HTML>", "is a web page, not a style"),
        (gzip.compress(style().encode()), "is compressed with gzip"),
        (zipped(), "is a ZIP archive or an office document"),
        (b"%PDF-1.7", "is a PDF file"),
        (style().encode("utf-16"), "is in UTF-16"),
        (style().encode("utf-16-le"), "is in UTF-16"),
        (style().encode("utf-16-be"), "is in UTF-16"),
        (style().encode("utf-32"), "is in UTF-32"),
        (style(citation="\0").encode(), "is no text: it holds NUL characters"),
        (style(citation="é").encode("latin-1"), "is not in UTF-8: byte 0xE9 is no part of a character"),
        (b"x" * (LARGEST + 1), "is longer than 2 MB, which no style is"),
        (b"<foo/>", "is no CSL style: its root is <foo>"),
        (b"<style/>", "<style> is not of the namespace of CSL"),
    ],
)
def test_a_file_that_is_no_style_is_called_what_it_is(data: bytes, sentence: str) -> None:
    """There is one problem, it is fatal, and it says what to do."""
    (problem,) = check(data)

    assert problem.message == sentence
    assert problem.remedy
    assert problem.fatal


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("a & b", (2, 3), "an & that begins no character reference"),
        ("é &nbsp; b", (2, 3), "an entity that XML does not have"),
        ("&#0;", (2, 1), "a reference to a character that XML does not allow"),
        ("a \x01", (2, 3), "a control character (U+0001)"),
        ("<text value='<'/>", (2, 14), "a < that begins no tag"),
        ("<text value=x/>", (2, 13), "is not well-formed XML here"),
        ('<text value="a" value="b"/>', (2, 17), "the same attribute twice on one element"),
        ("<x:text/>", (2, 1), "a prefix that is not declared"),
        ("<group>\n</choose>", (3, 1), "</choose> closes nothing: <group> of line 2 is open"),
        ("<![CDATA[", (2, 1), "a CDATA section that never ends"),
        ("<!-- never", (2, 1), "a tag, comment or quotation that begins here never ends"),
        ("</layout></citation></style>\n<x/>", (3, 1), "something follows the end of the style"),
    ],
)
def test_broken_xml_is_told_where_it_breaks(text: str, place: tuple[int, int], sentence: str) -> None:
    """The parser's fault has a sentence of citekit's own, with line and column."""
    (problem,) = check(style(citation=text))

    assert (problem.line, problem.column, problem.message) == (*place, sentence)


def test_a_file_that_was_cut_off_anywhere_is_one_problem() -> None:
    """Each beginning of a style that is not all of it gives one sentence."""
    text = style().encode()

    for length in range(len(text)):
        assert len(check(text[:length])) == 1, length

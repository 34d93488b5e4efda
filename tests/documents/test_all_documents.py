"""Which format a paper is in, and what every format must satisfy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import citekit.documents.pdf.reading  # noqa: F401 (hypothesis would time the import, which is slow)
from citekit.documents.all_documents import DOCUMENTS, guess_document, read_document
from citekit.documents.blocks import RunKind
from citekit.documents.document import Document, DocumentFormat, Edit
from citekit.errors import UnreadableText

FORMATS = pytest.mark.parametrize("format_", DOCUMENTS.values(), ids=DOCUMENTS)
ATOMS = (
    *(
        "[@a, p. 3]",
        "@b",
        "[cite:@c]",
        '<cite data-key="d">',
        "</cite>",
        "<p>",
        "</p>",
        "<b>",
        "&amp;",
        "<!--",
        "-->",
    ),
    *(
        "[fn:1]",
        "[fn::",
        "]",
        "[",
        "* ",
        "#+begin_src\n",
        "#+end_src\n",
        "#+title: ",
        "/",
        "=",
        "~",
        "| ",
        ":a:\n",
    ),
    *(
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "word",
        "References",
        "Smith, J. (2020). ",
        "é",
        "<script>",
        "</script>",
        "$",
        "\\",
    ),
    *(
        "<div id=refs>",
        "</div>",
        "x@y.org",
        "<",
        ">",
        '"',
        "'",
        ";",
        "@{e f}",
        "[cite/t:see @g;",
        "[[u][v]]",
        "{",
        "}",
    ),
    *(
        r"\cite{a}",
        r"\parencites(x)[1]{c}[2]{d}",
        r"\footnote{",
        r"\textcite[see][",
        r"\emph{",
        r"\begin{thebibliography}{9}",
        r"\bibitem[l]{a} ",
        r"\end{thebibliography}",
        r"\newcommand{\x}[1]{see \cite{#1}}",
        r"\x{a}",
        r"\def\y{\y\y}",
        r"\y",
        r"\begin{document}",
        r"\end{document}",
        r"\verb|",
        r"\begin{verbatim}",
        r"\end{verbatim}",
        r"\textcquote{a}{",
        r"\nocite{*}",
        r"\bibliography{r}",
        r"\section{",
        r"\'e",
        "%",
        "~",
        "``",
        "''",
        "--",
        "&",
        r"\\",
        r"\iffalse",
        r"\fi",
        r"\url{",
        r"\input{z}",
        r"\$",
    ),
    *(
        "#cite(<h>)",
        '#cite(label("i j"), form: "prose")',
        "#footnote[",
        "#let x = (",
        "#quote(attribution: <k>)[",
        "#{",
        "@l[p. 3]",
        "@m[",
        '#bibliography("r.bib")',
        "```",
        "/*",
        "//",
        "= ",
        "- ",
        ")",
        "https://x.org/",
    ),
)
LATEX_SIGNS = "~`"
"""What stands for another character alone: a space, a quotation mark."""
texts = st.lists(st.sampled_from(ATOMS), max_size=30).map("".join) | st.text(max_size=40)


def read(format_: DocumentFormat, text: str) -> Document | None:
    """Return the document, None where the text is refused."""
    try:
        return format_.read(text.encode(), name="paper")
    except (UnreadableText, UnicodeEncodeError):
        return None


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.md", b"x", "markdown"),
        ("a.QMD", b"x", "markdown"),
        ("a.txt", b"# x [@a]", "text"),
        ("a.org", b"x", "org"),
        ("a.html", b"x", "html"),
        ("a.typ", b"x", "typst"),
        ("a.typ", b"```\n\\documentclass{x}\n```", "typst"),
        ("a.md", b"<html><p>", "markdown"),
        ("paper", b"<!DOCTYPE html><p>", "html"),
        ("paper", b"---\ntitle: x\n---\n", "markdown"),
        ("paper", b"See [@doe2020].", "markdown"),
        ("paper", b"#+TITLE: x\n", "org"),
        ("paper", b"Smith (2020) says.", "text"),
        ("paper.v2", b"Smith (2020) says.", "text"),
    ],
)
def test_the_name_decides_then_the_content(name: str, data: bytes, expected: str) -> None:
    """An extension that is known is believed; else the text tells."""
    assert expected == guess_document(name, data).NAME


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.md", b"%PDF-1.7", "a.md: is named .md and is a PDF"),
        ("a.txt", b"PK\x03\x04...word/document.xml", "a.txt: is named .txt and is a Word document"),
        ("a.org", b"{\\rtf1", "a.org: is named .org and is RTF"),
        ("a.docx", b"hello", "a.docx: is no Word document"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "a.docx: is a file of an older Office program",
        ),
        ("a", b"PK\x03\x04", "a: is a zip archive, which is not read yet"),
    ],
)
def test_a_wrong_extension_gets_a_sentence(name: str, data: bytes, sentence: str) -> None:
    """What a file is not is told with what it is, and what to do."""
    with pytest.raises(UnreadableText) as caught:
        read_document(data, name=name)

    assert str(caught.value) == sentence
    assert caught.value.hint


@FORMATS
def test_a_format_says_what_it_is(format_: DocumentFormat) -> None:
    """Names, descriptions and extensions are there."""
    assert format_.DESCRIPTION
    assert all(extension.startswith(".") for extension in format_.EXTENSIONS)


@FORMATS
@given(text=texts)
def test_a_reader_reads_anything(format_: DocumentFormat, text: str) -> None:
    """No text makes a reader fail, and what it says lies in the text and holds together."""
    document = read(format_, text)
    if document is None:
        return

    end = 0
    for citation in document.citations:
        assert end <= citation.span.start < citation.span.end <= len(text)
        end = citation.span.end
        assert 0 <= citation.block < len(document.blocks)
    for block in document.blocks:
        for run in block.runs:
            assert 0 <= run.span.start <= run.span.end <= len(text)
            source = document.source(run.span).replace("\r\n", " \n").replace("\r", "\n")
            if run.kind is RunKind.TEXT and len(source) == len(run.text) and "&" not in source:
                pairs = zip(source, run.text, strict=True)
                assert all(typed == shown or typed in LATEX_SIGNS for typed, shown in pairs)


@FORMATS
@given(text=texts)
def test_every_byte_outside_the_edits_stays(format_: DocumentFormat, text: str) -> None:
    """Edits replace their spans and nothing else."""
    document = read(format_, text)
    if document is None or not document.citations:
        return

    changed = format_.edit(document, [Edit(citation.span, "⟦⟧") for citation in document.citations])["paper"]

    kept, position = [], 0
    whole = document.parts[0].text
    for citation in document.citations:
        kept.append(whole[position : citation.span.start])
        position = citation.span.end
    kept.append(whole[position:])
    assert changed == document.parts[0].mark + "⟦⟧".join(kept).encode()

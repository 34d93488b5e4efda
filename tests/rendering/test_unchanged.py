"""What is no citation stays, in every format and whatever the paper holds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.documents.all_documents import DOCUMENTS
from citekit.documents.document import Document
from citekit.rendering.cited import Options
from citekit.rendering.finish import Finished, finish
from tests.rendering.test_cases import ITEMS, style_called

FORMATS = ("markdown", "html", "latex", "org", "text", "typst")
PIECES = st.lists(
    st.one_of(
        st.text("aZ1 *_[](){}@:;#<>|-`~^\\/$&'\".,\n\té\u00a0", max_size=12),
        st.sampled_from(
            [
                *("[@doe]", "@roe", "[see @doe, p. 3; -@nope]", "[cite:@doe]", "[cite/t:see @roe p. 3]"),
                *('<cite data-key="doe">', "</cite>", "<p>", "</p>", "<!--", "-->"),
                *(
                    r"\cite{doe}",
                    r"\textcite[see][p.~3]{roe}",
                    r"\parencites[1]{doe}{nope}",
                    r"\citealp{doe}",
                ),
                *(r"\footcite{roe}", r"\footnote{", r"\citeyear{doe}", r"\fullcite{doe}", r"\emph{", "}"),
                *(r"\begin{verbatim}", r"\end{verbatim}", "% ", r"\textcquote[3]{doe}{", "``", r"\x{doe}"),
                *(r"\newcommand{\x}[1]{as \cite{#1}}", r"\begin{document}", r"\end{document}", "\\\\"),
                *(r"\section{References}", r"\bibliography{r}", r"\nocite{*}", r"\begin{quote}", r"\item "),
                *("@doe[p. 3]", "#cite(<roe>)", '#cite(<doe>, form: "prose")', "#footnote[", "cite(<doe>)"),
                *("#{", "#f(", "#quote(attribution: <doe>)[", "\n= References\n", '#bibliography("r.bib")'),
                *("[^1]", "\n[^1]: ", "^[@doe]", "[fn:1]", "\n[fn:1] "),
                *("\r\n\r\n", "\n\n", "```\n", "# References\n", "| a | @doe |\n", "---\n"),
                *("\n::: {#refs}\n:::\n", "\n#+print_bibliography:\n", '<div id="refs"></div>'),
            ]
        ),
    ),
    max_size=12,
).map("".join)


def read_and_finish(text: str, format_: str, style: str, options: Options) -> tuple[Document, Finished]:
    """Return a paper of ``format_`` that holds ``text``, and the finished one."""
    document = DOCUMENTS[format_].read(text.encode(), name="paper")
    return document, finish(document, style_called(style), ITEMS, options)


def gaps(document: Document) -> list[str]:
    """Return the text between the citations of a paper, and between what is printed elsewhere."""
    text = document.parts[0].text
    pieces, position = [], 0
    spans = [one.span for one in document.citations]
    spans += [one.apart.place for one in document.citations if one.apart]
    for span in sorted(spans):
        pieces.append(text[position : span.start])
        position = span.end
    return [*pieces, text[position:]]


@pytest.mark.parametrize("format_", FORMATS)
@given(text=PIECES)
def test_everything_outside_citations_is_unchanged(format_: str, text: str) -> None:
    """Without a bibliography, every character between the citations of an author-date style stays.

    The spaces and rules of tables that are drawn with them are drawn anew.
    """
    document, done = read_and_finish(text, format_, "apa", Options(bibliography=False))

    drawn = str.maketrans("", "", " -=") if document.tables else {}
    pattern = ".*?".join(re.escape(gap.translate(drawn)) for gap in gaps(document))
    assert re.fullmatch(pattern, done.data.decode().translate(drawn), re.DOTALL)


@pytest.mark.parametrize("format_", FORMATS)
@given(text=PIECES)
def test_notes_take_no_words(format_: str, text: str) -> None:
    """In a note style every word between the citations stays, in its order; only punctuation moves."""
    document, done = read_and_finish(text, format_, "chicago-notes-bibliography", Options())

    if document.bibliographies:
        return
    text, position = done.data.decode(), 0
    for word in (word for gap in gaps(document) for word in re.findall(r"\w+", gap)):
        position = text.find(word, position) + len(word)
        assert position >= len(word), word


@pytest.mark.parametrize("format_", FORMATS)
@given(text=PIECES)
def test_a_paper_that_cites_nothing_is_unchanged(format_: str, text: str) -> None:
    """Byte for byte."""
    document, done = read_and_finish(text.replace("@", "a"), format_, "apa", Options())

    if not document.citations and not document.metadata.nocite and not document.metadata.nocite_all:
        assert done.data == text.replace("@", "a").encode()

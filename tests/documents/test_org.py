"""Papers in Org-mode."""

from __future__ import annotations

from citekit.csl.citation import Locator, Mode
from citekit.documents.blocks import BlockKind
from citekit.documents.citations import AsideKind
from citekit.documents.document import Document
from citekit.documents.org import org
from citekit.markup.inline import write_inline
from citekit.markup.tree import Format, plain
from tests.tables import CASES

PAPER = (CASES / "documents" / "paper.org").read_bytes()


def read(text: str) -> Document:
    """Return an Org text as a document."""
    return org.read(text.encode(), name="paper.org")


def test_every_form_of_a_citation_is_found() -> None:
    """Styles, variants, common prefixes and suffixes, in text, lists, tables, quotes and notes."""
    document = org.read(PAPER, name="paper.org")

    found = [
        (citation.command, citation.mode.value, citation.keys, citation.note)
        for citation in document.citations
    ]

    assert found == [
        ("", "normal", ("a",), 0),
        ("t", "composite", ("b", "c"), 0),
        ("na/b", "normal", ("d",), 0),
        ("", "normal", ("e", "f"), 0),
        ("", "normal", ("g",), 2),
        ("", "normal", ("h",), 0),
        ("a", "author-only", ("i",), 0),
        ("", "normal", ("j",), 0),
        ("", "normal", ("l",), 1),
    ]
    assert [aside.kind for aside in document.asides] == [AsideKind.NOCITE]
    assert document.metadata.nocite_all


def test_prefixes_and_suffixes_are_shared_out() -> None:
    """What stands before the first key and after the last semicolon belongs to the first and last cite."""
    [citation] = read("[cite:common /see/; pre @e pp. 3-4 and more; @f; all together]").citations

    first, last = citation.cites

    assert write_inline(first.prefix) == "common <i>see</i> pre"
    assert (first.locator, plain(first.suffix)) == (Locator("page", "3-4"), " and more")
    assert plain(last.suffix) == " all together"


def test_the_head_says_what_to_do() -> None:
    """Keywords give bibliography, style and language; #+print_bibliography is the place."""
    document = org.read(PAPER, name="paper.org")

    metadata = document.metadata
    [place] = document.bibliographies

    assert metadata.bibliography == ("refs.bib", "more refs.json")
    assert (metadata.csl, metadata.lang, metadata.title) == ("apa.csl", "de", "A paper")
    assert document.source(place.span).startswith("#+print_bibliography:")
    assert place.attributes == {"type": "book", "title": "Books: a list"}


def test_without_an_author() -> None:
    """The style na suppresses the author of each cite."""
    [citation] = read("[cite/na:@a;@b]").citations

    assert [cite.mode for cite in citation.cites] == [Mode.SUPPRESS_AUTHOR] * 2


def test_what_is_no_citation() -> None:
    """Verbatim text, code, comments, fixed width, brackets without a key and addresses are left alone."""
    text = "=[cite:@a]= ~[cite:@a]~ [cite:a] [cite:@a\n: [cite:@a]\n# [cite:@a]\n"
    text += "#+begin_src x\n[cite:@a]\n#+end_src\n@a x@y.z"

    assert read(text).citations == ()


def test_emphasis_is_seen() -> None:
    """Italics and bold stand in the runs, their marks do not."""
    [block] = read("A /slanted *both*/ word and a/b/c, x^{2}.").blocks

    assert block.kind is BlockKind.PARAGRAPH
    assert block.text == "A slanted both word and a/b/c, x2."
    assert block.formats_of(10, 14) == {Format.ITALIC, Format.BOLD}

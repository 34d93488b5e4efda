"""Papers in HTML."""

from __future__ import annotations

from citekit.csl.citation import Locator, Mode
from citekit.documents import html
from citekit.documents.document import Document
from citekit.markup.tree import Format, plain
from tests.tables import CASES


def read(text: str) -> Document:
    """Return a page as a document."""
    return html.read(text.encode(), name="page.html")


def test_citations_are_elements_or_keys_in_brackets() -> None:
    """Both are found in text; scripts, code, comments, attributes and handles are not looked into."""
    document = html.read((CASES / "documents" / "page.html").read_bytes(), name="page.html")

    found = [(citation.keys, document.source(citation.span)[:16]) for citation in document.citations]

    assert found == [
        (("a",), '<cite data-key="'),
        (("b",), "[see <em>also</e"),
        (("d",), "[-@d]"),
        (("e",), "[@e]"),
    ]
    assert document.metadata.title == "T & U"
    assert [document.source(place.inner) for place in document.bibliographies] == ["<p>old</p>"]


def test_attributes_say_what_stands_around_the_key() -> None:
    """Locator, prefix, suffix and mode of a cite element."""
    [citation] = read(
        "<p><cite data-key='a; b' data-prefix=see data-locator='chap. 2'"
        " data-suffix=' and' data-mode=composite>x</cite>"
    ).citations

    first, last = citation.cites

    assert (first.key, plain(first.prefix), first.locator) == ("a", "see", None)
    assert (last.key, last.locator, plain(last.suffix)) == ("b", Locator("chapter", "2"), " and")
    assert citation.mode is Mode.COMPOSITE


def test_a_reader_sees_text_and_italics() -> None:
    """Entities are characters, elements are formats, a code element does not end the paragraph."""
    [block] = read("<p>A &amp; <i>B &lt; C</i> <code>x</code> in <a href='u'>D</a>.</p>").blocks

    assert block.text == "A & B < C  in D."
    assert block.formats_of(4, 9) == {Format.ITALIC}
    assert block.formats_of(0, 5) == frozenset()
    assert [run.url for run in block.runs if run.text == "D"] == ["u"]


def test_brackets_around_a_cite_element_are_text() -> None:
    """The element is the citation, and no other overlaps it."""
    document = read('<p>[<cite data-key="doe">x</cite> and @roe], [see @lee].</p>')

    assert [one.keys for one in document.citations] == [("doe",), ("lee",)]

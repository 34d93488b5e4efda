"""HTML."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.markup.tree import Block, Display, Format, Link, Markup, Styled, Text
from citekit.output import html
from citekit.output.base import clean, close_bidi
from tests.output.trees import HOSTILE, TREES


class _Reader(HTMLParser):
    """Reads back the characters, the elements and the attributes of a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.characters = ""
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.feed(text)
        self.close()

    def handle_data(self, data: str) -> None:
        self.characters += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_characters(title: str) -> None:
    """A browser finds no element and no attribute in a title, only its characters."""
    found = _Reader(html.write((Text(title),)))
    assert found.tags == []
    squeezed = "".join(found.characters.split())
    assert squeezed == "".join(close_bidi(clean(title)).split())


@given(TREES)
def test_only_the_elements_of_the_tree_appear(markup: Markup) -> None:
    """Whatever the characters are, the elements are those the writer knows."""
    found = _Reader(html.write(markup))
    assert set(found.tags) <= {"i", "b", "em", "sup", "sub", "span", "a"}
    assert found.attributes <= {"style", "href"}


@pytest.mark.parametrize(
    ("format_", "written"),
    [
        (Format.ITALIC, "<i>x</i>"),
        (Format.OBLIQUE, "<em>x</em>"),
        (Format.BOLD, "<b>x</b>"),
        (Format.SMALL_CAPS, '<span style="font-variant:small-caps;">x</span>'),
        (Format.UNDERLINE, '<span style="text-decoration:underline;">x</span>'),
        (Format.SUPERSCRIPT, "<sup>x</sup>"),
        (Format.SUBSCRIPT, "<sub>x</sub>"),
        (Format.NORMAL_STYLE, '<span style="font-style:normal;">x</span>'),
        (Format.LIGHT, '<span style="font-weight:light;">x</span>'),
        (Format.BASELINE, '<span style="baseline">x</span>'),
    ],
)
def test_formats_are_the_shared_elements(format_: Format, written: str) -> None:
    """Each format is written as citeproc-js writes it."""
    assert html.write((Styled(format_, (Text("x"),)),)) == written


@pytest.mark.parametrize("format_", Format)
def test_every_format_can_be_written(format_: Format) -> None:
    """No format is missing from the table."""
    assert "x" in html.write((Styled(format_, (Text("x"),)),))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("R&D <i>", "R&#38;D &#60;i&#62;"),
        ('"straight" quotes', '"straight" quotes'),
        ("two  spaces", "two\u00a0 spaces"),
        ("« Où ? »", "«\u202fOù\u202f?\u202f»"),
        ("10² 1ᵉʳ ACME™", "10<sup>2</sup> 1<sup>e</sup><sup>r</sup> ACME<sup>TM</sup>"),
        ("H₂O, a b", "H₂O, a b"),
    ],
)
def test_characters(text: str, written: str) -> None:
    """Escapes are numeric, quotes stay, spaces and superscripts are as CSL processors write them."""
    assert html.write((Text(text),)) == written


def test_the_shape_of_a_bibliography() -> None:
    """Entries stand in ``csl-entry`` within ``csl-bib-body``, with blocks in their own elements."""
    numbered = (
        Block(Display.LEFT_MARGIN, (Text("[1]"),)),
        Block(Display.RIGHT_INLINE, (Text("Doe."),)),
    )
    entries = [BibliographyEntry("a", (Text("Plain."),)), BibliographyEntry("b", numbered)]
    assert html.write_bibliography(entries, BibliographyLayout()) == (
        '<div class="csl-bib-body">\n'
        '  <div class="csl-entry">Plain.</div>\n'
        '  <div class="csl-entry">\n'
        '    <div class="csl-left-margin">[1]</div><div class="csl-right-inline">Doe.</div>\n'
        "  </div>\n"
        "</div>"
    )
    assert html.write_bibliography([], BibliographyLayout()) == '<div class="csl-bib-body">\n</div>'


def test_links() -> None:
    """A web address is a link with its attribute closed to attack; a script is text."""
    link = Link('https://example.org/?a=1&b="', (Text("x"),))
    assert html.write((link,)) == '<a href="https://example.org/?a=1&#38;b=%22">x</a>'
    assert html.write((Link("javascript:alert(1)", (Text("x"),)),)) == "x"
    nested = Link("https://x", (Text("a"), Link("https://y", (Text("b"),))))
    assert html.write((nested,)) == '<a href="https://x">ab</a>'

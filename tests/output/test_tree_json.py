"""The tree as JSON."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.markup.tree import Block, Display, Format, Link, Markup, Origin, Styled, Text
from citekit.output import tree_json
from tests.output.tree_json_reading import read, read_bibliography, read_citations
from tests.output.trees import HOSTILE, LINES, PAGES

_LAYOUTS = st.builds(
    BibliographyLayout,
    hanging_indent=st.booleans(),
    entry_spacing=st.integers(0, 9),
    line_spacing=st.integers(1, 9),
    second_field_align=st.sampled_from(["", "flush", "margin"]),
    max_offset=st.integers(0, 99),
)


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_a_string(title: str) -> None:
    """The text is exact, and written so that it acts neither on a terminal nor in an HTML page."""
    written = tree_json.write((Text(title),))

    assert json.loads(written) == [{"text": title}]
    assert not {unicodedata.category(char) for char in written} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert "<" not in written


def test_nodes() -> None:
    """Formats are the CSL attribute and its value; origins say variable, part, element and line."""
    origin = Origin("author", "family", "names", 12)
    markup = (
        Styled(Format.ITALIC, (Text("Ö", origin), Styled(Format.NORMAL_STYLE, (Text(", "),)))),
        Link("https://x.org/<>", (Text("x", Origin(element="text")),)),
        Block(Display.LEFT_MARGIN, (Text("1", Origin()),)),
    )

    assert tree_json.write(markup) == (
        '[{"font-style": "italic", "children": [{"text": "Ö", "origin":'
        ' {"variable": "author", "part": "family", "element": "names", "line": 12}},'
        ' {"font-style": "normal", "children": [{"text": ", "}]}]},'
        ' {"link": "https://x.org/\\u003c>", "children": [{"text": "x", "origin": {"element": "text"}}]},'
        ' {"display": "left-margin", "children": [{"text": "1", "origin": {}}]}]'
    )


def test_a_bibliography_is_an_object() -> None:
    """It holds the layout under its CSL names, and the entries, one a line."""
    layout = BibliographyLayout(hanging_indent=True, second_field_align="flush", max_offset=3)

    assert tree_json.write_bibliography([BibliographyEntry("a<b", (Text("A"),))], layout) == (
        '{"layout": {"hanging-indent": true, "entry-spacing": 1, "line-spacing": 1,'
        ' "second-field-align": "flush", "max-offset": 3}, "entries": [\n'
        '{"id": "a\\u003cb", "markup": [{"text": "A"}]}\n'
        "]}"
    )


def test_citations_are_an_array() -> None:
    """One citation a line, and an array even if there is none."""
    assert tree_json.write_citations([(Text("a"),), ()]) == '[\n[{"text": "a"}],\n[]\n]'
    assert tree_json.write_citations([]) == "[]"


@given(st.one_of(LINES, PAGES))
def test_a_markup_comes_back(markup: Markup) -> None:
    """Every node, format, link, block and origin is the same after writing and reading."""
    assert read(tree_json.write(markup)) == markup


@given(st.lists(LINES, max_size=3))
def test_citations_come_back(citations: list[Markup]) -> None:
    """In their order, each as it was."""
    assert read_citations(tree_json.write_citations(citations)) == tuple(citations)


@given(st.lists(st.builds(BibliographyEntry, st.text(), PAGES), max_size=3), _LAYOUTS)
def test_a_bibliography_comes_back(entries: list[BibliographyEntry], layout: BibliographyLayout) -> None:
    """Entries with their ids, and every part of the layout."""
    assert read_bibliography(tree_json.write_bibliography(entries, layout)) == (tuple(entries), layout)


def test_text_and_addresses_are_exact() -> None:
    """What other writers clean or refuse is kept here."""
    markup = (Text("\x1b\x00\ud800\u202e"), Link("javascript:alert(1)", ()))
    assert read(tree_json.write(markup)) == markup

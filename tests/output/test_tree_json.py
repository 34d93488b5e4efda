"""The tree as JSON."""

from __future__ import annotations

import json
import unicodedata

import pytest

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.markup.tree import Block, Display, Format, Link, Origin, Styled, Text
from citekit.output import tree_json
from tests.output.trees import HOSTILE


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

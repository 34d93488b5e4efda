"""Reading the JSON of a tree."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.errors import UnreadableText
from citekit.markup.tree import Link, Markup, Text
from citekit.output import tree_json
from citekit.output.read_tree_json import read, read_bibliography, read_citations
from tests.output.trees import LINES, PAGES

_LAYOUTS = st.builds(
    BibliographyLayout,
    hanging_indent=st.booleans(),
    entry_spacing=st.integers(0, 9),
    line_spacing=st.integers(1, 9),
    second_field_align=st.sampled_from(["", "flush", "margin"]),
    max_offset=st.integers(0, 99),
)


def _grow_json(children: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    keys = st.sampled_from(
        ["text", "children", "font-style", "display", "link", "origin", "layout", "entries"]
    )
    return st.lists(children, max_size=3) | st.dictionaries(keys, children, max_size=3)


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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[{]", "a.json:1:3: not JSON: Expecting property name enclosed in double quotes"),
        ("{}", "a.json: the whole is no array"),
        ("[1]", "a.json: [0] is no object"),
        ('[{"text": 1}]', "a.json: [0].text is no string"),
        ('[{"text": "x", "colour": "red"}]', 'a.json: [0] has the unknown key "colour"'),
        ('[{"text": "x", "origin": {"line": true}}]', "a.json: [0].origin.line is no whole number"),
        ('[{"children": []}]', 'a.json: [0] has neither "text" nor one thing beside "children"'),
        (
            '[{"font-style": "italic", "children": [{"font-style": "x", "children": []}]}]',
            'a.json: [0].children[0]: "font-style" is none of the formats, displays and links there are',
        ),
        (
            '[{"display": ["block"], "children": []}]',
            'a.json: [0]: "display" is none of the formats, displays and links there are',
        ),
        ("[" * 100_000, "a.json: nested too deeply for a markup tree"),
        ("[" + "1" * 5_000 + "]", "a.json: Exceeds the limit"),
    ],
)
def test_what_is_no_tree_gets_a_sentence(text: str, said: str) -> None:
    """Faults are named with the place in the file or the tree."""
    with pytest.raises(UnreadableText) as caught:
        read(text, name="a.json")
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"layout": {}}', '<json>: the whole lacks "entries"'),
        ('{"layout": {"x": 1}, "entries": []}', '<json>: layout has the unknown key "x"'),
        ('{"layout": {}, "entries": [{"id": "a"}]}', '<json>: entries[0] lacks "markup"'),
        (
            '{"layout": {}, "entries": [{"id": "a", "markup": [0]}]}',
            "<json>: entries[0].markup[0] is no object",
        ),
    ],
)
def test_what_is_no_bibliography_gets_a_sentence(text: str, said: str) -> None:
    """What is missing or unknown is named."""
    with pytest.raises(UnreadableText) as caught:
        read_bibliography(text)
    assert str(caught.value) == said


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=3), _grow_json, max_leaves=9)
)
def test_no_json_makes_it_fail(value: object) -> None:
    """Any JSON is read or refused with a sentence."""
    for reader in (read, read_citations, read_bibliography):
        with contextlib.suppress(UnreadableText):
            reader(json.dumps(value))

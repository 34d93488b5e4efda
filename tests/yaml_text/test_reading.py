"""YAML text to strings with places."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import UnreadableText
from citekit.yaml_text import reading
from citekit.yaml_text.reading import (
    RECORD_LIMITS,
    Limits,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Span,
    Style,
    decode,
    read_yaml,
)
from citekit.yaml_text.values import plain_value
from tests.yaml_text.documents import Text, documents

PARSERS = [reading._PARSER, reading._PythonParser]


def root(text: str) -> Node:
    """The root of a text that has one."""
    node = read_yaml(text, name="test").root
    assert node is not None
    return node


def refused(text: str, parser: Any = reading._PARSER, limits: Limits = RECORD_LIMITS) -> UnreadableText:
    """The error that a text gives."""
    with pytest.raises(UnreadableText) as caught:
        reading._read(text, "test", limits, parser)
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        *("No", "yes", "true", "~", "null", "00712345", "1.10", "12:30", "2022-01-20", "1e3", "0o7", "0x1F"),
        *(".inf", ".nan", "1_000", "=", "y", "N"),
    ],
)
def test_every_scalar_is_the_text_that_was_typed(text: str) -> None:
    """What YAML would take for a boolean, number, date or null stays text."""
    assert plain_value(root(f"a: {text}\nb: [{text}]\n{text}: c\n")) == {"a": text, "b": [text], text: "c"}


@pytest.mark.parametrize("parser", PARSERS)
def test_a_node_knows_its_place(parser: Any) -> None:
    """Spans count characters from 0, lines and columns from 1."""
    text = "a: 😀x\r\nb: 'é'  # c\r\nlist:\r\n  - {k: v}\r\n"
    node = reading._read(text, "test", RECORD_LIMITS, parser).root

    assert isinstance(node, Mapping)
    (_, a), (_, b), (_, items) = node.pairs
    assert isinstance(items, Sequence)
    assert a == Scalar("😀x", Span(3, 5, 1, 4), Style.PLAIN)
    assert b == Scalar("é", Span(10, 13, 2, 4), Style.SINGLE)
    assert (items.span.line, items.span.column, items.flow) == (4, 3, False)
    assert items.items[0].span == Span(31, 37, 4, 5)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_byte_order_mark_moves_nothing(parser: Any, mark: str) -> None:
    """Spans count in the text without the byte order mark, which is no part of a field's name."""
    document = reading._read(f"{mark}a: b\nc: d\n", "test", RECORD_LIMITS, parser)

    assert document.text == "a: b\nc: d\n"
    assert isinstance(document.root, Mapping)
    assert document.root.pairs[0][0] == Scalar("a", Span(0, 1, 1, 1), Style.PLAIN)
    assert document.root.pairs[1][1].span == Span(8, 9, 2, 4)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("char", ["\x85", "\u2028", "\u2029"])
def test_the_line_ends_of_yaml_1_1_are_plain_characters(parser: Any, char: str) -> None:
    """NEL, LS and PS end no line, stay in the value, and move no place."""
    text = f"a: x{char}y\nb: '{char}'\nc: |\n  p{char}q\n"
    node = reading._read(text, "test", RECORD_LIMITS, parser).root

    assert isinstance(node, Mapping)
    assert plain_value(node) == {"a": f"x{char}y", "b": char, "c": f"p{char}q\n"}
    assert [key.span.line for key, _ in node.pairs] == [1, 2, 3]


@pytest.mark.parametrize("parser", PARSERS)
@given(document=documents)
def test_made_up_files_hold_what_pyyaml_finds(parser: Any, document: Text) -> None:
    """The data is what PyYAML's base loader reads."""
    held = reading._read(document.text, "test", RECORD_LIMITS, parser).root

    assert held is not None
    assert plain_value(held) == yaml.load(document.text, Loader=yaml.BaseLoader)  # noqa: S506  # makes strings only


@given(documents)
def test_both_parsers_read_alike(document: Text) -> None:
    """Without libyaml the data, styles and starts are the same."""
    nodes = [reading._read(document.text, "test", RECORD_LIMITS, parser).root for parser in PARSERS]

    assert outline(nodes[0]) == outline(nodes[1])


def outline(node: Node | None) -> Any:
    """A tree without the ends of its spans."""
    match node:
        case Scalar(value, span, style):
            return value, style, span.start, span.line, span.column
        case Sequence(items, span, flow):
            return span.start, flow, [outline(item) for item in items]
        case Mapping(pairs, span, flow):
            return span.start, flow, [(outline(key), outline(value)) for key, value in pairs]
    return None


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but `UnreadableText` is raised, whatever the text is."""
    with contextlib.suppress(UnreadableText):
        read_yaml(text, name="test")


@given(st.text("ab:-?#[]{},&*!|>'\"%@` \n\t\r\\x0~<.=\ufeff\u2028", max_size=40))
def test_any_punctuation_is_read_or_refused(text: str) -> None:
    """YAML's own characters in any order are read or refused, and every span lies within the text."""
    try:
        document = read_yaml(text, name="test")
    except UnreadableText:
        return
    if document.root is not None:
        assert 0 <= document.root.span.start <= document.root.span.end <= len(document.text)


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    """Nothing but `UnreadableText` is raised, whatever the bytes are."""
    with contextlib.suppress(UnreadableText):
        assert decode(data, name="test").encode() == data


@pytest.mark.parametrize("text", ["", "\n\n", "# only\n# comments\n", "---\n", "\ufeff", "--- # x\n...\n"])
def test_nothing_is_none(text: str) -> None:
    """A file without a value has no root."""
    assert read_yaml(text, name="test").root is None


@pytest.mark.parametrize("text", ["''", '""', "[]", "{}"])
def test_what_is_empty_is_still_there(text: str) -> None:
    """An empty text in quotes, list or mapping is a value."""
    assert read_yaml(text, name="test").root is not None


def test_an_alias_has_its_own_place_and_the_contents_of_its_anchor() -> None:
    """The node at an alias spans the alias, and the document lists both places."""
    document = read_yaml("a: &x [p, q]\nb: *x\n", name="test")

    assert isinstance(document.root, Mapping)
    assert plain_value(document.root) == {"a": ["p", "q"], "b": ["p", "q"]}
    assert document.root.pairs[1][1].span == Span(16, 18, 2, 4)
    assert [(alias.name, alias.span.start, alias.target.start) for alias in document.aliases] == [
        ("x", 16, 3)
    ]


@pytest.mark.parametrize("tag", ["!!str", "!!int", "!!float", "!!bool", "!!null", "!!timestamp", "!"])
def test_the_common_tags_change_nothing(tag: str) -> None:
    """A scalar with one of YAML's own tags is the text that was typed."""
    assert plain_value(root(f"a: {tag} 007\nb: !!seq [x]\nc: !!map {{d: e}}\n")) == {
        "a": "007",
        "b": ["x"],
        "c": {"d": "e"},
    }


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("text", "sentence", "hint"),
    [
        ("a: 1\nb: 2\na: 3\n", 'test:3:1: "a" is here a second time, after line 1', "keep one of the two"),
        ("a: {b: 1, 'b': 2}\n", 'test:1:11: "b" is here a second time, after line 1', "keep one of the two"),
        (
            "a: 1\n---\nb: 2\n",
            "test:2:1: a second document starts here",
            "keep one in a file; remove the line of ---",
        ),
        (
            "a: 1\n---\n",
            "test:2:1: a second document starts here",
            "keep one in a file; remove the line of ---",
        ),
        (
            "[a]: b\n",
            "test:1:1: the name of a field must be text",
            "put a value that starts with [ or { in quotes",
        ),
        (
            "? {a: b}\n: c\n",
            "test:1:3: the name of a field must be text",
            "put a value that starts with [ or { in quotes",
        ),
        (
            "a: &x {b: c}\nd:\n  <<: *x\n",
            "test:3:3: merge keys (<<) are not understood",
            "write the fields out",
        ),
        (
            "a: *x\n",
            "test:1:4: *x refers to no &x above",
            "put a value that starts with * in quotes",
        ),
        ("a: &x [*x]\n", "test:1:8: *x refers to no &x above", "put a value that starts with * in quotes"),
        (
            "a: !!python/object/apply:os.system [ls]\n",
            "test:1:4: the tag !!python/object/apply:os.system is not understood",
            "remove it; put a value that starts with ! in quotes",
        ),
        (
            "a: !!binary aGk=\n",
            "test:1:4: the tag !!binary is not understood",
            "remove it; put a value that starts with ! in quotes",
        ),
        (
            "a: !set {b}\n",
            "test:1:4: the tag !set is not understood",
            "remove it; put a value that starts with ! in quotes",
        ),
        ("a: b\nc: \x1b[31m\n", "test:2:4: holds the control character U+001B", "remove it"),
        ("a: b\x00\n", "test:1:5: holds the control character U+0000", "remove it"),
        ("a: b\ud800\n", "test:1:5: holds the control character U+D800", "remove it"),
    ],
)
def test_what_no_record_needs_is_refused(parser: Any, text: str, sentence: str, hint: str) -> None:
    """Valid YAML that would lose or hide data is refused in a sentence, with line, column and remedy."""
    error = refused(text, parser)

    assert str(error) == sentence
    assert error.hint == hint


def test_a_quoted_merge_key_is_text() -> None:
    """Only a bare ``<<`` is a merge key."""
    assert plain_value(root("'<<': a\n")) == {"<<": "a"}


def test_an_alias_bomb_is_refused() -> None:
    """Aliases of aliases are counted in full before anybody walks through them."""
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]

    assert str(refused("\n".join(rows))).endswith("holds more than 100,000 values, with aliases written out")


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 50_000, "? " * 50_000])
def test_deep_nesting_is_refused(text: str) -> None:
    """A text that nests without end is refused, and no stack overflows."""
    assert "is nested too deeply" in str(refused(text))


def test_two_hundred_levels_are_read() -> None:
    """Nesting up to the limit is read."""
    assert plain_value(root("[" * 200 + "]" * 200)) != []


def test_a_large_text_is_refused_before_it_is_read() -> None:
    """More characters than the limits allow are refused, with both numbers."""
    error = refused("a: " + "x" * 50_000_000)

    assert str(error) == "test: has 50,000,003 characters, more than the 1,000,000 that are read"


def test_limits_can_be_widened() -> None:
    """A file of many records has limits of its own."""
    text = "- a\n" * 150_000

    assert "holds more than" in str(refused(text))
    wide = read_yaml(text, name="test", limits=Limits(10_000_000, 200, 1_000_000))
    assert isinstance(wide.root, Sequence)
    assert len(wide.root.items) == 150_000


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"a: b\nc: d\xe9\n", "x.yaml:2:5: holds the byte 0xE9, which is not UTF-8"),
        (b"\xef\xbb\xbfa: \xff\n", "x.yaml:1:4: holds the byte 0xFF, which is not UTF-8"),
        ("a: é\r\nb: ".encode() + b"\xc3", "x.yaml:2:4: holds the byte 0xC3, which is not UTF-8"),
        ("a: b\n".encode("utf-16"), "x.yaml: is in UTF-16, not UTF-8"),
        ("a: b\n".encode("utf-16-be"), "x.yaml:1:1: holds the control character U+0000"),
        (b"\xfe\xff\x00a", "x.yaml: is in UTF-16, not UTF-8"),
        (b"a: b\n\nc: \x00d", "x.yaml:3:4: holds the control character U+0000"),
        (b"a: b\x07", "x.yaml:1:5: holds the control character U+0007"),
        (b"a\rb\r\n\x7f", "x.yaml:3:1: holds the control character U+007F"),
    ],
)
def test_bytes_that_are_no_text_are_refused_by_line(data: bytes, sentence: str) -> None:
    """Another encoding and control characters are refused, and the line is named."""
    with pytest.raises(UnreadableText) as caught:
        decode(data, name="x.yaml")

    assert str(caught.value) == sentence
    assert caught.value.hint


def test_decoding_keeps_every_character() -> None:
    """The byte order mark and the line ends of a file stay as they are."""
    data = "\ufeffa: é😀\r\nb: \u2028\x85\ttab\r".encode()

    assert decode(data, name="x").encode() == data

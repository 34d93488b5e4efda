"""Faulty YAML is explained in plain words."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from citekit.errors import UnreadableText
from citekit.yaml_text import reading
from citekit.yaml_text.faults import explain
from citekit.yaml_text.reading import RECORD_LIMITS

QUOTES = "put the value in quotes"
TAB = ("a tab stands where YAML wants spaces", "replace it by spaces")
COLON = (
    "a colon stands where none can, or the line is indented otherwise than the field above",
    "put a value that holds a colon and a space in quotes; start every field in the same column",
)
NO_FIELD = (
    "the line has no field",
    "write `field: value`, or indent the line if it goes on from the one above",
)
UNCLOSED = (
    "a quotation mark opens here that never closes",
    "close it; double the quotation marks within the value",
)
AFTER_QUOTE = (
    "text follows the closing quotation mark",
    "put the whole value in quotes, and double the quotation marks within",
)
ESCAPE = (
    "a backslash in double quotes starts no escape that YAML knows",
    "double the backslash, or use single quotes",
)
LIST = (
    "a list opens with [ here, and lacks a comma or its ]",
    "put commas between its items and ] at its end; put a value that starts with [ in quotes",
)
MAPPING = (
    "a mapping opens with { here, and lacks a comma or its }",
    "put commas between its pairs and } at its end; put a value that starts with { in quotes",
)
INDENTED = (
    "the line is indented otherwise than those it belongs to",
    "start fields that belong together, and the dashes of a list, in the same column",
)
LIST_BESIDE = (
    "a list cannot start on the line of its field",
    "put each `- item` on a line of its own, or the value in quotes",
)
OUTSIDE = (
    "the line stands outside the record",
    "start every field in the same column, and end the record with the last field",
)


@pytest.mark.parametrize("parser", [reading._PARSER, reading._PythonParser])
@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("a:\n\tb: 1\n", "2:1", TAB),
        ("a:\n  - b\n\t- c\n", "3:1", TAB),
        ("a: b\n\tc\n", "2:1", TAB),
        ("\ta: b\n", "1:1", TAB),
        ("a: b: c\n", "1:5", COLON),
        ("a: 1\n  b: 2\n", "2:4", COLON),
        ("a: 1\nfoo\nb: 2\n", "2:1", NO_FIELD),
        ("a:\n- b\nfoo\n", "3:1", NO_FIELD),
        ('type: x\na: "b\nc: d\n', "2:4", UNCLOSED),
        ("a: 'b\n---\nc'\n", "1:4", UNCLOSED),
        ('a: "b" and c\n', "1:8", AFTER_QUOTE),
        ("a: 'it's'\n", "1:8", AFTER_QUOTE),
        ("a: [1, 2\nb: 3\n", "1:4", LIST),
        ("a: {x: 1\nb: 3\n", "1:4", MAPPING),
        ("a:\n  b: 1\n c: 2\n", "3:2", INDENTED),
        ("a:\n  - b\n - c\n", "3:2", INDENTED),
        ("a: - b\n", "1:4", LIST_BESIDE),
        ("a: @b\n", "1:4", ("a value cannot start with @", QUOTES)),
        ("a: `b`\n", "1:4", ("a value cannot start with `", QUOTES)),
        ("a: %b\n", "1:4", ("a value cannot start with %", QUOTES)),
        ("a: * b\n", "1:4", ("a value cannot start with *", QUOTES)),
        ("a: & b\n", "1:4", ("a value cannot start with &", QUOTES)),
        ("a: ]\n", "1:4", ("a value cannot start with ]", QUOTES)),
        ("a: !x!y z\n", "1:4", ("a value cannot start with !", QUOTES)),
        ("a: ? b\n", "1:4", ("a value cannot start with ?", QUOTES)),
        (
            "a: |b\n",
            "1:4",
            (
                "after | the text must start on the next line, indented",
                "move it there, or put the value in quotes",
            ),
        ),
        (
            "a: > quoted\n",
            "1:4",
            (
                "after > the text must start on the next line, indented",
                "move it there, or put the value in quotes",
            ),
        ),
        ("a: [b,,c]\n", "1:7", ("a value is missing before ,", "remove the comma, or write the value")),
        ("  a: 1\nb: 2\n", "2:1", OUTSIDE),
        ("a: 1\n...\nb\n", "3:1", OUTSIDE),
        ("{a: 1} b\n", "1:8", OUTSIDE),
        ("%YAML 3.0\n---\na: b\n", "1:1", ("a line that starts with % is not understood", "remove it")),
    ],
)
def test_a_fault_is_explained(parser: Any, text: str, place: str, told: tuple[str, str]) -> None:
    """The sentence says where the fault begins, what is wrong and what to do, whichever parser found it."""
    with pytest.raises(UnreadableText) as caught:
        reading._read(text, "x.yaml", RECORD_LIMITS, parser)

    assert str(caught.value) == f"x.yaml:{place}: {told[0]}"
    assert caught.value.hint == told[1]


@pytest.mark.parametrize("text", ['a: "\\q"\n', 'a: "C:\\dir"\n', 'a: "\\xZZ"\n', 'a: "\\ud800"\n'])
def test_a_wrong_escape_is_explained(text: str) -> None:
    """A backslash in double quotes is told from other faults."""
    with pytest.raises(UnreadableText) as caught:
        reading.read_yaml(text, name="x.yaml")

    assert caught.value.reason == ESCAPE[0]
    assert caught.value.hint == ESCAPE[1]


def test_a_complaint_that_is_new_is_passed_on() -> None:
    """What no row of the table knows still gives a sentence, with the parser's words."""
    error = explain(yaml.MarkedYAMLError(problem="something new"), "", "x.yaml")

    assert str(error) == "x.yaml: is no YAML (something new)"

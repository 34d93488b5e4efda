"""Plain data as YAML text."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from citekit.yaml_text.reading import Style, read_yaml
from citekit.yaml_text.values import (
    Layout,
    YamlValue,
    plain_value,
    write_after_dash,
    write_after_key,
    write_flow,
    write_flow_pair,
    write_pair,
)
from tests.yaml_text.documents import values

LAYOUTS = st.builds(
    Layout,
    step=st.integers(1, 4),
    list_step=st.integers(0, 4),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    one_line=st.booleans(),
    style=st.sampled_from(Style),
)


def held(text: str) -> YamlValue:
    """What a text holds."""
    root = read_yaml(text, name="test").root
    assert root is not None
    return plain_value(root)


@given(values, LAYOUTS)
def test_a_pair_reads_back(value: YamlValue, layout: Layout) -> None:
    """Whatever the layout, a field holds the value that was written."""
    text = write_pair("a", value, 0, layout) + layout.line_end + "b: c" + layout.line_end

    assert held(text) == {"a": value, "b": "c"}


@given(values, LAYOUTS)
def test_an_item_reads_back(value: YamlValue, layout: Layout) -> None:
    """Whatever the layout, an item below a field is the value that was written."""
    text = layout.line_end.join(["a:", f"  -{write_after_dash(value, 2, layout)}", "  - b", ""])

    assert held(text) == {"a": [value, "b"]}


@given(values)
def test_pyyaml_reads_the_same_data(value: YamlValue) -> None:
    """PyYAML's safe loader finds the same texts, lists and mappings."""
    assert yaml.safe_load(write_pair("key", value, 0, Layout()) + "\n") == {"key": value}
    assert yaml.safe_load(f"[{write_flow(value, Layout())}]") == [value]


@given(values)
def test_json_is_written_where_it_is_asked_for(value: YamlValue) -> None:
    """With ``json`` the text is JSON."""
    assert json.loads("{" + write_flow_pair("a b", value, Layout(json=True)) + "}") == {"a b": value}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("x", "k: x"),
        ("", 'k: ""'),
        ([], "k: []"),
        ({}, "k: {}"),
        (["a", "b"], "k: [a, b]"),
        (["a, b"], 'k: ["a, b"]'),
        ({"family": "Doe", "given": "Jane"}, "k: {family: Doe, given: Jane}"),
        ({"url": "https://example.org"}, "k:\n  url: https://example.org"),
        (
            [{"family": "Doe", "given": "J."}, {"literal": "A"}],
            "k:\n  - {family: Doe, given: J.}\n  - literal: A",
        ),
        (["x" * 60, "y" * 60], f"k:\n  - {'x' * 60}\n  - {'y' * 60}"),
        ([["a", "b"], "c"], "k:\n  - [a, b]\n  - c"),
        ({"a": ["b"], "c": "d"}, "k:\n  a: [b]\n  c: d"),
        ([{"a": ["x", {"b": "c"}], "d": "e"}], "k:\n  - a:\n      - x\n      - b: c\n    d: e"),
    ],
)
def test_layout(value: YamlValue, written: str) -> None:
    """Short lists and mappings of text stand on one line, others on lines of their own."""
    assert write_pair("k", value, 0, Layout()) == written


def test_layout_is_the_files_own() -> None:
    """Indentation, line ends and quotes are those that the layout says."""
    layout = Layout(step=4, list_step=0, line_end="\r\n", one_line=False, style=Style.SINGLE)

    assert write_after_key(["a", "b"], 2, 1, layout) == "\r\n  - 'a'\r\n  - 'b'"
    assert write_after_key({"a": "b", "c": "d"}, 2, 1, layout) == "\r\n      a: 'b'\r\n      c: 'd'"

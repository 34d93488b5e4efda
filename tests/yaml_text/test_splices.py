"""What to cut out of a text and put in. That whole edits come out right is in ``test_editing.py``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.yaml_text.reading import Mapping, Sequence, read_yaml
from citekit.yaml_text.splices import (
    Splice,
    apply,
    insert_item,
    insert_pair,
    remove_item,
    remove_pair,
    replace_item,
    replace_value,
)
from citekit.yaml_text.values import Layout

LAYOUT = Layout()


def mapping(text: str) -> Mapping:
    """The root of a text."""
    root = read_yaml(text, name="test").root
    assert isinstance(root, Mapping)
    return root


def items(text: str) -> Sequence:
    """The list in the first field of a text."""
    node = mapping(text).pairs[0][1]
    assert isinstance(node, Sequence)
    return node


def test_splices_are_made_in_the_places_of_the_old_text() -> None:
    """Splices in any order do not move one another, and insertions at one place keep their order."""
    splices = [Splice(4, 5, "E"), Splice(2, 2, "1"), Splice(0, 1, ""), Splice(2, 2, "2")]

    assert apply("abcdef", splices) == "b12cdEf"


@given(st.text(), st.integers(0, 20), st.text())
def test_an_insertion_keeps_all_that_is_there(text: str, at: int, new: str) -> None:
    """Inserting takes nothing away."""
    at = min(at, len(text))

    assert apply(text, [Splice(at, at, new)]) == text[:at] + new + text[at:]


def test_nothing_to_splice_changes_nothing() -> None:
    """No splices leave the text as it is."""
    assert apply("abc", []) == "abc"


@pytest.mark.parametrize(
    ("text", "index", "new"),
    [
        ("a: b # c\nd: e\n", 0, "k: v\na: b # c\nd: e\n"),
        ("a: b # c\nd: e\n", 1, "a: b # c\nk: v\nd: e\n"),
        ("a: b # c\nd: e", 2, "a: b # c\nd: e\nk: v"),
        ("{a: b, d: e}", 0, "{k: v, a: b, d: e}"),
        ("{a: b, d: e}", 1, "{a: b, k: v, d: e}"),
        ("{a: b, d: e }", 2, "{a: b, d: e, k: v }"),
        ("{ }", 0, "{k: v }"),
        ("{\n  a: b,\n  d: e\n}", 1, "{\n  a: b,\n  k: v,\n  d: e\n}"),
    ],
)
def test_insert_pair(text: str, index: int, new: str) -> None:
    """A field goes in before the one of its index, or at the end."""
    assert apply(text, insert_pair(text, mapping(text), index, ("k", "v"), LAYOUT)) == new


@pytest.mark.parametrize(
    ("text", "index", "new"),
    [
        ("a:\n- b\n- c\n", 0, "a:\n- v\n- b\n- c\n"),
        ("a:\n- b # x\n- c\n", 1, "a:\n- b # x\n- v\n- c\n"),
        ("a: [b,\n  c]\n", 2, "a: [b,\n  c,\n  v]\n"),
    ],
)
def test_insert_item(text: str, index: int, new: str) -> None:
    """An item goes in before the one of its index, or at the end."""
    assert apply(text, insert_item(text, items(text), index, "v", LAYOUT)) == new


@pytest.mark.parametrize(
    ("text", "index", "new"),
    [
        ("a:\n- b # x\n- c\n", 0, "a:\n- c\n"),
        ("a:\n- - b\n  - c\n", 0, "a:\n"),
        ("a: [b, c, d]\n", 0, "a: [c, d]\n"),
        ("a: [b, c, d]\n", 1, "a: [b, d]\n"),
        ("a: [b, c, d]\n", 2, "a: [b, c]\n"),
        ("a: [ b ]\n", 0, "a: []\n"),
        ("a: [\n  b, # x\n  # about c\n  c,\n]\n", 0, "a: [\n  # about c\n  c,\n]\n"),
        ("a: [\n  b, # x\n  # about c\n  c,\n]\n", 1, "a: [\n  b, # x\n  # about c\n]\n"),
    ],
)
def test_remove_item(text: str, index: int, new: str) -> None:
    """An item goes with its comma, its line and the comment beside it."""
    assert apply(text, remove_item(text, items(text), index)) == new


def test_remove_the_first_pair_of_an_item() -> None:
    """The next pair moves up to the dash."""
    text = "a:\n  - family: Doe\n    given: Jane\n"
    name = items(text).items[0]

    assert isinstance(name, Mapping)
    assert apply(text, remove_pair(text, name, 0)) == "a:\n  - given: Jane\n"


def test_replace_value_without_a_colon() -> None:
    """A key in braces without a value gets one; a key with a question mark alone gives no splice."""
    assert apply("{a}", replace_value("{a}", mapping("{a}"), 0, "v", LAYOUT)) == "{a: v}"
    assert replace_value("? a\n", mapping("? a\n"), 0, "v", LAYOUT) == []


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("a:\n  - b # c\n  - d\n", "a:\n  - {k: v, l: w} # c\n  - d\n"),
        ("a:\n  - # c\n  - d\n", "a:\n  - {k: v, l: w} # c\n  - d\n"),
        ("a: ['b', d]\n", "a: [{k: 'v', l: 'w'}, d]\n"),
    ],
)
def test_replace_item(text: str, new: str) -> None:
    """An item makes way for another, and the comment beside it stays."""
    assert apply(text, replace_item(text, items(text), 0, {"k": "v", "l": "w"}, LAYOUT)) == new

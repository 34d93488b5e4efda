"""Where the parts of a YAML text stand."""

from __future__ import annotations

import pytest

from citekit.yaml_text import places
from citekit.yaml_text.reading import Mapping, Node, Scalar, Sequence, read_yaml


def pairs(text: str) -> tuple[tuple[Scalar, Node], ...]:
    """The fields of a text."""
    root = read_yaml(text, name="test").root
    assert isinstance(root, Mapping)
    return root.pairs


@pytest.mark.parametrize(
    ("value", "own"),
    [
        ("x  # c", "x"),
        ("'x' # c", "'x'"),
        ("[a, b] # c", "[a, b]"),
        ("&a x # c", "&a x"),
        ("p\n  q\n\n  r # c", "p\n  q\n\n  r"),
        ("|  # c\n  p\n\n  q  \n\n# c", "|  # c\n  p\n\n  q  "),
        ("|+\n  p\n\n\n# c", "|+\n  p\n\n"),
        (">- # +\n  p\n\n\n# c", ">- # +\n  p"),
        ("\n  - a\n  - b # c\n  # d\n", "- a\n  - b"),
        ("\n- a\n-\n# d", "- a\n-"),
        ("\n  k: a\n  l: # c\n", "k: a\n  l:"),
        ("\n  - k: a\n    l: [b]\n", "- k: a\n    l: [b]"),
        ("\n  - - a\n    - b\n\n", "- - a\n    - b"),
        ("\n  - |\n    a\n\n", "- |\n    a"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_node_ends_before_what_is_not_its_own(value: str, own: str, line_end: str) -> None:
    """A node ends where its own text does: before comments, blank lines and the line end."""
    text = f"f: {value}\nnext: 1\n".replace("\n", line_end)
    node = pairs(text)[0][1]

    assert text[node.span.start : places.node_end(text, node)] == own.replace("\n", line_end)


def test_an_alias_ends_after_its_name() -> None:
    """A node at an alias is the alias, not what it stands for."""
    text = "a: &x\n  - p\nb: *x # c\n"
    node = pairs(text)[1][1]

    assert places.is_alias(text, node)
    assert text[node.span.start : places.node_end(text, node)] == "*x"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("title: what?\nb: c\n", "b", "c\n"),
        ("? b\n: c\n", "? b", "c\n"),
        ("a: x? \n? b\n? d\n", "? b", "\n? d\n"),
        ("{a, b}", "b", "}"),
    ],
)
def test_a_pair_begins_at_its_question_mark(text: str, start: str, end: str) -> None:
    """A field begins at its key or at the question mark before it, and ends with its value if it has one."""
    key, value = next(pair for pair in pairs(text) if pair[0].value == "b")

    assert text[places.pair_start(text, key) :].startswith(start)
    assert text[places.pair_end(text, key, value) :] in (end, end.removeprefix("c"))


def test_dashes_are_found_past_comments() -> None:
    """The dash of each item is found, whatever stands between the items."""
    text = "a: &x # - no\n  # - no\n  - p # - no\n\n  - - q\n    - r\n  -\n  - # - no\n    s\n"
    items = pairs(text)[0][1]

    assert isinstance(items, Sequence)
    found = [places.dash(text, items, index) for index in range(4)]
    assert [text[at - 2 : at + 2] for at in found] == ["  - ", "  - ", "  -\n", "  - "]
    assert [text.count("\n", 0, at) + 1 for at in found] == [3, 5, 7, 8]


def test_deeper_comments_belong_to_what_is_above() -> None:
    """A comment that is indented more than a field belongs to it, up to the first line that is not one."""
    text = "a:\n  - b # c\n    # d\n  # e\n# f\n  # g\n"

    assert text[: places.body_end(text, text.index("b") + 1, 0)].endswith("# e")
    assert text[: places.body_end(text, text.index("b") + 1, 2)].endswith("# d")


def test_lines() -> None:
    """Line starts and ends are found for every kind of line end."""
    text = "ab\ncd\r\nef\rgh"

    assert [places.line_start(text, text.index(char)) for char in "bdfh"] == [0, 3, 7, 10]
    assert [places.line_end(text, text.index(char)) for char in "aceg"] == [2, 5, 9, 12]
    assert [places.next_line(text, text.index(char)) for char in "aceg"] == [3, 7, 10, 12]
    assert places.column_of(text, text.index("f")) == 1


def test_what_stands_alone() -> None:
    """A part stands alone when its lines hold nothing else but a comment after it."""
    text = "  a, # c\nb c\n"

    assert places.stands_alone(text, 2, 4)
    assert not places.stands_alone(text, 2, 3)
    assert not places.stands_alone(text, text.index("c\n"), text.index("c\n") + 1)


def test_blank_lines_are_passed() -> None:
    """Lines of white space are passed, and no more."""
    assert places.past_blank_lines(" \n\t\r\n\r  a\n", 0) == 6
    assert places.past_blank_lines("a\n  ", 2) == 4


def test_marks_are_found_past_comments() -> None:
    """The next mark is behind white space and comments."""
    text = "a # : b\n  : c"

    assert places.next_mark(text, 1) == text.index(": c")
    assert places.next_mark(text, len(text)) == len(text)


def test_the_opening_bracket_is_found_past_properties() -> None:
    """A list in brackets opens behind its anchor and tag."""
    text = "a: &x !!seq [b]\n"
    node = pairs(text)[0][1]

    assert isinstance(node, Sequence)
    assert text[places.opening(text, node)] == "["

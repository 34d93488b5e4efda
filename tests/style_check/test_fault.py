"""How elements, values and lists are called in sentences."""

from __future__ import annotations

import pytest

from citekit.style_check.fault import described, listed, shown
from citekit.style_check.source import Element, read_source


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ('<text variable="title" prefix="("/>', '<text variable="title">'),
        ('<text font-style="italic"/>', "<text>"),
        ('<if type="book  chapter"/>', '<if type="book chapter">'),
        ('<o xmlns="urn:x" name="a"/>', '<o name="a">'),
    ],
)
def test_an_element_is_called_by_what_tells_it_apart(text: str, called: str) -> None:
    """By its tag and the attribute that its author knows it by."""
    element = read_source(text.encode())

    assert isinstance(element, Element)
    assert described(element) == called


def test_the_attribute_that_is_wrong_itself_is_left_out() -> None:
    """A sentence about an attribute does not show it twice."""
    element = read_source(b'<text name="a" form="b"/>')

    assert isinstance(element, Element)
    assert described(element, but="name") == '<text form="b">'


@pytest.mark.parametrize(
    ("value", "text"),
    [("a", '"a"'), (" a\n b ", '"a b"'), ("\n", '" "'), ("", '""'), ("x" * 50, f'"{"x" * 39}…"')],
)
def test_a_value_is_shown_on_one_line(value: str, text: str) -> None:
    """Long ones are cut, white space is single spaces."""
    assert shown(value) == text


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a or b"),
        (["a", "b", "c"], "a, b or c"),
        (list("abcdef"), "a, b, c, d, e or others"),
    ],
)
def test_a_list_reads_as_a_sentence(words: list[str], text: str) -> None:
    """Of many words the first are told."""
    assert listed(words) == text

"""Bytes to text, before any format looks at it."""

from __future__ import annotations

import pytest

from citekit.errors import UnreadableText
from citekit.formats.base import decode


@pytest.mark.parametrize("data", [b"text", b"\xef\xbb\xbftext"])
def test_utf8_is_read_with_and_without_mark(data: bytes) -> None:
    """A byte order mark is no part of the text."""
    assert decode(data, name="x") == "text"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("text".encode("utf-16"), "x: is in UTF-16 or UTF-32, not in UTF-8"),
        ("text".encode("utf-32"), "x: is in UTF-16 or UTF-32, not in UTF-8"),
        ("text".encode("utf-16-be"), "x: is in UTF-16 or UTF-32, not in UTF-8"),
        (b"one\ntw\xf6", "x:2:3: is not in UTF-8: the byte 0xf6 cannot stand here"),
        (b"\n \t", "x: is empty"),
    ],
)
def test_anything_else_is_a_sentence(data: bytes, said: str) -> None:
    """Another encoding or an empty file is named, with the place where there is one."""
    with pytest.raises(UnreadableText) as caught:
        decode(data, name="x")
    assert str(caught.value) == said

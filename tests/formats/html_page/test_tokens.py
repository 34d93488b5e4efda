"""HTML as tokens: what browsers take for a tag, an attribute, a comment, and what for text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.formats.html_page.tokens import Close, Comment, Open, Token, read_tokens


@pytest.mark.parametrize(
    ("page", "tokens"),
    [
        ("a<b>c</b>", ["a", Open("b"), "c", Close("b")]),
        ("<META Name=x content='a > b'>", [Open("meta", {"name": "x", "content": "a > b"})]),
        ('<meta content="&quot;&eacute;&quot;"/>', [Open("meta", {"content": '"é"'})]),
        ("<meta a a=1 b = 2>", [Open("meta", {"a": "", "b": "2"})]),
        ("1 < 2 <3", ["1 ", "< 2 ", "<3"]),
        ("<!-- <b> -->x", [Comment(" <b> "), "x"]),
        ("<!doctype html>x", ["x"]),
        ("<title>a <b> &amp; c</title>", [Open("title"), "a <b> & c", Close("title")]),
        ("<script>'</b>' && 1</SCRIPT >x", [Open("script"), "'</b>' && 1", Close("script"), "x"]),
        ("<script>never ends", [Open("script"), "never ends", Close("script")]),
        ('<p title=">">x', [Open("p", {"title": ">"}), "x"]),
        ("<span class=Z3988 title=a>", [Open("span", {"class": "Z3988", "title": "a"})]),
        ("<meta name", [Open("meta", {"name": ""})]),
    ],
)
def test_tokens(page: str, tokens: list[Token]) -> None:
    """Each construct is one token, as a browser reads it."""
    found = list(read_tokens(page))
    joined = [one for one in found if not isinstance(one, str)]
    assert joined == [one for one in tokens if not isinstance(one, str)]
    assert "".join(one for one in found if isinstance(one, str)) == "".join(
        one for one in tokens if isinstance(one, str)
    )


@given(
    st.lists(
        st.sampled_from(["<", ">", "/", "!--", "-->", "a", "=", '"', "'", " ", "script", "&", ";"]),
        max_size=30,
    )
)
def test_anything_is_tokens(pieces: list[str]) -> None:
    """No page fails, and the last tag ends."""
    list(read_tokens("".join(pieces)))

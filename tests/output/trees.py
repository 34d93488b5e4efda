"""Markup trees for the tests of writers: what an engine could hand over, and worse."""

from __future__ import annotations

from hypothesis import strategies as st

from citekit.markup.tree import Format, Link, Markup, Node, Styled, Text

HOSTILE = (
    "</div><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "&lt;b&gt; &amp; &#60;",
    "\x1b[31mred\x1b[0m \x9b2J",
    "\x00\x07\x08\x7f",
    "a\u202eb\u202dc",
    "two\nlines\r\nand\ttabs\u2028",
    "*emphasis* **strong** _under_ `code` ~~gone~~ ^up^",
    "[link](javascript:alert(1)) ![image](http://x/y.png) [ref]: http://x",
    "# heading",
    "- item",
    "+ item",
    "1. item",
    "2019) item",
    "(a) item",
    "> quote",
    "| table |\n|---|",
    "    code",
    "\\*escaped\\*",
    "<https://example.org> http://example.org www.example.org",
    "$x^2$ @doe2020 [@doe2020] :tada: {.class} --- ...",
    "\ud800 half a pair",
    "\\input{/etc/passwd} {\\rtf1} #include <x>",
    "%title block",
    ": definition",
    "---",
    "===",
)

_INLINE = (
    Format.ITALIC,
    Format.BOLD,
    Format.OBLIQUE,
    Format.SUPERSCRIPT,
    Format.SUBSCRIPT,
    Format.SMALL_CAPS,
)


def _grow(children: st.SearchStrategy[Markup]) -> st.SearchStrategy[Markup]:
    node: st.SearchStrategy[Node] = st.one_of(
        st.builds(Text, st.text(alphabet="ab1.,()*_“ ’é", min_size=1, max_size=4)),
        st.builds(Text, st.text(min_size=1, max_size=4)),
        st.builds(Styled, st.sampled_from(_INLINE), children),
        st.builds(Link, st.sampled_from(["https://example.org/a?b&c;", "javascript:x"]), children),
    )
    return st.lists(node, max_size=4).map(tuple)


TREES = st.recursive(st.builds(Text, st.text(min_size=1)).map(lambda text: (text,)), _grow, max_leaves=12)
"""Any inline tree."""

"""Markup trees for the tests of writers: what an engine could hand over, and worse.

`look` says what a reader of any form must find in a tree; it is written without the writers' own code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from citekit.markup.tree import Block, Display, Format, Link, Markup, Node, Origin, Styled, Text
from citekit.output.base import clean

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
    "\\write18{rm -rf /} \\csname input\\endcsname ^^5cinput{x} \\end{list} \\",
    "{\\rtf1 {\\*\\generator x;}} {\\field{\\*\\fldinst INCLUDETEXT /etc/passwd}} \\'41 \\u65?",
    '#eval("1 + 1") #read("/etc/passwd") #[x] //c /* c */ `raw` ] = x',
    "1984. A novel",
    "]]> <!-- --> <?php ?> &#x0; <w:t>x</w:t>",
    "\x00\ufffe\uffff\ufdd0\U0001ffff",
    "\u2067\u202bopen \u2066twice",
    "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\ \x1bP0;1|17/41\x1b\\ \x9d0;title\x9c",
    "'' ,, `` -- ?` !` << >> \"",
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


SURROGATES_TOO = st.text(st.characters(), max_size=6)
"""Any text, lone surrogates and control characters among it."""

_PIECES = st.one_of(
    SURROGATES_TOO,
    st.sampled_from(HOSTILE),
    st.text(alphabet="\\{}[]()#$%&_^~<>@*`'\"+-=/:;.,!?|1a \u0301\u202b\u2067", max_size=6),
)
_ORIGINS = st.builds(
    Origin,
    variable=st.text(max_size=3),
    part=st.text(max_size=3),
    element=st.text(max_size=3),
    line=st.none() | st.integers(min_value=0),
)
SAFE_URLS = {
    "https://example.org/a_b~c/d%20e?f&g=#h$": "https://example.org/a_b~c/d%20e?f&g=#h$",
    'https://example.org/ä"\\{}': "https://example.org/%C3%A4%22%5C%7B%7D",
    "data:x": "",
}
"""Addresses with what a form may make of them, in ASCII."""

_URLS = st.sampled_from(sorted(SAFE_URLS))


def _grow_any(children: st.SearchStrategy[Markup]) -> st.SearchStrategy[Markup]:
    node: st.SearchStrategy[Node] = st.one_of(
        st.builds(Text, _PIECES, st.none() | _ORIGINS),
        st.builds(Styled, st.sampled_from(Format), children),
        st.builds(Link, _URLS, children),
    )
    return st.lists(node, max_size=4).map(tuple)


LINES = st.recursive(st.builds(Text, _PIECES).map(lambda text: (text,)), _grow_any, max_leaves=10)
"""Any tree without blocks: every format in every other, links, hostile and arbitrary text."""

PAGES = st.lists(
    st.one_of(st.builds(Block, st.sampled_from(Display), LINES), st.builds(Text, _PIECES)), max_size=4
).map(tuple)
"""Any tree of blocks and text between them."""


@dataclass(frozen=True, slots=True)
class Look:
    """One character as it is to be seen: with the formats in force, and the address it leads to, in ASCII."""

    char: str
    formats: frozenset[Format] = frozenset()
    url: str = ""


@dataclass(frozen=True, slots=True)
class _State:
    formats: dict[str, Format] = field(default_factory=dict)
    url: str = ""


_OFF = ("normal", "none", "baseline")


def look(markup: Markup, state: _State = _State()) -> Iterator[Look]:
    """Yield each character of ``markup`` as a reader of the written form must see it."""
    for node in markup:
        if isinstance(node, Text):
            on = frozenset(one for one in state.formats.values() if one.value[1] not in _OFF)
            yield from (Look(char, on, state.url) for char in clean(node.text))
        elif isinstance(node, Styled):
            inner = state.formats | {node.format.attribute: node.format}
            yield from look(node.children, replace(state, formats=inner))
        elif isinstance(node, Link):
            yield from look(node.children, replace(state, url=state.url or SAFE_URLS[node.url]))
        else:
            yield from look(node.children, state)


def known(
    looks: Iterable[Look], formats: Mapping[Format, Format | None], *, hidden: str = "", spaces: bool = True
) -> list[Look]:
    """Return ``looks`` as a form shows them that has only ``formats``.

    ``formats`` gives for those it lacks what it shows in place, None for nothing. What closes a direction
    of text is left out, for writers may add it, and so is what the form hides, and spaces if need be.
    """
    return [
        replace(one, formats=frozenset(shown for each in one.formats if (shown := formats.get(each, each))))
        for one in looks
        if one.char not in f"\u202c\u2069{hidden}" and (spaces or not one.char.isspace())
    ]

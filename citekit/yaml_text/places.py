"""Where the parts of a YAML text stand: what an edit may touch, and what lies around it.

A parser says where a block collection's successor begins, not where the collection ends, and nothing of
dashes, commas and comments. Between two nodes there is nothing else, so they are found by looking.
"""

from __future__ import annotations

import re
from typing import Final

from citekit.yaml_text.reading import Mapping, Node, Scalar, Sequence, Style

__all__ = [
    "body_end",
    "column_of",
    "dash",
    "first_line_end",
    "is_alias",
    "line_end",
    "line_start",
    "next_line",
    "next_mark",
    "node_end",
    "opening",
    "pair_end",
    "pair_start",
    "past_blank_lines",
    "stands_alone",
]

_BREAK: Final = re.compile("\r\n|\r|\n")
_SPACE_AND_COMMENTS: Final = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_PROPERTIES: Final = re.compile(r"(?:[&!][^ \t\r\n]*(?:[ \t\r\n]|#[^\r\n]*)*)*")
_BLANK_LINES: Final = re.compile(r"(?:(?:\r\n|\r|\n)[ \t]*)+\Z")
_BLANK: Final = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n|\Z))*")
_LAST_BREAK: Final = re.compile(r"(?:\r\n|\r|\n)[ \t]*\Z")
_COMMENT_LINE: Final = re.compile(r"([ ]*)#[^\r\n]*")
_EXPLICIT_KEY: Final = re.compile(r"(?<![^ \t\r\n{,])\?[ \t]+\Z")
_REST_OF_LINE: Final = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")


def line_start(text: str, position: int) -> int:
    """Return where the line of ``position`` begins."""
    return max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1


def line_end(text: str, position: int) -> int:
    """Return where the line of ``position`` ends, before its line break."""
    found = _BREAK.search(text, position)
    return found.start() if found else len(text)


def next_line(text: str, position: int) -> int:
    """Return where the line after that of ``position`` begins; the text's end if there is none."""
    found = _BREAK.search(text, position)
    return found.end() if found else len(text)


def past_blank_lines(text: str, position: int) -> int:
    """Return where the first line begins, from the line start ``position`` on, that is not blank."""
    found = _BLANK.match(text, position)
    return found.end() if found else position


def next_mark(text: str, position: int) -> int:
    """Return where something other than white space and comments stands, from ``position`` on."""
    found = _SPACE_AND_COMMENTS.match(text, position)
    return found.end() if found else position


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether ``start`` begins its line but for white space, and ``end`` ends its own but for a comment."""
    before = text[line_start(text, start) : start]
    return not before.strip() and _REST_OF_LINE.match(text, end) is not None


def is_alias(text: str, node: Node) -> bool:
    """Whether ``node`` is written as ``*name``."""
    return text.startswith("*", node.span.start)


def node_end(text: str, node: Node) -> int:
    """Return where ``node`` itself ends: no comment, blank line or line break comes after in it.

    The blank lines at the end of a block scalar with ``+`` are its own, save the last line's break.
    """
    if is_alias(text, node):
        return node.span.end
    if isinstance(node, Scalar):
        if node.style in (Style.LITERAL, Style.FOLDED):
            return _block_scalar_end(text, node)
        return node.span.end
    if node.flow:
        return node.span.end
    if isinstance(node, Sequence):
        return node_end(text, node.items[-1])
    return pair_end(text, *node.pairs[-1])


def pair_end(text: str, key: Scalar, value: Node) -> int:
    """Return where a field of a mapping ends, its comments left out."""
    if value.span.start == value.span.end and ":" not in text[key.span.end : value.span.start]:
        # `? key` alone, or `{key}`: the parser puts the value where the next thing begins.
        return key.span.end
    return node_end(text, value)


def _block_scalar_end(text: str, node: Scalar) -> int:
    written = text[node.span.start : node.span.end]
    header = written[: first_line_end(text, node) - node.span.start].partition("#")[0]
    found = (_LAST_BREAK if "+" in header else _BLANK_LINES).search(written)
    return node.span.start + found.start() if found else node.span.end


def first_line_end(text: str, node: Scalar) -> int:
    """Return where the line of a block scalar's ``|`` or ``>`` ends."""
    return min(line_end(text, _past_properties(text, node.span.start)), node.span.end)


def _past_properties(text: str, position: int) -> int:
    found = _PROPERTIES.match(text, position)
    return found.end() if found else position


def pair_start(text: str, key: Scalar) -> int:
    """Return where a field begins: at its key, or at the ``?`` before it."""
    start = key.span.start
    found = _EXPLICIT_KEY.search(text, line_start(text, start), start)
    return found.start() if found else start


def dash(text: str, sequence: Sequence, index: int) -> int:
    """Return where the dash of item ``index`` stands in a list in block style."""
    if index == 0:
        return next_mark(text, _past_properties(text, sequence.span.start))
    return next_mark(text, node_end(text, sequence.items[index - 1]))


def body_end(text: str, end: int, column: int) -> int:
    """Return where the last line ends that belongs to what ends at ``end`` and begins in ``column``.

    That line's comment belongs to it, and so do comment lines right below that are indented more.
    """
    end = line_end(text, end)
    while True:
        start = next_line(text, end)
        comment = _COMMENT_LINE.match(text, start)
        if start == end or comment is None or len(comment.group(1)) <= column:
            return end
        end = comment.end()


def column_of(text: str, position: int) -> int:
    """Return how many characters stand before ``position`` in its line."""
    return position - line_start(text, position)


def opening(text: str, node: Mapping | Sequence) -> int:
    """Return where the bracket or brace stands that opens a collection in flow style."""
    return _past_properties(text, node.span.start)

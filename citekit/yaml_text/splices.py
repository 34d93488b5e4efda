"""What to cut out of a YAML text and put in, to replace, insert or remove one part of it.

Every function looks at the text around a node and returns splices; none knows whether the result is
right. That is for `citekit.yaml_text.editing` to see, which reads it again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence as List
from dataclasses import replace
from typing import Final, NamedTuple, TypeGuard

from citekit.yaml_text import places
from citekit.yaml_text.reading import Mapping, Node, Scalar, Sequence, Style
from citekit.yaml_text.values import (
    Layout,
    YamlValue,
    write_after_dash,
    write_after_key,
    write_flow,
    write_flow_pair,
    write_pair,
)

__all__ = [
    "Splice",
    "apply",
    "insert_item",
    "insert_pair",
    "remove_item",
    "remove_pair",
    "replace_item",
    "replace_value",
]


class Splice(NamedTuple):
    """Put ``text`` where the characters ``start`` to ``end`` stand."""

    start: int
    end: int
    text: str


def apply(text: str, splices: List[Splice]) -> str:
    """Return ``text`` with every splice made; they do not overlap."""
    pieces: list[str] = []
    at = 0
    # The sort is stable: of two insertions at one place the first stays first.
    for start, end, new in sorted(splices, key=lambda splice: splice.start):
        pieces += text[at:start], new
        at = end
    return "".join((*pieces, text[at:]))


# Parts of a collection: a pair or an item, from its key, dash or first character to its own end.


def _pair_spans(text: str, mapping: Mapping) -> list[tuple[int, int]]:
    return [(places.pair_start(text, key), places.pair_end(text, key, value)) for key, value in mapping.pairs]


def _item_spans(text: str, sequence: Sequence) -> list[tuple[int, int]]:
    ends = [places.node_end(text, item) for item in sequence.items]
    if sequence.flow:
        return [(item.span.start, end) for item, end in zip(sequence.items, ends, strict=True)]
    return [(places.dash(text, sequence, index), end) for index, end in enumerate(ends)]


def replace_value(text: str, mapping: Mapping, index: int, value: YamlValue, layout: Layout) -> list[Splice]:
    """Give the pair ``index`` another value; none where a key in block style has no colon."""
    key, old = mapping.pairs[index]
    layout = _like(text, old, layout)
    colon = places.next_mark(text, key.span.end)
    if not text.startswith(":", colon):
        return [Splice(key.span.end, key.span.end, ": " + write_flow(value, layout))] if mapping.flow else []
    if mapping.flow:
        return [_in_flow(text, colon + 1, old, value, layout)]
    column = places.column_of(text, places.pair_start(text, key))
    if indent := _block_indent(text, old):
        layout = replace(layout, step=max(indent - column, 1))
    written = write_after_key(value, column, key.span.end - key.span.start, layout)
    return [_in_block(text, old, written, after=colon + 1, column=column, line_break=layout.line_end)]


def replace_item(text: str, sequence: Sequence, index: int, value: YamlValue, layout: Layout) -> list[Splice]:
    """Put another value in the place of the item ``index``."""
    old = sequence.items[index]
    layout = _like(text, old, layout)
    if sequence.flow:
        return [_in_flow(text, old.span.start, old, value, layout)]
    dash = places.dash(text, sequence, index)
    column = places.column_of(text, dash)
    written = write_after_dash(value, column, layout)
    return [_in_block(text, old, written, after=dash + 1, column=column, line_break=layout.line_end)]


def _like(text: str, old: Node, layout: Layout) -> Layout:
    """Return the layout that keeps to the quotes of ``old``, unless it asks for others."""
    if layout.style is not Style.PLAIN or not isinstance(old, Scalar) or places.is_alias(text, old):
        return layout
    return replace(layout, style=old.style)


def _in_flow(text: str, after: int, old: Node, value: YamlValue, layout: Layout) -> Splice:
    new = write_flow(value, layout)
    start, end = old.span.start, places.node_end(text, old)
    return Splice(start, end, new) if start < end else Splice(after, after, f" {new}")


def _in_block(text: str, old: Node, written: str, *, after: int, column: int, line_break: str) -> Splice:
    """Put ``written`` in the place of ``old``.

    ``after`` is right behind its colon or dash, ``column`` that of its key or dash.
    A comment beside the field stays beside it, in the first line of what is written.
    """
    first, _, more = written.partition(line_break)
    start, end = old.span.start, places.node_end(text, old)
    if start == end:
        # An empty value has no place of its own; the parser puts it behind a comment, or on the next line.
        start = end = after
    stop = places.line_end(text, end)
    beside = text[end:stop]
    is_below = _BREAK.search(text, after, start) is not None
    if _is_block_scalar(old, text):
        comment = _COMMENT.search(text, start, places.first_line_end(text, old))
        beside, stop = comment.group() if comment else "", end
    elif is_below and (not first or _is_block_collection(text, old)):
        beside, start = text[after : places.line_end(text, after)], after
        stop = places.body_end(text, end, column)
    if not first:
        start = after
    elif start > after:
        first = first.removeprefix(" ")
    if more:
        return Splice(start, stop, first + beside.rstrip() + line_break + more)
    return Splice(start, stop, first + beside)


_BREAK: Final = re.compile("[\r\n]")
_COMMENT: Final = re.compile(r"[ \t]+#[^\r\n]*")
_FIRST_CONTENT: Final = re.compile(r"(?<=[\r\n])( +)[^ \r\n]")


def _is_block_collection(text: str, node: Node) -> bool:
    return not (isinstance(node, Scalar) or node.flow or places.is_alias(text, node))


def _is_block_scalar(node: Node, text: str) -> TypeGuard[Scalar]:
    is_block = isinstance(node, Scalar) and node.style in (Style.LITERAL, Style.FOLDED)
    return is_block and not places.is_alias(text, node)


def _block_indent(text: str, node: Node) -> int:
    """Return by how much the lines of a block scalar are indented; 0 for anything else."""
    if not _is_block_scalar(node, text):
        return 0
    found = _FIRST_CONTENT.search(text, places.first_line_end(text, node), node.span.end)
    return len(found.group(1)) if found else 0


def insert_pair(
    text: str, mapping: Mapping, index: int, pair: tuple[str, YamlValue], layout: Layout
) -> list[Splice]:
    """Insert a pair before the pair ``index``, or at the end."""
    spans = _pair_spans(text, mapping)
    if mapping.flow:
        written = write_flow_pair(*pair, layout)
        return (
            [_first_in_flow(text, mapping, written)]
            if not spans
            else _in_list(text, spans, index, written, layout)
        )
    column = places.column_of(text, spans[0][0])
    return [_below(text, spans, index, write_pair(*pair, column, layout), layout)]


def insert_item(text: str, sequence: Sequence, index: int, value: YamlValue, layout: Layout) -> list[Splice]:
    """Insert an item before the item ``index``, or at the end; the list is not empty."""
    spans = _item_spans(text, sequence)
    if sequence.flow:
        return _in_list(text, spans, index, write_flow(value, layout), layout)
    column = places.column_of(text, spans[0][0])
    return [_below(text, spans, index, "-" + write_after_dash(value, column, layout), layout)]


def _below(text: str, spans: List[tuple[int, int]], index: int, new: str, layout: Layout) -> Splice:
    """Insert a part in block style after the one before, and after the comments that belong to that."""
    first = spans[0][0]
    column = places.column_of(text, first)
    margin = layout.line_end + " " * column
    if index == 0:
        return Splice(first, first, new + margin)
    end = places.body_end(text, spans[index - 1][1], column)
    return Splice(end, end, margin + new)


def _first_in_flow(text: str, mapping: Mapping, new: str) -> Splice:
    inside = places.opening(text, mapping) + 1
    return Splice(inside, inside, new)


def _in_list(text: str, spans: List[tuple[int, int]], index: int, new: str, layout: Layout) -> list[Splice]:
    """Insert a part in flow style, on a line of its own where the parts have one each."""
    if index < len(spans):
        start = spans[index][0]
        return [Splice(start, start, f"{new},{_gap(text, start, layout)}")]
    start, end = spans[-1]
    gap = _gap(text, start, layout)
    comma = places.next_mark(text, end)
    if text.startswith(",", comma):
        if gap == " ":
            return [Splice(comma + 1, comma + 1, f" {new}")]
        end = places.line_end(text, comma)
        return [Splice(end, end, f"{gap}{new},")]
    if gap != " " and places.stands_alone(text, start, end):
        line_end = places.line_end(text, end)
        return [Splice(end, end, ","), Splice(line_end, line_end, gap + new)]
    return [Splice(end, end, f",{gap}{new}")]


def _gap(text: str, start: int, layout: Layout) -> str:
    """Return what stands between two parts in flow style: a space, or a line end and the indentation."""
    before = text[places.line_start(text, start) : start]
    return " " if before.strip() or start == 0 else layout.line_end + before


def remove_pair(text: str, mapping: Mapping, index: int) -> list[Splice]:
    """Remove the pair ``index`` with the comments within it and beside it."""
    spans = _pair_spans(text, mapping)
    return (
        _remove_in_flow(text, mapping, spans, index) if mapping.flow else _remove_in_block(text, spans, index)
    )


def remove_item(text: str, sequence: Sequence, index: int) -> list[Splice]:
    """Remove the item ``index`` with the comments within it and beside it."""
    spans = _item_spans(text, sequence)
    return (
        _remove_in_flow(text, sequence, spans, index)
        if sequence.flow
        else _remove_in_block(text, spans, index)
    )


def _remove_in_block(text: str, spans: List[tuple[int, int]], index: int) -> list[Splice]:
    start, end = spans[index]
    line = places.line_start(text, start)
    if not text[line:start].strip():
        return [Splice(line, places.next_line(text, places.body_end(text, end, start - line)), "")]
    # It shares its line with the dash of the list it stands in: what follows moves up to that dash.
    return [Splice(start, spans[index + 1][0], "")] if index + 1 < len(spans) else []


def _remove_in_flow(
    text: str, node: Mapping | Sequence, spans: List[tuple[int, int]], index: int
) -> list[Splice]:
    start, end = spans[index]
    if len(spans) == 1:
        return [Splice(places.opening(text, node) + 1, node.span.end - 1, "")]
    comma = places.next_mark(text, end)
    has_comma = text.startswith(",", comma)
    stop = comma + 1 if has_comma else end
    if not places.stands_alone(text, start, stop):
        is_last = index + 1 == len(spans)
        return [Splice(spans[index - 1][1], end, "") if is_last else Splice(start, spans[index + 1][0], "")]
    cut = Splice(places.line_start(text, start), places.next_line(text, stop), "")
    if has_comma:
        return [cut]
    comma = places.next_mark(text, spans[index - 1][1])
    return [Splice(comma, comma + 1, ""), cut]

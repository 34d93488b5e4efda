"""A markup without the plain formats, for forms that have marks to put a format on but none to take it off.

CSL 1.0.2, "Formatting"; processors turn a format off within itself, so that a title within an italic
title is upright. Here the italics end before it and begin again after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from citekit.markup.tree import Block, Format, Link, Markup, Node, Origin, Styled, Text
from citekit.output.paragraphs import PLAIN_FORMATS

__all__ = ["settled"]

_Leaf = tuple[str, tuple[Format, ...], str, Origin | None]
"""An address or nothing, the formats in force from the outermost in, and text that has one origin."""


def settled(markup: Markup) -> Markup:
    """Return ``markup`` with the same text and looks, and none of the plain formats.

    Spaces at the ends of a format stand outside it, links outside the formats in them; blocks stay.
    """
    if not _has_plain(markup):
        return markup
    nodes: list[Node] = []
    for is_block, group in groupby(markup, key=lambda node: isinstance(node, Block)):
        if is_block:
            nodes += (
                Block(node.display, settled(node.children)) for node in group if isinstance(node, Block)
            )
        else:
            nodes += _nodes(list(_leaves(tuple(group), (), "")))
    return tuple(nodes)


def _has_plain(markup: Markup) -> bool:
    return any(
        not isinstance(node, Text)
        and ((isinstance(node, Styled) and node.format in PLAIN_FORMATS) or _has_plain(node.children))
        for node in markup
    )


def _leaves(markup: Markup, formats: tuple[Format, ...], url: str) -> Iterator[_Leaf]:
    for node in markup:
        if isinstance(node, Text):
            yield url, formats, node.text, node.origin
        elif isinstance(node, Styled):
            others = tuple(one for one in formats if one.attribute != node.format.attribute)
            yield from _leaves(
                node.children, others if node.format in PLAIN_FORMATS else (*others, node.format), url
            )
        else:
            yield from _leaves(node.children, formats, node.url if isinstance(node, Link) else url)


def _nodes(leaves: Sequence[_Leaf]) -> Iterator[Node]:
    for url, group in groupby(leaves, key=lambda leaf: leaf[0]):
        nodes = tuple(_styled([leaf[1:] for leaf in group]))
        if url:
            yield Link(url, nodes)
        else:
            yield from nodes


def _styled(leaves: Sequence[tuple[tuple[Format, ...], str, Origin | None]]) -> Iterator[Node]:
    """Yield the leaves, those that share their outermost format under one node of it."""
    for outermost, group in groupby(leaves, key=lambda leaf: leaf[0][:1]):
        inside = list(group)
        if not outermost:
            yield from (Text(text, origin) for _, text, origin in inside)
            continue
        before, after = _edges(inside)
        if before:
            yield Text(before)
        children = tuple(_styled([(formats[1:], text, origin) for formats, text, origin in inside if text]))
        if children:
            yield Styled(outermost[0], children)
        if after:
            yield Text(after)


def _edges(leaves: list[tuple[tuple[Format, ...], str, Origin | None]]) -> tuple[str, str]:
    """Take the spaces off the two ends of ``leaves``, in place, and return them."""
    formats, text, origin = leaves[0]
    start = text[: len(text) - len(text.lstrip(" "))]
    leaves[0] = (formats, text[len(start) :], origin)
    formats, text, origin = leaves[-1]
    end = text[len(text.rstrip(" ")) :]
    leaves[-1] = (formats, text[: len(text) - len(end)], origin)
    return start, end

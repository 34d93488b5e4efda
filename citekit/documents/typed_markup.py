"""What was typed around a key, as markup: ends trimmed, beginnings cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from citekit.documents.blocks import Run
from citekit.markup.tree import Link, Markup, Node, Styled, Text, plain

__all__ = ["cut_markup", "markup_of", "trim_markup"]


def cut_markup(markup: Markup, count: int) -> Markup:
    """Return ``markup`` without its first ``count`` characters."""
    result: list[Node] = []
    for node in markup:
        length = len(plain((node,)))
        if count >= length and length:
            count -= length
        elif isinstance(node, Text):
            result.append(replace(node, text=node.text[count:]))
            count = 0
        else:
            result.append(replace(node, children=cut_markup(node.children, count)))
            count = 0
    return tuple(result)


def markup_of(runs: Sequence[Run]) -> Markup:
    """Return runs as markup: each in its formats and its link."""
    nodes: list[Node] = []
    for run in runs:
        if not run.text:
            continue
        node: Node = Text(run.text)
        for format_ in sorted(run.formats, key=lambda each: each.name):
            node = Styled(format_, (node,))
        nodes.append(Link(run.url, (node,)) if run.url else node)
    return tuple(nodes)


def trim_markup(markup: Markup, *, left: bool = True) -> Markup:
    """Return ``markup`` without white space at its ends, or at its right end alone.

    White space that stays is one space wherever it is.
    """
    nodes = list(_one_space(markup))
    while nodes and isinstance(last := nodes[-1], Text):
        nodes[-1] = replace(last, text=last.text.rstrip(" "))
        if nodes[-1] != replace(last, text=""):
            break
        nodes.pop()
    while left and nodes and isinstance(first := nodes[0], Text):
        nodes[0] = replace(first, text=first.text.lstrip(" "))
        if nodes[0] != replace(first, text=""):
            break
        nodes.pop(0)
    return tuple(nodes)


def _one_space(markup: Markup) -> Markup:
    result: list[Node] = []
    for node in markup:
        if not isinstance(node, Text):
            result.append(replace(node, children=_one_space(node.children)))
            continue
        words = node.text.replace("\n", " ").replace("\t", " ").split(" ")
        kept = [word for index, word in enumerate(words) if word or index in (0, len(words) - 1)]
        result.append(replace(node, text=" ".join(kept)))
    return tuple(result)

"""What was typed around a key, as markup: ends trimmed, beginnings cut off."""

from __future__ import annotations

from dataclasses import replace

from citekit.markup.tree import Markup, Node, Text, plain

__all__ = ["cut_markup", "trim_markup"]


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

"""What Typst source is made of, as far as a reader of papers needs to know: markup, mathematics, code.

Typst documentation, "Syntax" and "Scripting".
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

__all__ = ["Kind", "Node", "all_in", "calls_in"]


class Kind(Enum):
    """What a stretch of Typst source is."""

    TEXT = "text"
    REPLACED = "replaced"
    """Characters that print as others, which are the node's value: an escape, a dash."""
    BREAK = "break"
    """Blank lines, which end a paragraph."""
    COMMENT = "comment"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    RAW = "raw"
    RAW_BLOCK = "raw block"
    ADDRESS = "address"
    LABEL = "label"
    REFERENCE = "reference"
    """``@key``, whose value is the key; its one child, where it has one, is its supplement."""
    HEADING = "heading"
    """Its value is its signs."""
    ITEM = "item"
    """An item of a list; its value is its marker."""
    MATH = "math"
    CODE = "code"
    """What follows a ``#`` in markup."""

    CONTENT = "content"
    """Markup in brackets within code."""
    STRING = "string"
    NAME = "name"
    BLOCK = "block"
    """Code in braces."""
    GROUP = "group"
    """An array, a dictionary or an expression in parentheses; its children are arguments."""
    CALL = "call"
    """A function and its arguments; its value is the function's name, as typed."""
    ARGUMENT = "argument"
    """One argument; its value is its name, empty where it has none."""
    STATEMENT = "statement"
    """``set``, ``let`` and their like; its value is the word."""


class Node(NamedTuple):
    """A stretch of source from ``start`` to ``end``, and what it is made of.

    ``is_closed`` is False where what closes it is missing, so that it reaches as far as Typst lets it.
    """

    kind: Kind
    start: int
    end: int
    value: str = ""
    children: tuple[Node, ...] = ()
    is_closed: bool = True

    def argument(self, name: str) -> Node | None:
        """Return the value of the argument ``name`` of a call; None if it is not given or no plain value."""
        for one in self.children:
            if one.kind is Kind.ARGUMENT and one.value == name:
                return one.children[0] if len(one.children) == 1 else None
        return None

    def values(self) -> Iterator[Node]:
        """Yield the plain values among the arguments of a call that have no name."""
        for one in self.children:
            if one.kind is Kind.ARGUMENT and not one.value and len(one.children) == 1:
                yield one.children[0]
            elif one.kind is Kind.CONTENT:
                yield one


def all_in(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Yield ``nodes`` and all within them, in their order."""
    pending = list(reversed(nodes))
    while pending:
        node = pending.pop()
        yield node
        pending.extend(reversed(node.children))


def calls_in(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Yield every call and statement among ``nodes`` and within them, in their order."""
    return (node for node in all_in(nodes) if node.kind in (Kind.CALL, Kind.STATEMENT))

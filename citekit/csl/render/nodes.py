"""Output nodes: what rendering elements return, before punctuation is settled.

A node is a tuple, because tuples are what Python makes fastest. Slot 0 is a bit set that groups read
(`VAR`, `TRIED`), slot 1 the kind. What follows depends on the kind::

    (bits, TEXT, str, origin)                 characters as they are to be read
    (bits, RICH, tokens, origin)              characters with inline markup (`field_text.Tokens`)
    (bits, NUMBER, str, origin, int)          a number; punctuation leaves it alone
    (bits, SUFFIX, str, origin, int)          a year suffix and its index
    (bits, SEQUENCE, children, delimiter, origin)   delimiter None: a group around joins the children
    (bits, WRAP, child, wrap)                 affixes and formats (`Wrap`)
    (bits, NAMES, child, shown)               all that one cs:names printed (`Shown`)
    (bits, NAME, child, person)               one name of those
    (bits, DATE, child, variable)             a date, with its implicit year suffix
    (bits, LOCATOR, child)                    the value of a locator
    (bits, LINK, child, url)

A renderer returns None if it printed nothing and tried no variable, `EMPTY` if it printed nothing though
it tried one, `PRESENT` if it printed nothing but counts as a variable that printed, and a node otherwise.
`IDLE` is the None of groups where what was tried before them is to be forgotten (`model/compatibility.py`).
The kinds of these constants are negative.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from citekit.csl.model.elements import PLAIN, Look
from citekit.csl.render.field_text import Tokens, text_of
from citekit.language.scripts import has_alphabet, is_han
from citekit.markup.tree import Display, Format, Origin

__all__ = [
    "DATE",
    "EMPTY",
    "IDLE",
    "LINK",
    "LOCATOR",
    "NAME",
    "NAMES",
    "NUMBER",
    "PRESENT",
    "RICH",
    "SEQUENCE",
    "SUFFIX",
    "TEXT",
    "TRIED",
    "VAR",
    "WRAP",
    "Node",
    "Wrap",
    "find_first",
    "fitting",
    "is_names",
    "map_leaves",
    "plain_text",
    "prune",
    "text_node",
    "transform",
    "variables_of",
    "wrap_of",
]

# Slots differ by kind, which no static type can say; the constructors and the walkers here are the only
# places that take nodes apart by hand.
Node: TypeAlias = tuple[Any, ...]

VAR: Final = 1
TRIED: Final = 2

TEXT: Final = 0
RICH: Final = 1
NUMBER: Final = 2
SUFFIX: Final = 3
SEQUENCE: Final = 4
WRAP: Final = 5
NAMES: Final = 6
NAME: Final = 7
DATE: Final = 8
LOCATOR: Final = 9
LINK: Final = 10

EMPTY: Final[Node] = (TRIED, -1)
PRESENT: Final[Node] = (VAR, -2)
IDLE: Final[Node] = (0, -3)
_LEAVES: Final = frozenset({TEXT, RICH, NUMBER, SUFFIX})


class Wrap:
    """What an element puts around its content: made once per element, shared by all its nodes."""

    __slots__ = ("display", "firm", "formats", "origin", "prefix", "quotes", "suffix", "unseen")

    def __init__(  # noqa: PLR0917  what an element may put around, in reading order
        self,
        prefix: str,
        suffix: str,
        formats: tuple[Format, ...],
        quotes: bool,
        display: Display | None,
        origin: Origin | None,
    ) -> None:
        self.prefix = prefix
        self.suffix = suffix
        self.formats = formats
        self.quotes = quotes
        self.display = display
        self.origin = origin
        self.firm = False
        """Whether formats such as "normal" are put on even where nothing else is on."""
        self.unseen = False
        """Whether a "normal" inside takes no notice of the formats here."""


def wrap_of(look: Look, origin: Origin | None) -> Wrap | None:
    """Return the wrap that ``look`` asks for, or None if it asks for nothing."""
    if look is PLAIN or not (look.prefix or look.suffix or look.formats or look.quotes or look.display):
        return None
    return Wrap(look.prefix, look.suffix, look.formats, look.quotes, look.display, origin)


def fitting(wrap: Wrap | None, text: str) -> Wrap | None:
    """Return ``wrap``, without its slant if ``text`` is all Chinese or Japanese, which has no italics."""
    if (
        wrap is None
        or not wrap.formats
        or text.isascii()
        or wrap.formats[0].attribute != "font-style"
        or not is_han(text)
        or has_alphabet(text)
    ):
        return wrap
    return Wrap(wrap.prefix, wrap.suffix, wrap.formats[1:], wrap.quotes, wrap.display, wrap.origin)


def text_node(bits: int, value: str | Tokens, origin: Origin | None) -> Node:
    """Return the leaf for a text that may carry inline markup."""
    if isinstance(value, str):
        return (bits, TEXT, value, origin)
    return (bits, RICH, value, origin)


def plain_text(node: Node, *, suffixes: bool = True) -> str:
    """Return the characters of ``node`` with affixes and delimiters, without formats."""
    parts: list[str] = []
    _gather(node, parts, suffixes)
    return "".join(parts)


def _gather(node: Node, parts: list[str], suffixes: bool) -> None:  # noqa: C901  one branch per kind
    kind = node[1]
    if kind in (TEXT, NUMBER):
        parts.append(node[2])
    elif kind == RICH:
        parts.append(text_of(node[2]))
    elif kind == SEQUENCE:
        delimiter = node[3]
        first = True
        for child in node[2]:
            if first:
                first = False
            elif delimiter:
                parts.append(delimiter)
            _gather(child, parts, suffixes)
    elif kind == WRAP:
        wrap = node[3]
        if wrap.prefix:
            parts.append(wrap.prefix)
        _gather(node[2], parts, suffixes)
        if wrap.suffix:
            parts.append(wrap.suffix)
    elif kind == SUFFIX:
        if suffixes:
            parts.append(node[2])
    elif kind >= NAMES:
        _gather(node[2], parts, suffixes)


def find_first(node: Node | None, wanted: int) -> Node | None:
    """Return the first node of kind ``wanted`` in reading order, or None."""
    if node is None:
        return None
    kind = node[1]
    if kind == wanted:
        return node
    if kind == SEQUENCE:
        for child in node[2]:
            found = find_first(child, wanted)
            if found is not None:
                return found
    elif kind >= WRAP:
        return find_first(node[2], wanted)
    return None


def transform(node: Node, target: Node, change: Callable[[Node], Node | None]) -> Node | None:
    """Return ``node`` with the very node ``target`` in it replaced by ``change`` of it.

    Where that is None, the wrappers and sequences it leaves empty go too.
    """
    if node is target:
        return change(node)
    kind = node[1]
    if kind == SEQUENCE:
        children = node[2]
        for index, child in enumerate(children):
            new = transform(child, target, change)
            if new is not child:
                kept = children[:index] + (() if new is None else (new,)) + children[index + 1 :]
                return (node[0], SEQUENCE, kept, *node[3:]) if kept else None
        return node
    if kind < 0 or kind in _LEAVES:
        return node
    new = transform(node[2], target, change)
    if new is node[2]:
        return node
    return None if new is None else (node[0], kind, new, *node[3:])


def map_leaves(node: Node, change: Callable[[Any], Any]) -> Node:
    """Return ``node`` with the text or tokens of each leaf changed; affixes stay."""
    kind = node[1]
    if kind in (TEXT, RICH):
        return (node[0], kind, change(node[2]), *node[3:])
    if kind == SEQUENCE:
        return (node[0], kind, tuple([map_leaves(child, change) for child in node[2]]), *node[3:])
    if kind < SEQUENCE:
        return node
    return (node[0], kind, map_leaves(node[2], change), *node[3:])


def prune(node: Node, target: Node) -> Node | None:
    """Return ``node`` without the very node ``target``, or None if nothing is left."""
    return transform(node, target, lambda _: None)


def is_names(node: Node) -> bool:
    """Whether ``node`` is what a ``cs:names`` printed, with its affixes if it has any."""
    while node[1] == WRAP:
        node = node[2]
    return bool(node[1] == NAMES)


def variables_of(node: Node, into: set[str]) -> None:
    """Add to ``into`` every variable whose text ``node`` prints."""
    kind = node[1]
    if kind < SEQUENCE:
        origin = node[3]
        if origin is not None and origin.variable:
            into.add(origin.variable)
            if origin.variable == "editortranslator":
                into.update(("editor", "translator"))
    elif kind == SEQUENCE:
        for child in node[2]:
            variables_of(child, into)
    elif kind <= LINK:
        variables_of(node[2], into)

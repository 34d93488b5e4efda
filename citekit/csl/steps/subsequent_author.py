"""Names that repeat those of the entry before, replaced by a sign.

CSL 1.0.2, "Reference Grouping" (``subsequent-author-substitute`` and its rule).
"""

from __future__ import annotations

from typing import Final, TypeAlias

from citekit.csl.render.nodes import (
    NAME,
    NAMES,
    SEQUENCE,
    TEXT,
    VAR,
    WRAP,
    Node,
    find_first,
    plain_text,
    transform,
    variables_of,
)
from citekit.markup.tree import Display, Origin

__all__ = ["NamesKey", "names_key", "substitute_author"]

NamesKey: TypeAlias = tuple[object, ...]
_ORIGIN: Final = Origin("", "", "bibliography")


def names_key(node: Node | None) -> NamesKey | None:
    """Return who the first names of an entry are; None if something else comes first, or no names."""
    names = _opening_names(node)
    if names is None:
        return None
    persons = tuple(person.key for persons in names[3].lists for person in persons)
    if persons:
        return persons
    variables: set[str] = set()
    variables_of(names, variables)
    # "Anonymous", a term of the style, is nobody's name
    return (plain_text(names),) if variables else None


def _opening_names(node: Node | None) -> Node | None:
    """Return the names that an entry opens with; a number in the margin may stand before them."""
    if node is None:
        return None
    names = find_first(node, NAMES)
    if names is None or _first_leaf(node) is _first_leaf(names):
        return names
    if node[1] == SEQUENCE and node[2] and node[2][0][1] == WRAP:
        wrap = node[2][0][3]
        if wrap.display is Display.LEFT_MARGIN and find_first(node[2][0], NAMES) is None:
            rest = (node[0], SEQUENCE, node[2][1:], *node[3:])
            return names if _first_leaf(rest) is _first_leaf(names) else None
    return None


def _first_leaf(node: Node) -> Node:
    while node[1] >= SEQUENCE:
        if node[1] != SEQUENCE:
            node = node[2]
        elif node[2]:
            node = node[2][0]
        else:
            break
    return node


def substitute_author(node: Node, before: NamesKey | None, substitute: str, rule: str) -> Node:
    """Return an entry with the names that it shares with the entry ``before`` replaced."""
    key = names_key(node)
    names = _opening_names(node)
    if key is None or before is None or names is None:
        return node
    same = key == before
    if rule in ("", "complete-all"):
        return _replace_all(node, names, substitute) if same else node
    if rule == "complete-each":
        return _replace_each(node, names, substitute, len(key)) if same else node
    common = 0
    for one, other in zip(key, before, strict=False):
        if one != other:
            break
        common += 1
    if rule == "partial-first":
        common = min(common, 1)
    return _replace_each(node, names, substitute, common) if common else node


def _sign(substitute: str) -> Node | None:
    return (VAR, TEXT, substitute, _ORIGIN) if substitute else None


def _replace_all(node: Node, names: Node, substitute: str) -> Node:
    """Replace all that the names print, except a label that follows them."""

    def change(found: Node) -> Node | None:
        child = found[2]
        sign = _sign(substitute)
        label = _trailing_label(child)
        if label is not None and sign is not None:
            return (VAR, NAMES, (VAR, SEQUENCE, (sign, label), "", None), found[3])
        return None if sign is None else (VAR, NAMES, sign, found[3])

    return transform(node, names, change) or node


def _trailing_label(child: Node) -> Node | None:
    if child[1] == SEQUENCE and len(child[2]) == 2 and child[3] == "":
        last: Node = child[2][1]
        if find_first(last, NAME) is None and last[1] in (TEXT, WRAP):
            return last
    return None


def _replace_each(node: Node, names: Node, substitute: str, count: int) -> Node:
    found: list[Node] = []
    _names_in(names, found)
    if not found:
        return _replace_all(node, names, substitute)
    current: Node | None = node
    for name in found[:count]:
        if current is not None:
            current = transform(current, name, lambda _: _sign(substitute))
    return current or node


def _names_in(node: Node, into: list[Node]) -> None:
    kind = node[1]
    if kind == NAME:
        into.append(node)
    elif kind == SEQUENCE:
        for child in node[2]:
            _names_in(child, into)
    elif kind > SEQUENCE:
        _names_in(node[2], into)

"""The last step: nodes become text in order, and punctuation that meets is settled.

CSL 1.0.2, "Affixes", "Punctuation in quotes" (Locale Options), "Quotes", "Formatting". Nodes are laid out
as *atoms*, lists ``[text, kind, path, origin]``, where the path holds the formats, quotes, links and
blocks that are open. One pass over neighbours then settles everything; no element ever has to know what
stands next to it.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

from citekit.csl.model.locale import Locale
from citekit.csl.render.nodes import (
    LINK,
    NUMBER,
    RICH,
    SEQUENCE,
    SUFFIX,
    TEXT,
    WRAP,
    Node,
)
from citekit.markup import tree
from citekit.markup.tree import Display, Format, Markup, Origin

__all__ = ["AFFIX", "OWN", "Quotes", "settle"]

AFFIX: Final = 0
"""Kind of what the style puts around and between things."""
OWN: Final = 3
"""Kind of a cite's own prefix and suffix: an affix towards others, a text within itself."""
_TEXT: Final = 1
_NUMBER: Final = 2

# what a path consists of: pairs of one of these and a value, told apart by identity
_FORMAT: Final = 0
_QUOTE: Final = 1
_DISPLAY: Final = 2
_LINK: Final = 3

Atom: TypeAlias = list[Any]
Path: TypeAlias = tuple[tuple[int, Any], ...]

_MARKS: Final = frozenset("!?.:,;")
_EDGE: Final = frozenset(" \u00a0!?.:,;")
_INTO_QUOTES: Final = frozenset(".,!?")
_OUT_OF_QUOTES: Final = frozenset(",:;")
# what two marks that meet become: two characters stay, one means that the other is dropped
_MEETING: Final = {
    left + right: result
    for left, row in {
        "!": "! !? ! ! !, !;",
        "?": "?! ? ? ? ?, ?;",
        ".": ".! .? . .: ., .;",
        ":": "! ? : : :, :;",
        ",": ",! ,? ,. ,: , ,;",
        ";": "! ? ; ; ;, ;",
    }.items()
    for right, result in zip("!?.:,;", row.split(), strict=True)
}
_FLIPPED: Final = {
    "i": (Format.ITALIC, Format.NORMAL_STYLE),
    "b": (Format.BOLD, Format.NORMAL_WEIGHT),
    "sc": (Format.SMALL_CAPS, Format.NORMAL_VARIANT),
}
_RAISED: Final = {"sup": Format.SUPERSCRIPT, "sub": Format.SUBSCRIPT}
_NORMAL: Final = {
    "font-style": Format.NORMAL_STYLE,
    "font-weight": Format.NORMAL_WEIGHT,
    "font-variant": Format.NORMAL_VARIANT,
    "text-decoration": Format.NO_DECORATION,
    "vertical-align": Format.BASELINE,
}
_NORMALS: Final = frozenset({Format.NORMAL_STYLE, Format.NORMAL_WEIGHT, Format.NORMAL_VARIANT})


class Quotes:
    """The quotation marks of a locale, and whether punctuation goes into them."""

    __slots__ = ("in_quote", "inner", "outer")

    def __init__(self, locale: Locale) -> None:
        self.outer = (locale.text("open-quote"), locale.text("close-quote"))
        inner = (locale.text("open-inner-quote"), locale.text("close-inner-quote"))
        self.inner = inner if inner[0] or inner[1] else self.outer
        self.in_quote = locale.punctuation_in_quote


def settle(node: Node | None, quotes: Quotes) -> Markup:
    """Return the public markup of ``node`` with its punctuation, spaces, quotes and formats settled."""
    if node is None or node[1] < 0:
        return ()
    atoms: list[Atom] = []
    _lay_out(node, (), atoms, quotes)
    _adopt(atoms)
    return _build(_move_edge_spaces(_meet(atoms, quotes.in_quote)), quotes)


# --- from nodes to atoms


def _lay_out(node: Node, path: Path, atoms: list[Atom], quotes: Quotes) -> None:  # noqa: C901  one branch per kind
    kind = node[1]
    if kind == TEXT:
        atoms.append([node[2], node[4] if len(node) > 4 else _TEXT, path, node[3]])
    elif kind == SEQUENCE:
        delimiter = node[3]
        if delimiter:
            origin = node[4]
            first = True
            for child in node[2]:
                if first:
                    first = False
                else:
                    atoms.append([delimiter, AFFIX, path, origin])
                _lay_out(child, path, atoms, quotes)
        else:
            for child in node[2]:
                _lay_out(child, path, atoms, quotes)
    elif kind == WRAP:
        wrap = node[3]
        if wrap.display is not None:
            path = (*path, (_DISPLAY, wrap.display))
        if wrap.prefix:
            atoms.append([wrap.prefix, AFFIX, path, wrap.origin])
        inner = path
        if wrap.quotes:
            inner = (*inner, _quote(path, quotes, inner=False))
        for format_ in reversed(wrap.formats):
            if (
                format_ not in _NORMALS
                or wrap.firm
                or _active(path, format_.attribute) not in (None, format_)
            ):
                inner = (*inner, (_FORMAT, format_))
        _lay_out(node[2], inner, atoms, quotes)
        if wrap.suffix:
            atoms.append([wrap.suffix, AFFIX, path, wrap.origin])
    elif kind == NUMBER or kind == SUFFIX:
        if isinstance(node[2], str):
            atoms.append([node[2], _NUMBER if kind == NUMBER else _TEXT, path, node[3]])
        else:
            _lay_out_tokens(node[2], path, _TEXT, node[3], atoms, quotes)
    elif kind == RICH:
        _lay_out_tokens(node[2], path, node[4] if len(node) > 4 else _TEXT, node[3], atoms, quotes)
    elif kind == LINK:
        _lay_out(node[2], (*path, (_LINK, node[3])), atoms, quotes)
    elif kind > 0:
        _lay_out(node[2], path, atoms, quotes)


def _lay_out_tokens(
    tokens: tuple[Any, ...], path: Path, kind: int, origin: Origin | None, atoms: list[Atom], quotes: Quotes
) -> None:
    for token in tokens:
        if isinstance(token, str):
            if token:
                atoms.append([token, kind, path, origin])
            continue
        mark, children = token
        inner = path
        if mark in _FLIPPED:
            on, off = _FLIPPED[mark]
            inner = (*path, (_FORMAT, off if _active(path, on.attribute) in (on, Format.OBLIQUE) else on))
        elif mark in _RAISED:
            inner = (*path, (_FORMAT, _RAISED[mark]))
        elif mark == "nodecor":
            for attribute, normal in _NORMAL.items():
                if _active(path, attribute) not in (None, normal):
                    inner = (*inner, (_FORMAT, normal))
        elif mark in ("quote", "inner"):
            inner = (*path, _quote(path, quotes, inner=mark == "inner"))
        _lay_out_tokens(children, inner, kind, origin, atoms, quotes)


def _active(path: Path, attribute: str) -> Format | None:
    for what, value in reversed(path):
        if what == _FORMAT and value.attribute == attribute:
            format_: Format = value
            return format_
    return None


def _quote(path: Path, quotes: Quotes, *, inner: bool) -> tuple[int, Any]:
    """Return the quote to open: inner within outer, outer within inner."""
    for what, value in reversed(path):
        if what == _QUOTE:
            inner = value is quotes.outer
            break
    return (_QUOTE, quotes.inner if inner else quotes.outer)


# --- neighbours


def _meet(atoms: list[Atom], in_quote: bool) -> list[Atom]:
    """Settle what meets at each border of two atoms, from left to right."""
    done: list[Atom] = []
    for atom in atoms:
        while atom[0] and done:
            left = done[-1]
            if not left[0]:
                done.pop()
                continue
            first = atom[0][0]
            if (first not in _EDGE and left[0][-1] not in _OUT_OF_QUOTES) or not _settle_pair(
                done, left, atom, in_quote
            ):
                break
        if atom[0]:
            done.append(atom)
    return done


def _settle_pair(done: list[Atom], left: Atom, right: Atom, in_quote: bool) -> bool:
    """Settle one border. Return whether something changed, so that it must be looked at again."""
    before, after = left[0][-1], right[0][0]
    left_path, right_path = left[2], right[2]
    if left_path is not right_path and _block(left_path) is not _block(right_path):
        return False
    if left_path is not right_path and _has_quote(left_path):
        closed = _closed_quotes(left_path, right_path)
        if closed >= 0 and right[1] != _TEXT and not (left[1] == right[1] == OWN):
            return _settle_across_quote(done, left, right, in_quote, closed)
    if left[1] == right[1] and left[1] != AFFIX:
        return False
    if after == " ":
        if before in " \u00a0" and right[1] in (AFFIX, OWN) and not _opens(left_path, right_path):
            right[0] = right[0][1:]
            return True
        return False
    if before not in _MARKS or after not in _MARKS or left[1] == _NUMBER or right[1] == _NUMBER:
        return False
    if left_path is not right_path and _opens_quote(left_path, right_path):
        return False
    result = _MEETING[before + after]
    if len(result) > 1:
        return False
    if before == after:
        # of two equal marks the one goes that the style added
        if right[1] != _TEXT:
            right[0] = right[0][1:]
        else:
            left[0] = left[0][:-1]
    elif result == before:
        right[0] = right[0][1:]
    else:
        left[0] = left[0][:-1]
    return True


def _settle_across_quote(done: list[Atom], left: Atom, right: Atom, in_quote: bool, closed: int) -> bool:
    before, after = left[0][-1], right[0][0]
    if in_quote:
        if after not in _INTO_QUOTES:
            if (
                after in _MARKS
                and before in _MARKS
                and left[1] != _NUMBER
                and _MEETING[before + after] == before
            ):
                right[0] = right[0][1:]
                return True
            return False
        right[0] = right[0][1:]
        if left[1] != _NUMBER and before in _MARKS:
            result = _MEETING[before + after]
            if len(result) == 1:
                if result == after and before != after:
                    left[0] = left[0][:-1]
                else:
                    return True
        done.append([after, AFFIX, left[2][: closed + 1], right[3]])
        return True
    if before in _OUT_OF_QUOTES and left[1] != _NUMBER:
        left[0] = left[0][:-1]
        outside = _common(left[2], right[2])
        done.append([before, _TEXT, outside, left[3]])
        return True
    if before in _MARKS and after in _MARKS and left[1] != _NUMBER:
        result = _MEETING[before + after]
        if len(result) == 1:
            if result == before:
                right[0] = right[0][1:]
            else:
                left[0] = left[0][:-1]
            return True
    return False


def _block(path: Path) -> tuple[int, Any] | None:
    return path[0] if path and path[0][0] == _DISPLAY else None


def _has_quote(path: Path) -> bool:
    for mark in path:
        if mark[0] == _QUOTE:
            return True
    return False


def _common(left: Path, right: Path) -> Path:
    length = 0
    for one, other in zip(left, right, strict=False):
        if one is not other:
            break
        length += 1
    return left[:length]


def _closed_quotes(left: Path, right: Path) -> int:
    """Return the place in ``left`` of the innermost quote that ends between the two, or -1."""
    common = len(_common(left, right))
    for index in range(len(left) - 1, common - 1, -1):
        if left[index][0] == _QUOTE:
            return index
    return -1


def _opens(left: Path, right: Path) -> bool:
    return left is not right and len(_common(left, right)) < len(right)


def _opens_quote(left: Path, right: Path) -> bool:
    return any(mark[0] == _QUOTE for mark in right[len(_common(left, right)) :])


def _move_edge_spaces(atoms: list[Atom]) -> list[Atom]:
    """Move the spaces at the very start and end of an entry out of its blocks."""
    if not atoms:
        return atoms
    first = atoms[0]
    if _is_block(first[2]):
        text = first[0].lstrip(" ")
        if len(text) < len(first[0]):
            atoms.insert(0, [first[0][: len(first[0]) - len(text)], first[1], (), first[3]])
            first[0] = text
    last = atoms[-1]
    if _is_block(last[2]):
        text = last[0].rstrip(" ")
        if len(text) < len(last[0]):
            atoms.append([last[0][len(text) :], last[1], (), last[3]])
            last[0] = text
    return [atom for atom in atoms if atom[0]]


def _adopt(atoms: list[Atom]) -> None:
    """Put the affixes of a layout into the blocks next to them."""
    for edge, neighbour in ((0, 1), (-1, -2)):
        if len(atoms) > 1 and not atoms[edge][2] and atoms[edge][1] == AFFIX:
            block = _block(atoms[neighbour][2])
            origin = atoms[edge][3]
            if block is not None and origin is not None and origin.element == "layout":
                atoms[edge][2] = (block,)


def _is_block(path: Path) -> bool:
    return len(path) == 1 and path[0][0] == _DISPLAY


# --- from atoms to the public tree


def _build(atoms: list[Atom], quotes: Quotes) -> Markup:
    root: list[tree.Node] = []
    stack: list[tuple[tuple[int, Any], list[tree.Node]]] = []
    children = root
    for text, _, path, origin in atoms:
        depth = 0
        for (mark, _), other in zip(stack, path, strict=False):
            if mark is not other:
                break
            depth += 1
        while len(stack) > depth:
            children = _close(stack, root)
        for mark in path[depth:]:
            opened: list[tree.Node] = []
            if mark[0] == _QUOTE and mark[1][0]:
                opened.append(tree.Text(mark[1][0]))
            stack.append((mark, opened))
            children = opened
        children.append(tree.Text(text, origin))
    while stack:
        _close(stack, root)
    return tuple(root)


def _close(stack: list[tuple[tuple[int, Any], list[tree.Node]]], root: list[tree.Node]) -> list[tree.Node]:
    """Close the innermost open mark; return the list that what follows goes to."""
    (what, value), nodes = stack.pop()
    parent = stack[-1][1] if stack else root
    if what == _QUOTE:
        if value[1]:
            nodes.append(tree.Text(value[1]))
        parent.extend(nodes)
    elif what == _FORMAT:
        parent.append(tree.Styled(value, tuple(nodes)))
    elif what == _LINK:
        parent.append(tree.Link(value, tuple(nodes)))
    elif isinstance(value, Display):
        parent.append(tree.Block(value, tuple(nodes)))
    return parent

"""Output nodes laid out as text in order, and that text as the public tree.

CSL 1.0.2, "Formatting", "Quotes", "Display". An *atom* is a list ``[text, kind, path, origin]``; its path
holds the formats, quotes, links and blocks that are open around it. What a node looks like in its place
is decided here: which marks a quote gets, and whether italics within italics turn upright.
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

__all__ = [
    "AFFIX",
    "CONTENT",
    "DISPLAY",
    "FIGURE",
    "HELD",
    "LINKED",
    "OWN",
    "QUOTE",
    "Atom",
    "Path",
    "Quotes",
    "build",
    "lay_out",
]

AFFIX: Final = 0
"""Kind of what the style puts around and between things."""
OWN: Final = 3
"""Kind of a cite's own prefix and suffix: an affix towards others, a text within itself."""
CONTENT: Final = 1
"""Kind of what comes from a field, a term or a value."""
FIGURE: Final = 2
"""Kind of a number, which punctuation leaves alone."""

# what a path consists of: pairs of one of these and a value, told apart by identity
FORMAT: Final = 0
QUOTE: Final = 1
DISPLAY: Final = 2
LINKED: Final = 3
HELD: Final = 4
"""A format of the very element that has the quotes: it holds what punctuation moves into them."""
UNSEEN: Final = 5
"""A format of which a "normal" inside takes no notice."""

Atom: TypeAlias = list[Any]
Path: TypeAlias = tuple[tuple[int, Any], ...]

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
_FORMATS: Final = frozenset({FORMAT, HELD, UNSEEN})
_BOTH_STAY: Final = frozenset({",.", ",!", ",?", ".,", ".!", ".?"})
"""Pairs of marks neither of which swallows the other, and both of which go into quotation marks."""
_NORMALS: Final = frozenset({Format.NORMAL_STYLE, Format.NORMAL_WEIGHT, Format.NORMAL_VARIANT})


class Quotes:
    """The quotation marks of a locale, and whether punctuation goes into them."""

    __slots__ = ("in_quote", "inner", "outer", "outer_marks_first")

    def __init__(self, locale: Locale, *, outer_marks_first: bool = False) -> None:
        self.outer_marks_first = outer_marks_first
        self.outer = (locale.text("open-quote"), locale.text("close-quote"))
        inner = (locale.text("open-inner-quote"), locale.text("close-inner-quote"))
        self.inner = inner if inner[0] or inner[1] else self.outer
        self.in_quote = locale.punctuation_in_quote


def lay_out(  # noqa: C901, PLR0912  one branch per kind of node
    node: Node, path: Path, atoms: list[Atom], quotes: Quotes
) -> None:
    """Append the atoms of ``node`` to ``atoms``; ``path`` is what is open around it."""
    kind = node[1]
    if kind == TEXT:
        atoms.append([node[2], node[4] if len(node) > 4 else CONTENT, path, node[3]])
    elif kind == SEQUENCE:
        delimiter = ""
        for child in node[2]:
            if delimiter:
                atoms.append([delimiter, AFFIX, path, node[4]])
            delimiter = node[3]
            # most children are texts, and this is the engine's busiest loop
            if child[1] == TEXT:
                atoms.append([child[2], child[4] if len(child) > 4 else CONTENT, path, child[3]])
            else:
                lay_out(child, path, atoms, quotes)
    elif kind == WRAP:
        wrap = node[3]
        if wrap.display is not None:
            path = (*path, (DISPLAY, wrap.display))
        if wrap.prefix:
            atoms.append([wrap.prefix, AFFIX, path, wrap.origin])
        inner = path
        what = FORMAT
        if wrap.quotes:
            inner = (*inner, _quote(path, quotes, inner=False))
            what = HELD
        for format_ in reversed(wrap.formats):
            if format_ not in _NORMALS or wrap.firm or _is_set(path, format_):
                inner = (*inner, (UNSEEN if wrap.unseen else what, format_))
        lay_out(node[2], inner, atoms, quotes)
        if wrap.suffix:
            atom = [wrap.suffix, AFFIX, path, wrap.origin]
            if quotes.outer_marks_first and quotes.in_quote and len(atoms) > 1:
                _put_before_own(atoms, atom)
            atoms.append(atom)
    elif kind in (NUMBER, SUFFIX):
        if isinstance(node[2], str):
            atoms.append([node[2], FIGURE if kind == NUMBER else CONTENT, path, node[3]])
        else:
            _lay_out_tokens(node[2], path, (CONTENT, node[3]), atoms, quotes)
    elif kind == RICH:
        kind = node[4] if len(node) > 4 else CONTENT
        _lay_out_tokens(node[2], path, (kind, node[3]), atoms, quotes)
    elif kind == LINK:
        lay_out(node[2], (*path, (LINKED, node[3])), atoms, quotes)
    elif kind > 0:
        lay_out(node[2], path, atoms, quotes)


def _put_before_own(atoms: list[Atom], suffix: Atom) -> None:
    """Put the mark that ``suffix`` begins with before that which a quoted text has as its own suffix."""
    text, own = atoms[-2:]
    mark = suffix[0][0]
    if (
        own[1] == AFFIX
        and len(text[2]) > len(own[2])
        and text[2][-1][0] == QUOTE
        and own[0] + mark in _BOTH_STAY
    ):
        atoms.insert(-1, [mark, AFFIX, own[2], suffix[3]])
        suffix[0] = suffix[0][1:]


def _lay_out_tokens(
    tokens: tuple[Any, ...], path: Path, leaf: tuple[int, Origin | None], atoms: list[Atom], quotes: Quotes
) -> None:
    """Append the atoms of marked-up text; ``leaf`` is the kind and origin of all of them."""
    kind, origin = leaf
    for token in tokens:
        if isinstance(token, str):
            if token:
                atoms.append([token, kind, path, origin])
            continue
        mark, children = token
        inner = path
        if mark in _FLIPPED:
            on, off = _FLIPPED[mark]
            inner = (*path, (FORMAT, off if _active(path, on.attribute) in (on, Format.OBLIQUE) else on))
        elif mark in _RAISED:
            inner = (*path, (FORMAT, _RAISED[mark]))
        elif mark == "nodecor":
            for attribute, normal in _NORMAL.items():
                if _active(path, attribute) not in (None, normal):
                    inner = (*inner, (FORMAT, normal))
        elif mark in ("quote", "inner"):
            inner = (*path, _quote(path, quotes, inner=mark == "inner"))
        _lay_out_tokens(children, inner, leaf, atoms, quotes)


def _active(path: Path, attribute: str) -> Format | None:
    for what, value in reversed(path):
        if what in _FORMATS and value.attribute == attribute:
            format_: Format = value
            return format_
    return None


def _is_set(path: Path, normal: Format) -> bool:
    """Whether anything around has another value for what ``normal`` sets back."""
    return any(
        what in (FORMAT, HELD) and value is not normal and value.attribute == normal.attribute
        for what, value in path
    )


def _quote(path: Path, quotes: Quotes, *, inner: bool) -> tuple[int, Any]:
    """Return the quote to open: inner within outer, outer within inner."""
    for what, value in reversed(path):
        if what == QUOTE:
            inner = value is quotes.outer
            break
    return (QUOTE, quotes.inner if inner else quotes.outer)


def build(atoms: list[Atom]) -> Markup:
    """Return the tree that the paths of ``atoms`` describe."""
    root: list[tree.Node] = []
    stack: list[tuple[tuple[int, Any], list[tree.Node]]] = []
    children = root
    here: Path = ()
    for text, _, path, origin in atoms:
        if path is not here:
            here = path
            depth = 0
            for (mark, _), other in zip(stack, path, strict=False):
                if mark is not other:
                    break
                depth += 1
            while len(stack) > depth:
                children = _close(stack, root)
            for mark in path[depth:]:
                opened: list[tree.Node] = []
                if mark[0] == QUOTE and mark[1][0]:
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
    if what == QUOTE:
        if value[1]:
            nodes.append(tree.Text(value[1]))
        parent.extend(nodes)
    elif what in _FORMATS:
        parent.append(tree.Styled(value, tuple(nodes)))
    elif what == LINKED:
        parent.append(tree.Link(value, tuple(nodes)))
    elif isinstance(value, Display):
        parent.append(tree.Block(value, tuple(nodes)))
    return parent

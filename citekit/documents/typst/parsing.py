"""Typst source becomes a tree: markup with the code in it, code with the markup in it, mathematics.

What opens and never closes reaches as far as Typst lets it, and is told. The lexical rules are
those of Typst 0.15, asked of Typst itself where its documentation is silent (`tests/documents/typst`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from citekit.documents.typst.lexing import (
    label_end,
    read_address,
    read_comment,
    read_escape,
    read_label,
    read_raw,
    read_shorthand,
    read_string,
)
from citekit.documents.typst.tree import Kind, Node

__all__ = ["MOST_NESTED", "NestedTooDeeply", "Parsed", "parse"]

MOST_NESTED: Final = 100
"""Brackets within brackets; papers have a dozen, and Typst refuses some hundreds too."""

_SPECIAL: Final = re.compile(r"[\\\[\]~*_`$<@#\n]|//|/\*|-[-?]|\.\.\.|https?://")
_ATOM: Final = re.compile(r"[^\s\[\](){}\"`$<#,;/:\w]+")
_NAME: Final = re.compile(r"[^\W\d][\w-]*")
_NUMBER: Final = re.compile(r"\d[\w.%]*")
_SPACES: Final = re.compile(r"[ \t]*")
_BLANK: Final = re.compile(r"\s*")
_MARKER: Final = re.compile(r"[ \t]*(?:(?P<heading>=+)|(?P<item>[-+/]|\d+\.))(?=[ \t\n]|\Z)")
_MATH: Final = re.compile(r'[\\$"#/]')

_STATEMENTS: Final = frozenset(("let", "set", "show", "import", "include", "return"))
_BRANCHES: Final = frozenset(("if", "for", "while"))
_CJK: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_CLOSING: Final = ")]}"
_ARGUMENT_NAME: Final = re.compile(r"\s*(?P<quote>\"?)(?P<name>[^\W\d][\w-]*)(?P=quote)\s*:(?!:)")


class Parsed(NamedTuple):
    """A file's markup, and what opens in it and never closes."""

    nodes: tuple[Node, ...]
    unclosed: tuple[Node, ...]


class NestedTooDeeply(Exception):
    """Brackets stand within brackets more than `MOST_NESTED` times, from ``start`` on."""

    def __init__(self, start: int) -> None:
        super().__init__(start)
        self.start = start


def parse(text: str) -> Parsed:
    """Return the tree of a Typst file, in which every line is ended by a line feed.

    Raises:
        NestedTooDeeply: it is no paper.
    """
    parser = _Parser(text)
    return Parsed(parser.markup(), tuple(parser.unclosed))


class _Parser:
    """Reads one text from its beginning; ``position`` is how far it has come.

    ``unclosed`` grows. ``indent`` is the column that the lines of a list item must go beyond, ``one_line``
    tells that markup ends with its line (a heading), ``brackets`` how many contents are open.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.unclosed: list[Node] = []
        self.depth = 0
        self.brackets = 0
        self.indent = -1
        self.one_line = False

    def nested(self, start: int, read: Callable[[], tuple[Node, ...]]) -> tuple[Node, ...]:
        self.depth += 1
        if self.depth > MOST_NESTED:
            raise NestedTooDeeply(start)
        nodes = read()
        self.depth -= 1
        return nodes

    def at(self, sign: str) -> bool:
        return self.text.startswith(sign, self.position)

    # Markup

    def markup(self, closing: str = "") -> tuple[Node, ...]:
        """Read markup to its end: ``closing``, a bracket not opened in it, or the end of its lines."""
        nodes: list[Node] = []
        text_from = self.position
        nesting = 0
        line_starts = not closing and not self.one_line
        while True:
            if line_starts and (marker := _MARKER.match(self.text, self.position)):
                self.add_text(nodes, text_from, self.position)
                nodes.append(self.marked(marker))
                text_from = self.position
                continue
            line_starts = False
            found = _SPECIAL.search(self.text, self.position)
            self.position = at = found.start() if found else len(self.text)
            sign = found[0] if found else ""
            nesting += (sign == "[") - (sign == "]")
            if not sign or (nesting < 0 and self.brackets) or (sign == closing and not self.in_word(at)):
                break
            nesting = max(nesting, 0)
            if sign == "\n":
                after = _end_of(_BLANK, self.text, at)
                is_blank = self.text.count("\n", at, after) > 1
                if self.ends_at(after) or (closing and is_blank):
                    break
                line_starts = not closing
                self.position = self.text.rfind("\n", at, after) + 1
                if is_blank:
                    self.add_text(nodes, text_from, at)
                    nodes.append(Node(Kind.BREAK, at, self.position))
                    text_from = self.position
                continue
            read = self.inline(sign)
            if read:
                self.add_text(nodes, text_from, at)
                nodes += read
                text_from = self.position
            else:
                self.position = at + len(sign)
        self.add_text(nodes, text_from, self.position)
        return tuple(nodes)

    def inline(self, sign: str) -> list[Node]:
        """Read what ``sign`` begins; nothing where it is text."""
        if sign in "*_":
            return [] if self.in_word(self.position) else self.emphasis(sign)
        if sign[0] in _BRANCHING:
            node = _BRANCHING[sign[0]](self)
        elif sign[0] in _LEAVES:
            node = self.leaf(_LEAVES[sign[0]])
        else:
            return []
        return [node] if node else []

    def leaf(self, read: Callable[[str, int], Node | None]) -> Node | None:
        """Read what holds nothing else."""
        node = read(self.text, self.position)
        return self.closed(node) if node else None

    def closed(self, node: Node) -> Node:
        """Go on after ``node``, and keep it in mind if nothing closes it."""
        if not node.is_closed:
            self.unclosed.append(node)
        self.position = node.end
        return node

    def close(self, kind: Kind, start: int, sign: str, children: tuple[Node, ...]) -> Node:
        """Return what ends at ``sign``, which should stand here."""
        is_closed = self.at(sign)
        end = self.position + len(sign) if is_closed else self.position
        return self.closed(Node(kind, start, end, "", children, is_closed))

    def add_text(self, nodes: list[Node], start: int, end: int) -> None:
        if start < end:
            nodes.append(Node(Kind.TEXT, start, end))

    def ends_at(self, after: int) -> bool:
        """Whether a line break ends a heading or an item, where the next text begins at ``after``."""
        if self.one_line:
            return True
        return after - self.text.rfind("\n", 0, after) - 1 <= self.indent

    def in_word(self, at: int) -> bool:
        beside = self.text[at - 1 : at] if at else "", self.text[at + 1 : at + 2]
        return all(char.isalnum() and not _CJK.match(char) for char in beside)

    def marked(self, marker: re.Match[str]) -> Node:
        """Read a heading or an item of a list."""
        name = "heading" if marker["heading"] else "item"
        start = marker.start(name)
        kept = self.indent, self.one_line
        self.position = marker.end()
        if name == "heading":
            self.one_line = True
        else:
            self.indent = start - self.text.rfind("\n", 0, start) - 1
        children = self.nested(start, self.markup)
        self.indent, self.one_line = kept
        return Node(Kind[name.upper()], start, self.position, marker[name], children)

    def emphasis(self, sign: str) -> list[Node]:
        """Read what stands between two signs; one that nothing closes in its paragraph is text."""
        start = self.position
        self.position += 1
        children = self.nested(start, lambda: self.markup(sign))
        if self.at(sign):
            return [self.close(Kind.STRONG if sign == "*" else Kind.EMPHASIS, start, sign, children)]
        return [Node(Kind.TEXT, start, start + 1), *children]

    def math(self) -> Node:
        start = self.position
        self.position += 1
        return self.close(Kind.MATH, start, "$", self.nested(start, self.formula))

    def formula(self) -> tuple[Node, ...]:
        nodes: list[Node] = []
        while found := _MATH.search(self.text, self.position):
            self.position = found.start()
            sign = found[0]
            if sign == "$":
                return tuple(nodes)
            if sign == "#" and (node := self.embedded()):
                nodes.append(node)
            elif sign not in _CODE_LEAVES or not self.leaf(_CODE_LEAVES[sign]):
                self.position += 2 if sign == "\\" else 1
        self.position = len(self.text)
        return tuple(nodes)

    def reference(self) -> Node | None:
        start = self.position
        end = label_end(self.text, start + 1)
        key = self.text[start + 1 : end].rstrip(".:")
        if not key or key[0] in ".:":
            return None
        self.position = start + 1 + len(key)
        supplement = (self.content(),) if self.at("[") else ()
        return Node(Kind.REFERENCE, start, self.position, key, supplement)

    # Code

    def embedded(self) -> Node | None:
        """Read the code that a ``#`` in markup begins, with the semicolon that may end it."""
        start = self.position
        self.position += 1
        word = _NAME.match(self.text, self.position)
        if word and word[0] in _STATEMENTS:
            inner: tuple[Node, ...] = (self.statement(word),)
        elif word and word[0] in _BRANCHES:
            inner = self.branches()
        elif word and word[0] == "context":
            self.position = _end_of(_SPACES, self.text, word.end())
            inner = self.atom()
        elif word or self.text[self.position : self.position + 1] in tuple('([{"`$<0123456789'):
            inner = self.atom()
        else:
            self.position = start
            return None
        if self.at(";"):
            self.position += 1
        return Node(Kind.CODE, start, self.position, "", inner)

    def statement(self, word: re.Match[str]) -> Node:
        self.position = word.end()
        items = self.nested(word.start(), lambda: self.items(";", is_line=True))
        return Node(Kind.STATEMENT, word.start(), self.position, word[0], items)

    def branches(self) -> tuple[Node, ...]:
        """Read ``if … {…} else […]`` or a loop, to the end of its last body."""
        nodes: list[Node] = []
        while True:
            word = _NAME.match(self.text, self.position)
            if word and word[0] in {*_BRANCHES, "else"}:
                self.position = word.end()
            while self.on_line():
                before = self.position
                items = self.atom()
                nodes += items
                if self.position == before:
                    return tuple(nodes)
                if items and items[-1].kind in (Kind.BLOCK, Kind.CONTENT):
                    break
            else:
                return tuple(nodes)
            kept = self.position
            self.on_line()
            word = _NAME.match(self.text, self.position)
            if not word or word[0] != "else":
                self.position = kept
                return tuple(nodes)
            self.position = word.end()
            self.on_line()

    def on_line(self) -> bool:
        """Pass over spaces; tell whether code goes on in this line."""
        self.position = _end_of(_SPACES, self.text, self.position)
        return self.text[self.position : self.position + 1] not in ("", "\n", *_CLOSING, ";")

    def items(self, ends: str, *, is_line: bool = False) -> tuple[Node, ...]:
        """Read code up to a sign of ``ends`` or a closing bracket, with ``is_line`` to the line's end too."""
        items: list[Node] = []
        while True:
            after = _end_of(_BLANK, self.text, self.position)
            if is_line and self.text.find("\n", self.position, after) >= 0:
                return tuple(items)
            self.position = after
            char = self.text[after : after + 1]
            if not char or char in _CLOSING or char in ends:
                return tuple(items)
            word = _NAME.match(self.text, after)
            if word and word[0] in _STATEMENTS:
                items.append(self.statement(word))
            else:
                items += self.atom()

    def atom(self) -> tuple[Node, ...]:
        """Read one value with the calls that follow it directly; an operator is read and left out."""
        start = self.position
        char = self.text[start : start + 1]
        node: Node | None
        if char in _OPENING:
            node = _OPENING[char](self)
        elif char in _CODE_LEAVES:
            node = self.leaf(_CODE_LEAVES[char])
            if node is None or node.kind is Kind.COMMENT:
                self.position = max(self.position, start + 1)
                return ()
        elif word := _NAME.match(self.text, start):
            self.position = word.end()
            node = Node(Kind.NAME, start, word.end(), word[0])
        else:
            other = _NUMBER.match(self.text, start) or _ATOM.match(self.text, start)
            self.position = other.end() if other else start + 1
            return ()
        return (self.chain(node),)

    def chain(self, node: Node) -> Node:
        """Read fields, arguments and contents that follow a value directly."""
        while True:
            if self.at("("):
                node = _called(node, self.arguments(), self.position)
            elif self.at("["):
                node = _called(node, (self.content(),), self.position)
            elif self.at(".") and (name := _NAME.match(self.text, self.position + 1)):
                self.position = name.end()
                value = f"{node.value}.{name[0]}" if node.kind in (Kind.NAME, Kind.CALL) else f".{name[0]}"
                inner = node.children if node.kind in (Kind.NAME, Kind.CALL) else (_unnamed(node),)
                kind = Kind.CALL if node.kind is Kind.CALL else Kind.NAME
                node = Node(kind, node.start, self.position, value, inner)
            else:
                return node

    def arguments(self) -> tuple[Node, ...]:
        """Read what stands in parentheses: arguments, an array, a dictionary."""
        start = self.position
        self.position += 1
        return self.close(Kind.GROUP, start, ")", self.nested(start, self.listed)).children

    def listed(self) -> tuple[Node, ...]:
        nodes: list[Node] = []
        while True:
            begin = self.position
            name = _ARGUMENT_NAME.match(self.text, begin)
            if name:
                self.position = name.end()
            items = self.items(",;")
            if items or name:
                nodes.append(Node(Kind.ARGUMENT, begin, self.position, name["name"] if name else "", items))
            if not self.at(",") and not self.at(";"):
                return tuple(nodes)
            self.position += 1

    def group(self) -> Node:
        start = self.position
        children = self.arguments()
        return Node(Kind.GROUP, start, self.position, "", children)

    def block(self) -> Node:
        start = self.position
        self.position += 1
        return self.close(Kind.BLOCK, start, "}", self.nested(start, self.lines))

    def lines(self) -> tuple[Node, ...]:
        nodes: list[Node] = []
        while True:
            nodes += self.items(";")
            if self.at(";") or self.at(")") or (self.at("]") and not self.brackets):
                self.position += 1
            else:
                return tuple(nodes)

    def content(self) -> Node:
        start = self.position
        kept = self.indent, self.one_line
        self.indent, self.one_line = -1, False
        self.position += 1
        self.brackets += 1
        children = self.nested(start, self.markup)
        self.brackets -= 1
        self.indent, self.one_line = kept
        return self.close(Kind.CONTENT, start, "]", children)


_LEAVES: Final[dict[str, Callable[[str, int], Node | None]]] = {
    "\\": read_escape,
    "/": read_comment,
    "~": read_shorthand,
    "-": read_shorthand,
    ".": read_shorthand,
    "`": read_raw,
    "<": read_label,
    "h": read_address,
}
_BRANCHING: Final[dict[str, Callable[[_Parser], Node | None]]] = {
    "$": _Parser.math,
    "@": _Parser.reference,
    "#": _Parser.embedded,
}
_CODE_LEAVES: Final[dict[str, Callable[[str, int], Node | None]]] = {
    '"': read_string,
    "`": read_raw,
    "<": read_label,
    "/": read_comment,
}
_OPENING: Final[dict[str, Callable[[_Parser], Node]]] = {
    "$": _Parser.math,
    "[": _Parser.content,
    "{": _Parser.block,
    "(": _Parser.group,
}


def _end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Return where what ``pattern`` finds at ``start`` ends."""
    match = pattern.match(text, start)
    return match.end() if match else start


def _unnamed(node: Node) -> Node:
    return Node(Kind.ARGUMENT, node.start, node.end, "", (node,))


def _called(node: Node, arguments: tuple[Node, ...], end: int) -> Node:
    """Return the call of ``node``; a call of what a call gives is one call with the arguments of both."""
    if node.kind in (Kind.NAME, Kind.CALL):
        return Node(Kind.CALL, node.start, end, node.value, node.children + arguments)
    return Node(Kind.CALL, node.start, end, "", (_unnamed(node), *arguments))

"""Emphasis and its like: italics, bold, superscript, subscript, strikeout, quotation marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from citekit.documents.markdown.inline.inline import Inline, Kind
from citekit.documents.markdown.inline.reader import Reader
from citekit.markup.tree import Format

__all__ = ["read_emphasis", "read_quoted", "read_tight", "read_tilde"]

_IN_DOUBLE: Final = 2
_IN_SINGLE: Final = 4
"""In what an inline is read: quotes count within brackets, and one of a kind not within another."""
_CLOSERS: Final = {'"': '"', "'": "'", "“": "”", "‘": "’"}


def read_emphasis(reader: Reader, position: int, context: int) -> Inline | None:
    """Read what one to three ``*`` or ``_`` begin."""
    mark = reader.text[position]
    if mark == "_" and reader.is_after_word(position):
        return None
    count = 1
    while reader.text.startswith(mark, position + count):
        count += 1
    inside = position + count
    if count > 3 or reader.text[inside : inside + 1] in ("", " ", "\t", "\n"):
        return Inline(Kind.TEXT, position, inside)
    # Nothing closes it: pandoc has the mark and all that follows as text, so no bracket around it closes.
    if reader.text.find(mark, inside) < 0:
        children, end = reader.until(inside, context, lambda _: False)
        return Inline(Kind.STYLED, position, end, (Inline(Kind.TEXT, position, inside), *children))
    emphasis = _Emphasis(reader, mark, context)
    return (emphasis.one, emphasis.two, emphasis.three)[count - 1](position, inside)


def read_tilde(reader: Reader, position: int, context: int) -> Inline | None:
    """Read what ``~`` or ``~~`` begins: subscript, or what is struck out."""
    if reader.text.startswith("~~", position):
        stop = reader.text.find("~~", position + 2)
        if stop < 0:
            return Inline(Kind.TEXT, position, position + 2)
        children, end = reader.until(position + 2, context, lambda at: reader.text.startswith("~~", at))
        if end < reader.length and children:
            return Inline(Kind.STYLED, position, end + 2, children)
        return Inline(Kind.TEXT, position, position + 2)
    return read_tight(reader, position, "~", Format.SUBSCRIPT, context)


def read_tight(reader: Reader, position: int, mark: str, format_: Format, context: int) -> Inline | None:
    """Read what stands between two marks without a space between."""
    if reader.text.find(mark, position + 1) < 0:
        return None
    children, end = reader.until(
        position + 1, context, lambda at: reader.text[at] == mark or reader.text[at] in " \t\n"
    )
    if (
        children
        and reader.text.startswith(mark, end)
        and not any(_has_space(reader, one) for one in children)
    ):
        return Inline(Kind.STYLED, position, end + 1, children, format=format_)
    return None


def _has_space(reader: Reader, node: Inline) -> bool:
    return node.kind is Kind.TEXT and any(char in " \t\n" for char in reader.text[node.start : node.end])


def read_quoted(reader: Reader, position: int, context: int) -> Inline | None:
    """Read what stands between quotation marks within brackets, so that no ``;`` there parts cites."""
    if not context:
        return None
    opener = reader.text[position]
    closer = _CLOSERS[opener]
    kind = _IN_DOUBLE if opener in '"“' else _IN_SINGLE
    if context & kind or reader.text[position + 1 : position + 2] in ("", " ", "\t", "\n"):
        return None
    if (opener == "'" and reader.is_after_word(position)) or reader.text.find(closer, position + 1) < 0:
        return None
    children, end = reader.until(position + 1, context | kind, lambda at: _closes(reader, at, closer))
    if end >= reader.length or not children:
        return None
    marks = Inline(Kind.TEXT, position, position + 1), Inline(Kind.TEXT, end, end + 1)
    return Inline(Kind.STYLED, position, end + 1, (marks[0], *children, marks[1]))


@dataclass(frozen=True, slots=True)
class _Emphasis:
    """The reading of what one to three of ``mark`` begin."""

    reader: Reader
    mark: str
    context: int

    def ends(self, position: int, count: int) -> bool:
        if not self.reader.text.startswith(self.mark * count, position):
            return False
        return self.mark == "*" or not self.reader.text[position + count : position + count + 1].isalnum()

    def one(self, start: int, inside: int, before: tuple[Inline, ...] = ()) -> Inline:
        nodes: list[Inline] = list(before)
        position = inside
        while position < self.reader.length:
            if self.ends(position, 1):
                if not self.reader.text.startswith(self.mark * 2, position) or self.ends(position + 2, 1):
                    break
                node = self.two(position, position + 2)
            else:
                node = self.reader.inline(position, self.context)
            nodes.append(node)
            position = node.end
        if position < self.reader.length:
            self.reader.emphasis_ends.add(position + 1)
            return Inline(Kind.STYLED, start, position + 1, tuple(nodes), format=Format.ITALIC)
        return self.unclosed(start, inside, position, nodes)

    def two(self, start: int, inside: int, before: tuple[Inline, ...] = ()) -> Inline:
        children, end = self.reader.until(inside, self.context, lambda at: self.ends(at, 2))
        if end < self.reader.length:
            self.reader.emphasis_ends.add(end + 2)
            return Inline(Kind.STYLED, start, end + 2, (*before, *children), format=Format.BOLD)
        return self.unclosed(start, inside, end, [*before, *children])

    def three(self, start: int, inside: int) -> Inline:
        children, end = self.reader.until(inside, self.context, lambda at: self.ends(at, 1))
        if self.ends(end, 3):
            self.reader.emphasis_ends.add(end + 3)
            inner = Inline(Kind.STYLED, inside, end, children, format=Format.ITALIC)
            return Inline(Kind.STYLED, start, end + 3, (inner,), format=Format.BOLD)
        if self.ends(end, 2):
            inner = Inline(Kind.STYLED, inside, end + 2, children, format=Format.BOLD)
            return self.one(start, end + 2, (inner,))
        if self.ends(end, 1):
            inner = Inline(Kind.STYLED, inside, end + 1, children, format=Format.ITALIC)
            return self.two(start, end + 1, (inner,))
        return self.unclosed(start, inside, end, list(children))

    def unclosed(self, start: int, inside: int, end: int, nodes: list[Inline]) -> Inline:
        """Return the marks as text, and what was read behind them up to the end."""
        first = nodes[0].start if nodes else end
        marks = Inline(Kind.TEXT, start, min(inside, first) if first > start else inside)
        return Inline(Kind.STYLED, start, end, (marks, *nodes))


def _closes(reader: Reader, position: int, closer: str) -> bool:
    if reader.text[position] != closer:
        return False
    return closer not in "'’" or not reader.text[position + 1 : position + 2].isalnum()

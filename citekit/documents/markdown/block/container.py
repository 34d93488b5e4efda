"""The lines of one container (the text, a quotation, a list item, a note), and what they stand in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from citekit.documents.blocks import BlockKind
from citekit.documents.markdown.block.found import Blocks, RawBlock
from citekit.documents.markdown.block.marks import FENCE, Line

__all__ = ["DEEPEST", "Container", "Inside"]

DEEPEST: Final = 30
"""Containers nested deeper are text: no paper needs them, and a hostile one must not exhaust the stack."""


@dataclass(frozen=True, slots=True)
class Inside:
    """What the lines being read stand in."""

    depth: int = 0
    note: str | None = None
    in_quote: bool = False
    in_list: bool = False
    is_drawn: bool = False
    cell: bool = False


class Container:
    """The lines of one container, read from first to last by ``read``; ``found`` grows meanwhile.

    ``divs`` are those that are open. What is known to have no end is not looked for again: fences by their
    mark and length, environments by their name, divs behind the last line that closes one.
    """

    def __init__(self, text: str, found: Blocks, read: Read, lines: list[Line], inside: Inside) -> None:
        self.text = text
        self.found = found
        self.read = read
        self.lines = lines
        self.inside = inside
        self.count = len(lines)
        self.unclosed: dict[str, int] = {}
        self.unclosed_tex: set[str] = set()
        self.divs: list[tuple[str, int]] = []
        self.last_close = -1
        self.after_table = False
        self.marker = ""

    def within(self, lines: list[Line], inside: Inside) -> Container:
        """Return a container of the same text with ``lines``."""
        return Container(self.text, self.found, self.read, lines, inside)

    def at(self, index: int) -> str:
        """Return line ``index``."""
        line = self.lines[index]
        return self.text[line.start : line.end]

    def is_blank(self, index: int) -> bool:
        """Whether line ``index`` holds nothing, or there is none."""
        return index >= self.count or not self.at(index).strip()

    def add(self, kind: BlockKind, lines: list[Line], level: int = 0) -> None:
        """Keep a block; blanks at the ends of its lines are no part of it."""
        trimmed = []
        for start, end in lines:
            kept = self.text[start:end]
            trimmed.append(Line(start + len(kept) - len(kept.lstrip(" \t")), start + len(kept.rstrip(" \t"))))
        if self.inside.cell and kind is BlockKind.PARAGRAPH:
            kind = BlockKind.TABLE_CELL
        self.found.blocks.append(
            RawBlock(
                kind=kind,
                lines=tuple(trimmed if kind is not BlockKind.CODE else lines),
                level=level,
                marker=self.marker,
                note=self.inside.note,
                in_quote=self.inside.in_quote,
                in_list=self.inside.in_list,
                is_drawn=self.inside.is_drawn,
            )
        )
        self.marker = ""

    def go_in(self, lines: list[Line], inside: Inside, marker: str = "") -> None:
        """Read ``lines``, which are all there is of a container in this one."""
        container = self.within(lines, replace(inside, depth=self.inside.depth + 1))
        container.marker = marker
        self.read(container)

    def fence(self, index: int) -> int | None:
        """Return the line of the fence that closes the one at ``index``, None if that is none."""
        match = FENCE.match(self.at(index))
        if not match:
            return None
        mark, length = match["fence"][0], len(match["fence"])
        if length >= self.unclosed.get(mark, length + 1):
            return None
        closing = re.compile(rf" {{0,3}}{re.escape(mark)}{{{length},}}[ \t]*$")
        for end in range(index + 1, self.count):
            if closing.match(self.at(end)):
                return end
        self.unclosed[mark] = length
        return None


Read = Callable[[Container], None]
"""Reads all lines of a container."""

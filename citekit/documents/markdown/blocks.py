"""The blocks of a Markdown text: where paragraphs, code, notes and tables begin and end.

Pandoc manual, "Pandoc's Markdown", with its default extensions. What matters here is where a citation can
stand and how far it can reach, so blocks are found by lines, and what is inside them by `inlines`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from citekit.documents.blocks import BlockKind
from citekit.documents.markdown.block.code import (
    read_fenced_code,
    read_html,
    read_indented_code,
    read_metadata,
    read_raw_tex,
    read_title_block,
)
from citekit.documents.markdown.block.container import Container, Inside
from citekit.documents.markdown.block.containers import (
    close_div,
    read_definition,
    read_div,
    read_note,
    read_quote,
    read_rule_or_item,
)
from citekit.documents.markdown.block.found import Blocks
from citekit.documents.markdown.block.marks import CAPTION, Line, indent_of
from citekit.documents.markdown.block.prose import read_heading, read_line_block, read_paragraph, read_table

__all__ = ["find_blocks"]

_BY_MARK: Final[Mapping[str, tuple[Callable[[Container, int], int | None], ...]]] = {
    "`": (read_fenced_code,),
    "~": (read_fenced_code, read_definition),
    "-": (read_metadata,),
    ":": (read_div, read_definition),
    "#": (read_heading,),
    ">": (read_quote,),
    "[": (read_note,),
    "<": (read_html,),
    "\\": (read_raw_tex,),
}
"""What can begin with a character, in the order of trying; tables and lists are tried after it."""


def find_blocks(text: str) -> Blocks:
    """Return the blocks of ``text``, whose lines end in a line feed alone."""
    lines: list[Line] = []
    start = 0
    for piece in text.split("\n"):
        lines.append(Line(start, start + len(piece)))
        start += len(piece) + 1
    found = Blocks()
    _read(Container(text, found, _read, lines, Inside()))
    return found


def _read(container: Container) -> None:
    """Read the lines of a container, each block at the line where it begins."""
    index = 0
    if container.inside.depth == 0:
        index = read_title_block(container)
    while index < container.count:
        if container.is_blank(index):
            index += 1
            continue
        was_table, container.after_table = container.after_table, False
        if was_table and CAPTION.match(container.at(index)):
            index = read_paragraph(container, index, BlockKind.CAPTION)
            continue
        index = _read_block(container, index)
    for attributes, opened in container.divs:
        close_div(container, attributes, opened, container.count)


def _read_block(container: Container, index: int) -> int:
    """Read the block that begins at line ``index``; return the line after it."""
    line = container.at(index)
    if indent_of(line) >= 4 and not container.marker:
        return read_indented_code(container, index)
    by_mark = _BY_MARK.get(line.lstrip(" \t")[0], ())
    for read in (*by_mark, read_table, read_rule_or_item, read_line_block):
        after = read(container, index)
        if after is not None:
            return after
    return read_paragraph(container, index)

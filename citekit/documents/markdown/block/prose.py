"""Blocks of prose: headings, paragraphs, line blocks and the cells of tables."""

from __future__ import annotations

from dataclasses import replace

from citekit.documents.blocks import BlockKind, DrawnTable
from citekit.documents.markdown.block.container import DEEPEST, Container
from citekit.documents.markdown.block.marks import (
    ATX,
    ATX_END,
    CAPTION,
    DEFINITION,
    DIV_CLOSE,
    LINE_BLOCK,
    SETEXT,
    TAG_CLOSER,
    TAG_LINE,
    Line,
    cut,
    dedent_all,
    match_item,
    opens_comment,
)
from citekit.documents.markdown.block.tables import Table, find_table
from citekit.documents.places import Span

__all__ = ["read_heading", "read_line_block", "read_paragraph", "read_table"]


def read_heading(container: Container, index: int) -> int | None:
    """Read a heading that ``#`` begins."""
    line = container.at(index)
    match = ATX.match(line)
    if not match:
        return None
    start = container.lines[index].start
    text = match["text"] or ""
    begins = match.start("text") if text else match.end()
    ending = ATX_END.search(text)
    ends = begins + (ending.start() if ending else len(text))
    container.add(BlockKind.HEADING, [Line(start + begins, start + ends)], len(match[1]))
    return index + 1


def read_paragraph(container: Container, index: int, kind: BlockKind = BlockKind.PARAGRAPH) -> int:
    """Read a paragraph, a caption, or a heading that is underlined."""
    if (
        not container.is_blank(index + 1)
        and (match := SETEXT.match(container.at(index + 1)))
        and kind is BlockKind.PARAGRAPH
    ):
        line = container.lines[index]
        text = container.at(index)
        ending = ATX_END.search(text)
        ends = line.start + (ending.start() if ending else len(text))
        container.add(BlockKind.HEADING, [Line(line.start, ends)], 1 if match[1] else 2)
        return index + 2
    text = container.at(index)
    if kind is BlockKind.PARAGRAPH and text.lstrip()[:6].lower() == "table:":
        kind = BlockKind.CAPTION
    end = index + 1
    comment = opens_comment(text, is_open=False)
    while end < container.count:
        following = container.at(end)
        is_blank = not following.strip()
        if not comment and (is_blank or _interrupts(container, end, following, first=end == index + 1)):
            break
        comment = opens_comment(following, is_open=comment)
        end += 1
    if comment:
        # Nothing closes it, so it is text, and ends where a paragraph does.
        end = index + 1
        while end < container.count and not container.is_blank(end):
            end += 1
    lines = container.lines[index:end]
    if kind is BlockKind.CAPTION and (match := CAPTION.match(text)):
        lines = [Line(lines[0].start + match.end(), lines[0].end), *lines[1:]]
    container.add(kind, lines)
    return end


def read_line_block(container: Container, index: int) -> int | None:
    """Read lines after ``|``, each a paragraph."""
    if not LINE_BLOCK.match(container.at(index)):
        return None
    end = index
    group: list[Line] = []
    while end < container.count and not container.is_blank(end):
        line = container.lines[end]
        if container.at(end).startswith("|"):
            if group:
                container.add(BlockKind.PARAGRAPH, group)
            group = [Line(line.start + 1, line.end)]
        elif container.at(end)[0] in " \t":
            group.append(line)
        else:
            break
        end += 1
    container.add(BlockKind.PARAGRAPH, group)
    return end


def read_table(container: Container, index: int) -> int | None:
    """Read a table, each cell a block."""
    found = find_table(container.at, container.count, index)
    if found is None:
        return None
    if found.is_drawn:
        container.found.tables.append(
            DrawnTable(
                tuple(Span(*line) for line in container.lines[index : found.end]),
                tuple(
                    tuple(Span(*cut(container.lines[row], start, end)) for row, start, end in cell)
                    for cell in found.cells
                ),
            )
        )
    _cells(container, found)
    container.after_table = True
    return found.end


def _cells(container: Container, table: Table) -> None:
    inside = replace(container.inside, cell=True, is_drawn=table.is_drawn)
    for cell in table.cells:
        lines = [cut(container.lines[row], start, end) for row, start, end in cell]
        if table.holds_blocks and container.inside.depth < DEEPEST:
            container.go_in(dedent_all(container.text, lines), inside)
        elif any(container.text[start:end].strip() for start, end in lines):
            container.within([], inside).add(BlockKind.TABLE_CELL, lines)


def _interrupts(container: Container, index: int, line: str, *, first: bool) -> bool:
    """Whether a paragraph ends before the line ``index``, which is not blank."""
    mark = line.lstrip(" \t")[0]
    if mark == "`":
        return line.lstrip(" \t").startswith("```") and container.fence(index) is not None
    if mark == ":" and container.divs and DIV_CLOSE.match(line):
        return True
    if mark in ":~" and first and not container.inside.cell and DEFINITION.match(line):
        return True
    if mark == "<":
        return TAG_CLOSER.match(line) is not None or TAG_LINE.match(line) is not None
    return container.inside.in_list and match_item(line) is not None

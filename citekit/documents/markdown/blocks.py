"""The blocks of a Markdown text: where paragraphs, code, notes and tables begin and end.

Pandoc manual, "Pandoc's Markdown", with its default extensions. What matters here is where a citation can
stand and how far it can reach, so blocks are found by lines, and what is inside them by `inlines`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from citekit.documents.blocks import BlockKind
from citekit.documents.markdown.marks import (
    ATX,
    ATX_END,
    BEGIN,
    CAPTION,
    DEFINITION,
    DIV_CLOSE,
    DIV_OPEN,
    EXAMPLE,
    FENCE,
    LINE_BLOCK,
    NOTE,
    QUOTE,
    REFERENCE,
    RULE,
    SETEXT,
    TAG_CLOSER,
    TAG_LINE,
    TITLE,
    VERBATIM,
    YAML_END,
    Line,
    cut,
    dedent,
    dedent_all,
    indent_of,
    match_item,
    opens_comment,
)
from citekit.documents.markdown.tables import Table, find_table

__all__ = ["Blocks", "Div", "RawBlock", "RawNote", "find_blocks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawBlock:
    """A block before its inside is read; ``note`` is the label of the note that it stands in."""

    kind: BlockKind
    lines: tuple[Line, ...]
    level: int = 0
    marker: str = ""
    note: str | None = None
    in_quote: bool = False
    in_list: bool = False
    is_drawn: bool = False


class RawNote(NamedTuple):
    """The definition of a note: its label and the whole of its text."""

    label: str
    start: int
    end: int


class Div(NamedTuple):
    """A fenced div: its attributes as typed, the whole, and what stands between the fences."""

    attributes: str
    start: int
    end: int
    inner_start: int
    inner_end: int


@dataclass(slots=True)
class Blocks:
    """What a scan gathers, in the order of the text; ``examples`` are the labels of example lists."""

    blocks: list[RawBlock] = field(default_factory=list)
    notes: list[RawNote] = field(default_factory=list)
    metadata: list[tuple[int, int]] = field(default_factory=list)
    divs: list[Div] = field(default_factory=list)
    examples: set[str] = field(default_factory=set)


_DEEPEST: Final = 30
"""Containers nested deeper are text: no paper needs them, and a hostile one must not exhaust the stack."""


@dataclass(frozen=True, slots=True)
class _Inside:
    """What the lines being read stand in."""

    depth: int = 0
    note: str | None = None
    in_quote: bool = False
    in_list: bool = False
    is_drawn: bool = False
    cell: bool = False


def find_blocks(text: str) -> Blocks:
    """Return the blocks of ``text``, whose lines end in a line feed alone."""
    lines: list[Line] = []
    start = 0
    for piece in text.split("\n"):
        lines.append(Line(start, start + len(piece)))
        start += len(piece) + 1
    scan = _Scan(text)
    scan.read(lines, _Inside())
    return scan.found


class _Scan:
    """One reading of a text; ``found`` grows as its lines are read in turn."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found = Blocks()

    def read(self, lines: list[Line], inside: _Inside) -> None:
        """Read ``lines``, which are all there is of one container."""
        _Container(self, lines, inside).read()


class _Container:
    """The lines of one container, read from first to last."""

    def __init__(self, scan: _Scan, lines: list[Line], inside: _Inside) -> None:
        self.scan = scan
        self.lines = lines
        self.inside = inside
        self.count = len(lines)
        self.unclosed: dict[str, int] = {}
        self.unclosed_tex: set[str] = set()
        self.divs: list[tuple[str, int]] = []
        self.last_close = -1
        self.after_table = False
        self.marker = ""

    # What a line holds.

    def at(self, index: int) -> str:
        line = self.lines[index]
        return self.scan.text[line.start : line.end]

    def is_blank(self, index: int) -> bool:
        return index >= self.count or not self.at(index).strip()

    def add(self, kind: BlockKind, lines: list[Line], level: int = 0) -> None:
        """Keep a block; blanks at the ends of its lines are no part of it."""
        text = self.scan.text
        trimmed = []
        for start, end in lines:
            kept = text[start:end]
            trimmed.append(Line(start + len(kept) - len(kept.lstrip(" \t")), start + len(kept.rstrip(" \t"))))
        if self.inside.cell and kind is BlockKind.PARAGRAPH:
            kind = BlockKind.TABLE_CELL
        self.scan.found.blocks.append(
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

    # The blocks, each at the line where it begins; a method returns the line after its block, or None.

    def read(self) -> None:
        index = 0
        if self.inside.depth == 0:
            index = self.title_block()
        while index < self.count:
            if self.is_blank(index):
                index += 1
                continue
            was_table, self.after_table = self.after_table, False
            if was_table and CAPTION.match(self.at(index)):
                index = self.paragraph(index, BlockKind.CAPTION)
                continue
            index = self.block(index)
        for attributes, opened in self.divs:
            self.close_div(attributes, opened, self.count)

    def block(self, index: int) -> int:
        """Read the block that begins at line ``index``; return the line after it."""
        line = self.at(index)
        if indent_of(line) >= 4 and not self.marker:
            return self.indented_code(index)
        by_mark = _BY_MARK.get(line.lstrip(" \t")[0], ())
        for read in (*by_mark, _Container.table, _Container.rule_or_item, _Container.line_block):
            after = read(self, index)
            if after is not None:
                return after
        return self.paragraph(index)

    def title_block(self) -> int:
        index = 0
        while index < min(3, self.count) and TITLE.match(self.at(index)):
            lines = [self.lines[index]]
            if index < 2:
                lines[0] = Line(lines[0].start + 1, lines[0].end)
                self.add(BlockKind.METADATA, lines)
            index += 1
        return index

    def metadata(self, index: int) -> int | None:
        if self.inside.depth or self.at(index).strip() != "---" or self.is_blank(index + 1):
            return None
        if index and not self.is_blank(index - 1):
            return None
        for end in range(index + 1, self.count):
            if YAML_END.match(self.at(end)):
                self.scan.found.metadata.append((self.lines[index].end + 1, self.lines[end].start))
                return end + 1
        return None

    def indented_code(self, index: int) -> int:
        end = index
        while end < self.count and (self.is_blank(end) or indent_of(self.at(end)) >= 4):
            end += 1
        while self.is_blank(end - 1):
            end -= 1
        self.add(BlockKind.CODE, self.lines[index:end])
        return end

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

    def fenced_code(self, index: int) -> int | None:
        end = self.fence(index)
        if end is None:
            return None
        self.add(BlockKind.CODE, self.lines[index : end + 1])
        return end + 1

    def div(self, index: int) -> int | None:
        line = self.at(index)
        if self.divs and DIV_CLOSE.match(line):
            attributes, opened = self.divs.pop()
            self.close_div(attributes, opened, index)
            return index + 1
        match = DIV_OPEN.match(line)
        if not match:
            return None
        if self.last_close <= index:
            self.last_close = next(
                (other for other in range(self.count - 1, index, -1) if DIV_CLOSE.match(self.at(other))), 0
            )
        if self.last_close <= index:
            return None
        self.divs.append((match["attributes"] or f".{match['name']}", index))
        return index + 1

    def close_div(self, attributes: str, opened: int, closed: int) -> None:
        first = self.lines[opened]
        last = self.lines[min(closed, self.count - 1)]
        inner = min(first.end + 1, last.end)
        self.scan.found.divs.append(
            Div(
                attributes,
                first.start,
                last.end,
                inner,
                max(inner, last.start if closed < self.count else last.end),
            )
        )

    def heading(self, index: int) -> int | None:
        line = self.at(index)
        match = ATX.match(line)
        if not match:
            return None
        start = self.lines[index].start
        text = match["text"] or ""
        begins = match.start("text") if text else match.end()
        ending = ATX_END.search(text)
        ends = begins + (ending.start() if ending else len(text))
        self.add(BlockKind.HEADING, [Line(start + begins, start + ends)], len(match[1]))
        return index + 1

    def quote(self, index: int) -> int | None:
        if self.inside.depth >= _DEEPEST:
            return None
        inner: list[Line] = []
        end = index
        while end < self.count and not self.is_blank(end):
            match = QUOTE.match(self.at(end))
            line = self.lines[end]
            inner.append(Line(line.start + match.end(), line.end) if match else line)
            end += 1
        self.go_in(inner, replace(self.inside, in_quote=True))
        return end

    def go_in(self, lines: list[Line], inside: _Inside, marker: str = "") -> None:
        container = _Container(self.scan, lines, replace(inside, depth=self.inside.depth + 1))
        container.marker = marker
        container.read()

    def note(self, index: int) -> int | None:
        line = self.at(index)
        match = NOTE.match(line)
        if match and self.inside.note is None:
            start = self.lines[index]
            first = Line(start.start + match.end(), start.end)
            inner, end = self.continuation(index + 1, 4, stop=NOTE)
            self.scan.found.notes.append(RawNote(match[1], first.start, (inner or [first])[-1].end))
            self.go_in([first, *inner], replace(self.inside, note=match[1]))
            return end
        if REFERENCE.match(line):
            return index + 1
        return None

    def continuation(
        self, index: int, indent: int, *, stop: re.Pattern[str] | None = None, in_list: bool = False
    ) -> tuple[list[Line], int]:
        """Return the lines from ``index`` on that continue a note or item, and the line after them.

        Lines right below may be indented less; after a blank line they must be indented by ``indent``.
        """
        inner: list[Line] = []
        after_blank = False
        code = -1
        while index < self.count:
            if self.is_blank(index):
                after_blank = True
                inner.append(self.lines[index])
                index += 1
                continue
            line = self.at(index)
            width = indent_of(line)
            if index > code:
                if width < indent and (after_blank or (stop is not None and stop.match(line))):
                    break
                if in_list and width < indent and match_item(line):
                    break
                if self.divs and DIV_CLOSE.match(line):
                    break
                closing = self.fence(index) if line.lstrip(" \t").startswith("```") else None
                code = index if closing is None else closing
            inner.append(dedent(self.scan.text, self.lines[index], indent))
            after_blank = False
            index += 1
        while inner and not self.scan.text[inner[-1].start : inner[-1].end].strip():
            inner.pop()
        return inner, index

    def rule_or_item(self, index: int) -> int | None:
        line = self.at(index)
        if RULE.match(line):
            return index + 1
        match = match_item(line)
        if not match or self.inside.depth >= _DEEPEST:
            return None
        if example := EXAMPLE.match(match["marker"]):
            self.scan.found.examples.add(example[1])
        space = match["space"].replace("\t", "    ")
        width = match.end("marker") + (len(space) if len(space) < 5 else 1)
        start = self.lines[index]
        first = Line(start.start + match.end(), start.end)
        inner, end = self.continuation(index + 1, max(width, 2), in_list=True)
        self.go_in([first, *inner], replace(self.inside, in_list=True), match["marker"])
        return end

    def definition(self, index: int) -> int | None:
        match = DEFINITION.match(self.at(index))
        if not match or self.inside.depth >= _DEEPEST:
            return None
        start = self.lines[index]
        first = Line(start.start + match.end(), start.end)
        inner, end = self.continuation(index + 1, 4, stop=DEFINITION)
        self.go_in([first, *inner], self.inside)
        return end

    def html(self, index: int) -> int | None:
        line = self.at(index)
        if TAG_LINE.match(line):
            return index + 1
        match = VERBATIM.match(line)
        closer = re.compile(rf"</{match[1]}\s*>", re.IGNORECASE) if match else None
        if closer is None and line.lstrip().startswith("<!--"):
            closer = re.compile("-->")
        if closer is None:
            return None
        for end in range(index, self.count):
            if (found := closer.search(self.at(end))) is not None:
                if self.at(end)[found.end() :].strip():
                    return None
                self.add(BlockKind.CODE, self.lines[index : end + 1])
                return end + 1
        return None

    def raw_tex(self, index: int) -> int | None:
        match = BEGIN.match(self.at(index))
        if not match or match[1] in self.unclosed_tex:
            return None
        edges = re.compile(rf"\\(begin|end)\{{{re.escape(match[1])}\}}")
        depth = 0
        for end in range(index, self.count):
            for edge in edges.finditer(self.at(end)):
                depth += 1 if edge[1] == "begin" else -1
            if depth <= 0:
                self.add(BlockKind.CODE, self.lines[index : end + 1])
                return end + 1
        self.unclosed_tex.add(match[1])
        return None

    def table(self, index: int) -> int | None:
        found = find_table(self.at, self.count, index)
        if found is None:
            return None
        self.cells(found)
        self.after_table = True
        return found.end

    def cells(self, table: Table) -> None:
        inside = replace(self.inside, cell=True, is_drawn=table.is_drawn)
        for cell in table.cells:
            lines = [cut(self.lines[row], start, end) for row, start, end in cell]
            if table.holds_blocks and self.inside.depth < _DEEPEST:
                self.go_in(dedent_all(self.scan.text, lines), inside)
            elif any(self.scan.text[start:end].strip() for start, end in lines):
                _Container(self.scan, [], inside).add(BlockKind.TABLE_CELL, lines)

    def line_block(self, index: int) -> int | None:
        if not LINE_BLOCK.match(self.at(index)):
            return None
        end = index
        group: list[Line] = []
        while end < self.count and not self.is_blank(end):
            line = self.lines[end]
            if self.at(end).startswith("|"):
                if group:
                    self.add(BlockKind.PARAGRAPH, group)
                group = [Line(line.start + 1, line.end)]
            elif self.at(end)[0] in " \t":
                group.append(line)
            else:
                break
            end += 1
        self.add(BlockKind.PARAGRAPH, group)
        return end

    def paragraph(self, index: int, kind: BlockKind = BlockKind.PARAGRAPH) -> int:
        if (
            not self.is_blank(index + 1)
            and (match := SETEXT.match(self.at(index + 1)))
            and kind is BlockKind.PARAGRAPH
        ):
            line = self.lines[index]
            text = self.at(index)
            ending = ATX_END.search(text)
            ends = line.start + (ending.start() if ending else len(text))
            self.add(BlockKind.HEADING, [Line(line.start, ends)], 1 if match[1] else 2)
            return index + 2
        text = self.at(index)
        if kind is BlockKind.PARAGRAPH and text.lstrip()[:6].lower() == "table:":
            kind = BlockKind.CAPTION
        end = index + 1
        comment = opens_comment(text, is_open=False)
        while end < self.count:
            following = self.at(end)
            is_blank = not following.strip()
            if not comment and (is_blank or self.interrupts(end, following, first=end == index + 1)):
                break
            comment = opens_comment(following, is_open=comment)
            end += 1
        if comment:
            # Nothing closes it, so it is text, and ends where a paragraph does.
            end = index + 1
            while end < self.count and not self.is_blank(end):
                end += 1
        lines = self.lines[index:end]
        if kind is BlockKind.CAPTION and (match := CAPTION.match(text)):
            lines = [Line(lines[0].start + match.end(), lines[0].end), *lines[1:]]
        self.add(kind, lines)
        return end

    def interrupts(self, index: int, line: str, *, first: bool) -> bool:
        """Whether a paragraph ends before the line ``index``, which is not blank."""
        mark = line.lstrip(" \t")[0]
        if mark == "`":
            return line.lstrip(" \t").startswith("```") and self.fence(index) is not None
        if mark == ":" and self.divs and DIV_CLOSE.match(line):
            return True
        if mark in ":~" and first and not self.inside.cell and DEFINITION.match(line):
            return True
        if mark == "<":
            return TAG_CLOSER.match(line) is not None or TAG_LINE.match(line) is not None
        return self.inside.in_list and match_item(line) is not None


_BY_MARK: Final[dict[str, tuple[Callable[[_Container, int], int | None], ...]]] = {
    "`": (_Container.fenced_code,),
    "~": (_Container.fenced_code, _Container.definition),
    "-": (_Container.metadata,),
    ":": (_Container.div, _Container.definition),
    "#": (_Container.heading,),
    ">": (_Container.quote,),
    "[": (_Container.note,),
    "<": (_Container.html,),
    "\\": (_Container.raw_tex,),
}
"""What can begin with a character, in the order of trying; tables and lists are tried after it."""

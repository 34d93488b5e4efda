"""The elements of an Org paper, found by lines: headings, paragraphs, lists, blocks, keywords, notes, tables.

Org syntax, "Headings", "Greater elements", "Lesser elements"; Org manual, "Export Settings".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType
from typing import Final, NamedTuple

from citekit.documents.blocks import Block, BlockKind, DrawnTable, Run
from citekit.documents.document import BibliographyPlace
from citekit.documents.org.found import Found
from citekit.documents.org.inlines import read_inlines
from citekit.documents.places import Span
from citekit.documents.stretch import Stretch

__all__ = ["find_elements"]

_KEYWORD: Final = re.compile(r"[ \t]*#\+(?P<name>[\w-]+)(?:\[[^\]]*\])?:[ \t]*(?P<value>.*?)[ \t]*$")
_HEADING: Final = re.compile(r"(?P<stars>\*+)[ \t]+(?P<text>.*?)(?:[ \t]+:[\w@#%:]+:)?[ \t]*$")
_TODO: Final = re.compile(r"(?:TODO|DONE|NEXT|WAITING)[ \t]+|\[#[A-Z0-9]\][ \t]+")
_BEGIN: Final = re.compile(r"[ \t]*#\+begin_(?P<name>\w+)", re.IGNORECASE)
_PROSE: Final = frozenset(("quote", "verse", "center", "abstract"))
_DRAWER: Final = re.compile(r"[ \t]*:[\w-]+:[ \t]*$")
_DRAWER_END: Final = re.compile(r"[ \t]*:end:[ \t]*$", re.IGNORECASE)
_COMMENT: Final = re.compile(r"[ \t]*#(?: |$)")
_FIXED: Final = re.compile(r"[ \t]*:(?: |$)")
_PLANNING: Final = re.compile(r"[ \t]*(?:CLOSED|DEADLINE|SCHEDULED):")
_TABLE: Final = re.compile(r"[ \t]*\|")
_TABLE_RULE: Final = re.compile(r"[ \t]*\|-")
_ITEM: Final = re.compile(
    r"(?P<indent>[ \t]*)(?P<marker>[-+]|(?<=[ \t])\*|(?:\d+|[A-Za-z])[.)])(?:[ \t]+|$)"
    r"(?:\[@\d+\][ \t]*)?(?:\[[ X-]\][ \t]+)?"
)
_NOTE: Final = re.compile(r"\[fn:(?P<label>[-\w]+)\][ \t]*")
_OPTION: Final = re.compile(r":([\w-]+)[ \t]+([^:]*(?:(?<!\s):[^:]*)*)")


def find_elements(text: str) -> Found:
    """Return all that ``text`` holds, whose lines end in a line feed alone."""
    elements = _Elements(text)
    elements.read_all()
    return elements.found


class _Line(NamedTuple):
    start: int
    end: int


@dataclass(slots=True)
class _Inside:
    """What the lines being read stand in."""

    note: str | None = None
    in_quote: bool = False
    in_list: bool = False


class _Elements:
    """The lines of one text, read from first to last; what was found grows while it goes on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[_Line] = []
        start = 0
        for line in text.split("\n"):
            self.lines.append(_Line(start, start + len(line)))
            start += len(line) + 1
        self.found = Found()
        self.inside = _Inside()

    def at(self, index: int) -> str:
        line = self.lines[index]
        return self.text[line.start : line.end]

    def read_all(self) -> None:
        index = 0
        while index < len(self.lines):
            index = self.read_element(index)

    def read_element(self, index: int) -> int:
        """Read the element that begins at line ``index``; return the line after it."""
        line = self.at(index)
        if not line.strip():
            if self.inside.note and index + 1 < len(self.lines) and not self.at(index + 1).strip():
                self.inside = _Inside()  # two blank lines end a note
            return index + 1
        for read in (self.heading, self.block_of_lines, self.keyword, self.skipped, self.table, self.note):
            after = read(index, line)
            if after is not None:
                return after
        return self.paragraph(index)

    def heading(self, index: int, line: str) -> int | None:
        match = _HEADING.match(line)
        if not match:
            return None
        self.inside = _Inside()
        start = match.start("text")
        while todo := _TODO.match(line, start):
            start = todo.end()
        begin = self.lines[index].start
        self.add(
            BlockKind.HEADING, [_Line(begin + start, begin + match.end("text"))], level=len(match["stars"])
        )
        return index + 1

    def block_of_lines(self, index: int, line: str) -> int | None:
        match = _BEGIN.match(line)
        if not match:
            return None
        name = match["name"].lower()
        if name in _PROSE:
            self.inside.in_quote = name == "quote"
            return index + 1
        ending = re.compile(rf"[ \t]*#\+end_{re.escape(name)}[ \t]*$", re.IGNORECASE)
        for end in range(index + 1, len(self.lines)):
            if ending.match(self.at(end)):
                self.add(BlockKind.CODE, self.lines[index : end + 1])
                return end + 1
            if _HEADING.match(self.at(end)):
                break
        return None

    def keyword(self, index: int, line: str) -> int | None:
        match = _KEYWORD.match(line)
        if not match:
            if line.lstrip().lower().startswith("#+end_"):
                self.inside.in_quote = False
            return index + 1 if line.lstrip().startswith("#+") else None
        name, value = match["name"].lower(), match["value"]
        begin = self.lines[index].start
        span = Span(begin + match.start("value"), begin + match.end("value"))
        if name == "bibliography":
            self.found.files.append(value.strip('"'))
        elif name == "print_bibliography":
            whole = Span(begin, self.lines[index].end)
            self.found.places.append(BibliographyPlace(whole, whole, MappingProxyType(_attributes(value))))
            return index + 1
        elif name in ("title", "subtitle", "caption"):
            kind = BlockKind.CAPTION if name == "caption" else BlockKind.METADATA
            self.add(kind, [_Line(span.start, span.end)])
        if name not in self.found.values or name == "title":
            self.found.values[name] = value
            self.found.spans[name] = span
        return index + 1

    def skipped(self, index: int, line: str) -> int | None:
        """Pass over comments, drawers, planning lines and fixed width."""
        if _DRAWER.match(line) and not _DRAWER_END.match(line):
            for end in range(index + 1, len(self.lines)):
                if _DRAWER_END.match(self.at(end)):
                    return end + 1
                if _HEADING.match(self.at(end)):
                    break
            return None
        if _FIXED.match(line):
            end = index
            while end < len(self.lines) and _FIXED.match(self.at(end)):
                end += 1
            self.add(BlockKind.CODE, self.lines[index:end])
            return end
        return index + 1 if _COMMENT.match(line) or _PLANNING.match(line) else None

    def table(self, index: int, line: str) -> int | None:
        if not _TABLE.match(line):
            return None
        if not (index and _TABLE.match(self.at(index - 1))):
            self.found.tables.append(self.drawn(index))
        if not _TABLE_RULE.match(line):
            begin = self.lines[index].start
            start = line.index("|") + 1
            for piece in line[start:].rstrip().removesuffix("|").split("|"):
                if piece.strip():
                    self.add(
                        BlockKind.TABLE_CELL,
                        [_Line(begin + start, begin + start + len(piece))],
                        is_drawn=True,
                    )
                start += len(piece) + 1
        return index + 1

    def drawn(self, index: int) -> DrawnTable:
        """Return the table that begins at line ``index`` with its edges."""
        end = index
        cells = []
        while end < len(self.lines) and _TABLE.match(self.at(end)):
            begin, line = self.lines[end].start, self.at(end)
            if not _TABLE_RULE.match(line):
                edges = [position for position, char in enumerate(line) if char == "|"]
                cells += [(Span(begin + left + 1, begin + right),) for left, right in pairwise(edges)]
            end += 1
        return DrawnTable(tuple(Span(*line) for line in self.lines[index:end]), tuple(cells))

    def note(self, index: int, line: str) -> int | None:
        match = _NOTE.match(line)
        if not match:
            return None
        self.inside = _Inside(note=match["label"])
        first = self.lines[index]
        begin = _Line(first.start + match.end(), first.end)
        end = self.end_of_paragraph(index + 1)
        self.found.notes[match["label"]] = Span(begin.start, self.lines[end - 1].end)
        self.add(BlockKind.PARAGRAPH, [begin, *self.lines[index + 1 : end]])
        return end

    def end_of_paragraph(self, index: int) -> int:
        while index < len(self.lines):
            line = self.at(index)
            if not line.strip() or _HEADING.match(line) or _NOTE.match(line) or _ITEM.match(line):
                break
            if line.lstrip().startswith("#+") or any(
                other.match(line) for other in (_TABLE, _COMMENT, _FIXED)
            ):
                break
            index += 1
        return index

    def paragraph(self, index: int) -> int:
        line = self.lines[index]
        match = _ITEM.match(self.at(index))
        marker = ""
        if match:
            marker = match["marker"]
            line = _Line(line.start + match.end(), line.end)
            self.inside.in_list = True
        elif not self.at(index)[0].isspace():
            self.inside.in_list = False
        end = self.end_of_paragraph(index + 1)
        lines = [line, *self.lines[index + 1 : end]]
        if any(first < last for first, last in lines):
            self.add(BlockKind.PARAGRAPH, lines, marker=marker)
        return end

    def add(
        self,
        kind: BlockKind,
        lines: Sequence[_Line],
        *,
        level: int = 0,
        marker: str = "",
        is_drawn: bool = False,
    ) -> None:
        trimmed = []
        for start, end in lines:
            typed = self.text[start:end]
            trimmed.append((start + len(typed) - len(typed.lstrip()), start + len(typed.rstrip())))
        runs: tuple[Run, ...] = ()
        index = len(self.found.blocks)
        block = Block(
            kind=kind,
            span=Span(trimmed[0][0], max(trimmed[-1][1], trimmed[0][0])),
            level=level,
            marker=marker,
            in_quote=self.inside.in_quote,
            in_list=self.inside.in_list,
            is_drawn=is_drawn,
        )
        self.found.blocks.append((block, self.inside.note))
        if kind is not BlockKind.CODE:
            runs = read_inlines(self.found, Stretch.of_lines(self.text, trimmed), index)
            self.found.blocks[index] = replace(block, runs=runs), self.inside.note


def _attributes(value: str) -> dict[str, str]:
    """Return ``:type book :title Books`` by name."""
    return {match[1]: match[2].strip() for match in _OPTION.finditer(value)}

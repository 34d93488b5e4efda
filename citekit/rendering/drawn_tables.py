"""Tables whose columns are drawn with spaces and rules, drawn anew where a citation changes their width.

Grid, simple and multiline tables (Pandoc manual, "Tables"), and Org's where its columns stand under each
other. A citation that is typed on two lines of a cell has the text of other cells between them, which stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from citekit.documents.blocks import DrawnTable
from citekit.documents.document import Document, Edit
from citekit.documents.places import Span

__all__ = ["redrawn"]

_RULE: Final = re.compile(r"[ \t]*[-+|=: \t]*--[-+|=: \t]*")
_RULE_WITHIN: Final = re.compile(r"\+[-=:]{2,}|[-=:]{2,}\+")


def redrawn(document: Document, edits: Sequence[Edit]) -> list[Edit]:
    """Return ``edits`` of a paper of one text so that the columns of its drawn tables stay in line."""
    text = document.parts[0].text
    tables = [table for table in document.tables if document.format != "org" or _is_drawn(text, table)]
    within: dict[int, list[Edit]] = {}
    result = []
    for edit in edits:
        index = next((i for i, table in enumerate(tables) if _holds(table, edit.span)), None)
        if index is None:
            result.append(edit)
        else:
            within.setdefault(index, []).append(edit)
    for index, inside in within.items():
        result += _Redrawing(text, tables[index], inside).edits()
    return result


def _is_drawn(text: str, table: DrawnTable) -> bool:
    """Whether the cells of an Org table have spaces around them, as Org itself draws them."""
    cells = [text[one.start : one.end] for cell in table.cells for one in cell]
    return all(cell[:1] == cell[-1:] == " " for cell in cells)


def _holds(table: DrawnTable, span: Span) -> bool:
    return table.lines[0].start <= span.start <= table.lines[-1].end and any(
        cell[0].start <= span.start and span.end <= cell[-1].end and _cell_line(cell, span.start) is not None
        for cell in table.cells
    )


def _cell_line(cell: Sequence[Span], position: int) -> Span | None:
    return next((one for one in cell if one.start <= position < one.end), None)


class _Redrawing:
    """One table, drawn anew: its cells with their new text, and how much wider its columns are."""

    def __init__(self, text: str, table: DrawnTable, edits: Sequence[Edit]) -> None:
        self.text = text
        self.table = table
        starts = [line.start for line in table.lines]
        self.line_of = {
            one: table.lines[bisect_right(starts, one.start) - 1] for cell in table.cells for one in cell
        }
        self.texts = {one: text[one.start : one.end] for cell in table.cells for one in cell}
        self.changed: set[Span] = set()
        for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
            self._put(edit)
        self.wider: dict[int, int] = {}
        for one in self.changed if self._is_in_line() else ():
            line = self.line_of[one]
            if one.end < line.end:
                more = len(self.texts[one].rstrip()) + 1 - (one.end - one.start)
                self.wider[one.end - line.start] = max(self.wider.get(one.end - line.start, 0), more)

    def edits(self) -> Iterator[Edit]:
        """Yield the edits that draw the table anew, a line each."""
        for line in self.table.lines:
            new = self._line(line)
            if new != self.text[line.start : line.end]:
                yield Edit(line, new)

    def _is_in_line(self) -> bool:
        """Whether the columns can be drawn wider: no rule stands within a cell, and edges meet rules."""
        if any(_RULE_WITHIN.search(self.text, one.start, one.end) for one in self.texts):
            return False
        edges = {one.end - line.start for one, line in self.line_of.items() if one.end < line.end}
        if self.text[self.table.lines[0].start :].lstrip()[:1] not in ("|", "+"):
            return True
        return all(
            self.text[line.start + edge : line.start + edge + 1] in ("|", "+")
            for line in self.table.lines
            if _RULE.fullmatch(self.text[line.start : line.end])
            for edge in edges
        )

    def _put(self, edit: Edit) -> None:
        """Put the text of ``edit`` where it begins, and take the rest of its span out of its cell alone."""
        start, stop = edit.span.start, edit.span.end
        cell = next(cell for cell in self.table.cells if _cell_line(cell, start) is not None)
        first = _cell_line(cell, start)
        for one in cell:
            if one.end < start or stop < one.start:
                continue
            text = self.texts[one]
            is_first = one is first
            begin = start - one.start if is_first else len(text) - len(text.lstrip())
            end = stop - one.start if stop <= one.end else len(text.rstrip())
            put = edit.new if is_first and isinstance(edit.new, str) else ""
            self.texts[one] = text[:begin] + put + (text[end:] if is_first else text[end:].lstrip())
            self.changed.add(one)
        self._close_up(cell)

    def _close_up(self, cell: tuple[Span, ...]) -> None:
        """Move the lines of a cell up over those that are empty now: an empty one would end a paragraph."""
        gone = [one for one in cell if not self.texts[one].strip() and self.text[one.start : one.end].strip()]
        if not gone or len(gone) == len(cell):
            return
        kept = [self.texts[one] for one in cell if one not in gone]
        for one, text in zip(cell, [*kept, *(" " for _ in gone)], strict=True):
            if self.texts[one] != text:
                self.texts[one] = text
                self.changed.add(one)

    def _line(self, line: Span) -> str:
        text = self.text[line.start : line.end]
        cells = [one for one, its in self.line_of.items() if its is line]
        if not cells:
            for edge in sorted(self.wider, reverse=True):
                if edge <= len(text) and text.strip():
                    at = edge - 1 if text[edge - 1] == ":" else edge
                    text = text[:at] + text[at - 1] * self.wider[edge] + text[at:]
            return text
        for one in sorted(cells, reverse=True):
            new = self.texts[one]
            start, end = one.start - line.start, one.end - line.start
            more = sum(wider for edge, wider in self.wider.items() if start < edge <= end)
            if one in self.changed:
                pad = " " if self.text[one.end - 1 : one.end] == " " else ""
                new = new.rstrip() if one.end == line.end else (new.rstrip() + pad).ljust(end - start + more)
            else:
                new += " " * more
            text = text[:start] + new + text[end:]
        return text

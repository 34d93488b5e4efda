"""What a document's text is made of: blocks, and runs of one format within them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from citekit.documents.places import Span
from citekit.markup.tree import Format

__all__ = ["Block", "BlockKind", "DrawnTable", "Run", "RunKind", "cut_runs", "formats_in", "span_in"]


class RunKind(Enum):
    """What the characters of a run are."""

    TEXT = "text"
    CODE = "code"
    MATH = "math"
    CITATION = "citation"
    """A citation by key, as typed."""
    NOTE = "note"
    """The mark of a note; its text is empty, and the note has blocks of its own."""


class Run(NamedTuple):
    """Characters of one format, as a reader sees them, and where they come from.

    ``text`` is as long as the span where the characters are the source's own; where they are not (an escape,
    an entity) the whole run comes from the whole span. Markup has no run: it lies between spans.
    """

    text: str
    span: Span
    formats: frozenset[Format] = frozenset()
    kind: RunKind = RunKind.TEXT
    url: str = ""


class BlockKind(Enum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE_CELL = "table cell"
    CAPTION = "caption"
    CODE = "code"
    """Code and raw text of another format: never looked into."""
    METADATA = "metadata"
    """Text from the document's head: its title, its abstract."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph or its like: what a citation cannot reach beyond.

    ``level`` is that of a heading, from 1. ``marker`` is what stands before a list item's first paragraph as
    typed (``-``, ``3.``, ``[3]``). ``in_quote``, ``in_list`` and ``note`` (its number, 0 in the text) say in
    what it stands. ``is_entry`` tells a part of an entry of a list of references that the document marks as
    such; an entry's first has a marker. ``hanging`` tells that its further lines are indented and the first
    is not. ``is_drawn`` marks the cells of tables whose columns are laid out with spaces, which a replacement
    of another length would put out of line.
    """

    kind: BlockKind
    span: Span
    runs: tuple[Run, ...] = ()
    level: int = 0
    marker: str = ""
    note: int = 0
    in_quote: bool = False
    in_list: bool = False
    hanging: bool = False
    is_drawn: bool = False
    is_entry: bool = False

    @property
    def text(self) -> str:
        """The characters of the block as a reader sees them, its line breaks as they are typed."""
        return "".join([run.text for run in self.runs])

    def span_of(self, start: int, end: int) -> Span:
        """Return the source of the characters ``start`` to ``end`` of `text`."""
        return span_in(self.runs, start, end) or Span(self.span.start, self.span.start, self.span.part)

    def formats_of(self, start: int, end: int) -> frozenset[Format]:
        """Return the formats that all the characters ``start`` to ``end`` of `text` share, spaces aside."""
        return formats_in(self.runs, start, end)


class DrawnTable(NamedTuple):
    """A table whose columns stand under each other by spaces: its lines, and its cells line by line.

    A line is without what a quotation or a list puts before it; a cell reaches from edge to edge.
    """

    lines: tuple[Span, ...]
    cells: tuple[tuple[Span, ...], ...]


def span_in(runs: Sequence[Run], start: int, end: int) -> Span | None:
    """Return the source of the characters ``start`` to ``end`` of ``runs``, None if there are none."""
    first = last = None
    part = position = 0
    for run in runs:
        after = position + len(run.text)
        if start < after and position < end:
            exact = len(run.text) == run.span.end - run.span.start
            if first is None or run.span.part != part:
                first = run.span.start + (max(start - position, 0) if exact else 0)
                part = run.span.part
            last = run.span.start + min(end - position, len(run.text)) if exact else run.span.end
        position = after
    return None if first is None or last is None else Span(first, last, part)


def formats_in(runs: Sequence[Run], start: int, end: int) -> frozenset[Format]:
    """Return the formats that all the characters ``start`` to ``end`` of ``runs`` share, spaces aside."""
    shared: frozenset[Format] | None = None
    position = 0
    for run in runs:
        after = position + len(run.text)
        piece = run.text[max(start - position, 0) : max(min(end, after) - position, 0)]
        if piece.strip():
            shared = run.formats if shared is None else shared & run.formats
        position = after
    return shared or frozenset()


def cut_runs(runs: Sequence[Run], start: int, end: int) -> tuple[Run, ...]:
    """Return the characters ``start`` to ``end`` of the text of ``runs`` as runs."""
    result: list[Run] = []
    position = 0
    for run in runs:
        first, last = max(start - position, 0), min(end - position, len(run.text))
        if first < last:
            source = run.span
            if len(run.text) == source.end - source.start:
                source = Span(source.start + first, source.start + last, source.part)
            result.append(run._replace(text=run.text[first:last], span=source))
        position += len(run.text)
    return tuple(result)

"""What a reading of blocks gathers, before their inside is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from citekit.documents.blocks import BlockKind, DrawnTable
from citekit.documents.markdown.block.marks import Line

__all__ = ["Blocks", "Div", "RawBlock", "RawNote"]


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
    tables: list[DrawnTable] = field(default_factory=list)
    examples: set[str] = field(default_factory=set)

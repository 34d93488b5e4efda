"""Where a citation by key stands in the text of its block."""

from __future__ import annotations

from citekit.documents.blocks import Block
from citekit.documents.places import Span

__all__ = ["place_of_key"]


def place_of_key(block: Block, span: Span) -> tuple[int, int]:
    """Return the characters of the text of ``block`` that stand in ``span``: that of a citation by key."""
    first: int | None = None
    position = last = 0
    for run in block.runs:
        is_within = run.span.part == span.part and span.start <= run.span.start and run.span.end <= span.end
        if is_within:
            first = position if first is None else first
            last = position + len(run.text)
        position += len(run.text)
    return (position, position) if first is None else (first, last)

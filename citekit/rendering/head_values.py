"""Citations within the YAML at the head of a Markdown paper, so that it stays YAML.

YAML 1.2.2, section 7.3: a quoted value has escapes of its own, and a plain one cannot hold ": ".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citekit.documents.blocks import Block, BlockKind
from citekit.documents.document import Document, Edit
from citekit.documents.places import Span
from citekit.rendering.habits import habits_of
from citekit.yaml_text.scalars import fits_plain

__all__ = ["in_head_values"]

_BLOCK_SCALAR: Final = re.compile(r"(?:^|[:\-]\s+)[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\n\s*\Z")
_FLOW: Final = re.compile(r"(?:\A|[:\-]\s+|[\[{,]\s*)[\[{]")


def in_head_values(document: Document, edits: Sequence[Edit]) -> list[Edit]:
    """Return ``edits`` of a Markdown paper so that the values of its head are read as they are meant."""
    heads = [block for block in document.blocks if block.kind is BlockKind.METADATA]
    if not (heads and habits_of(document.format).has_head):
        return list(edits)
    result = [edit for edit in edits if not any(_holds(block, edit) for block in heads)]
    for block in heads:
        inside = [edit for edit in edits if _holds(block, edit)]
        result += _in_value(document, block, inside) if inside else []
    return result


def _holds(block: Block, edit: Edit) -> bool:
    return block.span.start <= edit.span.start and edit.span.end <= block.span.end


def _in_value(document: Document, block: Block, edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits of one value, in the quotes that it has or, if it must have some, with quotes."""
    text = document.parts[0].text
    starts = [
        span.start
        for span in document.metadata.spans.values()
        if span.start <= block.span.start and block.span.end <= span.end
    ]
    if not starts:
        return list(edits)  # a title after a percent sign, which is no YAML
    value = text[starts[0] : block.span.start]
    if value.rstrip().endswith('"'):
        return [Edit(edit.span, _escaped(str(edit.new))) for edit in edits]
    if value.rstrip().endswith("'"):
        return [Edit(edit.span, str(edit.new).replace("'", "''")) for edit in edits]
    finished = _finished(text, block.span, edits)
    read = " ".join(finished.split())
    if _BLOCK_SCALAR.search(value) or fits_plain(read, flow=bool(_FLOW.search(value))):
        return list(edits)
    quoted = finished.replace("'", "''")
    return [Edit(block.span, f"'{quoted}'")]


def _escaped(new: str) -> str:
    return new.replace("\\", "\\\\").replace('"', '\\"')


def _finished(text: str, span: Span, edits: Sequence[Edit]) -> str:
    pieces, position = [], span.start
    for edit in sorted(edits, key=lambda edit: edit.span):
        pieces += [text[position : edit.span.start], str(edit.new)]
        position = edit.span.end
    return "".join([*pieces, text[position : span.end]])

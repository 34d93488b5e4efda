r"""Citations within headings and captions of a LaTeX paper, which LaTeX writes to a file and reads again.

LaTeX2e, "Fragile commands": a command with an optional argument breaks there unless ``\protect`` precedes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citekit.documents.blocks import BlockKind
from citekit.documents.document import Document, Edit
from citekit.rendering.habits import habits_of

__all__ = ["in_moving_arguments"]

_FRAGILE: Final = re.compile(r"(?<!\\protect)\\(?=(?:footnote|footnotemark|hyperlink|href)(?![A-Za-z]))")
_MOVING: Final = (BlockKind.HEADING, BlockKind.CAPTION)


def in_moving_arguments(document: Document, edits: Sequence[Edit]) -> list[Edit]:
    """Return ``edits`` so that notes and links in headings and captions of a LaTeX paper compile."""
    moving = [block.span for block in document.blocks if block.kind in _MOVING and not block.note]
    if not habits_of(document.format).moves_text or not moving:
        return list(edits)
    return [
        Edit(edit.span, _FRAGILE.sub(r"\\protect\\", str(edit.new)))
        if any(
            span.part == edit.span.part and span.start <= edit.span.start and edit.span.end <= span.end
            for span in moving
        )
        else edit
        for edit in edits
    ]

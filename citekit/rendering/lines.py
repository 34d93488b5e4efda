"""What targets share whose formats are made of lines: where things go, and notes with labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citekit.documents.document import Document
from citekit.documents.places import Span

__all__ = ["apart", "below_line", "end_of_text", "free_label"]

_REST: Final = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_UNDERLINE: Final = re.compile(r"[ \t]*(?:=+|-+|~+|\*+)[ \t]*(?:\r\n|\n|\r|\Z)")


def apart(definitions: Sequence[str]) -> tuple[str, ...]:
    """Return the definitions of notes, each a paragraph; see `Target.notes`."""
    return tuple(definitions)


def end_of_text(text: str) -> int:
    """Return the end of the file; see `Target.end`."""
    return len(text)


def free_label(number: int, document: Document) -> str:
    """Return a label for note ``number`` of those that are made, one that no note of the paper has."""
    taken = {one.label for one in document.notes}
    label = f"cite-{number}"
    while label in taken:
        label += "x"
    return label


def below_line(text: str, heading: Span) -> int:
    """Return the start of the line after a heading and the line that underlines it; see `Target.below`."""
    start = max(text.rfind("\n", 0, heading.start), text.rfind("\r", 0, heading.start)) + 1
    rest = _REST.match(text, heading.end)
    position = rest.end() if rest else len(text)
    underline = None if text.startswith(("#", "*"), start) else _UNDERLINE.match(text, position)
    return underline.end() if underline else position

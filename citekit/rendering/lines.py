"""Where things go in formats that are made of lines."""

from __future__ import annotations

import re
from typing import Final

from citekit.documents.places import Span

__all__ = ["below_line"]

_REST: Final = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_UNDERLINE: Final = re.compile(r"[ \t]*(?:=+|-+|~+|\*+)[ \t]*(?:\r\n|\n|\r|\Z)")


def below_line(text: str, heading: Span) -> int:
    """Return the start of the line after a heading, and after the line that underlines it."""
    start = max(text.rfind("\n", 0, heading.start), text.rfind("\r", 0, heading.start)) + 1
    rest = _REST.match(text, heading.end)
    position = rest.end() if rest else len(text)
    underline = None if text.startswith(("#", "*"), start) else _UNDERLINE.match(text, position)
    return underline.end() if underline else position

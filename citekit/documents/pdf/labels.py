"""What a paragraph can begin with: a bullet, a number, the label of a note, that of a figure."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["BULLET", "CAPTION", "NOTE_LABEL", "NUMBERED"]

NUMBERED: Final = re.compile(
    r"(?P<before>[\[(]?)(?P<number>\d{1,4})(?P<after>[\])]|\.(?=\s)|(?=\t))\s*(?=\S)"
)
BULLET: Final = re.compile(r"[•·▪‣◦∙*–\ue000-\uf8ff\ufffd-]\s+(?=\S)")
"""Many fonts do not tell what sign their bullets are, and Word's stand where each font has its own signs."""
NOTE_LABEL: Final = re.compile(r"\s*(?P<label>\d{1,3}|[*†‡§]{1,3})[.)]?\s*(?=\S)")
CAPTION: Final = re.compile(
    r"(?:figure|fig\.|table|tab\.|abbildung|abb\.|tabelle|figura|tabla|tableau|scheme|plate|box|chart|map)\s*"
    r"(?:[A-Z]?\d+(?:[.-]\d+)*|[IVX]+|[A-Z])(?:[.:]\s|\s*[–—|]|$)",
    re.IGNORECASE,
)

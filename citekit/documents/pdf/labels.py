"""What a paragraph can begin with: a bullet, the number of a reference, the label of a note."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["BULLET", "NOTE_LABEL", "NUMBERED"]

NUMBERED: Final = re.compile(
    r"(?P<before>[\[(]?)(?P<number>\d{1,4})(?P<after>[\])]|\.(?=\s)|(?=\t))\s*(?=\S)"
)
BULLET: Final = re.compile(r"[•·▪‣◦∙*–-]\s+(?=\S)")
NOTE_LABEL: Final = re.compile(r"\s*(?P<label>\d{1,3}|[*†‡§]{1,3})[.)]?\s*(?=\S)")

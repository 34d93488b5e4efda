"""What may follow brackets and make them a link or a span: a target, attributes, a reference."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["ATTRIBUTES", "REFERENCE", "SOURCE"]

SOURCE: Final = re.compile(r"\((?:[^()\\]|\\[\s\S]|\([^()]*\))*\)")
ATTRIBUTES: Final = re.compile(
    r"\{[ \t\n]*(?:(?:[#.][^\s{}]+|[\w:-]+=(?:\"[^\"]*\"|'[^']*'|[^\s{}]*)|-)[ \t\n]*)*\}"
)
REFERENCE: Final = re.compile(r"\[(?!\^)(?:[^\[\]\\]|\\[\s\S]|\[[^\[\]]*\])*\]")

"""Plain text as somebody types it into a paper, in the paper's own format."""

from __future__ import annotations

import re
from typing import Final

from citekit.documents.document import Document

__all__ = ["as_cited", "as_typed"]

_LATEX_SIGN: Final = re.compile(r"[&%$#_{}~^\\]")
_LATEX_COMMANDS: Final = {
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
}


def as_typed(text: str, document: Document) -> str:
    """Return ``text`` so that ``document``, edited to hold it, shows it."""
    if document.format == "latex":
        return _LATEX_SIGN.sub(lambda sign: _LATEX_COMMANDS.get(sign[0], f"\\{sign[0]}"), text)
    return text


def as_cited(key: str, document: Document) -> str:
    """Return a citation of ``key`` as ``document`` has such."""
    return f"\\cite{{{key}}}" if document.format == "latex" else f"@{key}"

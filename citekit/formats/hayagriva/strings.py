"""Hayagriva's formattable strings: text whose case can be protected, in one string or with a short form.

hayagriva ``docs/file-format.md``, "Formattable String". In the string, braces protect the case of what they
hold, dollars set mathematics, and a backslash takes the meaning from braces, dollars and itself.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from citekit.markup.inline import NO_CASE, parse_inline, strip_inline, write_inline
from citekit.markup.tree import Markup, Text

__all__ = ["read_chunks", "write_chunks"]

_CONTROL: Final = re.compile(r"[\\{}$]")
_PIECES: Final = re.compile(r"\\([\\{}$])|([{}])|(\$[^$]*\$)|([^\\{}$]+|[\\$])")


def read_chunks(text: str, *, verbatim: bool = False) -> str:
    """Return the field value that a formattable string means: what braces protect is in ``nocase`` spans.

    Mathematics stays as it is written, dollars included. A brace without its other half is a brace.
    """
    if verbatim:
        return write_inline((Text(text.strip(), NO_CASE),)) if text.strip() else ""
    if not _CONTROL.search(text):
        return unicodedata.normalize("NFC", text).strip()
    nodes: list[Text] = []
    depth = 0
    protects = text.count("{") >= text.count("}")
    for match in _PIECES.finditer(text):
        escaped, brace, mathematics, plain = match.groups()
        if brace and protects:
            depth = max(0, depth + (1 if brace == "{" else -1))
            continue
        piece = escaped or brace or mathematics or plain
        if nodes and (nodes[-1].origin == NO_CASE) == (depth > 0):
            nodes[-1] = Text(nodes[-1].text + piece, nodes[-1].origin)
        else:
            nodes.append(Text(piece, NO_CASE) if depth else Text(piece))
    return unicodedata.normalize("NFC", write_inline(tuple(nodes))).strip()


def write_chunks(text: str) -> str:
    """Return the formattable string for a field value: its ``nocase`` in braces, other markup gone."""
    if "<" not in text:
        return _CONTROL.sub(r"\\\g<0>", text)
    if "nocase" not in text.lower():
        return _CONTROL.sub(r"\\\g<0>", strip_inline(text))
    return _write(parse_inline(text))


def _write(markup: Markup) -> str:
    parts = []
    for node in markup:
        if isinstance(node, Text):
            escaped = _CONTROL.sub(r"\\\g<0>", node.text)
            parts.append(f"{{{escaped}}}" if node.origin == NO_CASE else escaped)
        else:
            parts.append(_write(getattr(node, "children", ())))
    return "".join(parts)

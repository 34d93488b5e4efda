"""The Markdown in which pandoc writes rich text into YAML, as CSL-JSON spells it."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["to_csl"]

_TOKEN: Final = re.compile(
    r"\\(?P<escaped>[^\w\s])|\\(?P<space>\s)|(?P<strong>\*\*)|(?P<emphasis>\*)|(?P<raised>\^)|(?P<lowered>~)"
    r"|(?P<dashes>---?)|(?P<dots>\.\.\.)|(?P<opening>\[)|\](?:\{(?P<class>[^{}]*)\}|\((?P<target>[^()]*)\))"
    r"|(?P<raw>`[^`]*`\{=\w+\})|<(?P<link>https?://[^<>\s]+)>|(?P<entity>&\w+;)"
)
_SPANS: Final = {
    ".nocase": ('<span class="nocase">', "</span>"),
    ".smallcaps": ('<span style="font-variant:small-caps;">', "</span>"),
}
_MARKS: Final = {"strong": "b", "emphasis": "i", "raised": "sup", "lowered": "sub"}
_ENTITIES: Final = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0"}


def to_csl(text: str) -> str:
    """Return Markdown as text with the tags of CSL-JSON; what is no markup stays as it is."""
    open_: set[str] = set()
    parts: list[str] = []
    spans: list[int] = []
    at = 0
    for match in _TOKEN.finditer(text):
        parts.append(text[at : match.start()])
        at = match.end()
        kind = match.lastgroup or ""
        if kind in ("escaped", "space"):
            parts.append(match[kind])
        elif kind in _MARKS:
            tag = _MARKS[kind]
            parts.append(f"</{tag}>" if kind in open_ else f"<{tag}>")
            open_ ^= {kind}
        elif kind == "dashes":
            parts.append("–" if match[0] == "--" else "—")
        elif kind == "raw":
            continue
        elif kind == "dots":
            parts.append("…")
        elif kind == "opening":
            spans.append(len(parts))
            parts.append("[")
        elif kind in ("class", "target") and spans:
            before, after = _SPANS.get(match[kind], ("", ""))
            parts[spans.pop()] = before
            parts.append(after)
        else:
            parts.append(match["link"] or _ENTITIES.get(match[0], match[0]))
    parts.append(text[at:])
    return "".join(parts)

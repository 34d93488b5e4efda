"""Divs between fences of colons, for markdown-it: ``::: {#refs .small}`` to ``:::``.

Pandoc manual, "Extension: fenced_divs": an opening fence has attributes and a closing one has none, so that
fences of the same length may stand within each other.
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

__all__ = ["divs_plugin", "read_attributes"]

_FENCE: Final = re.compile(r":{3,}[ \t]*(?:\{(?P<typed>[^{}]*)\}|(?P<name>[^\s{}:]+))?[ \t]*:*[ \t]*")
_CODE: Final = re.compile(r"(?P<fence>`{3,}|~{3,})")
_ATTRIBUTE: Final = re.compile(
    r"(?P<minus>(?<!\S)-(?!\S))|#(?P<id>[^\s{}]+)|\.(?P<class>[^\s{}]+)|(?P<name>[\w:-]+)=(?P<value>\"[^\"]*\"|'[^']*'|\S*)"
)


def divs_plugin(md: MarkdownIt) -> None:
    """Let ``md`` read fenced divs, as nodes of the type ``div``."""
    md.block.ruler.before("fence", "div", _div, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def read_attributes(typed: str) -> dict[str, str]:
    """Return ``#refs .small name=value`` by name, classes joined by spaces; ``-`` is ``.unnumbered``."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(typed):
        if match["id"]:
            found["id"] = match["id"]
        elif match["class"] or match["minus"]:
            found["class"] = f"{found.get('class', '')} {match['class'] or 'unnumbered'}".strip()
        else:
            found[f"data-{match['name']}"] = match["value"].strip("\"'")
    return found


def _div(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    opening = None if state.is_code_block(start) else _FENCE.fullmatch(_line(state, start))
    if opening is None or not (opening["typed"] or opening["name"]):
        return False
    if silent:
        return True
    close = _closing(state, start, end)
    attributes = read_attributes(opening["typed"] or f".{opening['name']}")
    token = state.push("div_open", "div", 1)
    token.attrs = dict(attributes)
    token.map = [start, close]
    parent, last = state.parentType, state.lineMax
    state.parentType, state.lineMax = "div", close
    state.md.block.tokenize(state, start + 1, close)
    state.parentType, state.lineMax = parent, last
    state.push("div_close", "div", -1)
    state.line = min(close + 1, end)
    return True


def _closing(state: StateBlock, start: int, end: int) -> int:
    """Return the line that closes the div which begins at ``start``, else ``end``."""
    depth, code = 1, ""
    for number in range(start + 1, end):
        line = _line(state, number)
        if (fence := _CODE.match(line)) and (not code or line.startswith(code)):
            code = "" if code else fence["fence"]
        if code or (found := _FENCE.fullmatch(line)) is None:
            continue
        depth += 1 if found["typed"] or found["name"] else -1
        if not depth:
            return number
    return end


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]

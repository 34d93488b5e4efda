"""What is no prose: code, mathematics, HTML, LaTeX, and characters written by their names."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from citekit.documents.markdown.inline.after_brackets import ATTRIBUTES
from citekit.documents.markdown.inline.inline import Inline, Kind
from citekit.documents.markdown.inline.reader import Reader

__all__ = ["read_angle", "read_backslash", "read_code", "read_entity", "read_math", "read_shortcode"]

_RAW_ATTRIBUTE: Final = re.compile(r"\{=\w+\}")
_CODE: Final = re.compile(r"(`+)([\s\S]+?)(?<!`)\1(?!`)")
_TICKS: Final = re.compile(r"`+")
_DISPLAY_MATH: Final = re.compile(r"\$\$([\s\S]+?)\$\$")
_MATH: Final = re.compile(r"\$(?![\s$])((?:\\[\s\S]|[^$\\])*)(?<!\s)\$(?!\d)")
_TAG: Final = re.compile(
    r"</?([A-Za-z][A-Za-z0-9:-]*)"
    r"(?:\s+[A-Za-z_:@][\w:.-]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*\s*/?>"
)
_COMMENT: Final = re.compile(r"<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>")
_VERBATIM: Final = re.compile(r"<(script|style|textarea)\b[\s\S]*?</\1\s*>", re.IGNORECASE)
_AUTOLINK: Final = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*|[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)>")
_BRACED: Final = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_TEX_BLOCK: Final = re.compile(r"\\begin\{([A-Za-z]+\*?)\}[\s\S]*?\\end\{\1\}")
_TEX: Final = re.compile(rf"\\[A-Za-z]+\*?(?:(?:\[[^\[\]\n]*\])*(?:{_BRACED})+|(?:[ \t]+(?=[^\[{{])))?")
_ESCAPED: Final = re.compile(r"\\([^\w\s]|_|[ \n])")
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SHORTCODE: Final = re.compile(r"\{\{<[\s\S]*?>\}\}")


def read_code(reader: Reader, position: int, _: int) -> Inline | None:
    """Read code in backticks, with the attributes behind it."""
    match = _CODE.match(reader.text, position)
    if not match:
        ticks = _TICKS.match(reader.text, position)
        return Inline(Kind.TEXT, position, ticks.end() if ticks else position + 1)
    attribute = _RAW_ATTRIBUTE.match(reader.text, match.end()) or ATTRIBUTES.match(reader.text, match.end())
    return Inline(Kind.CODE, position, attribute.end() if attribute else match.end(), value=match[2].strip())


def read_math(reader: Reader, position: int, _: int) -> Inline | None:
    """Read mathematics between dollars."""
    match = _DISPLAY_MATH.match(reader.text, position) or _MATH.match(reader.text, position)
    return Inline(Kind.MATH, position, match.end(), value=match[0]) if match else None


def read_angle(reader: Reader, position: int, _: int) -> Inline | None:
    """Read what ``<`` begins: an address, a comment, a tag."""
    link = _AUTOLINK.match(reader.text, position)
    if link:
        text = Inline(Kind.TEXT, position + 1, link.end() - 1)
        url = link[1] if ":" in link[1] else f"mailto:{link[1]}"
        return Inline(Kind.LINK, position, link.end(), (text,), value=url)
    match = _VERBATIM.match(reader.text, position)
    if match is None and position < reader.last_comment:
        match = _COMMENT.match(reader.text, position)
    if match:
        return Inline(Kind.HIDDEN, position, match.end())
    tag = _TAG.match(reader.text, position)
    return Inline(Kind.HIDDEN, position, tag.end(), value=tag[0].lower()) if tag else None


def read_backslash(reader: Reader, position: int, _: int) -> Inline | None:
    """Read what a backslash begins: a character that loses its meaning, or LaTeX."""
    escaped = _ESCAPED.match(reader.text, position)
    if escaped:
        value = {" ": "\u00a0", "\n": " "}.get(escaped[1], escaped[1])
        return Inline(Kind.REPLACED, position, escaped.end(), value=value)
    tex = (_TEX_BLOCK.match(reader.text, position) if position < reader.last_end else None) or _TEX.match(
        reader.text, position
    )
    return Inline(Kind.HIDDEN, position, tex.end()) if tex else None


def read_entity(reader: Reader, position: int, _: int) -> Inline | None:
    """Read a character that HTML has by name or number."""
    match = _ENTITY.match(reader.text, position)
    if not match or (value := unescape(match[0])) == match[0]:
        return None
    return Inline(Kind.REPLACED, position, match.end(), value=value)


def read_shortcode(reader: Reader, position: int, _: int) -> Inline | None:
    """Read a shortcode of Quarto or Hugo."""
    match = _SHORTCODE.match(reader.text, position)
    return Inline(Kind.HIDDEN, position, match.end()) if match else None

"""Markup as publishers and databases leave it in titles and abstracts, to the markup of CSL-JSON.

Seen in the wild: JATS (``<jats:italic>``), Springer's ``<Emphasis Type="Italic">``, Scopus's ``<inf>``, and
HTML's own (``<em>``, ``<strong>``, paragraphs).
"""

from __future__ import annotations

import html
import re
from typing import Final

__all__ = ["inline_of_publisher", "plain_paragraphs", "protected", "unescaped"]

_TAG: Final = re.compile(
    r"<(?P<close>/?)(?:jats:|mml:)?(?P<name>[A-Za-z]+\d?)(?P<rest>(?:\s[^<>]{0,200})?)\s*/?>", re.IGNORECASE
)
_INLINE: Final = {
    "em": "i", "italic": "i", "strong": "b", "bold": "b", "inf": "sub", "subscript": "sub",
    "superscript": "sup",
}  # fmt: skip
_EMPHASIS: Final = {"italic": "i", "bold": "b"}
_BLOCKS: Final = frozenset(
    {"p", "div", "br", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "sec", "title", "blockquote",
     "table", "tr", "td"}
)  # fmt: skip
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_LINES: Final = re.compile(r"[ \t]*\n\s*")


def inline_of_publisher(text: str) -> str:
    """Return text with foreign tags for italics, bold, raised and lowered text written as CSL-JSON has them.

    A closing tag of an element with attributes follows its opening one. Every other tag stays as it is.
    """
    if "<" not in text:
        return text
    open_emphasis: list[str] = []

    def translated(tag: re.Match[str]) -> str:
        name = tag["name"].lower()
        if name == "emphasis":
            if tag["close"]:
                kind = open_emphasis.pop() if open_emphasis else ""
            else:
                kind = next((to for word, to in _EMPHASIS.items() if word in tag["rest"].lower()), "")
                open_emphasis.append(kind)
            return f"<{tag['close']}{kind}>" if kind else ""
        return f"<{tag['close']}{_INLINE[name]}>" if name in _INLINE else tag[0]

    return _TAG.sub(translated, text)


def plain_paragraphs(text: str) -> str:
    """Return text whose paragraphs and breaks were HTML's as lines, every other tag as it stands."""
    if "<" not in text:
        return text
    broken = _TAG.sub(lambda tag: "\n" if tag["name"].lower() in _BLOCKS else tag[0], text)
    return _LINES.sub("\n", broken).strip()


def unescaped(text: str) -> str:
    """Return text in which databases left entities of HTML (``&amp;``, ``&#8211;``) with their characters."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text


def protected(text: str) -> str:
    """Return text that `unescaped` reads back as it is: what looks like an entity gets its own."""
    return _ENTITY.sub(lambda entity: f"&amp;{entity[0][1:]}", text) if "&" in text else text

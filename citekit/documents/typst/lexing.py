"""The pieces of Typst source that hold no others: comments, strings, raw text, escapes, labels, addresses."""

from __future__ import annotations

import re
from typing import Final

from citekit.documents.typst.tree import Kind, Node

__all__ = [
    "is_label",
    "label_end",
    "read_address",
    "read_comment",
    "read_escape",
    "read_label",
    "read_raw",
    "read_shorthand",
    "read_string",
]

_RAW: Final = re.compile(r"`+")
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(?:u\{(?P<code>[0-9a-fA-F]{1,6})\}|(?P<char>\S)|(?=\s|\Z))")
_STRING_ESCAPE: Final = re.compile(r"\\(?:u\{(?P<code>[0-9a-fA-F]{1,6})\}|(?P<char>.))", re.DOTALL)
_ESCAPED: Final = {"n": "\n", "r": "\r", "t": "\t"}
_BLOCK_COMMENT: Final = re.compile(r"/\*|\*/")
_SHORTHANDS: Final = {"---": "—", "--": "–", "-?": "\u00ad", "...": "…", "~": "\u00a0"}
_SHORTHAND: Final = re.compile(r"---|--|-\?|\.\.\.|~")
_ADDRESS: Final = re.compile(r"https?://[\w!#$%&*+,\-./:;=?@~'()\[\]]*", re.ASCII)


def label_end(text: str, position: int) -> int:
    """Return where the name of a label that begins at ``position`` ends: letters, digits, ``_ - : .``."""
    while position < len(text) and (text[position] in "-:." or f"a{text[position]}".isidentifier()):
        position += 1
    return position


def is_label(name: str) -> bool:
    """Whether ``name`` can stand after ``@``, which full stops and colons at its ends are no part of."""
    return bool(name) and label_end(name, 0) == len(name) and name.strip(".:") == name


def read_escape(text: str, start: int) -> Node | None:
    """Return the escape at ``start``; a backslash before a space breaks the line."""
    match = _ESCAPE.match(text, start)
    if match is None:
        return None
    if not match["code"] and not match["char"]:
        return Node(Kind.COMMENT, start, match.end())
    return Node(Kind.REPLACED, start, match.end(), _char(match))


def _char(escape: re.Match[str]) -> str:
    if not escape["code"]:
        return escape["char"]
    code = int(escape["code"], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def read_comment(text: str, start: int) -> Node | None:
    """Return the comment at ``start``: to the end of the line, or between marks, which nest."""
    if text.startswith("//", start):
        end = text.find("\n", start)
        return Node(Kind.COMMENT, start, end if end >= 0 else len(text))
    if not text.startswith("/*", start):
        return None
    depth = 0
    for sign in _BLOCK_COMMENT.finditer(text, start):
        depth += 1 if sign[0] == "/*" else -1
        if depth == 0:
            return Node(Kind.COMMENT, start, sign.end())
    return Node(Kind.COMMENT, start, len(text), is_closed=False)


def read_shorthand(text: str, start: int) -> Node | None:
    """Return the dash, ellipsis, soft hyphen or hard space at ``start``."""
    match = _SHORTHAND.match(text, start)
    return Node(Kind.REPLACED, start, match.end(), _SHORTHANDS[match[0]]) if match else None


def read_raw(text: str, start: int) -> Node | None:
    """Return the raw text at ``start``; two signs are an empty one."""
    signs = _RAW.match(text, start)
    if signs is None:
        return None
    count = len(signs[0])
    if count == 2:
        return Node(Kind.RAW, start, signs.end())
    close = text.find(signs[0], signs.end())
    inner = text[signs.end() :] if close < 0 else text[signs.end() : close]
    kind = Kind.RAW_BLOCK if count > 1 and "\n" in inner else Kind.RAW
    return Node(kind, start, len(text) if close < 0 else close + count, inner, is_closed=close >= 0)


def read_label(text: str, start: int) -> Node | None:
    """Return the label at ``start``, whose value is its name."""
    end = label_end(text, start + 1)
    if end == start + 1 or text[end : end + 1] != ">":
        return None
    return Node(Kind.LABEL, start, end + 1, text[start + 1 : end])


def read_address(text: str, start: int) -> Node | None:
    """Return the bare web address at ``start``, without a bracket that it does not open and final stops."""
    match = _ADDRESS.match(text, start)
    if match is None:
        return None
    end = match.end()
    opened: list[str] = []
    for position in range(start, end):
        char = text[position]
        if char in "([":
            opened.append(")" if char == "(" else "]")
        elif char in ")]" and (not opened or opened.pop() != char):
            end = position
            break
    while text[end - 1] in "!,.:;?'":
        end -= 1
    return Node(Kind.ADDRESS, start, end, text[start:end])


def read_string(text: str, start: int) -> Node:
    """Return the string at ``start``, whose value is what it says; without an end it goes on for ever."""
    match = _STRING.match(text, start)
    if match is None:
        return Node(Kind.STRING, start, len(text), text[start + 1 :], is_closed=False)
    return Node(Kind.STRING, start, match.end(), _STRING_ESCAPE.sub(_said, match[0][1:-1]))


def _said(escape: re.Match[str]) -> str:
    char = _char(escape)
    return char if escape["code"] else _ESCAPED.get(char, char)

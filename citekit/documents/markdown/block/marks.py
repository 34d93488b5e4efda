"""How each block of Markdown begins and ends, told by one line; and lines without what stands before them.

Pandoc manual, "Pandoc's Markdown", with its default extensions.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = [
    "ATX",
    "ATX_END",
    "BEGIN",
    "CAPTION",
    "DEFINITION",
    "DIV_CLOSE",
    "DIV_OPEN",
    "EXAMPLE",
    "FENCE",
    "LINE_BLOCK",
    "NOTE",
    "QUOTE",
    "REFERENCE",
    "RULE",
    "SETEXT",
    "TAG_CLOSER",
    "TAG_LINE",
    "TITLE",
    "VERBATIM",
    "YAML_END",
    "Line",
    "cut",
    "dedent",
    "dedent_all",
    "indent_of",
    "match_item",
    "opens_comment",
]


class Line(NamedTuple):
    """The characters of one line that belong to a block, without what its containers put before them."""

    start: int
    end: int


FENCE: Final = re.compile(
    r" {0,3}(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`\s{]*[ \t]*(?:\{[^`]*\})?|[^`\s]+)[ \t]*$"
)
ATX: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(?P<text>.*?))?[ \t]*$")
ATX_END: Final = re.compile(
    r"(?:[ \t]+#+)?[ \t]*(?:\{(?:[#.][^\s{}]+|[\w:-]+=(?:\"[^\"]*\"|[^\s{}\"]+)|-|[ \t])*\})?[ \t]*$"
)
SETEXT: Final = re.compile(r"(?:(=+)|-+)[ \t]*$")
RULE: Final = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
QUOTE: Final = re.compile(r" {0,3}> ?")
NOTE: Final = re.compile(r" {0,3}\[\^([^\]\s]+)\]:[ \t]*")
REFERENCE: Final = re.compile(
    r" {0,3}\[(?!\^)[^\]@]+\]:[ \t]*(?:<[^>]*>|\S+)"
    r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^)]*\)))?(?:[ \t]+\{[^}]*\})?[ \t]*$"
)
_COUNT: Final = r"(?:[0-9]{1,9}|\#|[ivxlcdm]+|[IVXLCDM]+|[A-Za-z]|@[\w-]*)"
ITEM: Final = re.compile(
    rf"(?P<indent> {{0,3}})(?P<marker>[*+-]|\({_COUNT}\)|{_COUNT}[.)])(?P<space>[ \t]+|$)"
)
EXAMPLE: Final = re.compile(r"\(?@([\w-]+)")
CAPITAL: Final = re.compile(r"[A-Z]\.$")
PAGE: Final = re.compile(r"[ \t]*p\.[ \t]*\d")
"""A page begins no list, though a letter and a full stop do: a locator may stand on a line of its own."""
DEFINITION: Final = re.compile(r" {0,2}[:~](?P<space>[ \t]+)(?=\S)")
CAPTION: Final = re.compile(r" {0,3}(?:[Tt]able)?:[ \t]*(?=\S)")
DIV_OPEN: Final = re.compile(
    r" {0,3}:{3,}[ \t]*(?:\{(?P<attributes>[^}]*)\}|(?P<name>[^\s:{}]+))[ \t]*:*[ \t]*$"
)
DIV_CLOSE: Final = re.compile(r" {0,3}:{3,}[ \t]*$")
LINE_BLOCK: Final = re.compile(r"\|(?: |$)")
TITLE: Final = re.compile(r"%[ \t]?")
VERBATIM: Final = re.compile(r" {0,3}<(script|style|pre|textarea)\b", re.IGNORECASE)
BLOCK_TAGS: Final = (
    "address|article|aside|blockquote|body|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|"
    "footer|form|h[1-6]|head|header|html|hr|legend|li|main|menu|nav|ol|p|section|summary|table|tbody|td|tfoot|"
    "th|thead|tr|ul"
)
TAG_LINE: Final = re.compile(rf"\s*(?:</?(?:{BLOCK_TAGS})\b[^<>]*>\s*)+$", re.IGNORECASE)
TAG_CLOSER: Final = re.compile(rf"\s*</(?:{BLOCK_TAGS})\s*>", re.IGNORECASE)
BEGIN: Final = re.compile(r" {0,3}\\begin\{([A-Za-z]+\*?)\}")
YAML_END: Final = re.compile(r"(?:---|\.\.\.)[ \t]*$")


def match_item(line: str) -> re.Match[str] | None:
    """Return how a list item begins on ``line``, None if none does."""
    match = ITEM.match(line)
    if match and CAPITAL.match(match["marker"]) and len(match["space"]) == 1 and match["space"] != "\t":
        return None  # "B. Smith": a capital and a full stop are a list only with two spaces
    return None if PAGE.match(line) else match


def indent_of(line: str) -> int:
    """Return how far ``line`` is indented, a tab reaching to the next multiple of four."""
    width = 0
    for char in line:
        if char == " ":
            width += 1
        elif char == "\t":
            width += 4 - width % 4
        else:
            break
    return width


def dedent(text: str, line: Line, most: int) -> Line:
    """Return ``line`` without its first ``most`` columns of white space."""
    start = line.start
    width = 0
    while start < line.end and width < most and text[start] in " \t":
        width += 1 if text[start] == " " else 4 - width % 4
        start += 1
    return Line(start, line.end)


def cut(line: Line, start: int, end: int) -> Line:
    """Return the characters ``start`` to ``end`` of ``line``, counted from its own start."""
    return Line(min(line.start + start, line.end), min(line.start + end, line.end))


def dedent_all(text: str, lines: list[Line]) -> list[Line]:
    """Return ``lines`` without the white space that begins all of them."""
    widths = [indent_of(text[start:end]) for start, end in lines if text[start:end].strip()]
    least = min(widths, default=0)
    return [dedent(text, line, least) for line in lines]


def opens_comment(line: str, *, is_open: bool) -> bool:
    """Whether an HTML comment is open after ``line``."""
    position = 0
    while True:
        position = line.find("-->" if is_open else "<!--", position)
        if position < 0:
            return is_open
        position += 3
        is_open = not is_open

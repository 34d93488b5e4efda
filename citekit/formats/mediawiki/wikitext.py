"""Text, addresses and dates as the value of a template's parameter.

MediaWiki, Help:Templates and Help:Formatting; Help:Citation Style 1, "URL" and "Dates".
"""

from __future__ import annotations

import re
from typing import Final

from citekit.item.date import Date, DateParts
from citekit.markup.inline import parse_inline
from citekit.markup.tree import Format, Markup, Styled, Text

__all__ = ["write_address", "write_date", "write_text"]

_SPECIAL: Final = re.compile(r"[|{}\[\]<>]|'{2,}|~{3,}|_{2,}|&(?=#?\w+;)|(?<=\w:)//|\s*[\r\n]+\s*")
_ADDRESS: Final = re.compile(r"[\s\"<>\[\]{}|]|''+")
_QUOTES: Final = {
    Format.ITALIC: ("''", "''"),
    Format.OBLIQUE: ("''", "''"),
    Format.BOLD: ("'''", "'''"),
    Format.SUPERSCRIPT: ("<sup>", "</sup>"),
    Format.SUBSCRIPT: ("<sub>", "</sub>"),
}
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS: Final = ("Spring", "Summer", "Autumn", "Winter")


def write_text(text: str) -> str:
    """Return a field value as wikitext: its italics as such, and nothing else in it a command of the wiki."""
    if "<" not in text:
        return _SPECIAL.sub(_escape, text)
    return _write(parse_inline(text))


def _write(markup: Markup) -> str:
    parts = []
    for node in markup:
        if isinstance(node, Text):
            parts.append(_SPECIAL.sub(_escape, node.text))
        elif isinstance(node, Styled):
            before, after = _QUOTES.get(node.format, ("", ""))
            parts.append(before + _write(node.children) + after)
    return "".join(parts)


def _escape(match: re.Match[str]) -> str:
    found = match[0]
    if found.isspace():
        return " "
    return "".join(f"&#{ord(char)};" for char in found)


def write_address(address: str) -> str:
    """Return an address with what ends a link or a parameter percent-encoded."""
    return _ADDRESS.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), address)


def write_date(date: Date) -> str:
    """Return a date in a form that Citation Style 1 takes; what it does not know stands in double brackets.

    A day is ``2020-05-03``, a month ``May 2020``, a range ``3–5 May 2020``, an approximate year ``c. 1850``.
    """
    start, end = date.start, date.end
    if start is None:
        return f"(({write_text(date.literal or f'until {_words(end)}')}))"
    if start.year < 100:
        return f"(({_words(start)}{f' – {_words(end)}' if end else ''}))"
    if date.open_end:
        return f"(({_words(start)}–))"
    if end:
        return _range(start, end)
    if start.day and start.year > 1582:
        return f"{start.year:04}-{start.month:02}-{start.day:02}"
    circa = "c. " if date.circa and not (start.month or start.season) else ""
    return circa + _words(start)


def _words(parts: DateParts | None) -> str:
    if parts is None:
        return ""
    year = str(parts.year) if parts.year > 0 else f"{-parts.year} BC"
    if parts.season:
        return f"{_SEASONS[parts.season - 1]} {year}"
    month = f"{_MONTHS[parts.month - 1]} " if parts.month else ""
    day = f"{parts.day} " if parts.day else ""
    return f"{day}{month}{year}"


def _range(start: DateParts, end: DateParts) -> str:
    if start == end:
        return _words(start)
    if start.year == end.year and start.month == end.month and start.day and end.day:
        return f"{start.day}–{_words(end)}"
    if start.year == end.year and start.month and end.month and not (start.day or end.day):
        return f"{_MONTHS[start.month - 1]}–{_words(end)}"
    if not (start.month or end.month or start.season or end.season):
        return f"{start.year}–{end.year}"
    first = _words(start)
    return f"{first.removesuffix(f' {start.year}') if start.year == end.year else first} – {_words(end)}"

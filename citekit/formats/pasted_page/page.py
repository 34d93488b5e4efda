"""The pasted text as lines: cleaned, numbered, cut to the parts where a page speaks of itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice
from typing import Final, NamedTuple

from citekit.errors import UnreadableText

__all__ = ["Line", "Page", "Role", "read_lines"]

_HEAD: Final = 300
_FOOT: Final = 150
"""How many lines with text on them are read at either end. What lies between is the work itself, and a
page states its own particulars at its head and foot; so five megabytes take no longer than fifty."""
_LONGEST: Final = 2000
"""Characters of a line that are looked at; only running text is longer."""

_ESCAPES: Final = r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)?|[@-Z\\-_])?"
_INVISIBLE: Final = (
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "0123456789" * 3)


class Role(Enum):
    """What a line is, as far as its own words tell."""

    BOILERPLATE = auto()
    """Furniture of the site: navigation, cookie banner, share bar."""
    ADDRESS = auto()
    """A web address, DOI or ISBN and nothing else."""
    DATE = auto()
    """A date, perhaps with "Published", a weekday, a time, a place."""
    BYLINE = auto()
    """Who wrote it, perhaps with the date."""
    LABEL = auto()
    """What kind of work it is, its series or its number."""
    NOTICE = auto()
    """Who may read it, or whose rights they are."""
    INSTITUTION = auto()
    """The name of an institution and nothing else."""
    PROSE = auto()
    """Running text."""
    PLAIN = auto()
    """Anything else: headlines are among these."""


class Line(NamedTuple):
    """A line that has text on it.

    ``number`` is the line of the pasted text, from 1. ``text`` has single spaces and no invisible
    characters; "¦" stands where a tab or a wide gap was. Lines of one ``block`` stand together, without an
    empty line between them.
    """

    number: int
    text: str
    block: int
    role: Role = Role.PLAIN

    @property
    def plain(self) -> str:
        """The text with ASCII digits, character for character as long as ``text``."""
        return self.text if self.text.isascii() else self.text.translate(_DIGITS)


@dataclass(frozen=True, slots=True)
class Page:
    """The lines that are looked at, each with its role.

    ``body`` is the index of the first line of running text and ``end`` that of the heading that closes
    the work, both ``len(lines)`` where there is none. Between the page's head (before ``body``) and its
    foot (after the last running text) it speaks of its subject, not of itself.
    """

    lines: tuple[Line, ...]
    body: int
    end: int

    @property
    def head(self) -> tuple[Line, ...]:
        """The lines before the running text, or before whatever ends the work."""
        return self.lines[: min(self.body, self.end)]

    def index(self, line_number: int) -> int:
        """Return the index of the first line that stands at or after ``line_number``."""
        return next((i for i, line in enumerate(self.lines) if line.number >= line_number), len(self.lines))


def read_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of ``text`` that are worth looking at, all as yet of role PLAIN.

    Raises:
        UnreadableText: there is no text, or it is not the text of a page.
    """
    _refuse(text)
    raw = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    clean = _cleaner()
    head = list(islice(_numbered(enumerate(raw, 1), clean), _HEAD))
    if not head:
        raise UnreadableText(
            "the pasted text", "is empty", hint="copy the text of the page, its headline and date included"
        )
    rest = ((number, raw[number - 1]) for number in range(len(raw), head[-1][0], -1))
    foot = list(islice(_numbered(rest, clean), _FOOT))[::-1]
    return tuple(_blocks(head + foot))


def _refuse(text: str) -> None:
    start = text[:100_000]
    opening = start.lstrip("\ufeff \t\r\n")[:200].lower()
    if opening.startswith(("%pdf-", "pk\x03\x04", "{\\rtf")):
        kind = {"%": "a PDF file", "p": "a zip or Office file", "{": "an RTF file"}[opening[0]]
        raise UnreadableText(
            "the pasted text",
            f"is {kind}, not the text in it",
            hint="open it, select all, copy, and paste the text",
        )
    if opening.startswith(("<!doctype html", "<html", "<?xml", "<head")):
        raise UnreadableText(
            "the pasted text",
            "is the source of a page (HTML), not its text",
            hint="copy the text from the browser's window",
        )
    strange = len(re.findall(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]", start))
    if strange * 50 > len(start) and strange > 3:
        raise UnreadableText(
            "the pasted text", "is not text", hint="open the file in its program and copy the text from there"
        )


def _cleaner() -> Callable[[str], str]:
    invisible = re.compile(f"{_ESCAPES}|{_INVISIBLE}")

    def clean(raw: str) -> str:
        cut = raw[: 2 * _LONGEST]
        if not cut.isascii():
            cut = unicodedata.normalize("NFC", cut)
        # columns of a page, and cells of a table, are parts of their own
        columns = re.split(r"\t+| {4,}", invisible.sub("", cut).strip())
        return " ¦ ".join(" ".join(column.split()) for column in columns if column)[:_LONGEST]

    return clean


def _numbered(raw: Iterable[tuple[int, str]], clean: Callable[[str], str]) -> Iterator[tuple[int, str]]:
    for number, line in raw:
        if line and not line.isspace() and (cleaned := clean(line)):
            yield number, cleaned


def _blocks(lines: list[tuple[int, str]]) -> Iterator[Line]:
    block = 0
    before = 0
    for number, text in lines:
        if number != before + 1:
            block += 1
        before = number
        yield Line(number, text, block)

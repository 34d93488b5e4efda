"""The blocks of a .bib file: entries, strings, comments, and the text between them.

The grammar is BibTeX's (``btxdoc``, "btxhak") as biber reads it, with what real files have besides: names of
any characters, missing commas and keys, ``%`` before a line. Scanning never fails. A block that cannot be
read is BROKEN, and the next one begins at the next line that starts with ``@``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

__all__ = ["Block", "BlockKind", "RawEntry", "scan"]


class BlockKind(Enum):
    """What a stretch of the file is."""

    TEXT = "text"
    COMMENT = "comment"
    PREAMBLE = "preamble"
    STRING = "string"
    ENTRY = "entry"
    BROKEN = "broken"


@dataclass(slots=True)
class RawEntry:
    """An entry as it is written: type and field names in small letters, values without their delimiters.

    Strings are resolved and joined; nothing else is done to a value. ``key`` is empty where there is none.
    ``repeated`` holds the further values of fields that stand more than once, ``faults`` what is wrong
    with the entry, though it was read.
    """

    type: str
    key: str
    fields: dict[str, str] = field(default_factory=dict)
    repeated: list[tuple[str, str]] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """A stretch of the file, ``text[start:end]``, which begins on ``line``.

    ``entry`` is there for an ENTRY, ``fault`` for a BROKEN one. The blocks of a file follow each other
    without gaps.
    """

    kind: BlockKind
    start: int
    end: int
    line: int
    entry: RawEntry | None = None
    fault: str = ""


_MONTHS: Final = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June",
    "jul": "July", "aug": "August", "sep": "September", "oct": "October", "nov": "November",
    "dec": "December",
}  # fmt: skip
"""The strings that every style of BibTeX defines."""

_HEAD: Final = re.compile(r"@\s*([^\W\d][\w:+.-]*)\s*([{(])")
_HEAD_OF_A_LINE: Final = re.compile(r"^@[ \t]*[^\W\d][\w:+.-]*\s*[{(][^\n,={}\"]*[,={]", re.MULTILINE)
_NO_KEY: Final = re.compile(r"[\s,]*[A-Za-z][\w-]*\s*=\s*[\"{\d]")
_KEY: Final = re.compile(r"\s*([^,\s{}][^,\n{}]*)?")
_FIELD: Final = re.compile(r"[\s,]*+(?:%[^\n]*+[\s,]*+)*+([^\s=,{}\"'#%()\\@]++)\s*+=\s*+")
_BRACES: Final = r"\{(?:[^{}]++|\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\})*+\}"
_BRACED: Final = re.compile(_BRACES)
_QUOTED: Final = re.compile(rf'"(?:[^"{{}}]++|{_BRACES})*+"')
_BARE: Final = re.compile(r"[^\s,{}()\"#=@]+")
_SPACE: Final = re.compile(r"[\s,]*+(?:%[^\n]*+(?:\n[\s,]*+|\Z))*+")
_SWALLOWED: Final = re.compile(r"[\n,]\s*[A-Za-z][\w-]*\s*=\s*[\"{\w]")
"""Another field within a value, where the entry's last brace was taken for the value's."""
_NEVER_CLOSED: Final = "the brace that opens the value is never closed"
_CONCATENATION: Final = re.compile(r"\s*#\s*")
_BRACE: Final = re.compile(r"[{}]")
_BRACE_OR_QUOTE: Final = re.compile(r"[{}\"]")
_BRACE_OR_ESCAPE: Final = re.compile(r"\\.|[{}\"]", re.DOTALL)
_GOES_ON: Final = re.compile(r"\}?\s*,\s*[A-Za-z][\w-]*\s*=\s*[\"{\d]")
_ESCAPED_BRACE: Final = re.compile(r"\\[{}]")
_COMMENTED: Final = re.compile(r"[ \t]*%")


class _Fault(Exception):
    """What is wrong with a block, and with it the end of what was understood."""


def scan(text: str) -> Iterator[Block]:
    """Yield the blocks of ``text`` in order; together they are the whole of it."""
    heads = [match.start() for match in _HEAD_OF_A_LINE.finditer(text)]
    strings: dict[str, str] = {}
    done, line, counted, place = 0, 1, 0, 0
    while head := _HEAD.search(text, place):
        start = head.start()
        line_start = text.rfind("\n", 0, start) + 1
        if _COMMENTED.match(text, line_start):
            place = head.end()
            continue
        if start > done:
            yield Block(BlockKind.TEXT, done, start, line)
        line += text.count("\n", counted, start)
        counted = start
        following = bisect_right(heads, start)
        limit = heads[following] if following < len(heads) else len(text)
        block = _block(text, head, limit, strings)
        block.line = line
        yield block
        done = place = block.end
        line += text.count("\n", counted, done)
        counted = done
    if done < len(text):
        yield Block(BlockKind.TEXT, done, len(text), line)


def _block(text: str, head: re.Match[str], limit: int, strings: dict[str, str]) -> Block:
    """Return the block that begins with ``head``; ``limit`` is where the next line begins with a head."""
    kind = head[1].lower()
    start = head.start()
    if kind == "comment":
        return Block(BlockKind.COMMENT, start, _end_of_comment(text, head), 0)
    reader = _BlockReader(text, limit, "}" if head[2] == "{" else ")", strings)
    try:
        if kind == "preamble":
            reader.value(reader.after_space(head.end()))
            return Block(BlockKind.PREAMBLE, start, reader.close(), 0)
        if kind == "string":
            reader.string(head.end())
            return Block(BlockKind.STRING, start, reader.close(), 0)
        entry = reader.entry(kind, head.end())
        if _GOES_ON.match(text, reader.place):
            # it seems to end early: a brace in it is escaped, and was counted
            again = _BlockReader(text, limit, reader.closer, strings, escapes=True)
            try:
                entry, reader = again.entry(kind, head.end()), again
            except _Fault:
                entry.faults.append(("", "ends before its last fields, which are not read"))
        return Block(BlockKind.ENTRY, start, reader.place, 0, entry)
    except _Fault as fault:
        block = _with_escapes(text, head, limit, strings)
        if block:
            return block
        return Block(BlockKind.BROKEN, start, max(limit, head.end()), 0, fault=str(fault))


def _with_escapes(text: str, head: re.Match[str], limit: int, strings: dict[str, str]) -> Block | None:
    """Return an entry that cannot be read where every brace counts, but can where escaped ones do not."""
    if not _ESCAPED_BRACE.search(text, head.end(), limit):
        return None
    reader = _BlockReader(text, limit, "}" if head[2] == "{" else ")", strings, escapes=True)
    try:
        entry = reader.entry(head[1].lower(), head.end())
    except _Fault:
        return None
    return Block(BlockKind.ENTRY, head.start(), reader.place, 0, entry)


_LONGEST_COMMENT: Final = 5_000_000
"""So many characters are searched for the end of a comment: JabRef keeps all its groups in one."""


def _end_of_comment(text: str, head: re.Match[str]) -> int:
    """Return the end of a comment: its closing brace, or, where braces do not match, the end of the line."""
    opening = head.end() - 1
    if head[2] == "{":
        end = _closing_brace(text, opening, min(len(text), opening + _LONGEST_COMMENT))
        if end:
            return end
    line_end = text.find("\n", opening)
    if head[2] == "(":
        closing = text.find(")", opening)
        if closing >= 0:
            return closing + 1
    return line_end if line_end >= 0 else len(text)


def _closing_brace(text: str, opening: int, limit: int) -> int:
    """Return the place after the brace that closes the one at ``opening``, or 0."""
    depth = 0
    for match in _BRACE.finditer(text, opening, limit):
        depth += 1 if match[0] == "{" else -1
        if not depth:
            return match.end()
    return 0


class _BlockReader:
    """The reading of one block; ``place`` is how far it has come.

    With ``escapes``, a brace after a backslash counts for nothing.
    """

    def __init__(
        self, text: str, limit: int, closer: str, strings: Mapping[str, str], *, escapes: bool = False
    ) -> None:
        self._text = text
        self._limit = limit
        self.closer = closer
        self._escapes = escapes
        self._strings = strings
        self._faults: list[tuple[str, str]] = []
        self._field = ""
        self.place = 0

    def close(self) -> int:
        """Return the place after the block's closing brace."""
        place = self.after_space(self.place)
        if not self._text.startswith(self.closer, place):
            raise _Fault(f'has no closing "{self.closer}"')
        return place + 1

    def string(self, place: int) -> None:
        """Read ``name = value`` into the strings."""
        match = _FIELD.match(self._text, place)
        if not match:
            raise _Fault("defines no string: a name and = are missing")
        self._strings[match[1].lower()] = self.value(match.end())  # type: ignore[index]  # scan's own dict

    def entry(self, kind: str, place: int) -> RawEntry:
        """Read an entry from its key to its closing brace."""
        text = self._text
        entry = RawEntry(kind, "", faults=self._faults)
        if not _NO_KEY.match(text, place):
            match = _KEY.match(text, place)
            if match:
                entry.key = self._key(match)
                place = match.start(1) + len(match[1].rstrip()) if match[1] else match.end()
                if entry.key and self.closer == ")":
                    place = match.start(1) + len(entry.key)
        self.place = place
        fields = entry.fields
        while match := _FIELD.match(text, self.place):
            gap = text[self.place : match.start(1)]
            if self._field and "," not in gap:
                self._faults.append((self._field, "has no comma after it"))
            name = self._field = match[1].lower()
            value = self.value(match.end())
            if name in fields:
                entry.repeated.append((name, value))
            else:
                fields[name] = value
        self._finish(entry)
        return entry

    def _key(self, match: re.Match[str]) -> str:
        key = (match[1] or "").strip()
        if self.closer == ")" and key.endswith(")") and self._text[match.end() : match.end() + 1] != ",":
            key = key[:-1].strip()
        return key

    def _finish(self, entry: RawEntry) -> None:
        text = self._text
        place = self.after_space(self.place)
        if text.startswith(self.closer, place):
            self.place = place + 1
            if not entry.key and not entry.fields:
                raise _Fault("has neither key nor fields")
            return
        if place >= self._limit < len(text) and entry.fields:
            last = entry.fields[self._field]
            if _SWALLOWED.search(last):
                raise _Fault(f"{self._field}: {_NEVER_CLOSED}")
            self._faults.append(("", f'has no closing "{self.closer}"; its fields are whole'))
            self.place = self._limit
            return
        where = f"after {self._field}" if self._field else "after its key"
        if place >= len(text):
            raise _Fault(f"breaks off {where}: the file ends in the middle of the entry")
        found = text[place : place + 20].split("\n")[0]
        raise _Fault(f'cannot be read {where}: "{found}" is no field, comma or closing "{self.closer}"')

    def value(self, place: int) -> str:
        """Return the value at ``place``: text in braces or quotes, numbers, strings, joined by ``#``."""
        parts = [self._piece(place)]
        while match := _CONCATENATION.match(self._text, self.place):
            parts.append(self._piece(match.end()))
        return parts[0] if len(parts) == 1 else "".join(parts)

    def _piece(self, place: int) -> str:
        text = self._text
        mark = text[place : place + 1]
        if self._escapes and mark in ("{", '"'):
            end = self._closing_unescaped(place, mark)
        elif mark == "{":
            match = _BRACED.match(text, place)
            end = match.end() if match else _closing_brace(text, place, self._limit)
        elif mark == '"':
            match = _QUOTED.match(text, place)
            end = match.end() if match else self._closing_quote(place)
        else:
            match = _BARE.match(text, place)
            if not match:
                self.place = place
                return self._nothing(place)
            self.place = match.end()
            return self._named(match[0])
        if not end or end > self._limit:
            # BibTeX counts every brace; programs that escape one, do not
            end = self._closing_unescaped(place, mark)
        if not end:
            raise _Fault(self._open_value(mark))
        self.place = end
        return text[place + 1 : end - 1]

    def _open_value(self, mark: str) -> str:
        what = f"{self._field}: " if self._field else ""
        name = "brace" if mark == "{" else "quotation mark"
        return f"{what}the {name} that opens the value is never closed"

    def _nothing(self, place: int) -> str:
        """Accept a value that is missing before a comma or the end of the entry."""
        if place < len(self._text) and self._text[place] in f",{self.closer}" and self._field:
            self._faults.append((self._field, "has no value"))
            return ""
        raise _Fault(f"{self._field}: has no value" if self._field else "has no value")

    def _named(self, word: str) -> str:
        """Return what a bare word stands for: a number, a month, a string of the file."""
        if word.isdecimal():
            return word
        name = word.lower()
        value = self._strings.get(name)
        if value is None:
            value = _MONTHS.get(name)
        if value is None:
            self._faults.append((self._field, f'uses "{word}", which no @string defines; it is kept as text'))
            return word
        return value

    def _closing_quote(self, opening: int) -> int:
        """Return the place after the quotation mark, outside all braces, that closes a value, or 0."""
        depth = 0
        for match in _BRACE_OR_QUOTE.finditer(self._text, opening + 1, self._limit):
            mark = match[0]
            if mark == '"' and depth <= 0:
                return match.end()
            depth += (mark == "{") - (mark == "}")
        return 0

    def _closing_unescaped(self, opening: int, mark: str) -> int:
        """Return the place after the end of a value whose escaped braces count for nothing, or 0."""
        depth = 0
        for match in _BRACE_OR_ESCAPE.finditer(self._text, opening + (mark == '"'), self._limit):
            if match[0] == '"' and mark == '"' and depth <= 0:
                return match.end()
            depth += (match[0] == "{") - (match[0] == "}")
            if not depth and match[0] == "}" and mark == "{":
                return match.end()
        return 0

    def after_space(self, place: int) -> int:
        """Return the place of what follows white space, commas and comments."""
        match = _SPACE.match(self._text, place)
        return match.end() if match else place

"""Reading a .bib file, of BibTeX or of BibLaTeX: one reader for both.

The dialects differ in little that matters here: biblatex divides publishers and places at ``and``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from citekit.errors import Problem, UnreadableText
from citekit.formats.base import ItemSource, ReadResult, Unread
from citekit.formats.bibtex.entry_reading import read_entry
from citekit.formats.bibtex.fields.own import OWN_PREFIX
from citekit.formats.bibtex.inheritance import inherit
from citekit.formats.bibtex.scanner import Block, BlockKind, RawEntry, scan
from citekit.formats.bibtex.text_encoding import decode_bib
from citekit.latex_text.decoder import Decoder

__all__ = ["looks_like_biblatex", "looks_like_bibtex", "read_bib"]

_ENTRY: Final = re.compile(
    rb"^[ \t]*@[ \t]*"
    rb"(?:[A-Za-z][\w-]*[ \t]*[{(]\s*[^\s,{}\"=]+[ \t]*,|(?:string|preamble|comment)[ \t]*[{(])",
    re.MULTILINE | re.IGNORECASE,
)
_BIBLATEX: Final = re.compile(
    rb"^[ \t]*(?:@(?:online|thesis|report|mv\w+|inreference|reference|dataset|software|patent|collection"
    rb"|xdata|bookinbook|periodical|supp\w+)\s*\{|(?:date|journaltitle|location|langid|maintitle|eventtitle|urldate"
    rb"|shortjournal|pubstate|eprinttype|subtitle)\s*=)",
    re.MULTILINE | re.IGNORECASE,
)
_COMMENT_LINES: Final = re.compile(r"(?:\s*%[^\n]*(?:\n|\Z))+\s*")


def looks_like_bibtex(head: bytes) -> bool:
    """Whether a file that begins with these bytes has entries of BibTeX or BibLaTeX."""
    return _ENTRY.search(head.replace(b"\0", b"")) is not None


def looks_like_biblatex(head: bytes) -> bool:
    """Whether it has entries, and of BibLaTeX: fields or types that BibTeX does not have."""
    return looks_like_bibtex(head) and _BIBLATEX.search(head.replace(b"\0", b"")) is not None


def read_bib(data: bytes, *, name: Path | str, biblatex: bool) -> ReadResult:
    """Return the items in ``data``; a broken entry costs only itself.

    Raises:
        UnreadableText: it is no text, or has no entries at all.
    """
    text, notice = decode_bib(data, name=name)
    return _FileReader(text, Path(name), biblatex=biblatex).read(notice)


class _FileReader:
    """The reading of one file."""

    def __init__(self, text: str, path: Path, *, biblatex: bool) -> None:
        self._text = text
        self._path = path
        self._biblatex = biblatex
        self._problems: list[tuple[int, Problem]] = []
        self._unread: list[Unread] = []

    def read(self, notice: str) -> ReadResult:
        if notice:
            self._tell(0, 1, "", notice)
        blocks = list(self._blocks())
        keyed = self._keyed(blocks)
        by_entry = {id(block.entry): block for block in blocks}
        for heir, field, fault in inherit(self._parents(blocks)):
            block = by_entry[id(heir)]
            self._tell(block.start, self._line_of(block, field), f"{heir.key}, {field}", fault)
        items, sources = [], {}
        for key, block in keyed:
            entry = block.entry
            if entry is None:
                continue
            reading = read_entry(entry, key, biblatex=self._biblatex)
            for field, fault in (*entry.faults, *reading.problems):
                where = f"{key}, {field}" if field else key
                self._tell(block.start, self._line_of(block, field), where, fault)
            items.append(reading.item)
            sources[key] = ItemSource(
                line=block.line, aliases=reading.aliases, files=reading.files, tags=reading.tags
            )
        problems = tuple(problem for _, problem in sorted(self._problems, key=lambda one: one[0]))
        return ReadResult(tuple(items), problems, sources, tuple(self._unread))

    def _blocks(self) -> Iterator[Block]:
        """Yield the entries of the file, and tell of what is broken."""
        any_block = False
        for block in scan(self._text):
            any_block = any_block or block.kind is not BlockKind.TEXT
            if block.kind is BlockKind.BROKEN:
                raw = self._text[block.start : block.end].rstrip()
                head = raw.split("\n", 1)[0][:60]
                problem = Problem(
                    self._path, block.line, None, head, block.fault, "mend it and import the file again"
                )
                self._problems.append((block.start, problem))
                self._unread.append(Unread(raw, problem))
            elif block.kind is BlockKind.ENTRY:
                yield block
        if not any_block and not _COMMENT_LINES.fullmatch(self._text):
            raise UnreadableText(
                self._path, "holds no entries of BibTeX", hint="an entry begins with @, as @book{doe2020,"
            )

    def _keyed(self, blocks: list[Block]) -> list[tuple[str, Block]]:
        """Return the entries, each with a key of its own."""
        taken: set[str] = set()
        keyed = []
        for number, block in enumerate(blocks, start=1):
            entry = block.entry
            if entry is None or entry.type == "xdata":
                continue
            own = entry.fields.pop(f"{OWN_PREFIX}id", None)
            wanted = Decoder().text(own) if own else entry.key
            key, counter = wanted or f"item-{number}", 1
            while key in taken:
                counter += 1
                key = f"{wanted or f'item-{number}'}-{counter}"
            if key != wanted:
                fault = "is the key of another entry too" if wanted else "has no key"
                self._tell(
                    block.start,
                    block.line,
                    wanted or f"@{entry.type}",
                    f'{fault}; the entry is called "{key}" here',
                )
            taken.add(key)
            keyed.append((key, block))
        return keyed

    def _parents(self, blocks: list[Block]) -> dict[str, RawEntry]:
        """Return every entry by its key, the first of those that share one; the others inherit as well."""
        entries: dict[str, RawEntry] = {}
        for number, block in enumerate(blocks):
            if block.entry is not None:
                key = block.entry.key
                entries[key if key and key not in entries else f"\0{number}"] = block.entry
        return entries

    def _line_of(self, block: Block, field: str) -> int:
        """Return the line on which a field of an entry stands."""
        if field:
            pattern = re.compile(rf"(?<![\w-]){re.escape(field)}\s*=", re.IGNORECASE)
            match = pattern.search(self._text, block.start, block.end)
            if match:
                return block.line + self._text.count("\n", block.start, match.start())
        return block.line

    def _tell(self, place: int, line: int, where: str, message: str) -> None:
        self._problems.append((place, Problem(self._path, line, None, where, message, fatal=False)))

"""The text that a PDF is read as: its paragraphs one after another, and where in it lines and pages begin."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, TypeAlias

from citekit.documents.blocks import Block, BlockKind, Run, RunKind
from citekit.documents.document import Note
from citekit.documents.pdf.joining import Joiner
from citekit.documents.pdf.letters import Char
from citekit.documents.pdf.lines import Line
from citekit.documents.pdf.paragraph import Paragraph
from citekit.documents.places import Part, Span, Unit
from citekit.markup.tree import Format

__all__ = ["Writing"]

_TEXT, _NOTES = 0, 1
_PLAIN: Final[frozenset[Format]] = frozenset()
_LABELS: Final = re.compile(r"\d+|[*†‡§]+|[ivxl]+")
_ANY_PAGE: Final = 0
_EXPONENT_BEFORE: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,2}$|\d$")
"""A figure raised after a letter or two, or after a number, is an exponent: m², 10⁶."""


_Key: TypeAlias = tuple[int, str]


def _key(note: Paragraph) -> _Key:
    """Return the page on which a note's mark stands, any for an endnote, and the mark."""
    return _ANY_PAGE if note.is_endnote else note.lines[0].page, note.note


class _Text:
    """One part while it is written."""

    def __init__(self) -> None:
        self.chars: list[Char] = []
        self.line_starts: list[int] = []
        self.page_starts: list[int] = []

    def begin_line(self, line: Line) -> None:
        """Say that a line of the page begins here."""
        self.line_starts.append(len(self.chars))
        while len(self.page_starts) < line.page:
            self.page_starts.append(len(self.chars))

    def part(self, name: str, pages: int) -> Part:
        """Return what was written."""
        self.page_starts += [len(self.chars)] * (pages - len(self.page_starts))
        return Part(
            name,
            "".join([char.text for char in self.chars]),
            tuple(self.line_starts) or (0,),
            unit=Unit.PAGE,
            page_starts=tuple(self.page_starts),
        )


class Writing:
    """A paper while it is written; ``blocks`` and ``notes`` grow."""

    def __init__(self, name: str, joiner: Joiner, pages: int) -> None:
        self.blocks: list[Block] = []
        self.notes: list[Note] = []
        self._name = name
        self._joiner = joiner
        self._pages = pages
        self._texts = (_Text(), _Text())

    def parts(self) -> tuple[Part, ...]:
        """Return the texts: the paper's own, and that of its notes if it has any."""
        text = self._texts[_TEXT].part(self._name, self._pages)
        if not self.notes:
            return (text,)
        kinds = {note.label.split()[0] for note in self.notes}
        shown = f"{kinds.pop()}s" if len(kinds) == 1 else "notes"
        return text, self._texts[_NOTES].part(f"{self._name}, {shown}", self._pages)

    def write(self, paragraphs: Sequence[Paragraph], notes: Sequence[Paragraph]) -> None:
        """Write the paragraphs of a paper, then its notes, numbered from the first."""
        looks = sorted({one.look for one in paragraphs if one.look}, reverse=True)
        laid = [(paragraph, *self._lay(paragraph, _TEXT)) for paragraph in paragraphs]
        references = self._find_references({_key(note) for note in notes})
        marks = {span.start: span.end for span in references.values()}
        for paragraph, start, end in laid:
            level = looks.index(paragraph.look) + 1 if paragraph.kind is BlockKind.HEADING else 0
            self.blocks.append(
                Block(
                    kind=paragraph.kind,
                    span=Span(start, end, _TEXT),
                    runs=tuple(self._runs(start + paragraph.marker_end, end, _TEXT, marks)),
                    level=level,
                    marker=self._marker(start, paragraph),
                    in_quote=paragraph.in_quote,
                    in_list=bool(paragraph.marker_end),
                )
            )
        for number, note in enumerate(notes, 1):
            start, end = self._lay(note, _NOTES)
            start += note.label_end
            span = Span(start, end, _NOTES)
            runs = tuple(self._runs(start, end, _NOTES, {}))
            self.blocks.append(Block(kind=BlockKind.PARAGRAPH, span=span, runs=runs, note=number))
            kind = "endnote" if note.is_endnote else "footnote"
            self.notes.append(Note(number, f"{kind} {note.note}", references.get(_key(note)), span))

    def _find_references(self, keys: AbstractSet[_Key]) -> dict[_Key, Span]:
        """Return where the text refers to each note: the first raised label that is rather no exponent."""
        found: dict[_Key, Span] = {}
        likely: set[_Key] = set()
        text = self._texts[_TEXT]
        typed = "".join([char.text for char in text.chars])
        for start, end in _raised(text.chars) if keys else ():
            page = bisect_right(text.page_starts, start)
            is_likely = _EXPONENT_BEFORE.search(typed, max(start - 4, 0), start) is None
            for label in _LABELS.finditer(typed, start, end):
                key = next((one for one in ((page, label[0]), (_ANY_PAGE, label[0])) if one in keys), None)
                if key is not None and (key not in found or (is_likely and key not in likely)):
                    found[key] = Span(label.start(), label.end(), _TEXT)
                    likely |= {key} if is_likely else set()
        return found

    def _marker(self, start: int, paragraph: Paragraph) -> str:
        chars = self._texts[_TEXT].chars[start : start + paragraph.marker_end]
        return "".join([char.text for char in chars]).strip()

    def _lay(self, paragraph: Paragraph, part: int) -> tuple[int, int]:
        """Write the lines of a paragraph as one; return where it begins and ends."""
        text = self._texts[part]
        start = len(text.chars)
        for index, line in enumerate(paragraph.lines):
            if index:
                before = "".join([char.text for char in text.chars[max(start, len(text.chars) - 300) :]])
                off, between = self._joiner.join(before, line.text)
                if between and index in paragraph.breaks:
                    between = "\n"
                if off:
                    del text.chars[-off:]
                formats = (
                    text.chars[-1].formats & line.chars[0].formats if len(text.chars) > start else _PLAIN
                )
                text.chars += [Char(char, formats) for char in between]
            text.begin_line(line)
            text.chars += line.chars
        end = len(text.chars)
        text.chars.append(Char("\n", _PLAIN))
        return start, end

    def _runs(self, start: int, end: int, part: int, marks: Mapping[int, int]) -> Iterator[Run]:
        """Yield the characters as runs; ``marks`` are where those of notes begin and end."""
        chars = self._texts[part].chars
        position = start
        while position < end:
            stop = marks.get(position, position)
            if stop > position:
                yield Run("", Span(position, stop, part), kind=RunKind.NOTE)
                position = stop
                continue
            stop = position + 1
            formats = chars[position].formats
            while stop < end and stop not in marks and chars[stop].formats == formats:
                stop += 1
            typed = "".join([char.text for char in chars[position:stop]])
            yield Run(typed, Span(position, stop, part), formats)
            position = stop


def _raised(chars: Sequence[Char]) -> Iterator[tuple[int, int]]:
    """Yield where raised characters begin and end."""
    start: int | None = None
    for index, char in enumerate(chars):
        if Format.SUPERSCRIPT in char.formats:
            start = index if start is None else start
        elif start is not None:
            yield start, index
            start = None
    if start is not None:
        yield start, len(chars)

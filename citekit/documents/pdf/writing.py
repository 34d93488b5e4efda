"""The text that a PDF is read as: its paragraphs one after another, and where in it lines and pages begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

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


def _key(note: Paragraph) -> tuple[int, str]:
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
        self._references: dict[tuple[int, str], Span] = {}

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
        numbers = {_key(note): number for number, note in enumerate(notes, 1)}
        looks = sorted({one.look for one in paragraphs if one.look}, reverse=True)
        for paragraph in paragraphs:
            start, end = self._lay(paragraph, _TEXT)
            level = looks.index(paragraph.look) + 1 if paragraph.kind is BlockKind.HEADING else 0
            self.blocks.append(
                Block(
                    kind=paragraph.kind,
                    span=Span(start, end, _TEXT),
                    runs=tuple(self._runs(start + paragraph.marker_end, end, _TEXT, numbers)),
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
            self.notes.append(Note(number, f"{kind} {note.note}", self._references.get(_key(note)), span))

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

    def _runs(self, start: int, end: int, part: int, numbers: dict[tuple[int, str], int]) -> Iterator[Run]:
        """Yield the characters as runs; raised labels of the page's notes are marks of notes."""
        text = self._texts[part]
        chars = text.chars
        position = start
        while position < end:
            stop = position + 1
            formats = chars[position].formats
            while stop < end and chars[stop].formats == formats:
                stop += 1
            typed = "".join([char.text for char in chars[position:stop]])
            if Format.SUPERSCRIPT in formats and numbers:
                yield from self._marks(typed, position, part, numbers, formats)
            else:
                yield Run(typed, Span(position, stop, part), formats)
            position = stop

    def _marks(
        self,
        typed: str,
        start: int,
        part: int,
        numbers: dict[tuple[int, str], int],
        formats: frozenset[Format],
    ) -> Iterator[Run]:
        """Yield raised characters, the labels of notes among them as marks."""
        page = len([one for one in self._texts[part].page_starts if one <= start])
        position = 0
        for label in _LABELS.finditer(typed):
            key = next((one for one in ((page, label[0]), (_ANY_PAGE, label[0])) if one in numbers), None)
            if key is None or key in self._references:
                continue
            if position < label.start():
                yield Run(
                    typed[position : label.start()],
                    Span(start + position, start + label.start(), part),
                    formats,
                )
            span = Span(start + label.start(), start + label.end(), part)
            self._references[key] = span
            yield Run("", span, kind=RunKind.NOTE)
            position = label.end()
        if position < len(typed):
            yield Run(typed[position:], Span(start + position, start + len(typed), part), formats)

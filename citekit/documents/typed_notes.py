"""Notes that somebody typed: numbered paragraphs under a heading of their own, and their numbers in the text.

Plain text has no other notes, and papers that were pasted together have them in any format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from citekit.documents.blocks import Block, BlockKind, Run, RunKind, cut_runs
from citekit.documents.document import Document, Note
from citekit.documents.places import Span
from citekit.documents.reference_headings import is_reference_heading
from citekit.documents.reference_list import find_reference_lists
from citekit.language.fold import fold
from citekit.markup.tree import Format

__all__ = ["with_typed_notes"]

_HEADINGS: Final = frozenset(
    ("notes", "endnotes", "end notes", "footnotes", "foot notes", "anmerkungen", "endnoten", "fussnoten")
)
_LONGEST_HEADING: Final = 30
_SIGNS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER: Final = re.compile(r"\s*(?:\[(\d{1,3})\]|(\d{1,3})[.)]?(?=\s)|([⁰¹²³⁴-⁹]{1,3}))\s*")
_MARK: Final = re.compile(r"\[(?P<bracket>\d{1,3})\]|(?<=[^\s\d])(?P<sign>[⁰¹²³⁴-⁹]{1,3})")
_FEWEST: Final = 3


class _Typed(NamedTuple):
    """A typed note: its number, its block's index, and where its text begins in the block."""

    number: int
    block: int
    start: int


class _Mark(NamedTuple):
    """The number of a note in the text: characters ``start`` to ``end`` of a block."""

    number: int
    block: int
    start: int
    end: int


def with_typed_notes(document: Document) -> Document:
    """Return ``document`` with its typed notes as notes, and their numbers in the text as marks of them.

    It is returned as it is where notes are kept by its format, where its list of references is numbered, so
    that numbers cite, and where the paragraphs under the heading do not count up or the text has no such
    numbers.
    """
    blocks = document.blocks
    heading = next((index for index, block in enumerate(blocks) if _is_heading(block)), None)
    if heading is None or any(block.note for block in blocks):
        return document
    if any(one.number for list_ in find_reference_lists(document) for one in list_.references):
        return document
    typed = _typed_notes(blocks, heading)
    numbers = {one.number for one in typed}
    marks = [mark for mark in _marks(blocks[:heading]) if mark.number in numbers]
    if not marks:
        marks = list(_bare_marks(blocks[:heading], len(numbers)))
    if len(typed) < _FEWEST or len({mark.number for mark in marks}) * 2 < len(numbers):
        return document
    changed = list(blocks)
    for one in typed:
        changed[one.block] = _as_note(blocks[one.block], one)
    for index in dict.fromkeys(mark.block for mark in marks):
        changed[index] = _marked(blocks[index], [mark for mark in marks if mark.block == index])
    first = {mark.number: blocks[mark.block].span_of(mark.start, mark.end) for mark in reversed(marks)}
    notes = [
        Note(one.number, str(one.number), first.get(one.number), blocks[one.block].span)
        for one in {one.number: one for one in reversed(typed)}.values()
    ]
    return replace(document, blocks=tuple(changed), notes=tuple(sorted(notes, key=lambda note: note.number)))


def _is_heading(block: Block) -> bool:
    is_short = block.kind is BlockKind.HEADING or len(block.text) <= _LONGEST_HEADING
    return is_short and fold(block.text).strip(" :.*_#") in _HEADINGS


def _typed_notes(blocks: Sequence[Block], heading: int) -> list[_Typed]:
    """Return the notes under a heading, those that go on in further paragraphs once for each."""
    found: list[_Typed] = []
    for index in range(heading + 1, len(blocks)):
        block = blocks[index]
        if block.kind is BlockKind.HEADING or is_reference_heading(block.text):
            break
        if block.kind is not BlockKind.PARAGRAPH or not block.text.strip():
            continue
        number, start = _numbered(block)
        last = found[-1].number if found else 0
        if number == last + 1:
            found.append(_Typed(number, index, start))
        elif found and not number:
            found.append(_Typed(last, index, 0))
        else:
            return []  # they do not count up
    return found


def _numbered(block: Block) -> tuple[int, int]:
    """Return the number that a paragraph begins with, and where its text does; 0 without one."""
    marker = re.fullmatch(r"\W*(\d{1,3})\W*", block.marker)
    if marker:
        return int(marker[1]), 0
    match = _NUMBER.match(block.text)
    if match is None:
        return 0, 0
    return int((match[1] or match[2] or match[3]).translate(_SIGNS)), match.end()


def _marks(blocks: Sequence[Block]) -> Iterator[_Mark]:
    """Yield the numbers in brackets and the raised ones, single ones only: notes are not cited in ranges."""
    for index, block in enumerate(blocks):
        if block.kind in (BlockKind.CODE, BlockKind.METADATA):
            continue
        for match in _MARK.finditer(block.text):
            number = int((match["bracket"] or match["sign"]).translate(_SIGNS))
            yield _Mark(number, index, match.start(), match.end())
        position = 0
        for run in block.runs:
            start, position = position, position + len(run.text)
            if Format.SUPERSCRIPT in run.formats and re.fullmatch(r"\s*\d{1,3}\s*", run.text):
                yield _Mark(int(run.text), index, start, position)


def _bare_marks(blocks: Sequence[Block], most: int) -> Iterator[_Mark]:
    """Yield the numbers after words that count up from 1, as raised ones are pasted: ``years.3``."""
    wanted = 1
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        for match in _BARE.finditer(block.text):
            if int(match[1]) == wanted <= most:
                yield _Mark(wanted, index, match.start(), match.end())
                wanted += 1


_BARE: Final = re.compile(r"(?<=[^\W\d][.,;:!?”\"’)])(\d{1,3})(?=\s|$)")


def _as_note(block: Block, typed: _Typed) -> Block:
    runs = cut_runs(block.runs, typed.start, len(block.text))
    return replace(block, runs=runs, note=typed.number, marker="")


def _marked(block: Block, marks: Sequence[_Mark]) -> Block:
    """Return a block with the runs of its marks as such, which have no text."""
    runs: list[Run] = []
    position = 0
    for mark in sorted(marks, key=lambda mark: mark.start):
        runs += cut_runs(block.runs, position, mark.start)
        span: Span = block.span_of(mark.start, mark.end)
        runs.append(Run("", span, kind=RunKind.NOTE))
        position = mark.end
    runs += cut_runs(block.runs, position, len(block.text))
    return replace(block, runs=tuple(runs))

"""Footnotes: what stands at the foot of a page and begins with a label that the text above it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final

from citekit.documents.pdf.labels import NOTE_LABEL
from citekit.documents.pdf.lines import Line
from citekit.documents.pdf.paragraph import Paragraph
from citekit.documents.pdf.setting import SMALLER, Setting, is_list_heading
from citekit.markup.tree import Format

__all__ = ["marks_of", "without_notes"]

_FIRST: Final = frozenset({"1", "*"})
_LABELS: Final = re.compile(r"\d+|[*†‡§]+|^[ivxl]+$")
_FAR: Final = 2.0
"""Of the distance of lines."""


def without_notes(
    lines: Sequence[Line], setting: Setting, rules: Mapping[int, Sequence[float]]
) -> tuple[list[Line], list[Paragraph]]:
    """Return the lines of the text, and the notes at the foot of its columns.

    ``rules`` are the heights of the lines that are drawn on each page, by its number.
    """
    text: list[Line] = []
    notes: list[Paragraph] = []
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    for number, page in pages.items():
        columns: dict[int, list[Line]] = {}
        for line in page:
            columns.setdefault(line.column, []).append(line)
        marks = {mark for line in page for mark in marks_of(line)}
        foot = {
            id(line) for its in columns.values() for line in _foot(its, setting, rules.get(number, ()), marks)
        }
        below = [line for line in page if id(line) in foot]
        found = list(_notes(below, marks, notes))
        taken = {id(line) for note in found for line in note.lines}
        rest = below[: below.index(found[0].lines[0])] if found else below
        if notes and rest and (found or _goes_on(notes[-1], rest, page, rules.get(number, ()))):
            notes[-1].lines += rest  # of a note that began on the page before
            taken |= {id(line) for line in rest}
        notes += found
        text += [line for line in page if id(line) not in taken]
    return text, notes


def _foot(
    column: Sequence[Line], setting: Setting, rules: Sequence[float], marks: AbstractSet[str]
) -> Sequence[Line]:
    """Return the lines at the end of a column that are notes by their looks.

    They are set smaller than the text above them; or they begin with a label that is marked, below a line
    that is drawn, below some space if it is raised, or after a stretch that is empty down to the last lines.
    The number of a section or of an item in a list is none.
    """
    first = len(column)
    while first and column[first - 1].size < SMALLER * setting.size:
        first -= 1
    if not first or any(is_list_heading(line, setting) for line in column[first - 1 :]):
        first = len(column)  # a list in small type fills the column, or begins here
    for index in range(1, first):
        one, other = column[index - 1], column[index]
        label = NOTE_LABEL.match(other.text)
        if label is None or label["label"] not in marks or other.is_bold or other.base <= one.base:
            continue
        is_raised = Format.SUPERSCRIPT in other.chars[label.start("label")].formats
        is_last = not any(setting.is_spaced(*pair) for pair in pairwise(column[index:]))
        is_far = other.base - one.base > _FAR * setting.distance(one)
        is_below_rule = any(one.base < rule < other.base for rule in rules)
        if is_below_rule or (is_raised and setting.is_spaced(one, other)) or (is_last and is_far):
            return column[index:]
    return column[first:]


def _goes_on(note: Paragraph, rest: Sequence[Line], page: Sequence[Line], rules: Sequence[float]) -> bool:
    """Whether what is at the foot of a page, below a line that is drawn, is the rest of the note before."""
    above = [line.base for line in page if line.base < rest[0].base]
    is_below_rule = any(max(above, default=0.0) < rule < rest[0].base for rule in rules)
    return is_below_rule and note.lines[-1].page == rest[0].page - 1


def marks_of(line: Line) -> Iterator[str]:
    """Yield the labels that stand raised in a line, that of a note at its beginning left out."""
    label = ""
    raised = [Format.SUPERSCRIPT in char.formats for char in line.chars]
    for char in line.chars[raised.index(False) if False in raised else 0 :]:
        if Format.SUPERSCRIPT in char.formats:
            label += char.text
        elif label:
            yield from _LABELS.findall(label)
            label = ""
    yield from _LABELS.findall(label)


def _notes(lines: Sequence[Line], marks: set[str], known: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield the notes in lines from the foot of a page whose text has these ``marks``."""
    note: Paragraph | None = None
    seen = {one.note for one in known} - _FIRST  # some papers count anew on each page
    for line in lines:
        match = NOTE_LABEL.match(line.text)
        if match and match["label"] in marks - seen and (note is None or _follows(match["label"], note.note)):
            if note:
                yield note
            else:
                seen -= marks if match["label"] in _FIRST else set()
            note = Paragraph([line], note=match["label"], label_end=match.end())
            seen.add(match["label"])
        elif note:
            note.lines.append(line)
    if note:
        yield note


def _follows(label: str, before: str) -> bool:
    """Whether a note of this label comes after one of that; a number that begins a line is often none."""
    return not label.isdigit() or not before.isdigit() or int(label) == int(before) + 1

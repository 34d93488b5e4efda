"""Lines as the paragraphs, headings, references and notes that somebody set.

What tells them apart is what a reader sees: space between lines, indents, size and weight of type, and a line
that ends where the next word would still have had room.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from citekit.documents.blocks import BlockKind
from citekit.documents.pdf.lines import Line
from citekit.documents.reference_headings import ends_references, is_reference_heading
from citekit.markup.tree import Format

__all__ = ["Paragraph", "paragraphs_of"]

_SAME_SIZE: Final = 0.06
_LARGER: Final = 1.07
"""Of the size of running text: what is set so much larger is a heading."""
_SMALLER: Final = 0.94
_INDENT: Final = 0.7
"""Of the size: a line that begins so much further right is indented."""
_SPACED: Final = 1.3
"""Of the distance of lines: what stands so far below does not belong to the line above."""
_USUAL_DISTANCE: Final = 1.2
_ENOUGH: Final = 4
"""So many distances of lines of one size say what is usual."""
_SAME_EDGE: Final = 1.5
_SPACED_HEADING: Final = 1.5
_LONGEST_HEADING: Final = 160
_MOST_LINES_OF_HEADING: Final = 4
_SENTENCE_END: Final = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_GOES_ON: Final = re.compile(r"[a-zß-öø-ÿ\d(&,;)]")
_NUMBERED: Final = re.compile(
    r"(?P<before>[\[(]?)(?P<number>\d{1,4})(?P<after>[\])]|\.(?=\s)|(?=\t))\s*(?=\S)"
)
_MOST_LEFT_OUT: Final = 3
_BULLET: Final = re.compile(r"[•·▪‣◦∙*–-]\s+(?=\S)")
_NOTE_LABEL: Final = re.compile(r"\s*(?P<label>\d{1,3}|[*†‡§]{1,3})[.)]?\s*(?=\S)")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together. ``breaks`` are the lines before which the layout leaves open what they are.

    ``look`` sorts headings: the larger, the higher. ``note`` is the label of a note, and ``label_end`` counts
    the characters of the first line that are the label.
    """

    lines: list[Line]
    kind: BlockKind = BlockKind.PARAGRAPH
    look: tuple[float, ...] = ()
    breaks: set[int] = field(default_factory=set)
    note: str = ""
    label_end: int = 0
    in_quote: bool = False
    marker_end: int = 0


def paragraphs_of(
    lines: Sequence[Line], rules: Mapping[int, Sequence[float]]
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the paragraphs of a paper in their order, and its footnotes.

    ``rules`` are the heights of the lines that are drawn on each page, by its number.
    """
    setting = _Setting(lines)
    text, notes = _without_notes(lines, setting, rules)
    paragraphs: list[Paragraph] = []
    listed: list[Line] = []
    in_list = False
    for paragraph in _merged_headings(_paragraphs(text, setting), setting):
        is_heading = paragraph.kind is BlockKind.HEADING
        if in_list and not is_heading:
            listed += paragraph.lines
            continue
        paragraphs += _references(listed, setting)
        listed = []
        words = _text(paragraph)
        in_list = is_reference_heading(words) and len(paragraph.lines) == 1
        paragraphs.append(paragraph)
    paragraphs += _references(listed, setting)
    return paragraphs, notes


class _Setting:
    """How the paper is set: its type, the edges of its columns, the distance of its lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.chars)
        self.size = sizes.most_common(1)[0][0] if sizes else 0.0
        self._left: dict[tuple[int, int], float] = {}
        self._right: dict[tuple[int, int], float] = {}
        columns: dict[tuple[int, int], list[Line]] = {}
        for line in lines:
            columns.setdefault(self._column(line), []).append(line)
        for column, its in columns.items():
            self._left[column] = _edge([line.x0 for line in its])
            self._right[column] = -_edge([-line.x1 for line in its])
        distances: dict[float, list[float]] = {}
        for one, other in pairwise(lines):
            distance = other.base - one.base
            if _same_column(one, other) and _same_size(one, other) and 0 < distance < 4 * one.size:
                distances.setdefault(round(one.size), []).append(distance)
        self._distance = {size: median(its) for size, its in distances.items() if len(its) >= _ENOUGH}
        body = self._distance.get(round(self.size), _USUAL_DISTANCE * self.size)
        self._usual = body / self.size if self.size else _USUAL_DISTANCE

    @staticmethod
    def _column(line: Line) -> tuple[int, int]:
        """Return a column's name; left and right pages of a book have margins of their own."""
        return line.page % 2, line.column

    def indent(self, line: Line) -> float:
        """Return how far a line is from the left edge of its column."""
        return line.x0 - self._left[self._column(line)]

    def room(self, line: Line) -> float:
        """Return how far a line ends before the right edge of its column."""
        return self._right[self._column(line)] - line.x1

    def width(self, line: Line) -> float:
        """Return the width of a line's column."""
        column = self._column(line)
        return self._right[column] - self._left[column]

    def is_full(self, line: Line, following: Line) -> bool:
        """Whether a line has no room for the first word of the one below it."""
        return self.indent(line) + self.room(line) < following.first_word + line.size

    def distance(self, line: Line) -> float:
        """Return the usual distance of lines of this size."""
        return self._distance.get(round(line.size), self._usual * line.size)

    def is_spaced(self, one: Line, other: Line) -> bool:
        """Whether there is more space between two lines than between lines of one paragraph."""
        return other.base - one.base > _SPACED * self.distance(one)

    def is_centred(self, line: Line) -> bool:
        """Whether a line stands in the middle of its column."""
        return abs(self.indent(line) - self.room(line)) < line.size and self.indent(line) > 2 * line.size


def _edge(values: Sequence[float]) -> float:
    """Return the least value that is no accident: two lines or more begin there."""
    ordered = sorted(values)
    for one, other in pairwise(ordered):
        if other - one <= _SAME_EDGE:
            return one
    return ordered[0]


def _same_column(one: Line, other: Line) -> bool:
    return one.page == other.page and one.column == other.column


def _same_size(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= _SAME_SIZE * max(one.size, other.size)


def _text(paragraph: Paragraph) -> str:
    return " ".join([line.text for line in paragraph.lines])


# Footnotes


def _without_notes(
    lines: Sequence[Line], setting: _Setting, rules: Mapping[int, Sequence[float]]
) -> tuple[list[Line], list[Paragraph]]:
    """Return the lines of the text, and the notes at the foot of its columns."""
    text: list[Line] = []
    notes: list[Paragraph] = []
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    for number, page in pages.items():
        columns: dict[int, list[Line]] = {}
        for line in page:
            columns.setdefault(line.column, []).append(line)
        marks = {mark for line in page for mark in _marks(line)}
        foot = {
            id(line) for its in columns.values() for line in _foot(its, setting, rules.get(number, ()), marks)
        }
        below = [line for line in page if id(line) in foot]
        found = list(_notes(below, marks, notes))
        taken = {id(line) for note in found for line in note.lines}
        if notes and below and found and (before := below[: below.index(found[0].lines[0])]):
            notes[-1].lines += before  # the rest of a note that began on the page before
            taken |= {id(line) for line in before}
        notes += found
        text += [line for line in page if id(line) not in taken]
    return text, notes


def _foot(
    column: Sequence[Line], setting: _Setting, rules: Sequence[float], marks: AbstractSet[str]
) -> Sequence[Line]:
    """Return the lines at the end of a column that are notes by their looks.

    They are set smaller than the text; or they stand apart from it, and begin with a label that is marked.
    """
    first = len(column)
    while first and column[first - 1].size < _SMALLER * setting.size:
        first -= 1
    for index in range(1, first):
        one, other = column[index - 1], column[index]
        label = _NOTE_LABEL.match(other.text)
        if label and label["label"] in marks:
            is_apart = setting.is_spaced(one, other) or any(one.base < rule < other.base for rule in rules)
            if is_apart and other.base > one.base:
                return column[index:]
    return column[first:]


def _marks(line: Line) -> Iterator[str]:
    """Yield the labels that stand raised in a line, that of a note at its beginning left out."""
    label = ""
    raised = [Format.SUPERSCRIPT in char.formats for char in line.chars]
    for char in line.chars[raised.index(False) if False in raised else 0 :]:
        if Format.SUPERSCRIPT in char.formats:
            label += char.text
        elif label:
            yield from re.findall(r"\d+|[*†‡§]+", label)
            label = ""
    yield from re.findall(r"\d+|[*†‡§]+", label)


def _notes(lines: Sequence[Line], marks: set[str], known: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield the notes in lines from the foot of a page whose text has these ``marks``."""
    note: Paragraph | None = None
    seen = {one.note for one in known}
    for line in lines:
        match = _NOTE_LABEL.match(line.text)
        if match and match["label"] in marks - seen and (note is None or _follows(match["label"], note.note)):
            if note:
                yield note
            note = Paragraph([line], note=match["label"], label_end=match.end())
            seen.add(match["label"])
        elif note:
            note.lines.append(line)
    if note:
        yield note


def _follows(label: str, before: str) -> bool:
    """Whether a note of this label comes after one of that; a number that begins a line is often none."""
    return not label.isdigit() or not before.isdigit() or int(label) == int(before) + 1


# Running text


def _paragraphs(lines: Sequence[Line], setting: _Setting) -> Iterator[Paragraph]:
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and _begins(paragraph, line, setting):
            yield _made(paragraph, setting)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield _made(paragraph, setting)


def _begins(before: Sequence[Line], line: Line, setting: _Setting) -> bool:
    """Whether a line begins a paragraph, after the lines ``before`` of another."""
    last = before[-1]
    if not _same_size(last, line):
        return True
    if _is_list_heading(line, setting) or (len(before) == 1 and _is_list_heading(last, setting)):
        return True
    if line.is_bold != last.is_bold and (len(before) == 1 or line.is_bold):
        return not (line.is_bold and setting.room(last) < line.first_word and _same_column(last, line))
    if _same_column(last, line):
        return _begins_below(before, line, setting)
    # The text goes on in another column or on another page.
    indent = setting.indent(line) - (setting.indent(last) if len(before) > 1 else 0)
    if indent > _INDENT * line.size or _BULLET.match(line.text):
        return True
    if len(before) > 1 and indent < -_INDENT * line.size:
        return True
    is_full = setting.room(last) < line.first_word + line.size
    return not is_full and bool(_SENTENCE_END.search(last.text)) and not _GOES_ON.match(line.text)


def _begins_below(before: Sequence[Line], line: Line, setting: _Setting) -> bool:
    last = before[-1]
    if setting.is_spaced(last, line) or line.base <= last.base:
        return True
    step = _INDENT * line.size
    if abs(line.x0 - last.x0) > step:
        if setting.is_centred(line) and setting.is_centred(last):
            return False
        if len(before) > 1 or line.x0 > last.x0:
            return not _BULLET.match(before[0].text) and not _NUMBERED.match(before[0].text)
        return _BULLET.match(line.text) is not None
    if _BULLET.match(line.text):
        return True
    has_room = setting.room(last) > line.first_word + line.size
    is_quote = setting.indent(line) > step and setting.indent(last) > step
    return (
        has_room and not is_quote and bool(_SENTENCE_END.search(last.text)) and not _GOES_ON.match(line.text)
    )


def _is_list_heading(line: Line, setting: _Setting) -> bool:
    text = line.text.strip()
    is_alone = setting.room(line) > 0.3 * setting.width(line)
    return is_alone and not text.endswith(".") and text[:1].isupper() and is_reference_heading(text)


def _made(lines: Sequence[Line], setting: _Setting) -> Paragraph:
    paragraph = Paragraph(list(lines))
    text = _text(paragraph)
    is_short = len(text) <= _LONGEST_HEADING and len(lines) <= _MOST_LINES_OF_HEADING
    has_letters = any(char.isalpha() for char in text)
    is_large = lines[0].size > _LARGER * setting.size
    is_bold = all(line.is_bold for line in lines)
    if has_letters and is_short and (is_large or is_bold) and not _is_sentence(text):
        paragraph.kind = BlockKind.HEADING
        is_italic = all(Format.ITALIC in char.formats for char in lines[0].chars if not char.text.isspace())
        paragraph.look = (
            round(lines[0].size),
            float(is_bold),
            float(setting.is_centred(lines[0])),
            -float(is_italic),
        )
        return paragraph
    if bullet := _BULLET.match(lines[0].text):
        paragraph.marker_end = bullet.end()
    step = 1.2 * lines[0].size
    paragraph.in_quote = (
        len(lines) > 1
        and all(setting.indent(line) > step for line in lines)
        and not setting.is_centred(lines[-1])
        and not bullet
        and not _NUMBERED.match(lines[0].text)
    )
    return paragraph


def _is_sentence(text: str) -> bool:
    """Whether bold words are rather a sentence than a heading."""
    return text.rstrip().endswith((".", ",", ";")) and not is_reference_heading(text)


def _merged_headings(paragraphs: Iterator[Paragraph], setting: _Setting) -> Iterator[Paragraph]:
    """Yield paragraphs, the lines of a long heading as one."""
    before: Paragraph | None = None
    for paragraph in paragraphs:
        if (
            before is not None
            and before.kind is paragraph.kind is BlockKind.HEADING
            and before.look[:2] == paragraph.look[:2]
            and _same_column(before.lines[-1], paragraph.lines[0])
            and paragraph.lines[0].base - before.lines[-1].base < _SPACED_HEADING * paragraph.lines[0].size
            and setting.is_full(before.lines[-1], paragraph.lines[0])
            and not is_reference_heading(_text(before))
            and not is_reference_heading(_text(paragraph))
        ):
            before.lines += paragraph.lines
            continue
        if before is not None:
            yield before
        before = paragraph
    if before is not None:
        yield before


# References


def _references(lines: Sequence[Line], setting: _Setting) -> Iterator[Paragraph]:
    """Yield the references in the lines below the heading of a list."""
    if not lines:
        return
    end = next(
        (
            index
            for index, line in enumerate(lines)
            if index and ends_references(line.text) and setting.room(line) > 0.3 * setting.width(line)
        ),
        len(lines),
    )
    starts, open_ = _starts(lines[:end], setting)
    paragraph: Paragraph | None = None
    for index, line in enumerate(lines[:end]):
        if paragraph is None or index in starts:
            if paragraph is not None:
                yield paragraph
            paragraph = Paragraph([line])
            continue
        if index in open_:
            paragraph.breaks.add(len(paragraph.lines))
        paragraph.lines.append(line)
    if paragraph is not None:
        yield paragraph
    yield from _paragraphs(lines[end:], setting)


def _starts(lines: Sequence[Line], setting: _Setting) -> tuple[set[int], set[int]]:
    """Return the lines that begin references, and those of which the layout does not say whether they do."""
    numbered = _count_up(lines)
    if numbered:
        return numbered, set()
    indents = [setting.indent(line) for line in lines]
    step = _INDENT * lines[0].size
    flush = {index for index, indent in enumerate(indents) if indent <= step}
    if len(flush) < len(lines) and 0 in flush:
        return flush, set()
    if 0 not in flush and flush:
        return {index for index in range(len(lines)) if index not in flush}, set()
    spaced: set[int] = set()
    elsewhere: set[int] = set()
    for index, (one, other) in enumerate(pairwise(lines), 1):
        if not _same_column(one, other):
            elsewhere.add(index)
        elif setting.is_spaced(one, other):
            spaced.add(index)
    return spaced, elsewhere if spaced else set(range(len(lines)))


def _count_up(lines: Sequence[Line]) -> set[int]:
    """Return the lines that carry the numbers of a numbered list, none if it is not one."""
    found: set[int] = set()
    form: tuple[str, str] | None = None
    last = 0
    for index, line in enumerate(lines):
        match = _NUMBERED.match(line.text)
        if not match:
            continue
        its = (match["before"], match["after"])
        number = int(match["number"])
        if form is None:
            if index:
                return set()
            form, last = its, number - 1
        # Numbers in brackets begin nothing else; a year or a volume with a stop can begin any line.
        if its == form and (match["before"] or last < number <= last + _MOST_LEFT_OUT):
            found.add(index)
            last = number
    return found if len(found) > 1 else set()

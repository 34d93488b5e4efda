"""Where the references of a list begin: hanging indents, numbers, space between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from citekit.documents.pdf.labels import NUMBERED
from citekit.documents.pdf.lines import Line
from citekit.documents.pdf.paragraph import Paragraph
from citekit.documents.pdf.setting import INDENT, Setting, are_in_one_column
from citekit.documents.reference_headings import ends_references

__all__ = ["references_of"]

_MOST_LEFT_OUT: Final = 3
"""Numbers of a list: so many can be missing between two that were found."""
_MOST_OF_A_LINE: Final = 0.7
"""Of the width of the column: a heading is shorter."""


def references_of(lines: Sequence[Line], setting: Setting) -> tuple[list[Paragraph], Sequence[Line]]:
    """Return the references in the lines below the heading of a list, and the lines that follow the list."""
    end = next((index for index, line in enumerate(lines) if index and _ends(line, setting)), len(lines))
    starts, open_ = _starts(lines[:end], setting) if end else (set(), set())
    references: list[Paragraph] = []
    for index, line in enumerate(lines[:end]):
        if not references or index in starts:
            references.append(Paragraph([line]))
            continue
        if index in open_:
            references[-1].breaks.add(len(references[-1].lines))
        references[-1].lines.append(line)
    return references, lines[end:]


def _ends(line: Line, setting: Setting) -> bool:
    is_short = setting.room(line) > (1 - _MOST_OF_A_LINE) * setting.width(line)
    return ends_references(line.text) and is_short


def _starts(lines: Sequence[Line], setting: Setting) -> tuple[set[int], set[int]]:
    """Return the lines that begin references, and those of which the layout does not say whether they do."""
    numbered = _count_up(lines)
    if numbered:
        return numbered, set()
    lefts: dict[tuple[int, int], float] = {}
    for line in lines:
        column = (line.page, line.column)
        lefts[column] = min(line.x0, lefts.get(column, line.x0))
    # The last column of a list can have one flush line among hanging ones, too few to be its edge.
    indents = [max(setting.indent(line), line.x0 - lefts[line.page, line.column]) for line in lines]
    step = INDENT * lines[0].size
    flush = {index for index, indent in enumerate(indents) if indent <= step}
    if len(flush) < len(lines) and 0 in flush:
        return flush, set()
    if 0 not in flush and flush:
        return {index for index in range(len(lines)) if index not in flush}, set()
    spaced: set[int] = set()
    elsewhere: set[int] = set()
    for index, (one, other) in enumerate(pairwise(lines), 1):
        if not are_in_one_column(one, other):
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
        match = NUMBERED.match(line.text)
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

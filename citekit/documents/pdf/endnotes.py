"""Endnotes: what stands at the end of a paper and counts up with the raised numbers of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citekit.documents.pdf.lines import Line
from citekit.documents.pdf.notes import marks_of
from citekit.documents.pdf.paragraph import Paragraph
from citekit.documents.pdf.setting import LARGER, SMALLER, Setting, is_list_heading
from citekit.language.fold import fold
from citekit.markup.tree import Format

__all__ = ["without_endnotes"]

_HEADINGS: Final = frozenset(
    {
        "notes",
        "endnotes",
        "end notes",
        "anmerkungen",
        "endnoten",
        "notas",
        "note",
        "noter",
        "noten",
        "fussnoten",
    }
)
_LABEL: Final = re.compile(r"\s*(?P<label>\d{1,3}|[ivxl]{1,8}(?=[.)\s]))[.)]?\s*(?=\S)")
_RAISED: Final = re.compile(r"\d{1,3}|[ivxl]{1,8}")
_FEWEST: Final = 2
_BACK: Final = "↩"
"""What stands at the end of a note on a web page, and leads back to its mark."""
_ROMAN: Final = (("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))


def without_endnotes(lines: Sequence[Line], setting: Setting) -> tuple[list[Line], list[Paragraph]]:
    """Return the lines of the text, and the notes at its end.

    They stand below a heading that says so, or their numbers are raised, or they are set smaller. The numbers
    of a list can be those that are raised in the text as well: what begins below its heading is that list.
    """
    marks: set[str] = set()
    for index, line in enumerate(lines):
        label, _ = _label(line)
        below_heading = index > 0 and _is_heading(lines[index - 1])
        is_first = label in {"1", "i"} and label in marks
        if is_first and not (index and is_list_heading(lines[index - 1], setting)):
            end = _end(lines, index, setting)
            is_small = all(one.size < SMALLER * setting.size for one in lines[index:end])
            notes = _notes(lines[index:end], marks)
            leads_back = any(_BACK in one.text for one in lines[index:end])
            looks_so = len(notes) >= _FEWEST and (is_small or leads_back or _is_raised(line))
            if below_heading or looks_so:
                return [*lines[:index], *lines[end:]], notes
        marks.update(marks_of(line))
    return list(lines), []


def _label(line: Line) -> tuple[str, int]:
    """Return the number that a line begins with and where what it labels begins; "" if it has none."""
    raised = ""
    for char in line.chars:
        if Format.SUPERSCRIPT not in char.formats:
            break
        raised += char.text
    if _RAISED.fullmatch(raised.strip()):
        return raised.strip(), len(raised)
    match = _LABEL.match(line.text)
    return (match["label"], match.end()) if match else ("", 0)


def _is_raised(line: Line) -> bool:
    return Format.SUPERSCRIPT in line.chars[0].formats


def _is_heading(line: Line) -> bool:
    return fold(line.text).strip(" .:").replace("ß", "ss") in _HEADINGS


def _end(lines: Sequence[Line], start: int, setting: Setting) -> int:
    """Return where the notes that begin at ``start`` are followed by a heading, or the paper ends."""
    for index in range(start + 1, len(lines)):
        line = lines[index]
        is_heading = line.size > LARGER * setting.size or (line.is_bold and not lines[start].is_bold)
        if is_heading or is_list_heading(line, setting):
            return index
    return len(lines)


def _notes(lines: Sequence[Line], marks: set[str]) -> list[Paragraph]:
    first, _ = _label(lines[0])
    is_roman = first == "i"
    notes: list[Paragraph] = []
    for line in lines:
        label, end = _label(line)
        expected = _roman(len(notes) + 1) if is_roman else str(len(notes) + 1)
        is_next = label == expected and _is_raised(line) == _is_raised(lines[0])
        if is_next and label in marks:
            notes.append(Paragraph([line], note=label, label_end=end, is_endnote=True))
        else:
            notes[-1].lines.append(line)
    return notes


def _roman(number: int) -> str:
    letters = ""
    for letter, value in _ROMAN:
        letters += letter * (number // value)
        number %= value
    return letters

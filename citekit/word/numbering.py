"""The numbers that Word puts before the paragraphs of a list (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from citekit.word.names import whole_number
from citekit.word.style_sheet import ParagraphSetting, paragraph_setting
from citekit.xml_text import XmlElement

__all__ = ["Numbering"]

_PLACE: Final = re.compile(r"%([1-9])")
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST: Final = 100_000


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    setting: ParagraphSetting


class Numbering:
    """The lists of one document, and how far each has counted."""

    def __init__(self, root: XmlElement | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._begun: set[str] = set()
        self._counts: dict[str, dict[int, int]] = {}
        for element in root.children if root else ():
            if element.tag == "w:abstractNum":
                self._levels[element.get("w:abstractNumId")] = {
                    whole_number(level.get("w:ilvl")) or 0: _level(level) for level in element.named("w:lvl")
                }
            elif element.tag == "w:num":
                self._read_list(element)

    def _read_list(self, element: XmlElement) -> None:
        id_ = element.get("w:numId")
        for child in element.children:
            if child.tag == "w:abstractNumId":
                self._lists[id_] = child.get("w:val")
            elif child.tag == "w:lvlOverride":
                start = child.child("w:startOverride")
                number = whole_number(start.get("w:val")) if start else None
                if number is not None:
                    self._starts[id_, whole_number(child.get("w:ilvl")) or 0] = number

    def begin_again(self) -> None:
        """Count from the start, for another text or another reading."""
        self._begun.clear()
        self._counts.clear()

    def setting(self, list_id: str, level: int) -> ParagraphSetting:
        """Return the indents that a level of a list gives to its paragraphs."""
        found = self._levels.get(self._lists.get(list_id, ""), {}).get(level)
        return found.setting if found else ParagraphSetting()

    def next_label(self, list_id: str, level: int) -> str:
        """Count a paragraph of the list, and return what Word puts before it."""
        abstract = self._lists.get(list_id, "")
        levels = self._levels.get(abstract, {})
        found = levels.get(level)
        if found is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for (id_, of_level), start in self._starts.items():
                if id_ == list_id:
                    counts[of_level] = start - 1
        counts[level] = counts.get(level, found.start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if found.form == "bullet":
            return "•"
        return _PLACE.sub(
            lambda match: _number(
                counts.get(int(match[1]) - 1, _start_of(levels, int(match[1]) - 1)),
                levels[int(match[1]) - 1].form if int(match[1]) - 1 in levels else "decimal",
            ),
            found.text,
        )


def _start_of(levels: dict[int, _Level], level: int) -> int:
    return levels[level].start if level in levels else 1


def _level(element: XmlElement) -> _Level:
    values = {child.tag: child.get("w:val") for child in element.children}
    start = whole_number(values.get("w:start", "1"))
    return _Level(
        start=1 if start is None else start,
        form=values.get("w:numFmt", "decimal"),
        text=values.get("w:lvlText", ""),
        setting=paragraph_setting(element.child("w:pPr")),
    )


def _number(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and 0 < number < _MOST:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < number < _MOST:
        roman = ""
        for value, letters in _ROMAN:
            count, number = divmod(number, value)
            roman += letters * count
        return roman if form == "lowerRoman" else roman.upper()
    if form == "none":
        return ""
    return f"{number:02}" if form == "decimalZero" else str(number)

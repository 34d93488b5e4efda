"""Words of scripts that run from right to left, in the order in which they are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

__all__ = ["is_right_to_left", "reading_order", "unmirrored"]

_LETTER: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_ANY: Final = re.compile(f"[{_LETTER}]")
_NUMBER: Final = r"(?:\(\d+[a-z]?\)|\d+(?:[.,:/–-]\d+)*)"
_RUN: Final = re.compile(
    # A comma that touches the name on its left comes after it, and so does the year on the comma's left.
    rf"(?:(?<![^\s(\[])(?:{_NUMBER}\s*)?[.,;:\u060c]\s?)?"
    rf"[{_LETTER}](?:(?:[^\w\n]|{_NUMBER}|[{_LETTER}\d])*[{_LETTER}])?"
)
_NUMBERS: Final = re.compile(r"\)[a-z]?\d+\(|\d+(?:[.,:/–-]\d+)*")
"""As they stand in a run that was turned."""
_MIRRORED: Final = dict(zip("()[]{}<>«»", ")(][}{><»«", strict=True))

_T = TypeVar("_T")


def is_right_to_left(text: str) -> bool:
    """Whether there is a letter of Hebrew, Arabic or a script like them."""
    return _ANY.search(text) is not None


def reading_order(text: str, things: Sequence[_T]) -> list[_T]:
    """Return ``things``, one for each character of ``text``, which stands as it is seen, as they are read.

    A name in a line that runs from left to right is turned round; its numbers are not.
    """
    ordered = list(things)
    for run in _RUN.finditer(text):
        turned = ordered[run.start() : run.end()][::-1]
        for number in _NUMBERS.finditer(run[0][::-1]):
            turned[number.start() : number.end()] = turned[number.start() : number.end()][::-1]
        ordered[run.start() : run.end()] = turned
    return ordered


def unmirrored(letters: Sequence[str], lines: Sequence[float]) -> Iterator[str]:
    """Yield the letters that PDFium tells, given each one's line, with the brackets that were printed.

    It takes the brackets after a letter that runs from right to left for such, too, and turns them; and those
    before it at the beginning of a line.
    """
    first: dict[float, bool] = {}
    for letter, line in zip(letters, lines, strict=True):
        if _is_strong(letter):
            first.setdefault(line, is_right_to_left(letter))
    is_turned = False
    before: float | None = None
    for letter, line in zip(letters, lines, strict=True):
        if _is_strong(letter):
            is_turned = is_right_to_left(letter)
        elif line != before:
            is_turned |= first.get(line, False)
        before = line
        yield _MIRRORED.get(letter, letter) if is_turned else letter


def _is_strong(letter: str) -> bool:
    return unicodedata.bidirectional(letter[-1]) in {"L", "R", "AL"}

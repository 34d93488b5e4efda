"""The numbers after a journal as some families of styles write them, volume to pages in one form."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["MisformedNumbers", "misformed_numbers"]


class MisformedNumbers(NamedTuple):
    """Characters ``start`` to ``end`` of a reference, and how the style has them.

    ``rule`` goes on after the style's name; ``expected`` is empty where the numbers cannot be put in order
    by themselves.
    """

    start: int
    end: int
    rule: str
    expected: str = ""


_MEDICINE: Final = ("vancouver", "ama")
_SPACED: Final = re.compile(
    r"(?<!\d)(?:1[4-9]|20)\d\d(?P<numbers>;\s?\d{1,4}(?:\s?\(\d[\w–-]*\))?:\s?\w*\d+(?:[-–]\w*\d+)?)(?=\.|$)"
)
_NUMBERS_LAST: Final = re.compile(
    r"\.\s(?:1[4-9]|20)\d\d(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?(?P<numbers>[;,:.]?\s?(?:[Vv]ol\.?\s?)?\d{1,4}"
    r"(?:[\s(),.:;–-]|\d|\b(?:[Vv]ol|[Nn]os?|[Ii]ssue|pp?)\b)*[\d)])(?=\.(?:\s|$)|$)"
)
_IN_MEDICINE: Final = re.compile(r";\d{1,4}(?:\(\d[\w–/-]*\))?:\w*\d+(?:[-–]\w*\d+)?(?:,\s?\d+(?:[-–]\d+)?)*")
_PAGES: Final = re.compile(r"\d[-–]\d")
_AFTER_JOURNAL: Final = re.compile(
    r"[”\"]\s(?!In\s)(?P<journal>(?:\d+(?:th|st|nd|rd)-)?[^\W\d_a-z][^\d“”\".()]{2,80}?),?\s"
    r"(?P<numbers>(?:[Vv]ol\.\s?)?\d{1,4}[,\s(.:][^“”\"]{2,45}?\d)(?=\.(?:\s|$)|$)"
)
_YEAR_AND_PAGES: Final = re.compile(r"(?=.*(?<!\d)(?:1[4-9]|20)\d\d(?!\d))(?=.*\d+\s?[–-]\s?\d+$)")
_CHICAGO: Final = re.compile(
    r"\d+(?:,\s[^()]{2,20})?\s\((?:[^\W\d_a-z][^()\d]{2,20}(?:\d{1,2},)?\s)?\d{4}(?:[–/-]\d{2,4})?\)"
    r"(?::\s[\w\s,–-]+)?"
)


def misformed_numbers(reference: str, family: str) -> MisformedNumbers | None:
    """Return the numbers of ``reference`` that are not in the form of a family of styles, None if they are.

    Chicago 18, section 14.70: 12, no. 3 (2001): 45–67. Citing Medicine, chapter 1, and AMA 11, section 3.11:
    2001;12(3):45-67, without spaces.
    """
    if family in _MEDICINE:
        match = _SPACED.search(reference)
        if match and " " in match["numbers"]:
            rule = "puts no spaces among year, volume, issue and pages"
            return MisformedNumbers(*match.span("numbers"), rule, match["numbers"].replace(" ", ""))
        last = _NUMBERS_LAST.search(reference)
        if last and _PAGES.search(last["numbers"]) and not _IN_MEDICINE.fullmatch(last["numbers"]):
            rule = "writes year, volume, issue and pages so: 2012;12(3):45-67"
            return MisformedNumbers(*last.span("numbers"), rule)
    elif family == "chicago-notes":
        match = _AFTER_JOURNAL.search(reference)
        if match and not _CHICAGO.fullmatch(match["numbers"]) and _YEAR_AND_PAGES.search(match["numbers"]):
            rule = "writes volume, issue, year and pages so: 12, no. 3 (2001): 45–67"
            return MisformedNumbers(*match.span("numbers"), rule)
    return None

"""Numbers in letters: roman numerals, and those that go on from a to z, aa, ab.

CSL 1.0.2, "Number", form ``roman``, and "Disambiguation", year suffixes; in small letters, which text-case
can raise.
"""

from __future__ import annotations

from typing import Final

__all__ = ["alphabetic", "roman"]

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_GREATEST = 5999


def roman(number: int) -> str:
    """Return ``number`` in roman numerals, or in digits outside 1 to 5999."""
    if not 1 <= number <= _GREATEST:
        return str(number)
    letters = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        letters.append(sign * count)
    return "".join(letters)


def alphabetic(index: int) -> str:
    """Return the letters of a year suffix, counting from 0: a, b, … z, aa, ab … ("Disambiguation")."""
    letters = ""
    index += 1
    while index > 0:
        index, digit = divmod(index - 1, 26)
        letters = chr(ord("a") + digit) + letters
    return letters

"""The check digits of ISBN, ISSN and ORCID: the last character, worked out from those before it.

ISO 2108 (ISBN), ISO 3297 (ISSN), ISO/IEC 7064 MOD 11-2 (ORCID).
"""

from __future__ import annotations

__all__ = ["isbn10_digit", "isbn13_digit", "issn_digit", "orcid_digit"]


def isbn10_digit(nine: str) -> str:
    """Return the tenth character that belongs to nine digits."""
    return _weighted(nine, 10)


def issn_digit(seven: str) -> str:
    """Return the eighth character that belongs to seven digits."""
    return _weighted(seven, 8)


def isbn13_digit(twelve: str) -> str:
    """Return the thirteenth digit that belongs to twelve."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return str(-total % 10)


def orcid_digit(fifteen: str) -> str:
    """Return the sixteenth character that belongs to fifteen digits."""
    total = 0
    for digit in fifteen:
        total = (total + int(digit)) * 2
    return _ten_as_x((12 - total % 11) % 11)


def _weighted(digits: str, weight: int) -> str:
    """Return the character that makes the sum, weighted from ``weight`` down to 1, divisible by 11."""
    total = sum(int(digit) * (weight - place) for place, digit in enumerate(digits))
    return _ten_as_x(-total % 11)


def _ten_as_x(number: int) -> str:
    return "X" if number == 10 else str(number)

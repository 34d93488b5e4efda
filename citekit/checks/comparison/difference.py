"""A difference between a typed reference and the printed one, and all of them together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

__all__ = ["Comparison", "Difference", "DifferenceKind"]


class DifferenceKind(Enum):
    """In what a typed reference differs from the printed one."""

    WRONG = "another value than the record's"
    SPELLING = "nearly the record's letters"
    MISSING = "left out"
    EXTRA = "more than the style prints"
    ORDER = "in another place"
    CASE = "capitals"
    ITALICS = "italics"
    DASH = "a hyphen for a dash"
    INITIALS = "given names in another form"
    SEPARATOR = "what stands between names"
    LENGTH = "how many names are listed"
    ADDRESS = "another form of the address"
    PUNCTUATION = "punctuation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference.

    ``field`` is the variable concerned and ``part`` a piece of it; ``before`` is the field that a difference
    of punctuation follows. ``start`` to ``end`` are the characters of the typed reference concerned; they
    are equal where something is left out. ``found`` and ``expected`` are what stands there and should; for
    italics ``expected`` is ``italic`` or ``upright``. ``of_record`` says that the record is the odd one.
    """

    kind: DifferenceKind
    field: str
    part: str = ""
    before: str = ""
    start: int
    end: int
    found: str = ""
    expected: str = ""
    of_record: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A typed reference beside the printed one of its record.

    ``is_other_work`` says that they disagree on what the work is; then there are no differences.
    """

    key: str
    printed: str
    differences: tuple[Difference, ...]
    is_other_work: bool = False

    def of(self, *kinds: DifferenceKind) -> Iterator[Difference]:
        """Yield the differences of these kinds."""
        return (difference for difference in self.differences if difference.kind in kinds)

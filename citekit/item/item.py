"""The bibliographic data of one work, as CSL sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from citekit.item.date import Date
from citekit.item.name import Name

__all__ = ["Item", "Value"]

Value = str | Date | tuple[Name, ...]
"""What a variable holds: text and numbers are strings, as CSL-JSON has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One work: its id, its type, and its variables kept apart by kind.

    The keys of the four maps are CSL's own spellings (``container-title``, ``DOI``), and a variable
    stands in the map of its kind only (`citekit.item.variables`). ``custom`` holds fields that CSL
    does not know, as text. A variable that is absent is absent: no map holds an empty value.
    """

    id: str
    type: str
    text: Mapping[str, str] = field(default_factory=dict)
    number: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    dates: Mapping[str, Date] = field(default_factory=dict)
    custom: Mapping[str, str] = field(default_factory=dict)

    def get(self, variable: str) -> Value | None:
        """Return the value of ``variable``, of whatever kind, or None if the item has none."""
        value: Value | None = self.text.get(variable)
        if value is None:
            value = self.number.get(variable)
        if value is None:
            value = self.names.get(variable)
        if value is None:
            value = self.dates.get(variable)
        return value

    def variables(self) -> Iterator[str]:
        """Yield the name of every CSL variable that the item holds."""
        yield from self.text
        yield from self.number
        yield from self.names
        yield from self.dates

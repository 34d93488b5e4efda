"""What a pasted page is understood to say: fields with their evidence, not yet a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from citekit.item.date import Date
from citekit.item.item import Item, Value
from citekit.item.variables import Kind, kind_of

__all__ = ["Confidence", "FoundField", "PageDraft"]


class Confidence(StrEnum):
    """How sure a reading is. ``LOW`` is a guess: to be asked about before it is written."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class FoundField:
    """One field, where it was found, and why it was taken.

    ``field`` is a CSL variable, ``type``, or citekit's own ``access``. ``evidence`` is the text it was
    taken from, ``line`` that text's line counted from 1, ``reason`` a few words for a person.
    ``choices`` are the readings between which the text leaves the choice; ``value`` is then only what
    all of them share (the year of 03/04/2022).
    """

    field: str
    value: Value
    evidence: str
    line: int
    confidence: Confidence
    reason: str
    choices: tuple[Value, ...] = ()

    @property
    def is_guess(self) -> bool:
        """Whether writing ``value`` unasked could make the record wrong."""
        return self.confidence is Confidence.LOW and not self.choices and self.field != "type"


@dataclass(frozen=True, slots=True)
class PageDraft:
    """Everything a page says about itself. What it does not say has no field here.

    ``notes`` are sentences for the reader about what was seen and not taken.
    """

    fields: tuple[FoundField, ...] = ()
    notes: tuple[str, ...] = ()

    def get(self, field: str) -> FoundField | None:
        """Return what was found for ``field``, or None."""
        return next((found for found in self.fields if found.field == field), None)

    @property
    def questions(self) -> tuple[FoundField, ...]:
        """The fields to ask about where there is somebody to ask: low confidence, or several readings."""
        return tuple(found for found in self.fields if found.confidence is Confidence.LOW)

    def without_guesses(self) -> PageDraft:
        """Return the draft that may be written unasked: a wrong field is worse than an empty one."""
        return replace(self, fields=tuple(found for found in self.fields if not found.is_guess))

    def own_fields(self) -> Mapping[str, str]:
        """Return the fields that are citekit's own and no item holds: ``access``, if it was found."""
        access = self.get("access")
        return {"access": str(access.value)} if access else {}

    def item(self, id_: str) -> Item:
        """Return the item that the fields make, under the key ``id_``."""
        text: dict[str, str] = {}
        number: dict[str, str] = {}
        names = {}
        dates: dict[str, Date] = {}
        type_ = "document"
        for found in self.fields:
            if isinstance(found.value, Date):
                dates[found.field] = found.value
            elif not isinstance(found.value, str):
                names[found.field] = found.value
            elif found.field == "type":
                type_ = found.value
            elif kind_of(found.field) is Kind.NUMBER:
                number[found.field] = found.value
            elif kind_of(found.field) is Kind.TEXT:
                text[found.field] = found.value
        return Item(id=id_, type=type_, text=text, number=number, names=names, dates=dates)

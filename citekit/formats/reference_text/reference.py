"""What a typed reference is understood to say: each field with the text it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from citekit.formats.base import Confidence
from citekit.item.item import Item, Value
from citekit.item.variables import Kind, kind_of

__all__ = ["ParsedReference", "Part", "ReferenceParser"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A field that was found: ``text[start:end]`` of its reference says ``value``.

    ``field`` is a CSL variable. The span holds the value alone, without the punctuation and the words that
    mark it (``vol.``, brackets, quotation marks).
    """

    field: str
    start: int
    end: int
    value: Value
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedReference:
    """One typed reference, read.

    ``text`` is the reference as it was typed. ``parts`` stand in the order of the text. ``rest`` are the
    spans of words that no field was found for. ``confidence`` is how sure the reading is as a whole: low
    where it should not be believed without a look. ``parser`` names what read it: ``plain`` or ``model``.
    """

    text: str
    type: str
    parts: tuple[Part, ...]
    rest: tuple[tuple[int, int], ...]
    confidence: Confidence
    parser: str = "plain"

    def part(self, field: str) -> Part | None:
        """Return the part of a field, None if it was not found."""
        return next((part for part in self.parts if part.field == field), None)

    def value(self, field: str) -> Value | None:
        """Return the value of a field, None if it was not found."""
        part = self.part(field)
        return part.value if part else None

    def item(self, id_: str) -> Item:
        """Return the item that the fields make, with the text as typed, and what of it is in no field.

        Both are kept as ``reference`` and ``reference-rest``, which no style prints.
        """
        custom = {"reference": " ".join(self.text.split())}
        rest = " … ".join(" ".join(self.text[start:end].split()) for start, end in self.rest)
        if rest:
            custom["reference-rest"] = rest
        text: dict[str, str] = {}
        number: dict[str, str] = {}
        names = {}
        dates = {}
        for part in self.parts:
            if isinstance(part.value, tuple):
                names[part.field] = part.value
            elif not isinstance(part.value, str):
                dates[part.field] = part.value
            elif kind_of(part.field) is Kind.NUMBER:
                number[part.field] = part.value
            else:
                text[part.field] = part.value
        return Item(id=id_, type=self.type, text=text, number=number, names=names, dates=dates, custom=custom)


class ReferenceParser(Protocol):
    """Reads one reference. There can be several that do it; whoever asks them does not care which."""

    def __call__(self, text: str, *, italics: Sequence[tuple[int, int]] = ()) -> ParsedReference:
        """Return what ``text`` says; ``italics`` are the spans in italics, where the source shows them.

        Raises nothing: what cannot be read is the rest.
        """

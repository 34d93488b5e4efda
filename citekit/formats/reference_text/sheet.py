"""A reference while it is read: what has been understood is blotted out, so that nothing is read twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from citekit.formats.base import Confidence
from citekit.formats.reference_text.patterns import word_set
from citekit.formats.reference_text.reference import Part
from citekit.item.item import Value

__all__ = ["BLOT", "TRIM", "Sheet", "bounds", "next_blot", "skip", "trimmed"]

BLOT: Final = "\0"
"""Stands for each character that has been understood."""

TRIM: Final = " .,;:·•\0"
"""What stands between parts and belongs to none."""

_SPACES: Final = re.compile(r"[\t\r\n\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_GAP: Final = re.compile(r" {8,}")
_WORD: Final = re.compile(r"[^\W_]+")
_EMPHASIS: Final = re.compile(r"(?<![\w*$])([*_]{1,3})(?=[^\s*_])(.{1,300}?)(?<=[^\s*_])\1(?![\w*])")


_MARKS: Final = word_set(
    "p pp s pages page vol no nr in and doi url online available at from retrieved print issn isbn ed eds"
)
"""Words that only say what stands beside them."""


class Sheet:
    """The text of one reference, always of the same length, and the parts found in it.

    ``text`` has single kinds of spaces and dashes in place of many. ``rest`` is the text with what was
    understood blotted out; ``italics`` are the spans in italics.
    """

    def __init__(self, text: str, italics: Sequence[tuple[int, int]] = ()) -> None:
        self.text = _SPACES.sub(" ", text)
        self.rest = _GAP.sub(lambda gap: BLOT * len(gap[0]), self.text)
        self.italics = tuple(italics)
        self.parts: dict[str, Part] = {}
        for emphasis in _EMPHASIS.finditer(self.text):
            self.blot(*emphasis.span(1))
            self.blot(emphasis.end(2), emphasis.end())
            if not italics:
                self.italics = (*self.italics, emphasis.span(2))

    def blot(self, start: int, end: int) -> None:
        """Mark a span as understood."""
        self.rest = self.rest[:start] + BLOT * (end - start) + self.rest[end:]

    def take(
        self,
        field: str,
        start: int,
        end: int,
        value: Value | None = None,
        *,
        confidence: Confidence = Confidence.MEDIUM,
    ) -> bool:
        """Take a span for a field that has no value yet; without ``value`` its text is the value.

        White space around the span is left out, and so is what was blotted out in it. Whether it was taken.
        """
        while start < end and (self.text[start].isspace() or self.rest[start] == BLOT):
            start += 1
        while start < end and (self.text[end - 1].isspace() or self.rest[end - 1] == BLOT):
            end -= 1
        if start >= end or field in self.parts:
            return False
        if value is None:
            kept = "".join(
                character if still != BLOT else " "
                for character, still in zip(self.text[start:end], self.rest[start:end], strict=True)
            )
            value = re.sub(r"\s+([,.;:])", r"\1", " ".join(kept.split()))
        self.parts[field] = Part(field=field, start=start, end=end, value=value, confidence=confidence)
        self.blot(start, end)
        return True

    def has(self, field: str) -> bool:
        """Whether a field has a value."""
        return field in self.parts

    def left(self) -> Iterator[tuple[int, int]]:
        """Yield the spans with words that are left."""
        for run in re.finditer(r"[^\0]+", self.rest):
            words = [word for word in _WORD.finditer(run[0]) if word[0].casefold() not in _MARKS]
            if words:
                yield run.start() + words[0].start(), run.start() + words[-1].end()


def next_blot(text: str, start: int) -> int:
    """Return where the next understood span begins, the end of the text if there is none."""
    place = text.find(BLOT, start)
    return len(text) if place < 0 else place


def skip(text: str, start: int) -> int:
    """Return the place of the first character from ``start`` on that belongs to a part."""
    while start < len(text) and text[start] in TRIM:
        start += 1
    return start


def bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the punctuation around it."""
    while start < end and text[start] in TRIM + "?!":
        start += 1
    return start, trimmed(text, start, end)


def trimmed(text: str, start: int, end: int) -> int:
    """Return ``end`` without the punctuation before it; the full stop of an abbreviation stays."""
    while end > start and text[end - 1] in " ,;:\0(":
        end -= 1
    if end > start and text[end - 1] == "." and not _ABBREVIATED.search(text[start:end]):
        end -= 1
    return end


_ABBREVIATED: Final = re.compile(r"(?:\b\w\.|\b[^\W\d_]{1,6}\.\s[^\W\d_]{1,8}\.)$")

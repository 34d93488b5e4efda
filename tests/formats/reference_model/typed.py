"""A typed reference of which each character's field is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

__all__ = ["NONE", "Labelled"]

NONE: Final = "-"
"""The label of what belongs to no field."""


@dataclass(slots=True)
class Labelled:
    """A text, the label of each of its characters, and whether each is in italics."""

    text: str
    labels: list[str]
    italic: list[bool]

    def put(self, start: int, end: int, new: str) -> None:
        """Put ``new`` in the place of a span.

        It has the label of what it replaces if that is one, else that of both its neighbours, else none.
        """
        replaced = set(self.labels[start:end])
        before = self.labels[start - 1] if start else NONE
        after = self.labels[end] if end < len(self.labels) else NONE
        label = replaced.pop() if len(replaced) == 1 else (before if before == after else NONE)
        self.put_pieces(start, end, [(new, label)])

    def put_pieces(self, start: int, end: int, pieces: list[tuple[str, str]]) -> None:
        """Put texts with their labels in the place of a span."""
        new = "".join(text for text, _ in pieces)
        self.text = self.text[:start] + new + self.text[end:]
        self.labels[start:end] = [label for text, label in pieces for _ in text]
        self.italic[start:end] = [False] * len(new)

    def append(self, new: str) -> None:
        """Put ``new``, which belongs to no field, to the end."""
        self.put_pieces(len(self.text), len(self.text), [(new, NONE)])

    def sub(self, pattern: str, new: str | Callable[[re.Match[str]], str], *, most: int = 0) -> None:
        """Replace what matches, the last first."""
        found = list(re.finditer(pattern, self.text))
        for match in reversed(found[:most] if most else found):
            self.put(match.start(), match.end(), new if isinstance(new, str) else new(match))

    def span(self, label: str) -> tuple[int, int]:
        """Return the first stretch with a label, which there must be."""
        start = end = self.labels.index(label)
        while end < len(self.labels) and self.labels[end] == label:
            end += 1
        return start, end

    def italics(self) -> tuple[tuple[int, int], ...]:
        """Return the spans in italics."""
        return tuple(match.span() for match in re.finditer("1+", "".join("01"[one] for one in self.italic)))

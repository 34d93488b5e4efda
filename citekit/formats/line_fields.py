"""Files whose fields begin with a tag at the line's start and go on in lines that are indented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["Fields"]


class Fields:
    """The fields of one record: for each tag its values in order, and all of them in the file's order."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.entries: list[tuple[str, str, int]] = []

    def begin(self, tag: str, value: str, line: int) -> None:
        """Begin a field."""
        self.entries.append((tag, value.strip(), line))

    def go_on(self, text: str, between: str = " ") -> None:
        """Add a line to the last field."""
        tag, value, line = self.entries[-1]
        self.entries[-1] = (tag, f"{value}{between}{text.strip()}" if value else text.strip(), line)

    def all(self, *tags: str) -> list[str]:
        """Return the values of some tags that are not empty, in the order of the file."""
        return [value for tag, value, _ in self.entries if tag in tags and value]

    def first(self, *tags: str) -> str:
        """Return the first value of the first of the tags that has one, else an empty text."""
        for tag in tags:
            values = self.all(tag)
            if values:
                return values[0]
        return ""

    def others(self, known: Iterable[str]) -> Mapping[str, list[str]]:
        """Return the values of every tag that is not among those known."""
        skipped = frozenset(known)
        found: dict[str, list[str]] = {}
        for tag, value, _ in self.entries:
            if tag not in skipped and value:
                found.setdefault(tag, []).append(value)
        return found

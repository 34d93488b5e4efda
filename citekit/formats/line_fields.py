"""Files of lines that begin with a tag: their records one after another, and the fields of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from citekit.errors import UnreadableText
from citekit.formats.base import ReadResult
from citekit.formats.item_builder import FileReading
from citekit.formats.legacy_text import decode_legacy

__all__ = ["Fields", "read_line_records"]

_Record = TypeVar("_Record")


def read_line_records(
    data: bytes,
    *,
    name: Path | str,
    split: Callable[[str, FileReading], Iterator[_Record]],
    read_record: Callable[[_Record, FileReading], None],
    program: str,
    begins_with: str,
) -> ReadResult:
    """Return what ``read_record`` makes of each record that ``split`` finds in ``data``.

    ``program`` is whose references they are, and ``begins_with`` a line such as one begins with.

    Raises:
        UnreadableText: there is no record.
    """
    text, notices = decode_legacy(data, name=name)
    reading = FileReading(name, notices)
    empty = True
    for record in split(text, reading):
        read_record(record, reading)
        empty = False
    if empty:
        hint = f'a reference begins with a line like "{begins_with}"'
        raise UnreadableText(name, f"holds no reference of {program}", hint=hint)
    return reading.result()


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

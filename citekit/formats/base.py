"""What a format is: a module that reads a bibliographic file into items and writes items as one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from citekit.errors import Problem, UnreadableText
from citekit.item.item import Item

__all__ = ["Format", "ReadResult", "decode"]


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What a file held: its items in order, and everything that is wrong in it, in order too.

    A fatal problem cost its item; one that is not fatal is about an item that was read all the same.
    """

    items: tuple[Item, ...]
    problems: tuple[Problem, ...] = ()


class Format(Protocol):
    """One file format; ``EXTENSIONS`` begin with their dots, the usual one first."""

    NAME: str
    DESCRIPTION: str
    EXTENSIONS: tuple[str, ...]

    def read(self, data: bytes, *, name: Path | str) -> ReadResult:
        """Return the items in ``data``; ``name`` is the file's, for errors.

        Raises:
            UnreadableText: the file as a whole is not in this format. One bad item is a problem in the
                result instead.
        """

    def write(self, items: Iterable[Item]) -> str:
        """Return the text of a file that holds ``items``, ending in a line break."""


def decode(data: bytes, *, name: Path | str) -> str:
    """Return the text of a file in UTF-8, without byte order mark.

    Raises:
        UnreadableText: the file is in another encoding, or has nothing in it.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        raise UnreadableText(name, "is in UTF-16 or UTF-32, not in UTF-8", hint="save the file as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        reason = f"is not in UTF-8: the byte {data[error.start]:#04x} cannot stand here"
        raise UnreadableText(name, reason, line=line, column=column, hint="save the file as UTF-8") from None
    if not text.strip():
        raise UnreadableText(name, "is empty")
    return text

"""What a bibliographic file format is: a module with a name, a reader and a writer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from citekit.errors import Problem
from citekit.item.item import Item

__all__ = ["Format", "Read"]


@dataclass(frozen=True, slots=True)
class Read:
    """What a file held: the items that could be read, and every fault, each at its place.

    A fatal problem cost its item; one that is not cost at most the field it names.
    """

    items: tuple[Item, ...]
    problems: tuple[Problem, ...] = ()


class Format(Protocol):
    """A module in `citekit.formats`; the table of them is `citekit.formats.all_formats`."""

    NAME: str
    """What people call it on the command line: ``csl-json``."""
    EXTENSIONS: tuple[str, ...]
    """The endings of its files, with the dot."""

    def looks_like(self, text: str) -> bool:
        """Return whether a file that begins with ``text`` may be of this format."""

    def read(self, data: bytes, *, name: str) -> Read:
        """Return what the file ``name`` holds.

        Raises:
            UnreadableText: the file as a whole is not of this format.
        """

    def write(self, items: Iterable[Item]) -> str:
        """Return the text of a file that holds ``items``."""

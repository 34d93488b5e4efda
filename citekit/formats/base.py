"""What a format is: how a bibliographic file is told from others, read into items, and written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

from citekit.errors import Problem, UnreadableText
from citekit.formats.fidelity import Fidelity
from citekit.item.item import Item

__all__ = [
    "Confidence",
    "Format",
    "ItemSource",
    "ReadResult",
    "Reader",
    "Unread",
    "WriteOptions",
    "Writer",
    "decode",
    "is_made_up",
]


class Confidence(StrEnum):
    """How sure it is that an item was understood, where a format does not name its fields."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSource:
    """Where in its file an item came from, and what the file says of it that is no bibliographic data.

    ``line`` counts from 1, None where the format has no lines. ``aliases`` are further keys of the item,
    ``files`` the paths of its attachments as written, ``tags`` the user's own words for finding it.
    ``confidence`` is None where the file names its fields; else ``parser`` names what read them, where
    there are several that can.
    """

    line: int | None = None
    aliases: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    confidence: Confidence | None = None
    parser: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A piece of a file that could not be read: its text as it stands, and the problem that names it."""

    text: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What a file held: its items in order, and everything that is wrong in it, in order too.

    A fatal problem cost its item; one that is not fatal is about an item that was read all the same.
    ``sources`` tells by item id what is known beside the item; an id may be missing there. ``unread``
    keeps the text of what cost an item, where the format has text.
    """

    items: tuple[Item, ...]
    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, ItemSource] = field(default_factory=dict)
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions:
    """How a file is written, where its format leaves a choice.

    ``ascii`` writes letters beyond ASCII as commands of LaTeX, for programs that read nothing else.
    """

    ascii: bool = False


class Reader(Protocol):
    """Reads a file of one format."""

    def __call__(self, data: bytes, *, name: Path | str) -> ReadResult:
        """Return the items in ``data``; ``name`` is the file's, for errors.

        Raises:
            UnreadableText: the file as a whole is not in this format. One bad item is a problem in the
                result instead.
        """


class Writer(Protocol):
    """Writes a file of one format."""

    def __call__(self, items: Iterable[Item], options: WriteOptions) -> str:
        """Return the text of a file that holds ``items`` in their order, ending in a line break.

        Raises nothing: what the format cannot hold is left out, as its `Fidelity` says.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One file format.

    ``name`` is what ``--format`` takes, ``title`` what people call it. ``extensions`` begin with their
    dots, the usual one first. ``recognise`` says whether a file that begins with these bytes (some
    thousand) is surely in this format. ``read`` or ``write`` is None where citekit does not do it, and
    ``fidelity`` where it does not write.
    """

    name: str
    title: str
    description: str
    extensions: tuple[str, ...]
    recognise: Callable[[bytes], bool]
    read: Reader | None = None
    write: Writer | None = None
    fidelity: Fidelity | None = None


_MADE_UP: Final = re.compile(r"item-[0-9]+(?:-[0-9]+)?")


def is_made_up(id_: str) -> bool:
    """Whether an item's id is one that readers give where the file has none: ``item-3``."""
    return not id_ or _MADE_UP.fullmatch(id_) is not None


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

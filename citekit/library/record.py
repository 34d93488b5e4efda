"""A record: the item of one work, and what only the library knows about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from citekit.errors import Problem
from citekit.files import Stamp
from citekit.item.date import Date
from citekit.item.item import Item

__all__ = ["OWN_FIELDS", "Access", "Archived", "OwnField", "Provenance", "Record", "Shape"]


class Access(StrEnum):
    """Who can open the work at its address."""

    OPEN = "open"
    REGISTRATION = "registration"
    SUBSCRIPTION = "subscription"


class Shape(StrEnum):
    """How the value of one of citekit's own fields is written."""

    LIST = "list"
    WORD = "word"
    MAPPING = "mapping"


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field that citekit adds to CSL's: its name, the shape of its value, what it is for."""

    name: str
    shape: Shape
    description: str


OWN_FIELDS: Final[Mapping[str, OwnField]] = MappingProxyType(
    {
        own.name: own
        for own in (
            OwnField("access", Shape.WORD, "Who can open the work: open, registration or subscription."),
            OwnField("archived", Shape.MAPPING, "A copy that stays: its url, and the date it was made."),
            OwnField("tags", Shape.LIST, "Your own words for finding the work again."),
            OwnField("aliases", Shape.LIST, "Former keys of the record, which go on finding it."),
            OwnField(
                "files", Shape.LIST, "Files that belong to the work, as paths from the library's folder."
            ),
            OwnField("supersedes", Shape.LIST, "Keys of the records that this one takes the place of."),
            OwnField(
                "provenance",
                Shape.MAPPING,
                "Where the data came from: its source, the date, and how sure each field is.",
            ),
        )
    }
)
"""Every field of a record that is not CSL's, in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class Archived:
    """A copy of the work in an archive of the web."""

    url: str
    date: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where the data of a record came from, and how far it can be trusted.

    ``confidence`` gives a word (high, medium, low) for each field it names; the empty name stands for
    the whole record. ``other`` keeps what else the record says of its origin.
    """

    source: str = ""
    date: Date | None = None
    confidence: Mapping[str, str] = field(default_factory=dict)
    other: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One file of the library, as read.

    A record is always there, however faulty its file: ``problems`` says all that is wrong with it, and
    ``usable`` is false where that keeps it from being cited. Its item's id is ``key``. ``stamp`` tells
    whether the file has changed since.
    """

    key: str
    item: Item
    path: Path
    stamp: Stamp
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    access: Access | None = None
    archived: Archived | None = None
    supersedes: tuple[str, ...] = ()
    provenance: Provenance | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether the record can be cited: no problem of it is fatal."""
        return not any(problem.fatal for problem in self.problems)

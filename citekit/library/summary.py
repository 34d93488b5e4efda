"""A record in one line: what a list shows of it and sorts it by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import VARIABLES, Kind
from citekit.library.record import Access, Record
from citekit.markup.inline import strip_inline

__all__ = ["SORTS", "Summary", "creators", "summarise"]

SORTS: Final = ("key", "author", "year", "title", "type")
"""What a list can be sorted by."""

_NAME_ROLES: Final = tuple(name for name, variable in VARIABLES.items() if variable.kind is Kind.NAME)
_FIRST_ROLES: Final = ("author", "editor", *_NAME_ROLES)
_MOST_AUTHORS: Final = 3


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list shows of a record, as text without markup; what the record does not have is empty.

    ``authors`` are the family names of those the work is filed under, ``year`` is that of ``issued``, or
    its words. ``usable`` is `Record.usable`.
    """

    key: str
    type: str
    authors: str
    year: str
    title: str
    tags: tuple[str, ...]
    access: Access | None
    usable: bool


def summarise(record: Record) -> Summary:
    """Return the line for a record."""
    item = record.item
    return Summary(
        record.key,
        item.type,
        _authors(creators(item)),
        _year(item),
        _title(item),
        record.tags,
        record.access,
        record.usable,
    )


def creators(item: Item) -> tuple[Name, ...]:
    """Return whom the work is filed under: its authors, else editors, else those of another role, or ()."""
    return next((item.names[role] for role in _FIRST_ROLES if role in item.names), ())


def _authors(names: tuple[Name, ...]) -> str:
    if len(names) > _MOST_AUTHORS:
        return f"{names[0].sort_family} et al."
    return ", ".join(name.sort_family for name in names)


def _year(item: Item) -> str:
    issued = item.dates.get("issued")
    if issued is None:
        return ""
    if issued.year is None:
        return issued.literal
    return str(issued.year) if issued.year >= 0 else f"{-issued.year} BC"


def _title(item: Item) -> str:
    titles: Iterator[str] = (item.text[name] for name in _TITLES if name in item.text)
    return strip_inline(next(titles, ""))


_TITLES: Final = ("title", "title-short", "container-title", "genre")
"""Where to look for a title; a letter or a review has none of its own."""

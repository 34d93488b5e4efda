"""What the index answers, once it agrees with the files."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

from citekit.errors import Problem
from citekit.files import Stamp
from citekit.item.identifier import Identifier
from citekit.item.item import Item
from citekit.library.entries import Entries
from citekit.library.index_row import ALIAS, LIST_SEPARATOR
from citekit.library.known_by import KnownBy
from citekit.library.packed import PackedItems, unpack_item, unpack_record
from citekit.library.record import Access, Record
from citekit.library.search_sql import Condition
from citekit.library.summary import Summary

__all__ = ["View"]

_ORDERS: Final = {
    "key": (),
    "author": ("sort_author = ''", "sort_author", "first_year IS NULL", "first_year", "sort_title"),
    "year": ("first_year IS NULL", "first_year", "last_year", "sort_author"),
    "title": ("sort_title = ''", "sort_title"),
    "type": ("type = ''", "type", "sort_author = ''", "sort_author", "first_year"),
}
"""What each sort compares before the key. Conditions put records without a value last, in reverse too."""

_MOST_PARAMETERS: Final = 500


class View:
    """The records as the files have them at this moment. It lives as long as one question."""

    def __init__(
        self, connection: sqlite3.Connection, entries: Entries, problems: tuple[Problem, ...]
    ) -> None:
        self._connection = connection
        self._entries = entries
        self._problems = problems

    def summaries(
        self, condition: Condition, *, sort: str, reverse: bool = False, limit: int | None = None
    ) -> tuple[Summary, ...]:
        """Return the lines of the records that meet the condition, in order, at most ``limit``."""
        where, values = condition
        rows = self._connection.execute(
            "SELECT record.key, type, authors, year, title, tags, access, usable FROM record"  # noqa: S608
            f" WHERE {where} ORDER BY {_order(sort, reverse=reverse)} LIMIT ?",
            (*values, -1 if limit is None else limit),
        )
        return tuple(
            [
                Summary(
                    key,
                    type_,
                    authors,
                    year,
                    title,
                    tuple(tags.split(LIST_SEPARATOR)) if tags else (),
                    Access(access) if access else None,
                    bool(usable),
                )
                for key, type_, authors, year, title, tags, access, usable in rows
            ]
        )

    def records(self, condition: Condition) -> tuple[Record, ...]:
        """Return the records that meet the condition, by key."""
        return tuple([self._record(*row) for row in self._packed(condition)])

    def records_of(self, keys: Sequence[str]) -> tuple[Record, ...]:
        """Return the records of the keys, in their order; those that are gone are left out."""
        found: dict[str, Record] = {}
        for start in range(0, len(keys), _MOST_PARAMETERS):
            some = keys[start : start + _MOST_PARAMETERS]
            condition = f"record.key IN ({', '.join('?' * len(some))})", tuple(some)
            found.update((record.key, record) for record in self.records(condition))
        return tuple([found[key] for key in keys if key in found])

    def items(self, condition: Condition) -> tuple[Item, ...]:
        """Return the items of the usable records that meet the condition, by key."""
        where, values = condition
        rows = self._packed((f"usable AND {where}", values))
        return tuple([unpack_item(packed, key) for key, _, _, packed in rows])

    def items_of(self, keys: Collection[str]) -> tuple[Item, ...]:
        """Return the items of the usable records among these, by key."""
        wanted = sorted(keys)
        found: list[Item] = []
        for start in range(0, len(wanted), _MOST_PARAMETERS):
            some = wanted[start : start + _MOST_PARAMETERS]
            found += self.items((f"record.key IN ({', '.join('?' * len(some))})", tuple(some)))
        return tuple(found)

    def known(self) -> tuple[KnownBy, ...]:
        """Return what every usable record is known by, by key."""
        rows = self._connection.execute(
            "SELECT record.key, type, known.title, main, first, years, tails"
            " FROM record JOIN known USING (id) WHERE usable ORDER BY record.key"
        )
        return tuple(map(KnownBy._make, rows))

    def packed_items(self) -> PackedItems:
        """Return the items of the usable records by key, without unpacking them."""
        rows = self._packed(("usable", ()))
        return PackedItems({key: packed for key, _, _, packed in rows})

    def problems(self) -> tuple[Problem, ...]:
        """Return what keeps records from being used, and what of the folder is not read."""
        unusable = self.records(("NOT usable", ()))
        fatal = (problem for record in unusable for problem in record.problems if problem.fatal)
        return (*self._problems, *fatal)

    def aliases(self) -> tuple[str, ...]:
        """Return every former key that still finds a record."""
        rows = self._connection.execute("SELECT DISTINCT value FROM pointer WHERE kind = ?", (ALIAS,))
        return tuple([alias for (alias,) in rows])

    def keys_of_alias(self, alias: str) -> tuple[str, ...]:
        """Return the keys of the records whose former key it is."""
        return self._pointed_at(ALIAS, alias)

    def keys_of(self, identifiers: Collection[Identifier]) -> tuple[str, ...]:
        """Return the keys of the records that carry the first of the identifiers that any record carries."""
        found = (self._pointed_at(identifier.kind, identifier.key) for identifier in identifiers)
        return next((keys for keys in found if keys), ())

    def all_keys_of(self, identifiers: Collection[Identifier]) -> frozenset[str]:
        """Return the keys of the records that carry any of the identifiers."""
        return frozenset(key for one in identifiers for key in self._pointed_at(one.kind, one.key))

    def _pointed_at(self, kind: str, value: str) -> tuple[str, ...]:
        rows = self._connection.execute(
            "SELECT key FROM pointer JOIN record ON id = record WHERE kind = ? AND value = ? ORDER BY key",
            (kind, value),
        )
        return tuple([key for (key,) in rows])

    def _packed(self, condition: Condition) -> Iterator[tuple[str, str, str, str]]:
        where, values = condition
        return self._connection.execute(
            "SELECT record.key, name, stamp, json FROM record JOIN packed USING (id)"  # noqa: S608
            f" WHERE {where} ORDER BY record.key",
            values,
        )

    def _record(self, key: str, name: str, stamp: str, packed: str) -> Record:
        path: Path = self._entries.folder / name
        return unpack_record(packed, key=key, path=path, stamp=Stamp(stamp))


def _order(sort: str, *, reverse: bool) -> str:
    columns = (*_ORDERS[sort], "key")
    return ", ".join(f"{column} DESC" if reverse and " " not in column else column for column in columns)

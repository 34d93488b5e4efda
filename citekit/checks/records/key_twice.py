"""One key for two records: a citation by it means one, and nobody knows which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Level, Related
from citekit.checks.shelf import Shelf
from citekit.library.record import Record

__all__ = ["CHECK"]


def _find(shelf: Shelf) -> Iterator[Finding]:
    by_key: dict[str, list[Record]] = defaultdict(list)
    by_alias: dict[str, list[Record]] = defaultdict(list)
    for record in shelf.records:
        by_key[record.key.casefold()].append(record)
        for alias in record.aliases:
            by_alias[alias].append(record)
    for several in by_key.values():
        for record in several[1:]:
            first = several[0]
            if record.key == first.key:
                yield _finding(shelf, record, first, f"the key {record.key} is there twice")
            else:
                told = (
                    f"{record.key} and {first.key} differ in capitals alone, and are one file on many disks"
                )
                yield _finding(shelf, record, first, told, level=Level.LOOK)
    for alias, several in by_alias.items():
        first = shelf.by_key.get(alias, several[0])
        for record in several:
            if record is first:
                continue
            what = "key" if first.key == alias else "former key"
            told = f"{record.key}: the former key {alias} is a {what} of {first.key} too"
            if what == "key":
                told = f"{record.key}: the former key {alias} is the key of another record"
            yield _finding(shelf, record, first, told, field="aliases")


def _finding(
    shelf: Shelf, record: Record, other: Record, message: str, *, field: str = "", level: Level = Level.ERROR
) -> Finding:
    return Finding(
        check="key-twice",
        level=level,
        where=shelf.where(record, field),
        message=f"{message}.",
        quote=record.key,
        related=(Related(where=shelf.where(other), words=other.key),),
    )


CHECK = RecordCheck(
    id="key-twice",
    title="One key for two records",
    group=Group.RECORDS,
    level=Level.ERROR,
    reason="A citation by the key means one of the two, and programs differ about which.",
    remedy="Rename one with `citekit rename`, or take the former key out of `aliases`.",
    example=Example(
        wrong="type: book\ntitle: Sleep\naliases: [walker2017]\n",
        right="type: book\ntitle: Sleep\naliases: [walker2017sleep]\n",
        records={"walker2017": "type: book\ntitle: Waking\n"},
    ),
    find=_find,
)

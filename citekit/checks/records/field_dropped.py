"""Fields that records hold and the style does not print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, RecordCheck
from citekit.checks.conventions import conventions_of
from citekit.checks.finding import Finding, Level
from citekit.checks.shelf import Shelf
from citekit.item.item import Item
from citekit.library.record import Record

__all__ = ["CHECK"]

_TOLD: Final = (
    *("author", "editor", "translator", "director", "title", "container-title", "collection-title"),
    *("event-title", "genre", "number", "volume", "issue", "page", "edition", "version", "publisher"),
    *("publisher-place", "archive", "archive_location", "medium", "original-date", "issued", "DOI", "URL"),
)
"""Fields that a reader finds a work by; notes, abstracts and tags are for the library alone."""
_MOST_NAMED: Final = 3


def _find(shelf: Shelf) -> Iterator[Finding]:
    style = shelf.style
    if style is None:
        return
    dropped: dict[tuple[str, str], list[Record]] = {}
    for record in shelf.by_key.values():
        printed = shelf.fields_printed.get(record.key)
        if not record.usable or printed is None:
            continue
        for field in _held(record.item):
            # Where the DOI is printed the address would be the same once more.
            if field not in printed and not (field == "URL" and "DOI" in printed):
                dropped.setdefault((record.item.type, field), []).append(record)
    called = conventions_of(style.info.id.rsplit("/", 1)[-1], "en", style.info.title).called
    for (kind, field), records in dropped.items():
        yield _finding(shelf, called, kind, field, records)


def _held(item: Item) -> Iterator[str]:
    for field in _TOLD:
        if item.text.get(field) or item.number.get(field) or item.names.get(field) or item.dates.get(field):
            yield field


def _finding(shelf: Shelf, called: str, kind: str, field: str, records: list[Record]) -> Finding:
    names = ", ".join(record.key for record in records[:_MOST_NAMED])
    more = len(records) - _MOST_NAMED
    whose = (
        f"{names} and {more} more have" if more > 0 else f"{names} {'has' if len(records) == 1 else 'have'}"
    )
    return Finding(
        check="field-dropped",
        level=Level.LOOK,
        where=shelf.where(records[0], field),
        message=f"{called} prints no {field} of {_kind(kind)}: {whose} one that will not show.",
    )


def _kind(type_: str) -> str:
    word = type_.replace("_", " ").replace("-", " ")
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


CHECK = RecordCheck(
    id="field-dropped",
    title="The style does not print a field that the record holds",
    group=Group.RECORDS,
    level=Level.LOOK,
    reason=(
        "Each style prints what its manual asks for and drops the rest. Mostly that is as it should be; "
        "where a reader needs the field, the type of the record may be the wrong one."
    ),
    remedy=(
        "Nothing, where the style means it so. Else look whether the work is of another type, or take a "
        "style that prints the field; `citekit explain KEY` says what was printed and why."
    ),
    source="CSL 1.0.2: a style prints the variables that it calls, and no others",
    needs=frozenset((Need.STYLE,)),
    example=Example(
        style="apa",
        wrong="""\
type: article-journal
title: Attention and effort
author: [{family: Doe, given: Jane}]
issued: 2019
container-title: Journal of Sleep
volume: 12
page: 1-9
publisher-place: Oxford
""",
        right="""\
type: article-journal
title: Attention and effort
author: [{family: Doe, given: Jane}]
issued: 2019
container-title: Journal of Sleep
volume: 12
page: 1-9
""",
    ),
    find=_find,
)

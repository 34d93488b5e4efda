"""What one record leaves in the index: what it is listed by, found by, and read back from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from citekit.item.date import Date
from citekit.item.identifiers import Identifier, identifiers_of
from citekit.item.name import Name
from citekit.item.variables import RECORD_VARIABLES
from citekit.language.fold import fold, words
from citekit.library.packed import pack_record
from citekit.library.query import ANY_NAME
from citekit.library.record import OWN_FIELDS, Record
from citekit.library.summary import Summary, creators, summarise
from citekit.markup.inline import strip_inline

__all__ = ["CUSTOM", "EVER", "WORD_FIELDS", "IndexRow", "exact_token", "index_row", "presence_token"]

CUSTOM: Final = "custom"
"""The one column for the text of all fields that CSL does not know."""

WORD_FIELDS: Final = (*RECORD_VARIABLES, *(name for name in OWN_FIELDS if name != "access"), "key", CUSTOM)
"""The fields whose words are indexed, in the order of the columns."""

EVER: Final = 10_000_000
"""A year after, or with a minus before, every other: the open end of a range."""

_BOUNDARY: Final = "\u241f"
"""Stands between values, so that no phrase reaches from one into the next; no word holds it."""
_SEPARATOR: Final = "\x1f"


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A record as the index keeps it.

    ``words`` holds the folded words of each of `WORD_FIELDS`, None where there are none. ``exact`` holds
    an `exact_token` for each value that is compared whole, and a `presence_token` for each field.
    ``years`` are the first and the last year of ``issued``.
    """

    summary: Summary
    sort_author: str
    sort_title: str
    years: tuple[int, int] | None
    exact: str
    words: tuple[str | None, ...]
    identifiers: tuple[Identifier, ...]
    aliases: tuple[str, ...]
    packed: str


def index_row(record: Record) -> IndexRow:
    """Return what the index keeps of a record."""
    summary = summarise(record)
    years = _years(record.item.dates.get("issued"))
    found = dict(_words(record))
    return IndexRow(
        summary=summary,
        sort_author=fold(" ".join(name.inverted() for name in creators(record.item))),
        sort_title=fold(summary.title),
        years=years,
        exact=_SEPARATOR.join(("", *_exact(record, years), "")),
        words=tuple([found.get(field) for field in WORD_FIELDS]),
        identifiers=identifiers_of(record.item),
        aliases=record.aliases,
        packed=pack_record(record),
    )


def exact_token(field: str, value: str, *, prefix: bool = False) -> str:
    """Return what ``exact`` holds if the ``field`` has this value, or with ``prefix`` one that begins so."""
    return f"{_SEPARATOR}{field}={fold(value)}" + ("" if prefix else _SEPARATOR)


def presence_token(field: str) -> str:
    """Return what ``exact`` holds if the record has the field."""
    return exact_token("", field)


def _exact(record: Record, years: tuple[int, int] | None) -> Iterator[str]:
    values: Mapping[str, tuple[str, ...]] = {
        "key": (record.key,),
        "type": (record.item.type,) if record.item.type else (),
        "access": (record.access.value,) if record.access else (),
        "tags": record.tags,
        "aliases": record.aliases,
        "supersedes": record.supersedes,
    }
    for field, several in values.items():
        for value in several:
            yield f"{field}={fold(value)}"
        if several:
            yield f"={field}"
    for variable in record.item.variables():
        yield f"={fold(variable)}"
    for field, present in (
        (ANY_NAME, record.item.names),
        ("year", years),
        ("files", record.files),
        ("archived", record.archived),
        ("provenance", record.provenance),
    ):
        if present:
            yield f"={field}"


def _words(record: Record) -> Iterator[tuple[str, str]]:
    item = record.item
    for texts in (item.text, item.number):
        for variable, text in texts.items():
            yield variable, " ".join(words(strip_inline(text)))
    for role, names in item.names.items():
        yield role, _joined(spelling for name in names for spelling in _spellings(name))
    for variable, date in item.dates.items():
        yield variable, " ".join(words(date.edtf()))
    yield "key", " ".join(words(record.key))
    yield from _own_words(record)
    if item.custom:
        yield CUSTOM, _joined(item.custom.values())


def _own_words(record: Record) -> Iterator[tuple[str, str]]:
    for field, several in (
        ("tags", record.tags),
        ("aliases", record.aliases),
        ("supersedes", record.supersedes),
        ("files", record.files),
    ):
        if several:
            yield field, _joined(several)
    if record.archived:
        date = record.archived.date
        yield "archived", _joined((record.archived.url, date.edtf() if date else ""))
    if record.provenance:
        yield "provenance", _joined((record.provenance.source, *record.provenance.other.values()))


def _joined(values: Iterable[str]) -> str:
    return f" {_BOUNDARY} ".join(" ".join(words(value)) for value in values)


def _spellings(name: Name) -> tuple[str, ...]:
    """Return the orders in which people write a name: ``Jane van Doe``, ``van Doe, Jane``."""
    return (name.display(),) if name.literal else (name.display(), name.inverted())


def _years(issued: Date | None) -> tuple[int, int] | None:
    if issued is None or issued.year is None:
        return None
    first = issued.start.year if issued.start else -EVER
    last = issued.end.year if issued.end else EVER if issued.open_end else first
    return max(first, -EVER), min(last, EVER)

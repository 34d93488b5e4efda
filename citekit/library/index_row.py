"""What one record leaves in the index: what it is listed by, found by, and read back from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from citekit.item.date import Date
from citekit.item.identifiers import identifiers_of
from citekit.item.name import Name
from citekit.item.variables import RECORD_VARIABLES
from citekit.language.fold import fold, words
from citekit.library.known_by import known_by
from citekit.library.packed import pack_record
from citekit.library.query import ANY_NAME
from citekit.library.record import OWN_FIELDS, Record
from citekit.library.summary import creators, summarise
from citekit.markup.inline import strip_inline

__all__ = [
    "ALIAS",
    "EVER",
    "LIST_SEPARATOR",
    "WORD_FIELDS",
    "IndexRow",
    "exact_token",
    "index_row",
    "presence_token",
]

ALIAS: Final = "alias"
"""The kind of a pointer that is a former key; the others are kinds of identifiers."""

LIST_SEPARATOR: Final = "\x1f"

_CUSTOM: Final = "custom"
"""The one column for the text of all fields that CSL does not know."""

WORD_FIELDS: Final = (*RECORD_VARIABLES, *(name for name in OWN_FIELDS if name != "access"), "key", _CUSTOM)
"""The fields whose words are indexed, in the order of the columns."""

EVER: Final = 10_000_000
"""A year after, or with a minus before, every other: the open end of a range."""

_BOUNDARY: Final = " \u241f "
"""Stands between values, so that no phrase reaches from one into the next; no word holds it."""
_SEPARATOR: Final = LIST_SEPARATOR
_SORTED_NAMES: Final = 3
"""By so many names a list is sorted."""


class IndexRow(NamedTuple):
    """A record as the index keeps it: plain values alone, so that a child process can hand it over.

    ``tags`` are joined by `LIST_SEPARATOR`; the years are the first and the last of ``issued``. ``exact``
    holds an `exact_token` for each value that is compared whole, and a `presence_token` for each field.
    ``words`` has the folded words of each of `WORD_FIELDS`, None where there are none. ``pointers`` are
    the former keys and the identifiers that find the record, each with its kind. ``known`` is the rest of its
    `KnownBy`, after key and type.
    """

    stamp: str
    type: str
    authors: str
    year: str
    title: str
    tags: str
    access: str
    usable: bool
    sort_author: str
    sort_title: str
    first_year: int | None
    last_year: int | None
    exact: str
    words: tuple[str | None, ...]
    pointers: tuple[tuple[str, str], ...]
    known: tuple[str, int, str, str, str]
    packed: str


def index_row(record: Record) -> IndexRow:
    """Return what the index keeps of a record."""
    summary = summarise(record)
    first_year, last_year = _years(record.item.dates.get("issued"))
    words_of = _words(record)
    return IndexRow(
        stamp=record.stamp,
        type=summary.type,
        authors=summary.authors,
        year=summary.year,
        title=summary.title,
        tags=LIST_SEPARATOR.join(summary.tags),
        access=summary.access.value if summary.access else "",
        usable=summary.usable,
        sort_author=" ".join([_sort_name(name) for name in creators(record.item)[:_SORTED_NAMES]]),
        sort_title=_folded(summary.title),
        first_year=first_year,
        last_year=last_year,
        exact=_exact(record, dated=first_year is not None),
        words=tuple([words_of.get(field) for field in WORD_FIELDS]),
        pointers=tuple(_pointers(record)),
        known=known_by(record.item)[2:],
        packed=pack_record(record),
    )


def _pointers(record: Record) -> Iterator[tuple[str, str]]:
    for alias in record.aliases:
        if alias != record.key:
            yield ALIAS, alias
    for identifier in identifiers_of(record.item):
        yield identifier.kind.value, identifier.key


def exact_token(field: str, value: str, *, prefix: bool = False) -> str:
    """Return what ``exact`` holds if the ``field`` has this value, or with ``prefix`` one that begins so."""
    return f"{_SEPARATOR}{field}={fold(value)}" + ("" if prefix else _SEPARATOR)


def presence_token(field: str) -> str:
    """Return what ``exact`` holds if the record has the field."""
    return exact_token("", field)


def _exact(record: Record, *, dated: bool) -> str:
    item = record.item
    tokens = [_PRESENT[variable] for variable in item.variables() if variable in _PRESENT]
    for field, value in (("key", record.key), ("type", item.type), ("access", record.access)):
        if value:
            tokens += (f"{field}={fold(value)}", f"={field}")
    for field, values in (
        ("tags", record.tags),
        ("aliases", record.aliases),
        ("supersedes", record.supersedes),
    ):
        if values:
            tokens += (*[f"{field}={fold(value)}" for value in values], f"={field}")
    # A former key goes on finding its record.
    tokens += [f"key={fold(alias)}" for alias in record.aliases]
    for field, present in (
        (ANY_NAME, item.names),
        ("year", dated),
        ("files", record.files),
        ("archived", record.archived),
        ("provenance", record.provenance),
    ):
        if present:
            tokens.append(f"={field}")
    return _SEPARATOR.join(("", *tokens, ""))


_PRESENT: Final = {variable: f"={fold(variable)}" for variable in RECORD_VARIABLES}


def _words(record: Record) -> dict[str, str]:
    item = record.item
    found = {"key": _folded(record.key)}
    for texts in (item.text, item.number):
        for variable, text in texts.items():
            found[variable] = _folded(strip_inline(text))
    for role, names in item.names.items():
        found[role] = _BOUNDARY.join([_name_words(name) for name in names])
    for variable, value in item.dates.items():
        found[variable] = _folded(value.edtf())
    for field, values in (
        ("tags", record.tags),
        ("aliases", record.aliases),
        ("supersedes", record.supersedes),
        ("files", record.files),
        (_CUSTOM, item.custom.values()),
    ):
        if values:
            found[field] = _joined(values)
    if record.archived:
        date = record.archived.date
        found["archived"] = _joined((record.archived.url, date.edtf() if date else ""))
    if record.provenance:
        found["provenance"] = _joined((record.provenance.source, *record.provenance.other.values()))
    return found


def _joined(values: Iterable[str]) -> str:
    return _BOUNDARY.join([_folded(value) for value in values])


def _folded(text: str) -> str:
    """Return the words of ``text``, as `words` gives them, with spaces between."""
    # Nearly all text is ASCII, and needs nothing else of what folding does.
    return " ".join(_ASCII_WORDS(text.lower()) if text.isascii() else words(text))


_ASCII_WORDS: Final = re.compile("[a-z0-9]+").findall


def _name_words(name: Name) -> str:
    """Return the words of a name in the orders that people write it: ``jane van doe``, ``van doe jane``."""
    if name.literal:
        return _folded(name.literal)
    given, family = _folded(name.given), _folded(f"{name.non_dropping_particle} {name.family}")
    dropped, suffix = _folded(name.dropping_particle), _folded(name.suffix)
    return f"{given} {dropped} {family} {suffix}{_BOUNDARY}{family} {given}"


def _sort_name(name: Name) -> str:
    return _folded(f"{name.sort_family} {name.given}")


def _years(issued: Date | None) -> tuple[int, int] | tuple[None, None]:
    if issued is None or issued.year is None:
        return None, None
    first = issued.start.year if issued.start else -EVER
    last = issued.end.year if issued.end else EVER if issued.open_end else first
    return _bounded(first), _bounded(last)


def _bounded(year: int) -> int:
    return min(max(year, -EVER), EVER)

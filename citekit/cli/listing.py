"""What `citekit list` and `citekit search` share: their options and the printing of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypedDict, TypeVar

import click

from citekit.cli.app import App
from citekit.cli.console import Column
from citekit.cli.options import FieldType, json_flag
from citekit.cli.record_view import record_fields, record_json
from citekit.errors import UnknownField
from citekit.item.variables import RECORD_VARIABLES
from citekit.language.fold import nearest
from citekit.library.library import SORTS, SearchResult, Summary
from citekit.library.query import parse_query
from citekit.library.record import OWN_FIELDS

__all__ = ["ListingOptions", "listing_options", "print_listing"]

F = TypeVar("F", bound=Callable[..., Any])

_COLUMNS: Final = (
    Column("KEY", colour="cyan", flexible=True),
    Column("YEAR"),
    Column("AUTHOR", flexible=True),
    Column("TITLE", flexible=True),
)


class ListingOptions(TypedDict):
    """The values of `listing_options`."""

    sort: str
    reverse: bool
    limit: int | None
    fields: str | None
    as_json: bool


def listing_options(function: F) -> F:
    """``--sort``, ``--reverse``, ``--limit``, ``--fields`` and ``--json``."""
    for option in (
        json_flag,
        click.option(
            "--fields",
            metavar="FIELD,...",
            type=FieldType(),
            help="Print these fields, such as key,title,DOI, in place of the usual ones.",
        ),
        click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Print at most N records."),
        click.option("--reverse", is_flag=True, help="Print the last first."),
        click.option(
            "--sort", type=click.Choice(SORTS), default="key", show_default=True, help="The order of records."
        ),
    ):
        function = option(function)
    return function


def print_listing(
    app: App,
    query: str,
    *,
    sort: str,
    reverse: bool,
    limit: int | None,
    fields: str | None,
    as_json: bool,
    none_is_failure: bool = False,
) -> int:
    """Print the records that match ``query`` and return the exit status."""
    wanted = _checked_fields(fields)
    parsed = parse_query(query) if query else None
    found = app.library.search(parsed, sort=sort, reverse=reverse, limit=limit)
    if as_json:
        keys = [row.key for row in found.rows]
        app.console.json([record_json(record) for record in app.library.records(keys)])
    elif wanted:
        app.console.table(
            [Column(name.upper(), flexible=True) for name in wanted], _cells(app, found, wanted)
        )
    else:
        app.console.table(_COLUMNS, [_usual(row) for row in found.rows])
    status = app.report(found.problems)
    if not found.rows and none_is_failure:
        app.console.note(
            "no record matches" + ("" if "*" in query else "; `word*` finds words that begin so")
        )
        return 1
    return status


def _usual(row: Summary) -> tuple[str, ...]:
    return (row.key, row.year, row.authors, row.title)


def _checked_fields(fields: str | None) -> tuple[str, ...]:
    known = ("key", "type", "year", *RECORD_VARIABLES, *OWN_FIELDS)
    wanted = tuple(name.strip() for name in (fields or "").split(",") if name.strip())
    for name in wanted:
        if name not in known:
            raise UnknownField(name, nearest(name, known))
    return wanted


def _cells(app: App, found: SearchResult, wanted: Sequence[str]) -> list[tuple[str, ...]]:
    years = {row.key: row.year for row in found.rows}
    rows = []
    for record in app.library.records([row.key for row in found.rows]):
        values = dict(record_fields(record), year=years[record.key])
        rows.append(tuple(values.get(name, "").replace("\n", "; ") for name in wanted))
    return rows

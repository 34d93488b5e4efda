"""What the commands that format references share: which items, which style, and what went wrong."""

from __future__ import annotations

from collections.abc import Sequence

import click

from citekit.cli.app import App
from citekit.cli.reading import items_of_file
from citekit.csl.citation import Result
from citekit.csl.model.compatibility import PRESETS
from citekit.csl.model.style import Style
from citekit.item.item import Item
from citekit.markup.tree import Markup
from citekit.output.all_writers import get_writer
from citekit.output.base import Writer

__all__ = ["choose_writer", "load_items", "load_style", "report_notices", "write_json"]


def load_style(app: App, name: str | None, locale: str | None, like: str | None) -> Style:
    """Return the style that the option, else the settings, name, to print ``like`` whom they name.

    Raises:
        StyleNotFound, InvalidStyle, LocaleNotFound: there is no such style or language, or it is faulty.
    """
    style = app.styles.load(name or app.config.style, locale=locale or app.config.locale or None)
    return style.like(PRESETS[like or app.config.like])


def choose_writer(app: App, form: str | None) -> Writer:
    """Return the writer of the form that was asked for, else of the one that suits where the output goes."""
    return get_writer(form or ("ansi" if app.console.colour and app.console.width else "text"))


def load_items(
    app: App,
    references: Sequence[str],
    *,
    query: str | None,
    source: str | None,
    from_format: str | None = None,
) -> tuple[tuple[Item, ...], int]:
    """Return the items that are asked for, and 1 if some could not be read, else 0.

    They come from the file ``source``, else from the library; all of them where neither references nor a
    query choose.

    Raises:
        click.UsageError: a query over a file.
        RecordNotFound, AmbiguousReference, QueryError, UnreadableFile, UnreadableText: as named.
    """
    if source is not None:
        if query:
            raise click.UsageError("--query searches the library, not a file; name keys instead")
        return items_of_file(app, source, references, from_format)
    if from_format is not None:
        raise click.UsageError("--from-format goes with --from")
    from citekit.library.query import parse_query  # noqa: PLC0415  with --from there is no query

    if references:
        records = list(app.library.get_all(references))
        if query:
            records += app.library.records([row.key for row in app.library.search(parse_query(query)).rows])
        status = app.report([problem for record in records for problem in record.problems if problem.fatal])
        items = {record.key: record.item for record in records if record.usable}
        return tuple(items.values()), status
    found = app.library.items(parse_query(query) if query else None)
    return found.items, app.report([problem for problem in found.problems if problem.fatal])


def report_notices(app: App, result: Result) -> int:
    """Say what the engine could not do as asked; return 1 if there was anything, else 0."""
    for notice in result.warnings:
        app.console.warn(f"{notice.where}: {notice.message}")
    return int(bool(result.warnings))


def write_json(app: App, rendered: Sequence[tuple[str, Markup]], writer: Writer) -> None:
    """Print id and text of each rendered piece as JSON."""
    app.console.json([{"id": id_, "text": writer.write(markup)} for id_, markup in rendered])

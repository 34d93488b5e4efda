"""``citekit bibliography``."""

from __future__ import annotations

import click

from citekit import csl
from citekit.cli.app import App, pass_app
from citekit.cli.formatting import choose_writer, load_items, load_style, report_notices, write_json
from citekit.cli.options import (
    Command,
    from_file,
    json_flag,
    keys_argument,
    like_option,
    locale_option,
    query_option,
    style_option,
    to_option,
)
from citekit.errors import CitekitError


@click.command(cls=Command, epilog="Example: citekit bibliography --query type:report --style mla --to html")
@keys_argument(required=False)
@query_option
@from_file
@style_option
@locale_option
@like_option
@to_option
@json_flag
@pass_app
def bibliography(
    app: App,
    keys: tuple[str, ...],
    query: str | None,
    source: str | None,
    from_format: str | None,
    style: str | None,
    locale: str | None,
    like: str | None,
    to: str | None,
    *,
    as_json: bool,
) -> int:
    """Print the reference list of records.

    The records are those named KEY, those that match --query, or all. The order is the style's. With --json
    a list of {id, text} in the form given by --to.
    """
    chosen = load_style(app, style, locale, like)
    items, status = load_items(app, keys, query=query, source=source, from_format=from_format)
    if not chosen.info.has_bibliography:
        raise CitekitError(
            f'the style "{chosen.info.title}" has no reference list', "it prints notes alone: `citekit cite`"
        )
    result = csl.process(chosen, items)
    writer = choose_writer(app, to or ("text" if as_json else None))
    entries = result.bibliography or ()
    if as_json:
        write_json(app, [(entry.id, entry.markup) for entry in entries], writer)
    elif entries or to not in (None, "text", "ansi"):
        app.console.raw(writer.write_bibliography(entries, result.layout) + "\n")
    return max(status, report_notices(app, result))

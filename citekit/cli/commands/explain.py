"""``citekit explain``."""

from __future__ import annotations

from dataclasses import asdict

import click

from citekit import csl
from citekit.cli.app import App, pass_app
from citekit.cli.console import Column
from citekit.cli.formatting import load_items, load_style, report_notices
from citekit.cli.options import (
    Command,
    KeyType,
    from_file,
    json_flag,
    like_option,
    locale_option,
    style_option,
)
from citekit.cli.record_view import show_value
from citekit.csl.explain import Explanation
from citekit.csl.explain import explain as explain_markup
from citekit.errors import CitekitError
from citekit.item.item import Item
from citekit.markup.tree import plain


@click.command(cls=Command, epilog="Example: citekit explain gao2023high --style apa")
@click.argument("key", type=KeyType())
@click.option("--cite", "in_text", is_flag=True, help="Explain the in-text citation, not the reference.")
@from_file
@style_option
@locale_option
@like_option
@json_flag
@pass_app
def explain(
    app: App,
    key: str,
    source: str | None,
    from_format: str | None,
    style: str | None,
    locale: str | None,
    like: str | None,
    *,
    in_text: bool,
    as_json: bool,
) -> int:
    """Say why a style printed a reference so.

    Each piece of the reference is shown with the field it came from, the style's macro and line, and the
    conditions that chose it; then the fields of the record that the style did not print.
    """
    chosen = load_style(app, style, locale, like)
    items, status = load_items(app, (key,), query=None, source=source, from_format=from_format)
    if not items:
        return status
    item = items[0]
    citation = csl.Citation(cites=(csl.Cite(id=item.id),))
    result = csl.process(chosen, items, [citation])
    if in_text or result.bibliography is None:
        markup = result.citations[0].markup
    elif result.bibliography:
        markup = result.bibliography[0].markup
    else:
        raise CitekitError(f"the style prints nothing for {item.id}", "try --cite")
    found = explain_markup(chosen, item, markup)
    if as_json:
        app.console.json(
            {
                "text": plain(markup),
                "runs": [asdict(run) for run in found.runs],
                "dropped": list(found.dropped),
            }
        )
    else:
        _print(app, item, plain(markup), found)
    return max(status, report_notices(app, result))


def _quoted(text: str) -> str:
    """Return text in quotation marks where it begins or ends with a space, which nobody would see."""
    return text if text == text.strip() else f'"{text}"'


_COLUMNS = (
    Column("TEXT", flexible=True),
    Column("FIELD", colour="cyan"),
    Column("MACRO", flexible=True),
    Column("LINE"),
    Column("BECAUSE", flexible=True),
)


def _print(app: App, item: Item, text: str, found: Explanation) -> None:
    app.console.data(text + "\n")
    app.console.table(
        _COLUMNS,
        [
            (
                _quoted(run.text),
                f"{run.variable} {run.part}".strip() or "(style)",
                run.macro,
                str(run.line or ""),
                " and ".join(run.conditions),
            )
            for run in found.runs
        ],
    )
    if found.dropped:
        app.console.data("\nnot printed:")
        values = [(name, value) for name in found.dropped if (value := item.get(name)) is not None]
        app.console.fields([(name, show_value(value)) for name, value in values])

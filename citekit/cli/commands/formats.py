"""``citekit formats``."""

from __future__ import annotations

import click

from citekit.cli.app import App, pass_app
from citekit.cli.console import Column
from citekit.cli.options import Command, FormatType, json_flag
from citekit.formats.all_formats import FORMATS, get_format
from citekit.formats.base import Format
from citekit.formats.holdings import direction, holdings, variable_mark
from citekit.item.variables import RECORD_VARIABLES

_COLUMNS = (
    Column("NAME", colour="cyan"),
    Column("TITLE"),
    Column("IN/OUT"),
    Column("EXTENSIONS"),
    Column("DESCRIPTION", flexible=True),
)


@click.command(cls=Command, epilog="Example: citekit formats csl-json")
@click.argument("name", required=False, type=FormatType())
@json_flag
@pass_app
def formats(app: App, name: str | None, *, as_json: bool) -> None:
    """List the formats, or say what one can hold.

    Without NAME a line for each format: its name, as --format takes it, its title, whether it is read (in)
    and written (out), the extensions of its files. With NAME what of a record comes back when it is written
    in that format and read again.
    """
    if name is not None:
        _show_one(app, get_format(name), as_json=as_json)
    elif as_json:
        app.console.json([_json(format_) for format_ in FORMATS.values()])
    else:
        app.console.table(_COLUMNS, [_row(format_) for format_ in FORMATS.values()])


def _row(format_: Format) -> tuple[str, ...]:
    extensions = " ".join(format_.extensions)
    return format_.name, format_.title, direction(format_), extensions, format_.description


def _json(format_: Format) -> dict[str, object]:
    return {
        "name": format_.name,
        "title": format_.title,
        "description": format_.description,
        "extensions": list(format_.extensions),
        "read": format_.read is not None,
        "written": format_.write is not None,
    }


def _show_one(app: App, format_: Format, *, as_json: bool) -> None:
    fidelity = format_.fidelity
    held = dict(holdings(fidelity)) if fidelity else {}
    if as_json:
        data = _json(format_)
        if fidelity:
            data["holds"] = held
            data["variables"] = {name: variable_mark(fidelity, name) for name in RECORD_VARIABLES}
        app.console.json(data)
        return
    pairs = [("name", format_.name), ("title", format_.title), ("description", format_.description)]
    pairs += [("in/out", direction(format_)), ("extensions", " ".join(format_.extensions))]
    app.console.fields([*pairs, *held.items()])
    if not fidelity:
        app.console.note("it is not written, so all that it holds is kept as far as CSL has a place for it")

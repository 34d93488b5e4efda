"""``citekit undo``."""

from __future__ import annotations

import datetime as dt

import click

from citekit.cli.app import App, pass_app
from citekit.cli.changing import show_past_change
from citekit.cli.console import Column
from citekit.cli.options import Command, dry_run, json_flag

_COLUMNS = (
    Column("CHANGE", colour="cyan"),
    Column("WHEN"),
    Column("FILES"),
    Column("STATE"),
    Column("COMMAND", flexible=True),
)


@click.command(cls=Command, epilog="Example: citekit undo --dry-run")
@click.option("--list", "listed", is_flag=True, help="List what can be undone and redone, the last first.")
@json_flag
@dry_run
@pass_app
def undo(app: App, *, listed: bool, as_json: bool, dry_run: bool) -> int:
    """Take back the last change.

    Every command that changes records can be undone, an import of thousands as much as one field; say it
    again for the change before. If a file has been changed since, by hand or by git, nothing is undone. The
    last hundred changes are kept beside the library, in .citekit/history, which git leaves alone.
    """
    if as_json and not listed:
        raise click.UsageError("--json goes with --list")
    if listed:
        return _list(app, as_json=as_json)
    past, changes = app.library.undo(dry_run=dry_run)
    show_past_change(app, past, changes, verb="undone", dry_run=dry_run)
    return 0


def _list(app: App, *, as_json: bool) -> int:
    rows = [
        {
            "change": past.number,
            "time": dt.datetime.fromtimestamp(past.time / 1e9).astimezone().isoformat(timespec="seconds"),
            "files": past.files,
            "state": "undone" if past.undone else "done",
            "command": past.command,
        }
        for past in app.library.past_changes()
    ]
    if as_json:
        app.console.json(rows)
    else:
        app.console.table(_COLUMNS, [tuple(str(value) for value in row.values()) for row in rows])
    return 0

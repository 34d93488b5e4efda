"""``citekit redo``."""

from __future__ import annotations

import click

from citekit.cli.app import App, pass_app
from citekit.cli.changing import show_past_change
from citekit.cli.options import Command, dry_run


@click.command(cls=Command, epilog="Example: citekit redo")
@dry_run
@pass_app
def redo(app: App, *, dry_run: bool) -> int:
    """Make again what was undone last.

    It can be done until another command changes records; `citekit undo --list` shows what there is.
    """
    past, changes = app.library.redo(dry_run=dry_run)
    show_past_change(app, past, changes, verb="redone", dry_run=dry_run)
    return 0

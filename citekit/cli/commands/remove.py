"""``citekit remove``."""

from __future__ import annotations

import click

from citekit.cli.app import App, pass_app
from citekit.cli.changing import chosen_keys, show_change
from citekit.cli.options import Command, dry_run, keys_argument, query_option, yes_flag
from citekit.errors import CitekitError
from citekit.library.store import Plan


@click.command(cls=Command, epilog="Example: citekit remove doe2020 --dry-run")
@keys_argument(required=False)
@query_option
@dry_run
@yes_flag
@pass_app
def remove(app: App, keys: tuple[str, ...], query: str | None, *, dry_run: bool, yes: bool) -> int:
    """Remove records.

    The records are those named KEY and those that match --query. On a terminal you are asked first;
    elsewhere say --yes.
    """
    chosen = chosen_keys(app, keys, query)
    if not dry_run and not yes:
        if not app.console.interactive:
            raise CitekitError(
                f"{_counted(len(chosen))} would be removed and nobody can be asked; nothing was changed",
                "say --yes to do it, or --dry-run to look first",
            )
        named = ", ".join(chosen[:5]) + (" …" if len(chosen) > 5 else "")
        if not app.console.confirm(f"Remove {named}?", default=False):
            app.console.note("nothing was changed")
            return 1
    for change in app.library.carry_out(Plan(removed=chosen), dry_run=dry_run):
        show_change(app, change, dry_run=dry_run)
    return 0


def _counted(number: int) -> str:
    return "1 record" if number == 1 else f"{number} records"

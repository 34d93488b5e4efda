"""What the commands that change records share: which records, and how a change is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

from citekit.cli.app import App
from citekit.errors import CitekitError
from citekit.library.change import Change
from citekit.library.journal import PastChange
from citekit.library.query import parse_query

__all__ = ["chosen_keys", "run_changes", "show_change", "show_past_change"]


def chosen_keys(app: App, references: Sequence[str], query: str | None) -> list[str]:
    """Return the keys of the records that are named or match, each once.

    Raises:
        click.UsageError: neither is given.
        RecordNotFound, AmbiguousReference: a name that is no one record's.
        QueryError: the query cannot be read.
    """
    if not references and not query:
        raise click.UsageError("name records by KEY, or choose them with --query")
    keys = [record.key for record in app.library.get_all(references)]
    if query:
        found = app.library.search(parse_query(query))
        app.report(found.problems)
        if not found.rows:
            raise CitekitError(f"no record matches {query}", "try it with `citekit search`")
        keys += [row.key for row in found.rows]
    return list(dict.fromkeys(keys))


def run_changes(app: App, keys: Sequence[str], edit: Callable[[str], str], *, dry_run: bool) -> int:
    """Make one change in each record, show it, and return the exit status.

    A record that cannot be changed is reported and the others are changed all the same.
    """
    done = app.library.change_all(keys, edit, dry_run=dry_run)
    for key, error in done.failures.items():
        if len(keys) == 1:
            raise error
        app.console.error(f"{key}: {error}", error.hint)
    changed = [change for change in done.changes if change.before != change.after]
    for change in changed:
        show_change(app, change, dry_run=dry_run)
    if not changed and not done.failures:
        app.console.note("nothing to change")
    elif len(keys) > 1:
        verb = "would be changed" if dry_run else "changed"
        app.console.note(f"{len(changed)} of {len(keys)} records {verb}")
    return int(bool(done.failures))


def show_change(app: App, change: Change, *, dry_run: bool) -> None:
    """Print what a change does: as a diff when nothing was written, else the path of the file."""
    if change.before == change.after:
        return
    if dry_run:
        app.console.diff(change.diff(app.library.root))
    else:
        app.console.note(f"{'wrote' if change.after is not None else 'removed'} {change.path}")


def show_past_change(
    app: App, past: PastChange, changes: Sequence[Change], *, verb: str, dry_run: bool
) -> None:
    """Print what undoing or redoing a change does: as a diff when nothing was written, else in a line."""
    if dry_run:
        for change in changes:
            show_change(app, change, dry_run=True)
    files = "1 file" if past.files == 1 else f"{past.files} files"
    app.console.note(f"{'would be ' if dry_run else ''}{verb}: {past.command} ({files})")

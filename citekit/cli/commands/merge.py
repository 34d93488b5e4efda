"""``citekit merge``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from citekit.cli.app import App, pass_app
from citekit.cli.changing import show_change
from citekit.cli.comparison import show_choices
from citekit.cli.options import Command, KeyType, dry_run, yes_flag
from citekit.errors import CitekitError, InvalidRecord
from citekit.library.merge import merge_edit, merge_records
from citekit.library.store import Plan


@click.command(cls=Command, epilog="Example: citekit merge doe2020 doe2020a --field title=doe2020a --dry-run")
@click.argument("keep", metavar="KEEP", type=KeyType())
@click.argument("others", metavar="OTHER...", nargs=-1, required=True, type=KeyType())
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="FIELD=KEY",
    help="Take this field from the record KEY. May be repeated.",
)
@dry_run
@yes_flag
@pass_app
def merge(
    app: App, keep: str, others: tuple[str, ...], fields: tuple[str, ...], *, dry_run: bool, yes: bool
) -> int:
    """Make one record of several.

    KEEP takes what it lacks from each OTHER, and a value of theirs where it is clearly better: more precise,
    in full, not in capitals. What becomes of each field is shown, with the reason; on a terminal you are
    asked then. Tags and files are united, the keys of the others go on finding the record, and their files
    are removed. Nothing else changes in the file of KEEP.
    """
    kept, *rest = app.library.get_all((keep, *others))
    merged = {record.key: record for record in rest if record.key != kept.key}
    if not merged:
        raise CitekitError(f"{kept.key} cannot be merged with itself", "name another record")
    for record in (kept, *merged.values()):
        if not record.usable:
            raise InvalidRecord([problem for problem in record.problems if problem.fatal])
    chosen = _chosen(fields, app)
    choices = merge_records(kept, list(merged.values()), chosen=chosen)
    show_choices(app, choices)
    if not dry_run and not yes and app.console.interactive:
        named = ", ".join(merged)
        if not app.console.confirm(f"Merge {named} into {kept.key}, and remove {named}?"):
            app.console.note("nothing was changed")
            return 1
    plan = Plan(
        edited={kept.key: merge_edit(choices, kept, list(merged.values()))},
        removed=tuple(merged),
        seen={record.key: record.stamp for record in (kept, *merged.values())},
    )
    for change in app.library.carry_out(plan, dry_run=dry_run):
        show_change(app, change, dry_run=dry_run)
    return 0


def _chosen(fields: Sequence[str], app: App) -> dict[str, str]:
    chosen = {}
    for word in fields:
        field, equals, reference = word.partition("=")
        if not equals or not field or not reference:
            raise click.UsageError(f'"{word}" is no FIELD=KEY')
        chosen[field] = app.library.get(reference).key
    return chosen

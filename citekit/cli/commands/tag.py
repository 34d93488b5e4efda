"""``citekit tag``."""

from __future__ import annotations

from collections import Counter

import click

from citekit.cli.app import App, pass_app
from citekit.cli.changing import chosen_keys, run_changes
from citekit.cli.console import Column
from citekit.cli.options import Command, dry_run, json_flag, keys_argument, query_option
from citekit.errors import CitekitError, RecordNotFound
from citekit.library.schema import RECORD_ORDER
from citekit.yaml_text.editing import add_to_list, remove_from_list


@click.command(
    cls=Command, epilog="Example: citekit tag --query type:report --add monitoring --remove to-read"
)
@keys_argument(required=False)
@click.option("-a", "--add", multiple=True, metavar="TAG", help="Add a tag.")
@click.option("-r", "--remove", multiple=True, metavar="TAG", help="Remove a tag.")
@query_option
@dry_run
@json_flag
@pass_app
def tag(
    app: App,
    keys: tuple[str, ...],
    add: tuple[str, ...],
    remove: tuple[str, ...],
    query: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Add tags to records, or remove them.

    The records are those named KEY and those that match --query. Without --add and --remove the tags there
    are, in these records or in all, are counted.
    """
    if not add and not remove:
        return _count(app, keys, query, as_json=as_json)

    def edit(text: str) -> str:
        for word in add:
            text = add_to_list(text, "tags", word, order=RECORD_ORDER)
        for word in remove:
            text = remove_from_list(text, "tags", word)
        return text

    return run_changes(app, chosen_keys(app, keys, query), edit, dry_run=dry_run)


def _count(app: App, keys: tuple[str, ...], query: str | None, *, as_json: bool) -> int:
    if keys or query:
        try:
            records = app.library.records(chosen_keys(app, keys, query))
        except RecordNotFound as error:
            if len(keys) > 1 and error.wanted in keys[1:] and not error.similar:
                hint = f"to give the tag, say `citekit tag {keys[0]} --add {error.wanted}`"
                raise CitekitError(str(error), hint) from None
            raise
        rows = [record.tags for record in records]
        problems = tuple(problem for record in records for problem in record.problems)
    else:
        found = app.library.search(None)
        rows, problems = [row.tags for row in found.rows], found.problems
    counts = sorted(Counter(word for tags in rows for word in tags).items())
    if as_json:
        app.console.json(dict(counts))
    else:
        app.console.table([Column("TAG", colour="cyan"), Column("RECORDS")], [(t, str(n)) for t, n in counts])
    return app.report(problems)

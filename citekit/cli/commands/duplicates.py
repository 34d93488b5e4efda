"""``citekit duplicates``."""

from __future__ import annotations

import click

from citekit.cli.app import App, pass_app
from citekit.cli.console import Column
from citekit.cli.duplicate_merging import merge_duplicates
from citekit.cli.options import Command, dry_run, json_flag, query_option, yes_flag
from citekit.library.duplicates import Kinship, find_pairs
from citekit.library.query import parse_query

_COLUMNS = (
    Column("KEY", colour="cyan", flexible=True),
    Column("OTHER", colour="cyan", flexible=True),
    Column("WHAT"),
    Column("SCORE"),
    Column("BECAUSE", flexible=True),
)


@click.command(cls=Command, epilog="Example: citekit duplicates --query type:report --json")
@query_option
@click.option("--no-versions", is_flag=True, help="Leave out preprints beside articles, and the like.")
@click.option(
    "--merge",
    is_flag=True,
    help="Make one record of those that are surely one work; the one with most fields takes the others in.",
)
@dry_run
@yes_flag
@json_flag
@pass_app
def duplicates(
    app: App,
    query: str | None,
    *,
    no_versions: bool,
    merge: bool,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> int:
    """List records that may be of the same work.

    Each pair is shown with a score up to 1 and the reasons. Records with other DOIs, report numbers,
    editions, volumes or parts are different works; a chapter and its book, a work and its review too. A
    preprint and the article, or a thesis and the book, are versions of a work, not duplicates. Exit status 1
    if there are duplicates; `citekit merge` makes one record of two.

    --merge does it at once for all that share an identifier, or title, first author and year, and that
    nothing tells apart. It shows what takes in what, and of which fields the others had another value.
    """
    if (dry_run or yes) and not merge:
        raise click.UsageError("--dry-run and --yes go with --merge")
    if merge and as_json:
        raise click.UsageError("--json lists the pairs; leave out --merge")
    found = app.library.items(parse_query(query) if query else None)
    pairs = [
        pair
        for pair in find_pairs(found.items)
        if not (no_versions and pair.likeness.kinship is Kinship.VERSION)
    ]
    if merge:
        return max(
            app.report([problem for problem in found.problems if problem.fatal]),
            merge_duplicates(app, pairs, dry_run=dry_run, yes=yes),
        )
    if as_json:
        app.console.json(
            [
                {
                    "keys": [pair.one, pair.other],
                    "kinship": pair.likeness.kinship.value,
                    "score": pair.likeness.score,
                    "reasons": list(pair.likeness.reasons),
                }
                for pair in pairs
            ]
        )
    else:
        rows = [
            (
                pair.one,
                pair.other,
                pair.likeness.kinship.value,
                f"{pair.likeness.score:.2f}",
                "; ".join(pair.likeness.reasons),
            )
            for pair in pairs
        ]
        app.console.table(_COLUMNS, rows)
        if not rows:
            app.console.note("no two records look like one work")
    status = app.report([problem for problem in found.problems if problem.fatal])
    return max(status, int(any(pair.likeness.kinship is Kinship.DUPLICATE for pair in pairs)))

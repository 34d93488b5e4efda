"""``citekit import``."""

from __future__ import annotations

import click

from citekit.cli.app import App, pass_app
from citekit.cli.importing import ImportOptions, run_import
from citekit.cli.options import Command, dry_run, format_option
from citekit.library.incoming import Decision

_POLICIES = ("ask", *(decision.value for decision in Decision))


@click.command(
    name="import", cls=Command, epilog="Example: citekit import refs.bib zotero.json --tag thesis --dry-run"
)
@click.argument("sources", metavar="FILE|DIR|-...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@format_option(
    "--format", "format_name", "The format of the files; by default it is told by name and content."
)
@click.option(
    "--on-duplicate",
    type=click.Choice(_POLICIES),
    help="What to do with works that are there already: ask, skip them, merge them into the records,"
    " keep both, or replace the records' data.  [default: ask on a terminal, else skip, with status 1]",
)
@click.option(
    "-t", "--tag", "tags", multiple=True, metavar="TAG", help="Give the records this tag. May be repeated."
)
@click.option(
    "--keep-going",
    is_flag=True,
    help="Import what is sound although some of it cannot be read; without this nothing is imported then.",
)
@click.option(
    "--rejects",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Write the text of what cannot be read to this file.",
)
@dry_run
@pass_app
def import_(
    app: App,
    sources: tuple[str, ...],
    format_name: str | None,
    on_duplicate: str | None,
    tags: tuple[str, ...],
    rejects: str | None,
    *,
    keep_going: bool,
    dry_run: bool,
) -> int:
    """Import the records of other programs' files.

    In a folder, all files of known formats are taken, in the folders below too. `citekit formats` lists the
    formats. What was understood is shown; keys stay as they are where a record can have them, and the new
    ones are printed. The same work (by DOI, ISBN, report number, arXiv number, PMID, or title, first author
    and year) is never imported twice without a word. All of it is one change: it happens as a whole or not at
    all, and `citekit undo` takes it back.
    """
    options = ImportOptions(
        format_name=format_name,
        on_duplicate=None if on_duplicate in (None, "ask") else Decision(on_duplicate),
        tags=tags,
        rejects=rejects,
        keep_going=keep_going,
        dry_run=dry_run,
    )
    return run_import(app, sources, options)

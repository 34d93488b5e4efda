"""``citekit rename``."""

from __future__ import annotations

from pathlib import Path

import click

from citekit.cli.app import App, pass_app
from citekit.cli.changing import show_change
from citekit.cli.options import Command, KeyType, dry_run
from citekit.documents.rename_key import rename_key
from citekit.files import read_file
from citekit.library.change import Change
from citekit.yaml_text.reading import decode


@click.command(cls=Command, epilog="Example: citekit rename doe2020 doe2020attention --in paper.md")
@click.argument("old", metavar="KEY", type=KeyType())
@click.argument("new", metavar="NEW")
@click.option(
    "--in",
    "documents",
    multiple=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Change the key in this document too (Markdown, LaTeX, Typst, org, text). May be repeated.",
)
@dry_run
@pass_app
def rename(app: App, old: str, new: str, documents: tuple[Path, ...], *, dry_run: bool) -> int:
    """Give a record another key.

    The record KEY is called NEW from now on, and the old key goes on resolving, as an alias.
    """
    key = app.library.get(old).key
    edits = [_renamed(path, key, new) for path in dict.fromkeys(app.cwd / path for path in documents)]
    for change in app.library.rename(key, new, documents=edits, dry_run=dry_run):
        show_change(app, change, dry_run=dry_run)
    for change in edits:
        if change.before == change.after:
            app.console.warn(f"{change.path} does not cite {key}")
    return 0


def _renamed(path: Path, old: str, new: str) -> Change:
    text = decode(read_file(path), name=path)
    return Change(path, text, rename_key(text, old, new, name=path))

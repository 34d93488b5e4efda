"""``citekit init``."""

from __future__ import annotations

from pathlib import Path

import click

from citekit.cli.app import App, pass_app
from citekit.cli.options import Command
from citekit.library.folder import init_library


@click.command(cls=Command, epilog="Example: citekit init thesis")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
@pass_app
def init(app: App, folder: Path) -> None:
    """Make a library.

    It is made in FOLDER, by default the working folder. A library is a folder with entries/ (one record,
    one file), styles/ (CSL styles of your own) and citekit.yaml (settings). What is there already stays as
    it is. Nothing is asked.
    """
    root = app.cwd / folder
    made = init_library(root)
    for path in made:
        app.console.data(str(path))
    if made:
        app.console.note("add a record with `citekit add --edit` or `citekit add --text PAGE.txt`")
    else:
        app.console.note(f"{root} is a library already; nothing was changed")

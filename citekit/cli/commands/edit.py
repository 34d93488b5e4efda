"""``citekit edit``."""

from __future__ import annotations

import click

from citekit.cli.app import App, pass_app
from citekit.cli.changing import show_change
from citekit.cli.editor import edit_text
from citekit.cli.options import Command, KeyType, dry_run
from citekit.files import read_file, stamp
from citekit.library.change import Change
from citekit.yaml_text.reading import decode


@click.command(cls=Command, epilog="Example: EDITOR=nano citekit edit doe2020")
@click.argument("key", type=KeyType())
@dry_run
@pass_app
def edit(app: App, key: str, *, dry_run: bool) -> int:
    """Edit a record in your editor.

    The editor is the setting `editor`, else $VISUAL, else $EDITOR. The record is checked when the editor
    closes; a faulty text is not written unless it was faulty before, and is kept so that nothing typed is
    lost.
    """
    path = app.library.path_of(key)
    data = read_file(path)
    before = decode(data, name=path)
    after = edit_text(app, before, path.stem)
    change = Change(path, before, after)
    if before == after:
        app.console.note("nothing was changed")
    elif not dry_run:
        app.library.replace(path.stem, after, expected=stamp(data))
    show_change(app, change, dry_run=dry_run)
    return 0

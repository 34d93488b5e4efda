"""``citekit schema``."""

from __future__ import annotations

import click

from citekit.cli.app import App, pass_app
from citekit.cli.options import Command
from citekit.library.json_schema import json_schema


@click.command(cls=Command, epilog="Example: citekit schema > record.schema.json")
@pass_app
def schema(app: App) -> None:
    """Print the JSON Schema of a record.

    Editors with a YAML language server complete and check records with it: save it beside your library
    and name it in a record's first line, `# yaml-language-server: $schema=../record.schema.json`.
    """
    app.console.json(json_schema())

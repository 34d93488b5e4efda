"""``citekit show``."""

from __future__ import annotations

import click

from citekit.cli.app import App, pass_app
from citekit.cli.options import Command, json_flag, keys_argument
from citekit.cli.record_view import record_fields, record_json


@click.command(cls=Command, epilog="Example: citekit show G00799999 --json")
@keys_argument(required=True)
@json_flag
@click.option("--path", "only_path", is_flag=True, help="Print the path of the record's file alone.")
@pass_app
def show(app: App, keys: tuple[str, ...], *, as_json: bool, only_path: bool) -> int:
    """Show records.

    A KEY is a key, a former key, a DOI, ISBN, arXiv or report number, or a URL. With --json a list of
    CSL-JSON items, each with citekit's own fields beside CSL's.
    """
    records = app.library.get_all(keys)
    if as_json:
        app.console.json([record_json(record) for record in records])
    for number, record in enumerate(records):
        if only_path:
            app.console.data(str(record.path))
        elif not as_json:
            if number:
                app.console.data("")
            app.console.fields(record_fields(record))
    return app.report([problem for record in records for problem in record.problems])

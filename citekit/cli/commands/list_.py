"""``citekit list``."""

from __future__ import annotations

from typing import Unpack

import click

from citekit.cli.app import App, pass_app
from citekit.cli.listing import ListingOptions, listing_options, print_listing
from citekit.cli.options import Command


@click.command(
    name="list", cls=Command, epilog="Example: citekit list type:report year:2020.. --sort year --limit 20"
)
@click.argument("query", nargs=-1)
@listing_options
@pass_app
def list_(app: App, query: tuple[str, ...], **options: Unpack[ListingOptions]) -> int:
    """List the records.

    QUERY chooses among them. On a terminal the records are a table; piped, they are lines of tab-separated
    fields. The query is the one of `citekit search`.
    """
    return print_listing(app, " ".join(query), **options)

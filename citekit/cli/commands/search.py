"""``citekit search``."""

from __future__ import annotations

from typing import Unpack

import click

from citekit.cli.app import App, pass_app
from citekit.cli.listing import ListingOptions, listing_options, print_listing
from citekit.cli.options import Command


@click.command(
    cls=Command, epilog="Example: citekit search 'author:doe (type:report OR type:thesis) year:2010..2020'"
)
@click.argument("query", nargs=-1, required=True)
@listing_options
@pass_app
def search(app: App, query: tuple[str, ...], **options: Unpack[ListingOptions]) -> int:
    """List the records that match a query.

    \b
    word               a word anywhere in the record; case, accents and ß do not matter
    transf*            words that begin so
    "exact words"      words next to each other
    author:doe         a word in one field; any CSL variable, or name, year, key, type, tag
    year:2010..2020    a range; year:2010.. and year:..2020 are open
    DOI:*              records that have the field
    a b, a AND b       both; a OR b either; NOT a, -a without; (brackets) group

    The shell takes one pair of quotes: write '"exact words"'. Exit status 1 if nothing matches.
    """
    return print_listing(app, " ".join(query), none_is_failure=True, **options)

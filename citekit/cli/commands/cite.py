"""``citekit cite``."""

from __future__ import annotations

import click

from citekit import csl
from citekit.cli.app import App, pass_app
from citekit.cli.formatting import choose_writer, load_items, load_style, report_notices, write_json
from citekit.cli.options import (
    Command,
    from_file,
    json_flag,
    keys_argument,
    like_option,
    locale_option,
    style_option,
    to_option,
)
from citekit.csl.locator import parse_locator


@click.command(
    cls=Command,
    epilog='Example: citekit cite "doe2020, pp. 33-35" roe2021 --prefix "see" --style chicago-author-date',
)
@keys_argument(required=True)
@click.option("-l", "--locator", metavar="WHERE", help='Where in the last KEY: "p. 33", "chap. 2", "33-35".')
@click.option("--prefix", default="", metavar="TEXT", help='Text before the first cite: "see".')
@click.option("--suffix", default="", metavar="TEXT", help='Text after the last cite: "and passim".')
@click.option("--narrative", is_flag=True, help="The author in the sentence: Doe (2020).")
@click.option("--suppress-author", is_flag=True, help="Leave the author out: (2020).")
@click.option("--author-only", is_flag=True, help="The author alone: Doe.")
@click.option("--note", type=click.IntRange(min=1), metavar="N", help="The citation stands in note N.")
@from_file
@style_option
@locale_option
@like_option
@to_option
@json_flag
@pass_app
def cite(
    app: App,
    keys: tuple[str, ...],
    locator: str | None,
    prefix: str,
    suffix: str,
    note: int | None,
    source: str | None,
    from_format: str | None,
    style: str | None,
    locale: str | None,
    like: str | None,
    to: str | None,
    *,
    narrative: bool,
    suppress_author: bool,
    author_only: bool,
    as_json: bool,
) -> int:
    """Print the in-text citation of records.

    All records named KEY make one citation. A KEY may carry its own locator after a comma: "doe2020, p. 33".
    """
    if narrative + suppress_author + author_only > 1:
        raise click.UsageError("--narrative, --suppress-author and --author-only exclude each other")
    chosen = load_style(app, style, locale, like)
    names, wheres = _split(keys, locator)
    items, status = load_items(app, names, query=None, source=source, from_format=from_format)
    mode = csl.Mode.NORMAL
    if narrative:
        mode = csl.Mode.COMPOSITE
    elif suppress_author:
        mode = csl.Mode.SUPPRESS_AUTHOR
    elif author_only:
        mode = csl.Mode.AUTHOR_ONLY
    last = len(items) - 1
    cites = tuple(
        csl.Cite(
            id=item.id,
            locator=parse_locator(where) if where else None,
            prefix=prefix if number == 0 else "",
            suffix=suffix if number == last else "",
            mode=mode if mode is csl.Mode.SUPPRESS_AUTHOR else csl.Mode.NORMAL,
        )
        for number, (item, where) in enumerate(zip(items, wheres, strict=False))
    )
    citation = csl.Citation(cites=cites, id="citation", note_number=note or 0, mode=mode)
    result = csl.process(chosen, items, [citation])
    writer = choose_writer(app, to or ("text" if as_json else None))
    if as_json:
        write_json(app, [(rendered.id, rendered.markup) for rendered in result.citations], writer)
    else:
        app.console.raw(writer.write_citations([rendered.markup for rendered in result.citations]) + "\n")
    return max(status, report_notices(app, result))


def _split(keys: tuple[str, ...], locator: str | None) -> tuple[list[str], list[str]]:
    names, wheres = [], []
    for key in keys:
        name, _, where = key.partition(",")
        names.append(name.strip())
        wheres.append(where.strip())
    if locator:
        wheres[-1] = locator
    return names, wheres

"""``citekit cite``."""

from __future__ import annotations

from collections.abc import Sequence

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
from citekit.csl.model.locale import Locale
from citekit.markup.tree import Markup, Text


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

    All records named KEY make one citation; with their authors in the sentence, each has its own bracket. A
    KEY may carry its own locator after a comma: "doe2020, p. 33".
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
    # Authors in the sentence cannot share a bracket: each has a citation of its own.
    apart = (narrative and not chosen.is_note) or author_only
    together = [(cite,) for cite in cites] if apart else [cites]
    result = csl.process(
        chosen,
        items,
        [
            csl.Citation(cites=group, id=f"citation-{number}", note_number=note or 0, mode=mode)
            for number, group in enumerate(together)
        ],
    )
    markup = _listed([rendered.markup for rendered in result.citations], chosen.locale)
    writer = choose_writer(app, to or ("text" if as_json else None))
    if as_json:
        write_json(app, [("citation", markup)], writer)
    else:
        app.console.raw(writer.write_citations([markup]) + "\n")
    return max(status, report_notices(app, result))


def _listed(citations: Sequence[Markup], locale: Locale) -> Markup:
    """Return citations as a sentence lists them: A (2020), B (2021), and C (2022)."""
    markup = citations[0]
    last = len(citations) - 1
    for number, citation in enumerate(citations[1:], start=1):
        comma = "," if number < last or (last > 1 and locale.language == "en-US") else ""
        joint = f"{comma} {locale.text('and')} " if number == last else ", "
        markup = (*markup, Text(joint), *citation)
    return markup


def _split(keys: tuple[str, ...], locator: str | None) -> tuple[list[str], list[str]]:
    names, wheres = [], []
    for key in keys:
        name, _, where = key.partition(",")
        names.append(name.strip())
        wheres.append(where.strip())
    if locator:
        wheres[-1] = locator
    return names, wheres

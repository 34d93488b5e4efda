"""``citekit export``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from citekit.cli.app import App, pass_app
from citekit.cli.options import Command, format_option, from_file, keys_argument, query_option
from citekit.cli.reading import items_of_file
from citekit.errors import CitekitError, UnknownFormat
from citekit.files import write_file
from citekit.formats.all_formats import get_format, get_writer, guess_writable
from citekit.formats.base import Format, WriteOptions
from citekit.formats.fidelity import Fidelity, kept, losses, summary
from citekit.item.item import Item
from citekit.library.outgoing import outgoing_item
from citekit.library.query import parse_query
from citekit.library.record import Record


@click.command(
    cls=Command, epilog="Example: citekit export --query tag:thesis --format csl-json -o refs.json"
)
@keys_argument(required=False)
@query_option
@from_file
@click.option(
    "--cited-in",
    metavar="PAPER",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="Only the works that a paper cites, each under the key by which it is cited.",
)
@format_option("--format", "format_name", "The format; by default that of the extension of --output.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="The file to write; by default the records go to stdout.",
)
@click.option("--ascii", "as_ascii", is_flag=True, help="Write letters beyond ASCII as commands of LaTeX.")
@click.option(
    "--strict", is_flag=True, help="Write nothing, with status 1, if the format cannot hold it all."
)
@pass_app
def export(
    app: App,
    keys: tuple[str, ...],
    query: str | None,
    source: str | None,
    from_format: str | None,
    cited_in: str | None,
    format_name: str | None,
    output: str | None,
    *,
    as_ascii: bool,
    strict: bool,
) -> int:
    """Write records in the format of another program.

    The records are those named KEY, those that match --query, or all; with --from they are those of a file,
    which makes of it a file of another format. With --cited-in they are what a paper cites, as a paper in
    LaTeX needs them for biblatex. They are sorted by key, so that the same records give the
    same bytes. What the format cannot hold is told afterwards; `citekit formats NAME` tells it beforehand.
    """
    format_ = _format(format_name, output)
    write = get_writer(format_)
    if cited_in is not None:
        if keys or query:
            raise click.UsageError("--cited-in is what a paper cites; leave out keys and --query")
        # only who names a paper needs what reads papers
        from citekit.cli.cited_works import works_cited_in  # noqa: PLC0415

        items, status = works_cited_in(
            app,
            cited_in,
            source=source,
            from_format=from_format,
            written=None if output is None else app.cwd / output,
        )
    else:
        items, status = _items(app, keys, query, source, from_format, format_)
    items = sorted(items, key=lambda item: item.id)
    lost = summary(
        (loss for item in items for loss in losses(item, format_.fidelity)) if format_.fidelity else (),
        format_.title,
    )
    if lost and strict:
        raise CitekitError(f"{lost}; nothing was written", "choose another format, or leave out --strict")
    text = write(items, WriteOptions(ascii=as_ascii))
    if output is None:
        app.console.raw(text)
        app.console.flush()
    else:
        path = app.cwd / output
        write_file(path, text.encode())
        counted = "1 record" if len(items) == 1 else f"{len(items)} records"
        app.console.note(f"wrote {path}: {counted} as {format_.title}")
    if lost:
        app.console.warn(lost)
    return status


def _format(name: str | None, output: str | None) -> Format:
    if name is not None:
        return get_format(name)
    if output is None:
        raise click.UsageError("name the format with --format, or a file with --output")
    try:
        return guess_writable(output)
    except UnknownFormat as error:
        raise click.UsageError(f"{error}; name it with --format") from None


def _items(
    app: App,
    keys: Sequence[str],
    query: str | None,
    source: str | None,
    from_format: str | None,
    format_: Format,
) -> tuple[Sequence[Item], int]:
    if source is not None:
        if query:
            raise click.UsageError("--query searches the library, not a file; name keys instead")
        return items_of_file(app, source, keys, from_format)
    if from_format is not None:
        raise click.UsageError("--from-format goes with --from")
    records = {record.key: record for record in app.library.get_all(keys)}
    problems = [problem for record in records.values() for problem in record.problems if problem.fatal]
    if query or not keys:
        found = app.library.find_records(parse_query(query) if query else None)
        if query and not found.records and not keys:
            raise CitekitError(f"no record matches {query}", "try it with `citekit search`")
        problems += [problem for problem in found.problems if problem.fatal and problem not in problems]
        records |= {record.key: record for record in found.records}
    items = [_outgoing(record, format_.fidelity) for record in records.values() if record.usable]
    return items, app.report(problems)


def _outgoing(record: Record, fidelity: Fidelity | None) -> Item:
    """Return the item of a record, its tags among the keywords where the format would lose them."""
    item = outgoing_item(record, custom=True)
    if not record.tags or fidelity is None:
        return item
    tags = {"tags": item.custom["tags"]}
    held = kept(Item(id=item.id, type=item.type, custom=tags), fidelity).custom == tags
    return item if held else outgoing_item(record, custom=False)

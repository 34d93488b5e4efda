"""``citekit render``."""

from __future__ import annotations

import difflib
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click

from citekit.cli.app import App, pass_app
from citekit.cli.comparison_view import show_comparison
from citekit.cli.options import (
    Command,
    dry_run,
    from_file,
    json_flag,
    like_option,
    locale_option,
    style_option,
)
from citekit.cli.paper_rendering import FinishedPaper, Request, finish_again, finish_paper, stored_lock
from citekit.cli.paper_sources import Asked
from citekit.cli.paper_writing import hold_to_lock, report_missing, watch_paper, write_paper
from citekit.csl.citation import RenderedCitation
from citekit.documents.all_documents import read_document
from citekit.documents.citations import KeyCitation
from citekit.documents.document import Document
from citekit.errors import CitekitError
from citekit.files import read_file, stamp
from citekit.output import html, text
from citekit.rendering.comparison import compare
from citekit.rendering.finish import Finished
from citekit.rendering.lock import printed_of

EXIT_MISSING: Final = 1
EXIT_CHANGED: Final = 1


@click.command(cls=Command, epilog="Example: citekit render essay.md --style apa -o finished.md")
@click.argument("paper", metavar="PAPER|-", type=click.Path(dir_okay=False, allow_dash=True))
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="Write the finished paper to a file; a Markdown paper to .docx, .html, .pdf and others through"
    " pandoc, to .html and .tex without it too.  [default: stdout]",
)
@click.option("--in-place", is_flag=True, help="Write the finished paper over PAPER, which loses its keys.")
@style_option
@locale_option
@like_option
@from_file
@click.option("--no-links", is_flag=True, help="Make no links from citations to entries, and none to works.")
@click.option("--no-bibliography", is_flag=True, help="Leave the bibliography out.")
@click.option(
    "--annotated", is_flag=True, help="Put the annotation of each record (annote, else note) under its entry."
)
@click.option(
    "--fields",
    is_flag=True,
    help="Write the citations of a Word paper as fields of Zotero's, with their data inside.",
)
@click.option("--allow-missing", is_flag=True, help="Exit status 0 though keys are unknown, for drafts.")
@click.option(
    "--locked",
    is_flag=True,
    help="Refuse to finish a paper that has no lock, or whose style, language, records or engine have changed"
    " since `citekit lock`.",
)
@click.option(
    "--diff",
    is_flag=True,
    help="Show which citations and entries print otherwise than in the paper's lock, or without a lock which"
    " --style, --locale and --like alter. Exit status 1 where any does. Writes nothing.",
)
@click.option(
    "--watch",
    is_flag=True,
    help="Finish the paper again whenever it, its records, its style or the library change, until Ctrl-C.",
)
@json_flag
@dry_run
@pass_app
def render(
    app: App,
    paper: str,
    output: str | None,
    style: str | None,
    locale: str | None,
    like: str | None,
    source: str | None,
    from_format: str | None,
    *,
    in_place: bool,
    no_links: bool,
    no_bibliography: bool,
    annotated: bool,
    fields: bool,
    allow_missing: bool,
    locked: bool,
    diff: bool,
    watch: bool,
    as_json: bool,
    dry_run: bool,
) -> int:
    """Finish a paper: put citations and bibliography in.

    PAPER cites by key, as in [see @doe2020, p. 3], and comes out with citations and a bibliography in their
    place; everything else stays as it is. Style, language and files of records are those that the paper
    names (csl, lang, bibliography), where no option says otherwise; keys that these files lack are the
    library's. With --from all records are those of that file. A key that nothing has is printed in bold with
    a question mark and told, with exit status 1.
    """
    target = _target(app, paper, output, in_place=in_place)
    request = Request(
        paper=paper,
        target=target,
        asked=Asked(style, locale, like),
        source=source,
        from_format=from_format,
        links=not no_links,
        bibliography=not no_bibliography,
        annotated=annotated,
        fields=fields,
    )
    if diff:
        if output is not None or in_place or dry_run or watch or locked:
            raise click.UsageError(
                "--diff writes nothing; leave out -o, --in-place, --dry-run, --watch, --locked"
            )
        return _compare(app, request, as_json=as_json)
    if watch:
        if target is None or in_place or as_json or dry_run or paper == "-":
            raise click.UsageError(
                "--watch writes a file again and again; name the paper, and the file with -o"
            )
        watch_paper(app, request, target, locked=locked)
    expected = stamp(read_file(app.cwd / paper)) if in_place else None
    one = finish_paper(app, request, lock=(lock := stored_lock(app, paper)))
    hold_to_lock(app, request, lock, one, locked=locked)
    if as_json:
        app.console.json(_as_json(one))
    elif dry_run:
        _show_diff(app, one.document, one.finished)
    else:
        write_paper(app, request, one, target, expected=expected)
    report_missing(app, one)
    return EXIT_MISSING if one.finished.cited.missing and not allow_missing else 0


def _compare(app: App, request: Request, *, as_json: bool) -> int:
    """Show what prints otherwise than in the lock, or without a lock than without the options."""
    lock = stored_lock(app, request.paper)
    one = finish_paper(app, request, lock=lock)
    report_missing(app, one)
    if lock is None and request.asked == Asked():
        raise CitekitError(
            f"{request.paper}: has no lock to compare with",
            f"make one with `citekit lock {request.paper}`, or name another style with --style",
        )
    if lock is None:
        plainly = finish_again(app, replace(request, asked=Asked()), one.document, one.works, lock=None)
        before = printed_of(one.document, plainly.finished.cited)
    else:
        before = lock.printed
    comparison = compare(before, printed_of(one.document, one.finished.cited))
    show_comparison(app.console, one, comparison, as_json=as_json)
    return EXIT_CHANGED if comparison else 0


def _target(app: App, paper: str, output: str | None, *, in_place: bool) -> Path | None:
    """Return the file to write, None for stdout."""
    if in_place:
        if output is not None or paper == "-":
            raise click.UsageError("--in-place writes over a file; leave out -o, and name the file")
        return app.cwd / paper
    if output in (None, "-"):
        return None
    target = app.cwd / output
    if paper != "-" and target.exists() and (app.cwd / paper).exists() and target.samefile(app.cwd / paper):
        raise click.UsageError(
            "-o names the paper itself; to write over it, which loses its keys, use --in-place"
        )
    return target


def _show_diff(app: App, document: Document, finished: Finished) -> None:
    """Show what changes in the text, in a Word paper too."""
    after = read_document(finished.data, name=document.name)
    for one in after.parts:
        old = next((part.text for part in document.parts if part.name == one.name), "")
        lines = difflib.unified_diff(
            old.splitlines(keepends=True), one.text.splitlines(keepends=True), one.name, "finished"
        )
        app.console.diff("".join(line if line.endswith("\n") else f"{line}\n" for line in lines))


def _as_json(one: FinishedPaper) -> dict[str, Any]:
    """Return citations in reading order, the bibliography, and the keys that nothing has."""
    document, cited = one.document, one.finished.cited
    return {
        "style": one.chosen.name,
        "locale": one.chosen.style.locale.language,
        "citations": [_citation(one, typed, rendered) for typed, rendered in cited.citations],
        "bibliography": [
            {"id": entry.id, "text": text.write(entry.markup), "html": html.write(entry.markup)}
            for entry in (cited.result.bibliography or () if cited.has_bibliography else ())
        ],
        "lists": [
            {"line": document.place(place.span).line, "ids": [entry.id for entry in entries]}
            for place, entries in cited.lists
        ],
        "missing": [
            {"line": problem.line, "column": problem.column, "message": str(problem)}
            for problem in cited.missing
        ],
    }


def _citation(one: FinishedPaper, typed: KeyCitation, rendered: RenderedCitation) -> dict[str, Any]:
    place = one.document.place(typed.span)
    items = one.works.items
    apart = bool(rendered.names) and one.chosen.style.is_note
    printed = rendered.rest if apart else rendered.markup
    return {
        "typed": one.document.source(typed.span),
        "line": place.line,
        "column": place.column,
        "note": max(typed.note, 0),
        "mode": typed.mode.value,
        "keys": list(typed.keys),
        "cites": [
            {
                "key": cite.key,
                "id": items[cite.key].id if cite.key in items else None,
                "mode": cite.mode.value,
                "prefix": text.write(cite.prefix),
                "locator": {"label": cite.locator.label, "value": cite.locator.value}
                if cite.locator
                else None,
                "suffix": text.write(cite.suffix),
            }
            for cite in typed.cites
        ],
        "names": text.write(rendered.names) if apart else "",
        "text": text.write(printed),
        "html": html.write(printed),
    }

"""``citekit render``."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any, Final

import click

from citekit.cli.app import App, pass_app
from citekit.cli.conversion import convert, needs_conversion
from citekit.cli.options import (
    Command,
    dry_run,
    from_file,
    json_flag,
    like_option,
    locale_option,
    style_option,
)
from citekit.cli.paper_reading import read_paper
from citekit.cli.paper_sources import style_of, works_of
from citekit.documents.all_documents import endings_of, read_document
from citekit.documents.document import Document
from citekit.files import Stamp, read_file, replace_file, stamp, write_file
from citekit.output import html, text
from citekit.rendering.finish import Finished, finish
from citekit.rendering.render import Cited, Options

EXIT_MISSING: Final = 1


@click.command(cls=Command, epilog="Example: citekit render essay.md --style apa -o finished.md")
@click.argument("paper", metavar="PAPER|-", type=click.Path(dir_okay=False, allow_dash=True))
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="Write the finished paper to a file; a Markdown paper to .docx, .html, .pdf and others through"
    " pandoc.  [default: stdout]",
)
@click.option("--in-place", is_flag=True, help="Write the finished paper over PAPER, which loses its keys.")
@style_option
@locale_option
@like_option
@from_file
@click.option("--no-links", is_flag=True, help="Make no links from citations to entries, and none to works.")
@click.option("--no-bibliography", is_flag=True, help="Leave the bibliography out.")
@click.option(
    "--fields",
    is_flag=True,
    help="Write the citations of a Word paper as fields of Zotero's, with their data inside.",
)
@click.option("--allow-missing", is_flag=True, help="Exit status 0 though keys are unknown, for drafts.")
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
    fields: bool,
    allow_missing: bool,
    as_json: bool,
    dry_run: bool,
) -> int:
    """Finish a paper: put citations and bibliography in.

    PAPER cites by key, as in [see @doe2020, p. 3], and comes out with citations and a bibliography in their
    place; everything else stays as it is. Style, language and files of records are those that the paper
    names (csl, lang, bibliography), where no option says otherwise; keys that these files lack are the
    library's. A key that nothing has is printed in bold with a question mark and told, with exit status 1.
    """
    target = _target(app, paper, output, in_place=in_place)
    expected = stamp(read_file(app.cwd / paper)) if in_place else None
    document = read_paper(app, paper)
    if fields and document.format != "docx":
        raise click.UsageError("--fields is for Word papers; leave it out, or give a .docx")
    app.report([problem for problem in document.notices if not problem.fatal])
    folder = (app.cwd / paper).parent if paper != "-" else app.cwd
    works = works_of(app, document, folder, source=source, from_format=from_format)
    chosen = style_of(app, document, folder, style=style, locale=locale, like=like)
    options = Options(links=not no_links, bibliography=not no_bibliography, known=works.known)
    finished = finish(document, chosen, works.items, options, fields=fields)
    if as_json:
        app.console.json(_as_json(document, finished.cited))
    elif dry_run:
        _show_diff(app, document, finished)
    elif target is not None and needs_conversion(document.format, endings_of(document.format), target):
        convert(finished.data, target, folder=folder)
        app.console.note(f"wrote {target}")
    else:
        _write(app, document, finished, target, expected=expected)
    return _report(app, finished.cited, allow_missing=allow_missing)


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


def _write(
    app: App, document: Document, finished: Finished, target: Path | None, *, expected: Stamp | None
) -> None:
    """Write the finished paper; ``expected`` is what the paper held that it is written over."""
    if target is None:
        if document.data and app.console.width is not None:
            raise click.UsageError("a Word paper is no text for a terminal; name a file with -o")
        app.console.data_bytes(finished.data)
        return
    if expected is None:
        write_file(target, finished.data)
    else:
        replace_file(target, finished.data, expected=expected)
    app.console.note(f"wrote {target}")


def _show_diff(app: App, document: Document, finished: Finished) -> None:
    """Show what changes in the text, in a Word paper too."""
    after = read_document(finished.data, name=document.name)
    for one in after.parts:
        old = next((part.text for part in document.parts if part.name == one.name), "")
        lines = difflib.unified_diff(
            old.splitlines(keepends=True), one.text.splitlines(keepends=True), one.name, "finished"
        )
        app.console.diff("".join(line if line.endswith("\n") else f"{line}\n" for line in lines))


def _as_json(document: Document, cited: Cited) -> dict[str, Any]:
    """Return citations in reading order and the bibliography, each as text and as HTML."""
    return {
        "citations": [
            {
                "keys": list(typed.keys),
                "typed": document.source(typed.span),
                "line": document.place(typed.span).line,
                "column": document.place(typed.span).column,
                "note": max(typed.note, 0),
                "text": text.write(rendered.markup),
                "html": html.write(rendered.markup),
            }
            for typed, rendered in cited.citations
        ],
        "bibliography": [
            {"id": entry.id, "text": text.write(entry.markup), "html": html.write(entry.markup)}
            for entry in (cited.result.bibliography or () if cited.has_bibliography else ())
        ],
        "missing": [str(problem) for problem in cited.missing],
    }


def _report(app: App, cited: Cited, *, allow_missing: bool) -> int:
    for notice in cited.warnings:
        app.console.warn(f"{notice.where}: {notice.message}")
    for problem in cited.missing:
        app.console.warn(str(problem))
    return EXIT_MISSING if cited.missing and not allow_missing else 0

"""``citekit styles``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import click

from citekit import csl
from citekit.cli.app import App, pass_app
from citekit.cli.console import Column
from citekit.cli.formatting import choose_writer, load_items, load_style, report_notices
from citekit.cli.options import (
    NearestGroup,
    StyleType,
    json_flag,
    like_option,
    locale_option,
    to_option,
)
from citekit.errors import Problem
from citekit.files import reason_of
from citekit.styles import StyleSummary


@click.group(cls=NearestGroup, epilog="Example: citekit styles search political science")
def styles() -> None:
    """List, search, show, preview and check citation styles.

    All styles of the CSL repository are there offline, the library's styles/ come first.
    """


_COLUMNS = (
    Column("STYLE", colour="cyan", flexible=True),
    Column("KIND"),
    Column("TITLE", flexible=True),
)


def _print(app: App, found: tuple[StyleSummary, ...], *, as_json: bool) -> None:
    if as_json:
        app.console.json([_summary(style) for style in found])
    else:
        app.console.table(_COLUMNS, [(style.name, style.citation_format, style.title) for style in found])


def _summary(style: StyleSummary) -> dict[str, object]:
    return {
        "name": style.name,
        "title": style.title,
        "citation-format": style.citation_format,
        "parent": style.parent,
        "short-names": list(style.short_names),
    }


@styles.command("list", epilog="Example: citekit styles list --all | wc -l")
@click.option("--all", "everything", is_flag=True, help="All styles, not only those with short names.")
@json_flag
@pass_app
def list_styles(app: App, *, everything: bool, as_json: bool) -> None:
    """List the library's own styles and those that have short names, or with --all every style."""
    found = app.styles.all() if everything else app.styles.common()
    _print(app, found, as_json=as_json)
    if not everything:
        app.console.note("more with --all; find one with `citekit styles search WORD`")


@styles.command(epilog="Example: citekit styles search harvard leeds")
@click.argument("words", nargs=-1, required=True)
@json_flag
@pass_app
def search(app: App, words: tuple[str, ...], *, as_json: bool) -> int:
    """List the styles whose name or title has all WORDS. Exit status 1 if there is none."""
    found = app.styles.search(words)
    _print(app, found, as_json=as_json)
    if not found:
        app.console.note("no style matches")
    return int(not found)


@styles.command(epilog="Example: citekit styles show mla")
@click.argument("style", type=StyleType())
@json_flag
@click.option("--path", "only_path", is_flag=True, help="Print the path of the style's file alone.")
@pass_app
def show(app: App, style: str, *, as_json: bool, only_path: bool) -> None:
    """Show what STYLE is: its title, kind, parent, fields, licence and file."""
    path = app.styles.find(style)
    if only_path:
        app.console.data(str(path))
        return
    info = app.styles.info(style)
    fields = {
        "name": path.stem,
        "title": info.title,
        "kind": info.citation_format,
        "class": info.class_,
        "reference list": "yes" if info.has_bibliography else "no",
        "locale": info.default_locale,
        "fields": ", ".join(info.fields),
        "parent": info.parent,
        "id": info.id,
        "documentation": "\n".join(info.documentation),
        "updated": info.updated,
        "licence": info.rights,
        "file": str(path),
    }
    if as_json:
        app.console.json(fields)
    else:
        app.console.fields([(name, value) for name, value in fields.items() if value])


@styles.command(epilog="Example: citekit styles preview chicago-notes doe2020")
@click.argument("style", type=StyleType())
@click.argument("keys", metavar="[KEY]...", nargs=-1)
@locale_option
@like_option
@to_option
@pass_app
def preview(
    app: App, style: str, keys: tuple[str, ...], locale: str | None, like: str | None, to: str | None
) -> int:
    """Print a citation and the reference of some records in STYLE: those named KEY, or the first three."""
    chosen = load_style(app, style, locale, like)
    if not keys:
        keys = tuple(row.key for row in app.library.search(None, limit=_PREVIEWED).rows)
    items, status = load_items(app, keys, query=None, source=None)
    citations = [
        csl.Citation(cites=(csl.Cite(id=item.id),), id=item.id, note_number=number)
        for number, item in enumerate(items, start=1)
    ]
    result = csl.process(chosen, items, citations)
    writer = choose_writer(app, to)
    for rendered in result.citations:
        app.console.raw(writer.write(rendered.markup) + "\n")
    if result.bibliography:
        app.console.raw("\n" + writer.write_bibliography(result.bibliography, result.layout) + "\n")
    return max(status, report_notices(app, result))


_PREVIEWED = 3


@styles.command(epilog="Example: citekit styles check styles/my-journal.csl")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@json_flag
@pass_app
def check(app: App, files: tuple[str, ...], *, as_json: bool) -> int:
    """Say what is wrong with the style in each FILE: lines, columns, and what to write instead.

    An error is what the schema of CSL forbids or what cannot be printed, a warning what is allowed and
    hardly meant. FILE may be a dependent style, a locale file, a folder of styles, or - for stdin. Exit
    status 1 if there is an error; warnings alone are 0.
    """
    # there are ten thousand names: they are read once, and only if a dependent style asks
    names = cache(lambda: frozenset(app.styles.names()))
    paths = [path for name in files for path in _style_files(app, name)]
    problems = [problem for path in paths for problem in _check(app, path, names)]
    if as_json:
        app.console.json([_fault(problem) for problem in problems])
    else:
        for problem in problems:
            app.console.data(_fault_line(problem))
    errors = sum(problem.fatal for problem in problems)
    app.console.note(f"{_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}")
    return int(errors > 0)


def _style_files(app: App, name: str) -> list[Path]:
    """Return the file that was named, or the styles in the folder that was."""
    folder = app.cwd / name
    if not folder.is_dir():
        return [Path(name)]
    return [Path(name) / path.name for path in sorted(folder.glob("*.csl"))]


def _check(app: App, path: Path, names: Callable[[], frozenset[str]]) -> tuple[Problem, ...]:
    from citekit.style_check.check import check_style  # noqa: PLC0415  only checking needs lxml, 40 ms
    from citekit.style_check.csl_data import SCHEMA, locale_tags  # noqa: PLC0415  as above
    from citekit.style_check.unreadable import LARGEST  # noqa: PLC0415  as above

    try:
        if str(path) == "-":
            data = sys.stdin.buffer.read(LARGEST + 1) if sys.stdin is not None else b""
        else:
            with (app.cwd / path).open("rb") as file:
                data = file.read(LARGEST + 1)
    except OSError as error:
        return (Problem(path, None, None, "", f"cannot be read: {reason_of(error)}"),)
    return check_style(
        data,
        path=path,
        schema=SCHEMA,
        is_known=lambda id_: id_.rstrip("/").rpartition("/")[2].removesuffix(".csl") in names(),
        locales=locale_tags(),
    )


def _fault_line(problem: Problem) -> str:
    place = ":".join(str(part) for part in (problem.path, problem.line, problem.column) if part is not None)
    hint = f"; {problem.remedy}" if problem.remedy else ""
    return f"{place}: {'error' if problem.fatal else 'warning'}: {problem.message}{hint}"


def _fault(problem: Problem) -> dict[str, object]:
    return {
        "file": str(problem.path),
        "line": problem.line,
        "column": problem.column,
        "severity": "error" if problem.fatal else "warning",
        "message": problem.message,
        "hint": problem.remedy,
    }


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"

"""``citekit-filter``: citekit as a filter of pandoc's, which does the citations of any paper pandoc reads.

Pandoc manual, ``--filter``: the paper comes in as JSON on stdin and goes out on stdout; pandoc adds the name
of the format that it writes as an argument, and stops where the exit status is not 0.
"""

from __future__ import annotations

import json
import sys
from typing import Final, NoReturn

import click

from citekit import __version__
from citekit.cli.abbreviations import with_abbreviations
from citekit.cli.app import App, pass_app
from citekit.cli.main import run_program
from citekit.cli.paper_sources import Asked, style_of, works_of
from citekit.documents.pandoc_tree import read_pandoc_tree
from citekit.rendering.cited import Options
from citekit.rendering.pandoc_tree import finish_tree

__all__ = ["filter_", "main"]

_WITH_STYLES: Final = frozenset(("docx", "odt", "opendocument"))
_ENTRY_STYLE: Final = "Bibliography"
"""Pandoc gives it to the entries of the list that is called refs alone; a paper may have several."""
_EXAMPLE: Final = "pandoc --filter citekit-filter paper.md -o paper.docx"


@click.command(
    name="citekit-filter",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=f"Example: {_EXAMPLE}",
)
@click.argument("target", metavar="[FORMAT]", required=False)
@click.version_option(__version__, "-V", "--version", message="citekit-filter %(version)s")
@pass_app
def filter_(app: App, target: str | None) -> int:
    """Put citations and bibliography into the paper that pandoc hands over.

    Pandoc's JSON comes in on stdin and goes out on stdout; FORMAT is what pandoc says it writes. Style,
    language and files of records are those of the paper's metadata (csl, lang, bibliography, references);
    keys that they lack are the library's, and the settings give the style where the paper names none. A key
    that nothing has is printed in bold with a question mark and told on stderr, and pandoc goes on.
    """
    if sys.stdin is None or sys.stdin.isatty():
        raise click.UsageError(f"it has nothing to read; pandoc runs it: {_EXAMPLE}")
    paper = read_pandoc_tree(sys.stdin.buffer.read())
    works = works_of(app, paper.document, app.cwd, source=None, from_format=None)
    chosen = style_of(app, paper.document, app.cwd, Asked())
    items = with_abbreviations(app, paper.document.metadata, works.items)
    done = finish_tree(
        paper,
        chosen.style,
        items,
        Options(known=works.known, tags=works.tags),
        entry_style=_ENTRY_STYLE if target in _WITH_STYLES else "",
    )
    for notice in done.cited.warnings:
        app.console.warn(f"{notice.where}: {notice.message}")
    if done.cited.unlisted:
        app.console.warn(
            f"cited, and in none of the paper's bibliographies: {', '.join(done.cited.unlisted)}"
        )
    for problem in done.cited.missing:
        app.console.warn(f"{problem.message}; {problem.remedy}")
    app.console.data_bytes(json.dumps(done.tree, ensure_ascii=False).encode())
    return 0


def main() -> NoReturn:
    """Run the filter of this process and end it with the right exit status."""
    run_program(filter_, "citekit-filter")

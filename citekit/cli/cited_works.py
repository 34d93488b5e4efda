"""The works that a paper cites, each under the key by which it is cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from citekit.cli.app import App
from citekit.cli.paper_reading import read_paper
from citekit.cli.paper_sources import works_of
from citekit.item.item import Item
from citekit.rendering.cited import missing_cites

__all__ = ["works_cited_in"]

EXIT_MISSING: Final = 1


def works_cited_in(
    app: App, paper: str, *, source: str | None, from_format: str | None, written: Path | None = None
) -> tuple[Sequence[Item], int]:
    """Return the items that a paper cites or lists, and the exit status; keys that nothing has are told.

    The file that is to be ``written`` is not read, though the paper names it: it is made anew.

    Raises:
        CitekitError: the paper or its records cannot be read.
    """
    document = read_paper(app, paper)
    app.report([problem for problem in document.notices if not problem.fatal])
    folder = (app.cwd / paper).parent if paper != "-" else app.cwd
    works = works_of(app, document, folder, source=source, from_format=from_format, written=written)
    cites = [cite for one in document.all_citations() for cite in one.cites]
    keys = [cite.key for cite in (*cites, *document.metadata.nocite)]
    if document.metadata.nocite_all:
        keys += [item.id for item in works.items.values()]
    missing = tuple(missing_cites(document, works.items, {*works.items, *works.known}))
    for problem in missing:
        app.console.warn(str(problem))
    items = [replace(works.items[key], id=key) for key in dict.fromkeys(keys) if key in works.items]
    return items, EXIT_MISSING if missing else 0

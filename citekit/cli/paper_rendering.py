"""A paper that the user names, finished: read, its records and its style found, held against its lock."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from citekit import __version__
from citekit.cli.app import CONFIG_NAME, App
from citekit.cli.conversion import needs_conversion
from citekit.cli.paper_reading import read_paper
from citekit.cli.paper_sources import Asked, Chosen, OnRead, Works, style_of, works_of
from citekit.documents.all_documents import endings_of
from citekit.documents.document import Document
from citekit.files import read_file
from citekit.rendering.cited import Options
from citekit.rendering.finish import Finished, finish
from citekit.rendering.lock import Lock, lock_path, make_lock, read_lock

__all__ = [
    "FinishedPaper",
    "Request",
    "finish_again",
    "finish_paper",
    "lock_file",
    "stored_lock",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A paper, ``-`` for stdin, and what the options say of it.

    ``target`` is the file to write, None where none is.
    """

    paper: str
    target: Path | None = None
    asked: Asked
    source: str | None = None
    from_format: str | None = None
    links: bool = True
    bibliography: bool = True
    annotated: bool = False
    fields: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedPaper:
    """A paper, what it is finished with, and what became of it."""

    document: Document
    works: Works
    chosen: Chosen
    finished: Finished

    def lock(self) -> Lock:
        """Return the lock that the paper would be given."""
        return make_lock(
            self.document,
            self.finished.cited,
            self.chosen.style,
            engine=__version__,
            name=self.chosen.name,
            asked=self.chosen.locale,
            like=self.chosen.like,
            style_texts=self.chosen.loaded.texts,
            locale_texts=self.chosen.loaded.locale_texts,
        )


def lock_file(app: App, paper: str) -> Path:
    """Return where the lock of a paper stands, if it has one."""
    return lock_path(app.cwd / paper)


def stored_lock(app: App, paper: str) -> Lock | None:
    """Return the lock beside a paper, None where there is none.

    Raises:
        UnreadableFile, UnreadableText: it cannot be read.
    """
    path = lock_file(app, paper)
    if paper == "-" or not path.is_file():
        return None
    return read_lock(read_file(path), name=path.name)


def finish_paper(
    app: App, request: Request, *, lock: Lock | None, on_read: OnRead = lambda _path: None
) -> FinishedPaper:
    """Return the paper, finished; ``lock`` pins its style, and ``on_read`` is told each file that is read.

    Raises:
        CitekitError: the paper, its records, its style or the target cannot be used, and why.
        click.UsageError: fields are asked for in a paper that has none.
    """
    if request.paper != "-":
        on_read(app.cwd / request.paper)
        on_read(lock_file(app, request.paper))
    if app.library_root is not None:
        on_read(app.library_root / CONFIG_NAME)
    document = read_paper(app, request.paper)
    for part in document.parts[1:]:
        on_read(app.cwd / part.name)
    if request.fields and document.format != "docx":
        raise click.UsageError("--fields is for Word papers; leave it out, or give a .docx")
    app.report([problem for problem in document.notices if not problem.fatal])
    folder = _folder(app, request)
    works = works_of(
        app, document, folder, source=request.source, from_format=request.from_format, on_read=on_read
    )
    return finish_again(app, request, document, works, lock=lock, on_read=on_read)


def finish_again(
    app: App,
    request: Request,
    document: Document,
    works: Works,
    *,
    lock: Lock | None,
    on_read: OnRead = lambda _path: None,
) -> FinishedPaper:
    """Return a paper that was read already, finished as ``request`` asks."""
    chosen = style_of(app, document, _folder(app, request), request.asked, lock=lock, on_read=on_read)
    target, format_ = request.target, document.format
    # pandoc gives links the colour of links, which citations are not to have unless the paper says so
    is_converted = target is not None and needs_conversion(format_, endings_of(format_), target)
    options = Options(
        links=request.links,
        citation_links=not is_converted or bool(document.metadata.link_citations),
        bibliography=request.bibliography,
        annotated=request.annotated,
        tags=works.tags,
        known=works.known,
    )
    finished = finish(document, chosen.style, works.items, options, fields=request.fields)
    return FinishedPaper(document=document, works=works, chosen=chosen, finished=finished)


def _folder(app: App, request: Request) -> Path:
    return (app.cwd / request.paper).parent if request.paper != "-" else app.cwd

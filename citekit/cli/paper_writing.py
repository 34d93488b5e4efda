"""What is done with a finished paper: held to its lock, written, told of, done again after a save."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final, NoReturn

import click

from citekit.cli.app import App
from citekit.cli.conversion import convert, needs_conversion
from citekit.cli.paper_rendering import FinishedPaper, Request, finish_paper, lock_file, stored_lock
from citekit.cli.watching import State, state_of, watch
from citekit.documents.all_documents import endings_of
from citekit.errors import CitekitError
from citekit.files import Stamp, replace_file, write_file
from citekit.rendering.lock import Lock, drift

__all__ = ["hold_to_lock", "report_missing", "watch_paper", "write_paper"]

_PAUSE: Final = 0.3
"""Seconds between two looks at the files: a look at a thousand takes five thousandths."""


def hold_to_lock(app: App, request: Request, lock: Lock | None, one: FinishedPaper, *, locked: bool) -> None:
    """Tell what has changed since the paper was locked, or refuse it.

    Raises:
        CitekitError: with ``locked``, the paper has no lock, or another than it would be given now.
    """
    paper = request.paper
    if lock is None:
        if locked:
            hint = f"make one with `citekit lock {paper}`, or leave out --locked"
            raise CitekitError(f"{paper}: has no lock", hint)
        return
    changes = drift(lock, one.lock())
    if not changes:
        return
    sentence = f"{lock_file(app, paper).name}: {'; '.join(changes)}"
    hint = f"`citekit render {paper} --diff` shows what that alters, `citekit lock {paper} --update` takes it"
    if locked:
        raise CitekitError(sentence, hint)
    app.console.warn(f"{sentence}; {hint}")


def report_missing(app: App, one: FinishedPaper) -> None:
    """Tell of unknown keys, of what the engine could not do as asked, and of what is left to others."""
    kept = Counter(managed.citation.tool.value for managed in one.document.managed)
    for program, number in kept.items():
        stay = "1 citation of {} stays as it is" if number == 1 else "{1} citations of {0} stay as they are"
        app.console.warn(f"{one.document.name}: {stay.format(program, number)}")
    cited = one.finished.cited
    for notice in cited.warnings:
        app.console.warn(f"{notice.where}: {notice.message}")
    unlisted = cited.unlisted
    if unlisted:
        app.console.warn(f"cited, and in none of the paper's bibliographies: {', '.join(unlisted)}")
    for problem in cited.missing:
        app.console.warn(str(problem))


def write_paper(
    app: App, request: Request, one: FinishedPaper, target: Path | None, *, expected: Stamp | None = None
) -> None:
    """Write the finished paper, to stdout where ``target`` is None.

    ``expected`` is what the paper held that it is written over.
    """
    data, format_, how = one.finished.data, one.document.format, ""
    if target is None:
        if one.document.data and app.console.width is not None:
            raise click.UsageError("a Word paper is no text for a terminal; name a file with -o")
        app.console.data_bytes(data)
        return
    if needs_conversion(format_, endings_of(format_), target):
        folder = (app.cwd / request.paper).parent if request.paper != "-" else app.cwd
        how = convert(data, target, folder=folder, hanging=one.finished.cited.result.layout.hanging_indent)
    elif expected is None:
        write_file(target, data)
    else:
        replace_file(target, data, expected=expected)
    app.console.note(f"wrote {target}; {how}" if how else f"wrote {target}")


def watch_paper(
    app: App,
    request: Request,
    target: Path,
    *,
    locked: bool,
    look: Callable[[Path], State | None] = state_of,
    pause: Callable[[], None] = lambda: time.sleep(_PAUSE),
) -> NoReturn:
    """Finish the paper into ``target`` now, and again whenever a file that it is made of is saved.

    What is wrong in one round is told, and does not end it.
    """
    read: set[Path] = {app.cwd / request.paper}

    def redo() -> set[Path]:
        anew = app.again()
        try:
            lock = stored_lock(anew, request.paper)
            one = finish_paper(anew, request, lock=lock, on_read=read.add)
            hold_to_lock(anew, request, lock, one, locked=locked)
            write_paper(anew, request, one, target)
            report_missing(anew, one)
        except CitekitError as error:
            anew.console.error(str(error), error.hint)
        return read

    app.console.note(f"watching {request.paper}; Ctrl-C ends it")
    watch(redo, tuple(read), look=look, pause=pause)

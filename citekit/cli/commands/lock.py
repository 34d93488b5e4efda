"""``citekit lock``."""

from __future__ import annotations

from typing import Final

import click

from citekit.cli.app import App, pass_app
from citekit.cli.options import Command, from_file, like_option, locale_option, style_option
from citekit.cli.paper_rendering import Request, finish_paper, lock_file, stored_lock
from citekit.cli.paper_sources import Asked
from citekit.cli.paper_writing import report_missing
from citekit.errors import UnreadableText
from citekit.files import write_file
from citekit.rendering.lock import Lock, drift, write_lock

EXIT_MISSING: Final = 1
EXIT_CHANGED: Final = 1


@click.command(cls=Command, epilog="Example: citekit lock essay.md --style apa")
@click.argument("paper", metavar="PAPER", type=click.Path(dir_okay=False))
@style_option
@locale_option
@like_option
@from_file
@click.option("--update", is_flag=True, help="Lock the paper anew, whatever has changed.")
@pass_app
def lock(
    app: App,
    paper: str,
    style: str | None,
    locale: str | None,
    like: str | None,
    source: str | None,
    from_format: str | None,
    *,
    update: bool,
) -> int:
    """Pin what a paper is printed with, and what it prints.

    The file PAPER.lock then holds style, language, version of citekit and the records cited, each by its
    checksum, and every citation and entry as it prints. `render` keeps to the style and language of a lock
    and tells when something has changed since; `render --locked` refuses the paper then, and `render --diff`
    shows what that alters. Where a lock is there and something has changed, that is told with exit status 1,
    and the lock stays; --update makes it anew, in the style that it pins where no option says otherwise.
    """
    path = lock_file(app, paper)
    old = _old(app, paper, update=update)
    request = Request(paper=paper, asked=Asked(style, locale, like), source=source, from_format=from_format)
    one = finish_paper(app, request, lock=old)
    report_missing(app, one)
    if one.finished.cited.missing:
        return EXIT_MISSING
    new = one.lock()
    if old is None or update:
        write_file(path, write_lock(new))
        app.console.note(f"wrote {path}")
        return 0
    changes = drift(old, new)
    for change in changes:
        app.console.data(change)
    if not changes and old.printed != new.printed:
        # what was typed has changed: the same works, cited otherwise
        write_file(path, write_lock(new))
        app.console.note(f"wrote {path}")
        return 0
    app.console.note(
        f"`citekit render {paper} --diff` shows what that alters, `citekit lock {paper} --update` takes it"
        if changes
        else f"{path.name} holds"
    )
    return EXIT_CHANGED if changes else 0


def _old(app: App, paper: str, *, update: bool) -> Lock | None:
    """Return the lock of the paper; a damaged one counts for nothing where it is made anew."""
    try:
        return stored_lock(app, paper)
    except UnreadableText:
        if update:
            return None
        raise

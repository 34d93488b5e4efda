"""The user's editor on a record: nothing typed is lost, nothing faulty is written unseen."""

from __future__ import annotations

import shlex
import subprocess
import tempfile
from pathlib import Path

from citekit.cli.app import App
from citekit.errors import CitekitError, UnreadableText
from citekit.library.schema import read_record
from citekit.yaml_text.reading import decode

__all__ = ["edit_text"]


def edit_text(app: App, text: str, key: str) -> str:
    """Return ``text`` as the user leaves it, checked as the record ``key``.

    A text with fatal problems that ``text`` did not have is offered for editing again on a terminal;
    elsewhere it is refused and kept in a file.

    Raises:
        CitekitError: there is no editor, it failed, or the text cannot be a record.
    """
    folder = Path(tempfile.mkdtemp(prefix="citekit-"))
    path = folder / f"{key}.yaml"
    path.write_bytes(text.encode())
    was_faulty = not read_record(text.encode(), path=path, key=key).usable
    while True:
        _run(app, path)
        data = path.read_bytes()
        record = read_record(data, path=path, key=key)
        app.report(record.problems)
        if record.usable or was_faulty:
            break
        if not app.console.confirm("Edit it again?"):
            raise CitekitError(
                f"{key} was not written, since it cannot be read as a record",
                f"what you typed is kept in {path}",
            )
    try:
        edited = decode(data, name=path)
    except UnreadableText as error:
        raise CitekitError(
            f"{key} was not written: {error.reason}", f"what you typed is in {path}"
        ) from error
    path.unlink()
    folder.rmdir()
    return edited


def _run(app: App, path: Path) -> None:
    command = app.config.editor or app.environ.get("VISUAL") or app.environ.get("EDITOR")
    if not command:
        raise CitekitError(
            "no editor is known", "name one: `EDITOR=nano citekit edit …`, or the setting `editor`"
        )
    try:
        words = shlex.split(command)
        status = subprocess.run([*words, str(path)], check=False).returncode  # noqa: S603  the user's own editor
    except FileNotFoundError as error:
        raise CitekitError(
            f"the editor `{command}` is not installed", "name another: `EDITOR=nano citekit edit …`"
        ) from error
    except (OSError, ValueError) as error:
        raise CitekitError(f"the editor `{command}` cannot be run: {error}", "check $EDITOR") from error
    if status:
        raise CitekitError(
            f"the editor `{command}` ended with status {status}; nothing was written",
            f"what you typed is kept in {path}",
        )

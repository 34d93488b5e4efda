"""A finished Markdown paper in another format: pandoc converts it, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from citekit.errors import CitekitError
from citekit.files import read_file, write_file

__all__ = ["convert", "needs_conversion"]

_BY_PANDOC: Final = frozenset(
    (".docx", ".epub", ".htm", ".html", ".odt", ".org", ".pdf", ".pptx", ".rst", ".rtf", ".tex", ".typ")
)
"""Endings of formats that pandoc writes, and that a Markdown paper is not."""


def needs_conversion(paper_format: str, own_endings: tuple[str, ...], target: Path) -> bool:
    """Whether a paper of this format must be converted to be what ``target``'s name says.

    Raises:
        CitekitError: it must be, and only Markdown papers can be.
    """
    ending = target.suffix.lower()
    if ending not in _BY_PANDOC or ending in own_endings:
        return False
    if paper_format != "markdown":
        raise CitekitError(
            f"{target.name}: the paper is finished in its own format, which is not {ending}",
            f"give it the ending {own_endings[0]}, and convert the finished paper",
        )
    return True


def convert(data: bytes, target: Path, *, folder: Path) -> None:
    """Let pandoc write the finished Markdown ``data`` to ``target``; ``folder`` is where its images lie.

    Raises:
        CitekitError: pandoc is not installed, or could not do it.
        CannotWrite: the file cannot be written; what stood there stands there still.
    """
    program = shutil.which("pandoc")
    if program is None:
        raise CitekitError(
            f"{target.name}: Markdown becomes {target.suffix} through pandoc, which is not installed",
            "install pandoc, or write the finished Markdown to a .md file",
        )
    with tempfile.TemporaryDirectory() as made:
        output = Path(made) / f"paper{target.suffix}"
        command = [program, "--from=markdown", "--standalone", f"--output={output}"]
        # an argument list of our own, run by no shell
        done = subprocess.run(command, check=False, capture_output=True, input=data, cwd=folder)  # noqa: S603
        if done.returncode or not output.is_file():
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            reason = said[0] if said else f"it ended with status {done.returncode}"
            raise CitekitError(
                f"{target.name}: pandoc could not write it: {reason}", "see what pandoc needs for that format"
            )
        write_file(target, read_file(output))

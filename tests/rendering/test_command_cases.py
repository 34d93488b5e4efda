"""What `render --json`, `render --diff` and `lock` print: ``tests/cases/rendering/commands/NAME.args``.

Each line is a command, run after the one before it in a folder that holds the papers and records of the
cases; ``NAME.out`` is all that the commands print, what comes on stderr behind ``2>``, with the exit status
where it is not 0.
``python -m tests.rendering.test_command_cases`` writes the expected files anew, to be read before they are
committed.
"""

from __future__ import annotations

import gc
import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import pytest

from citekit.cli.main import main
from tests.conftest import Citekit, Ended
from tests.rendering.test_cases import CASES

COMMANDS = sorted((CASES / "commands").glob("*.args"))


def printed_by(commands: Path, citekit: Citekit) -> str:
    """Return what the commands of a case print, one after the other."""
    for path in (CASES / "works.yaml", *(CASES / "commands").glob("*.md"), CASES / "commands/changed.yaml"):
        shutil.copy(path, citekit.cwd)
    return "".join(_printed(citekit, line) for line in commands.read_text("utf-8").splitlines())


def _printed(citekit: Citekit, line: str) -> str:
    ended = _run(citekit, shlex.split(line))
    return "\n".join(_lines(line, ended.out, ended.err.replace(f"{citekit.cwd}/", ""), ended.status)) + "\n"


def _run(citekit: Citekit, arguments: list[str]) -> Ended:
    """Run a command in this process: many of them, each with a start of its own, would take long."""
    out, err = (TextIOWrapper(BytesIO(), "utf-8", write_through=True) for _ in range(2))
    thresholds = gc.get_threshold()
    with (
        chdir(citekit.cwd),
        redirect_stdout(out),
        redirect_stderr(err),
        mock.patch.dict(os.environ, citekit.environment(), clear=True),
        mock.patch.object(sys, "argv", ["citekit", *arguments]),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    gc.set_threshold(*thresholds)
    texts = [stream.buffer.getvalue().decode() for stream in (out, err)]
    assert isinstance(ended.value.code, int)
    return Ended(ended.value.code, *texts)


def _lines(command: str, out: str, err: str, status: int) -> Iterator[str]:
    yield f"$ citekit {command}"
    yield from out.splitlines()
    yield from (f"2> {line}" for line in err.splitlines())
    if status:
        yield f"exit status {status}"


@pytest.mark.parametrize("commands", COMMANDS, ids=lambda path: path.stem)
def test_commands_print_what_they_print(commands: Path, citekit: Citekit) -> None:
    """Every line on both streams, and the exit status; no file is written but locks."""
    assert printed_by(commands, citekit) == commands.with_suffix(".out").read_text("utf-8")
    written = {path.name for path in citekit.cwd.iterdir() if path.suffix not in (".md", ".yaml", ".lock")}
    assert written <= {"entries"}
    assert not (citekit.cwd / "finished.md").exists()


if __name__ == "__main__":
    for each in COMMANDS:
        with TemporaryDirectory() as name:
            text = printed_by(each, Citekit(Path(name), Path(name)))
        each.with_suffix(".out").write_text(text, "utf-8")

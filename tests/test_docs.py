"""The documentation is true: commands shown in it run and print what it says, and nothing is left out."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pypandoc
import pytest

from citekit.cli.main import COMMANDS, cli
from tests.commands_page import all_commands, page
from tests.conftest import CHECKOUT, Citekit
from tests.programs import write_programs

PAGES = sorted([CHECKOUT / "README.md", CHECKOUT / "CONTRIBUTING.md", *(CHECKOUT / "docs").rglob("*.md")])
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _shown(page: Path) -> Iterator[tuple[str, str]]:
    """Yield each command of a page's console blocks with the output shown under it."""
    for block in _BLOCK.findall(page.read_text("utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            while command.endswith("\\"):
                more, _, output = output.partition("\n")
                command = command[:-1] + more.lstrip()
            yield command, output


def _pattern(output: str) -> str:
    """Return a regular expression for shown output, where a line of ``…`` stands for any lines."""
    lines = [".*" if line == "…" else re.escape(line) for line in output.rstrip("\n").split("\n")]
    return "\n".join(lines) + "\n*"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_a_page_print_what_it_shows(page: Path, sample: Citekit, tmp_path: Path) -> None:
    """Each command, run in order in a copy of the sample library, gives the output under it."""
    write_programs(tmp_path / "programs")
    environment = sample.environment() | {"COLUMNS": "100"}
    folders = (tmp_path / "programs", Path(pypandoc.get_pandoc_path()).parent, environment["PATH"])
    environment["PATH"] = os.pathsep.join(str(folder) for folder in folders)
    for command, output in _shown(page):
        done = subprocess.run(
            ["/bin/bash", "-c", command.replace("citekit ", f"{shlex.quote(sys.executable)} -m citekit ")],
            cwd=sample.cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=60,
        )
        printed = done.stdout.decode()

        assert re.fullmatch(_pattern(output), printed, re.DOTALL), f"{command}\n{printed}"


@pytest.mark.parametrize(("path", "command"), [pytest.param(*one, id=one[0]) for one in all_commands()])
def test_a_command_is_documented(path: str, command: click.Command) -> None:
    """It has help, an example of itself, and help for every option."""
    assert command.help
    if not isinstance(command, click.Group):
        assert command.epilog, path
        assert path in command.epilog
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{path} {parameter.name}"


def test_the_page_of_commands_is_up_to_date() -> None:
    """docs/commands.md is what `python -m tests.commands_page` prints."""
    assert (CHECKOUT / "docs" / "commands.md").read_text("utf-8") == page()


def test_the_table_of_commands_repeats_their_first_sentence() -> None:
    """The one-line help in the table is the first line of the command's own help."""
    context = click.Context(cli)
    for name, line in COMMANDS.items():
        command = cli.get_command(context, name)
        assert command is not None
        assert command.help is not None

        assert command.help.splitlines()[0] == line


def test_pages_link_to_files_that_exist() -> None:
    """Relative links of every page lead somewhere."""
    for path in PAGES:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"

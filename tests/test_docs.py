"""The documentation is true: commands shown in it run and print what it says, and nothing is left out."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from citekit.cli.main import COMMANDS, cli

from .conftest import CHECKOUT, Citekit

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
def test_the_commands_of_a_page_print_what_it_shows(page: Path, sample: Citekit) -> None:
    """Each command, run in order in a copy of the sample library, gives the output under it."""
    for command, output in _shown(page):
        done = subprocess.run(
            ["/bin/bash", "-c", command.replace("citekit ", f"{shlex.quote(sys.executable)} -m citekit ")],
            cwd=sample.cwd,
            env=sample.environment() | {"COLUMNS": "100"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=60,
        )
        printed = done.stdout.decode()

        assert re.fullmatch(_pattern(output), printed, re.DOTALL), f"{command}\n{printed}"


def _commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path} {name}")


@pytest.mark.parametrize(("path", "command"), [pytest.param(*c, id=c[0]) for c in _commands(cli, "citekit")])
def test_a_command_is_documented(path: str, command: click.Command) -> None:
    """It has help, an example of itself, help for every option, and a section in docs/commands.md."""
    assert command.help
    if not isinstance(command, click.Group):
        assert command.epilog, path
        assert path in command.epilog
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{path} {parameter.name}"
    assert f"`{path}`" in (CHECKOUT / "docs" / "commands.md").read_text("utf-8")


def test_the_table_of_commands_repeats_their_first_sentence() -> None:
    """The one-line help in the table is the first line of the command's own help."""
    context = click.Context(cli)
    for name, line in COMMANDS.items():
        command = cli.get_command(context, name)
        assert command is not None
        assert command.help is not None

        assert line.removesuffix(".") in " ".join(command.help.split()), name


def test_pages_link_to_files_that_exist() -> None:
    """Relative links of every page lead somewhere."""
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"

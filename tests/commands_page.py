"""The page docs/commands.md, made from the commands' own help.

``python -m tests.commands_page > docs/commands.md`` writes it.
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from citekit.cli.main import cli

__all__ = ["all_commands", "page"]

_HEAD = """\
# Commands

Every command with its help, as `citekit COMMAND --help` prints it.
This page is made by `python -m tests.commands_page`; the tests compare it with the commands.

Data goes to stdout, everything else to stderr.
Exit status: 0 well, 1 findings or an expected failure, 2 a wrong call, 3 a bug, 130 Ctrl-C.
`--library DIR` and `--color WHEN` may stand before or after any command.
"""


def all_commands(group: click.Group = cli, path: str = "citekit") -> Iterator[tuple[str, click.Command]]:
    """Yield every command with what is typed to call it, groups before their commands."""
    context = click.Context(group, info_name=path)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from all_commands(command, f"{path} {name}")


def page() -> str:
    """Return the page."""
    parts = [_HEAD]
    for path, command in all_commands():
        # A command inherits them from its group, and keeps the option that it makes of them first.
        names = cli.context_settings["help_option_names"]
        context = click.Context(
            command, info_name=path, max_content_width=100, terminal_width=100, help_option_names=names
        )
        parts.append(f"## `{path}`\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    print(page(), end="")

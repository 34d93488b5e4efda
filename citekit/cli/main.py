"""The group of commands, the one table of them, and the one place that catches errors.

A command's module is imported when it is called: `citekit --version` costs little more than click.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from typing import Final, NoReturn

import click

from citekit import __version__
from citekit.cli.options import NearestGroup
from citekit.cli.start import Start, color_option, library_option

__all__ = ["COMMANDS", "cli", "main", "run_program"]

COMMANDS: Final = {
    "init": "Make a library.",
    "add": "Add a record.",
    "import": "Import the records of other programs' files.",
    "export": "Write records in the format of another program.",
    "formats": "List the formats, or say what one can hold.",
    "list": "List the records.",
    "show": "Show records.",
    "search": "List the records that match a query.",
    "set": "Set, add to or remove fields of records.",
    "edit": "Edit a record in your editor.",
    "tag": "Add tags to records, or remove them.",
    "rename": "Give a record another key.",
    "remove": "Remove records.",
    "duplicates": "List records that may be of the same work.",
    "merge": "Make one record of several.",
    "undo": "Take back the last change.",
    "redo": "Make again what was undone last.",
    "cite": "Print the in-text citation of records.",
    "bibliography": "Print the reference list of records.",
    "render": "Finish a paper: put citations and bibliography in.",
    "lock": "Pin what a paper is printed with, and what it prints.",
    "check": "Check the citations of papers.",
    "explain": "Say why a style printed a reference so.",
    "styles": "List, search, show, preview and check citation styles.",
    "schema": "Print the JSON Schema of a record.",
    "completion": "Print the completion script of a shell.",
}
"""Every command with its one-line help. The command ``x`` is ``x`` in ``citekit/cli/commands/x.py``."""

_COLLECT_AFTER: Final = 200_000
"""So many more objects are made than freed before Python looks for cycles; by itself it takes 700."""
EXIT_BUG: Final = 3
EXIT_INTERRUPTED: Final = 130
EXIT_PIPE_CLOSED: Final = 141
"""What a shell reports of a program that SIGPIPE ended, as ``head`` ends most."""


class _Commands(NearestGroup):
    """Imports a command when it is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        # `import` and `list` are no names for modules or functions.
        name = f"{cmd_name}_" if cmd_name in ("import", "list", "set") else cmd_name
        module = importlib.import_module(f"citekit.cli.commands.{name}")
        command: click.Command = getattr(module, name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: citekit bibliography --style chicago-author-date",
)
@library_option
@color_option
@click.version_option(__version__, "-V", "--version", message="citekit %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Citations and bibliographies: one YAML record per work, any CSL style, offline."""
    ctx.ensure_object(Start)


def main() -> NoReturn:
    """Run the command line of this process and end it with the right exit status."""
    run_program(cli, "citekit")


def run_program(program: click.Command, name: str) -> NoReturn:
    """Run ``program`` on the arguments of this process and end it with the right exit status.

    0 well, 1 findings or an expected failure, 2 usage, 3 a bug, 130 Ctrl-C.
    """
    # ten thousand records are a million values without cycles, which the collector would go through often
    gc.set_threshold(_COLLECT_AFTER)
    try:
        status = _run(program, name)
        sys.stdout.flush()
    except BrokenPipeError:
        status = EXIT_PIPE_CLOSED
        _discard_stdout()
    except OSError as error:
        # stdout on a full disk may fail at the last flush, after the command is done.
        print(f"error: the output could not be written: {error.strerror}", file=sys.stderr)  # noqa: T201
        status = 1
        _discard_stdout()
    if status == EXIT_INTERRUPTED:
        # Python ends as by the signal after a Ctrl-C that broke off exec(), as where a data class is made.
        sys.stderr.flush()
        os._exit(status)
    # the process ends: what it holds need not be searched for cycles once more
    gc.freeze()
    sys.exit(status)


def _run(program: click.Command, name: str) -> int:
    try:
        result = program.main(prog_name=name, standalone_mode=False)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        print("\nstopped; nothing more was changed", file=sys.stderr)  # noqa: T201
        return EXIT_INTERRUPTED
    except Exception as error:  # noqa: BLE001  the one boundary: a bug must not reach a user as a traceback
        return _fail(error)
    return result if isinstance(result, int) else 0


def _fail(error: Exception) -> int:
    from citekit.cli.bug_report import write_bug_report  # noqa: PLC0415  only failures need these
    from citekit.cli.console import CannotPrint, PipeClosed, open_console  # noqa: PLC0415
    from citekit.errors import CitekitError  # noqa: PLC0415

    if isinstance(error, PipeClosed):
        _discard_stdout()
        return EXIT_PIPE_CLOSED
    if isinstance(error, CannotPrint):
        _discard_stdout()
    if isinstance(error, CitekitError):
        open_console(color="auto", environ=os.environ).error(str(error), error.hint)
        return error.exit_code
    where = write_bug_report(error, arguments=sys.argv[1:], environ=os.environ)
    print(  # noqa: T201
        f"error: a bug in citekit: {type(error).__name__}; your records are as they were before this command"
        f" or complete\nhint: please report it with the file {where}",
        file=sys.stderr,
    )
    return EXIT_BUG


def _discard_stdout() -> None:
    # The interpreter flushes stdout once more at exit and would complain of the same failure again.
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  lives until the process ends

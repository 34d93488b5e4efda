"""Options and arguments that commands share, and what the shell completes for them.

Imports click alone, so that `citekit --version` stays quick; completion imports what it needs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from citekit.cli.start import Start, color_option, library_option

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = [
    "Command",
    "FieldType",
    "FormatType",
    "KeyType",
    "NearestGroup",
    "StyleType",
    "dry_run",
    "format_option",
    "from_file",
    "json_flag",
    "keys_argument",
    "like_option",
    "locale_option",
    "query_option",
    "style_option",
    "to_option",
    "yes_flag",
]

F = TypeVar("F", bound=Callable[..., Any])

LIKE: Final = ("specification", "zotero")
"""The names of `citekit.csl.model.compatibility.PRESETS`, for the same reason as below."""
OUTPUT_FORMS: Final = ("text", "html", "markdown", "latex", "rtf", "typst", "docx", "ansi", "json")
"""The names of `citekit.output.all_writers`, which start-up does not wait for; a test compares them."""


class Command(click.Command):
    """A command that takes the global options too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        color_option(self)
        library_option(self)
        # click collects what decorators add to a command in this list, last first.
        self.params.extend(reversed(getattr(self, "__click_params__", [])))


class NearestGroup(click.Group):
    """A group that names the nearest command when there is none of that name."""

    command_class = Command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None and not ctx.resilient_parsing:
            known = self.list_commands(ctx)
            import difflib  # noqa: PLC0415  for a slip only

            near = difflib.get_close_matches(name, known, n=2)
            hint = f"did you mean {' or '.join(near)}?" if near else f"the commands are {', '.join(known)}"
            raise click.UsageError(f'no command "{name}"; {hint}', ctx)
        return super().resolve_command(ctx, args)


class KeyType(click.ParamType[str]):
    """A record's key, former key or identifier; the shell completes keys."""

    name = "key"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from citekit.cli.completion import complete_key  # noqa: PLC0415  only completion needs it

        return complete_key(ctx.find_object(Start) or Start(), incomplete)


class StyleType(click.ParamType[str]):
    """A style's name, short name or path; the shell completes names."""

    name = "style"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from citekit.cli.completion import complete_style  # noqa: PLC0415  only completion needs it

        return complete_style(ctx.find_object(Start) or Start(), incomplete)


class FieldType(click.ParamType[str]):
    """A field of a record, or ``field=value``; the shell completes fields."""

    name = "field"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from citekit.cli.completion import complete_field  # noqa: PLC0415  only completion needs it

        return complete_field(incomplete)


def keys_argument(*, required: bool) -> Callable[[F], F]:
    """``KEY...``: records by key, former key, DOI, ISBN, report number, URL."""
    return click.argument(
        "keys", metavar="KEY..." if required else "[KEY]...", nargs=-1, required=required, type=KeyType()
    )


def json_flag(function: F) -> F:
    """``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")(function)


def dry_run(function: F) -> F:
    """``--dry-run``."""
    return click.option(
        "-n", "--dry-run", is_flag=True, help="Show what would change as a diff, and change nothing."
    )(function)


def yes_flag(function: F) -> F:
    """``--yes``."""
    return click.option("-y", "--yes", is_flag=True, help="Do not ask.")(function)


def style_option(function: F) -> F:
    """``--style STYLE``."""
    return click.option(
        "-s",
        "--style",
        type=StyleType(),
        metavar="STYLE",
        help="A style's name, short name (apa, chicago, mla, ieee …) or .csl file."
        "  [env: CITEKIT_STYLE; default: apa]",
    )(function)


def locale_option(function: F) -> F:
    """``--locale TAG``."""
    return click.option(
        "--locale",
        metavar="TAG",
        help="Language of the printed terms, such as de-DE.  [env: CITEKIT_LOCALE; default: the style's]",
    )(function)


def like_option(function: F) -> F:
    """``--like PROGRAM``."""
    return click.option(
        "--like",
        type=click.Choice(LIKE),
        help="Print as CSL's specification says, or as Zotero prints it, its slips included."
        "  [env: CITEKIT_LIKE; default: specification]",
    )(function)


def to_option(function: F) -> F:
    """``--to FORM``."""
    return click.option(
        "-t",
        "--to",
        type=click.Choice(OUTPUT_FORMS),
        help="The form of the output.  [default: ansi on a terminal with colour, else text]",
    )(function)


def from_file(function: F) -> F:
    """``--from FILE`` and ``--from-format NAME``."""
    named = format_option(
        "--from-format", "from_format", "The format of that file, where its name and content mislead."
    )
    return click.option(
        "--from",
        "source",
        metavar="FILE",
        type=click.Path(dir_okay=False, allow_dash=True),
        help="Take the records from a file of any format that is read (- for stdin) in place of the library.",
    )(named(function))


class FormatType(click.ParamType[str]):
    """The name of a bibliographic format; the shell completes names."""

    name = "format"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from citekit.cli.completion import complete_format  # noqa: PLC0415  only completion needs it

        return complete_format(incomplete)


def format_option(flag: str, name: str, help_: str) -> Callable[[F], F]:
    """``--format NAME`` or ``--from-format NAME``."""
    return click.option(flag, name, type=FormatType(), metavar="NAME", help=f"{help_} See `citekit formats`.")


def query_option(function: F) -> F:
    """``--query QUERY``."""
    return click.option(
        "-q", "--query", metavar="QUERY", help="All records that match, as `citekit search` finds them."
    )(function)

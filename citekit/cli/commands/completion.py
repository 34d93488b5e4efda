"""``citekit completion``."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from citekit.cli.app import App, pass_app
from citekit.cli.options import Command

SHELLS = ("bash", "zsh", "fish")


@click.command(
    cls=Command,
    epilog="Example: echo 'eval \"$(citekit completion bash)\"' >> ~/.bashrc",
)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
@pass_app
def completion(app: App, ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    With it the shell completes commands, options, keys, styles and fields.

    \b
    bash:  echo 'eval "$(citekit completion bash)"' >> ~/.bashrc
    zsh:   echo 'eval "$(citekit completion zsh)"' >> ~/.zshrc
    fish:  citekit completion fish > ~/.config/fish/completions/citekit.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None, shell  # noqa: S101  click has classes for all of SHELLS
    root = ctx.find_root().command
    app.console.raw(kind(root, {}, "citekit", "_CITEKIT_COMPLETE").source() + "\n")

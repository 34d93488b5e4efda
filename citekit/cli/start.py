"""The options that may stand before or after any command, and what they say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import click

__all__ = ["Start", "color_option", "library_option"]

F = TypeVar("F", bound=Callable[..., Any])

_COLORS: Final = ("auto", "always", "never")


@dataclass(slots=True)
class Start:
    """The options that may stand before or after any command."""

    library: str | None = None
    color: str = "auto"


def _set_start(name: str) -> Callable[[click.Context, click.Parameter, str | None], None]:
    def callback(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
        if value is not None:
            setattr(ctx.ensure_object(Start), name, value)

    return callback


def library_option(function: F) -> F:
    """``--library DIR``, before or after the command."""
    return click.option(
        "--library",
        metavar="DIR",
        type=click.Path(file_okay=False),
        expose_value=False,
        is_eager=True,
        callback=_set_start("library"),
        help="The library to use.  [env: CITEKIT_LIBRARY; default: the one around the working folder]",
    )(function)


def color_option(function: F) -> F:
    """``--color WHEN``, before or after the command."""
    return click.option(
        "--color",
        type=click.Choice(_COLORS),
        expose_value=False,
        is_eager=True,
        callback=_set_start("color"),
        help="Colour the output: auto (on a terminal), always or never.",
    )(function)

"""Findings on the terminal: painted, and folded to its width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import click

from citekit.checks.checked import Checked
from citekit.cli.app import App
from citekit.cli.console import visible
from citekit.reports.text import Role, write_text

__all__ = ["show_findings"]

_WIDEST: Final = 100
"""Cells of a line: longer ones are hard to read, however wide the terminal."""

_PAINTS: Final[dict[Role, dict[str, Any]]] = {
    Role.TITLE: {"bold": True},
    Role.PLACE: {"fg": "cyan"},
    Role.ERROR: {"fg": "red", "bold": True},
    Role.WARNING: {"fg": "yellow", "bold": True},
    Role.LOOK: {"fg": "blue", "bold": True},
    Role.UNCHECKED: {"fg": "magenta"},
    Role.WRONG: {"fg": "red"},
    Role.RIGHT: {"fg": "green"},
    Role.QUIET: {"dim": True},
}


def show_findings(app: App, checked: Sequence[Checked]) -> None:
    """Print what was found to stdout."""
    console = app.console

    def paint(role: Role, text: str) -> str:
        return click.style(visible(text), **_PAINTS[role]) if console.colour else text

    width = min(console.width, _WIDEST) if console.width else None
    text = write_text(checked, paint=paint, width=width)
    # Painted text holds the escapes that paint it; its pieces have been made visible one by one.
    console.raw(text if console.colour else visible(text))

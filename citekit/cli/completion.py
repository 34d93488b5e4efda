"""What the shell completes: keys, styles, fields. A failure completes nothing and says nothing."""

from __future__ import annotations

import os
from pathlib import Path

from click.shell_completion import CompletionItem

from citekit.cli.app import App
from citekit.cli.start import Start
from citekit.errors import CitekitError
from citekit.formats.all_formats import FORMATS
from citekit.item.variables import RECORD_VARIABLES, TYPES
from citekit.library.record import OWN_FIELDS

__all__ = ["complete_field", "complete_format", "complete_key", "complete_style"]

# Shells print a long list badly and slowly.
_MOST = 500


def complete_key(start: Start, incomplete: str) -> list[CompletionItem]:
    """Return the keys of the library that begin with ``incomplete``."""
    try:
        keys = _app(start).library.keys()
    except (CitekitError, OSError):
        return []
    return [CompletionItem(key) for key in keys if key.startswith(incomplete)][:_MOST]


def complete_style(start: Start, incomplete: str) -> list[CompletionItem]:
    """Return the names of styles that begin with ``incomplete``."""
    try:
        names = _app(start).styles.names()
    except (CitekitError, OSError):
        return []
    return [CompletionItem(name) for name in names if name.startswith(incomplete)][:_MOST]


def complete_field(incomplete: str) -> list[CompletionItem]:
    """Return fields that begin with ``incomplete``, with their meaning; types after ``type=``."""
    field, equals, begun = incomplete.partition("=")
    if equals:
        words = TYPES.items() if field == "type" else ()
        return [CompletionItem(f"type={word}", help=says) for word, says in words if word.startswith(begun)]
    described = {"type": "Item type.", **{v.name: v.description for v in RECORD_VARIABLES.values()}}
    described.update({own.name: own.description for own in OWN_FIELDS.values()})
    return [
        CompletionItem(f"{name}=", help=says) for name, says in described.items() if name.startswith(field)
    ]


def complete_format(incomplete: str) -> list[CompletionItem]:
    """Return the names of formats that begin with ``incomplete``, with what they are."""
    return [
        CompletionItem(name, help=format_.description)
        for name, format_ in FORMATS.items()
        if name.startswith(incomplete)
    ]


def _app(start: Start) -> App:
    return App(start, cwd=Path.cwd(), environ=os.environ, home=Path.home())

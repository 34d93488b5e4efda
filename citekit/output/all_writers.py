"""The table of writers: one line for each output form."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from citekit.errors import CitekitError
from citekit.output import ansi, docx, html, latex, markdown, rtf, text, tree_json, typst
from citekit.output.base import Writer

__all__ = ["WRITERS", "get_writer"]

WRITERS: Final[Mapping[str, Writer]] = MappingProxyType(
    {
        "text": text,
        "html": html,
        "markdown": markdown,
        "latex": latex,
        "rtf": rtf,
        "typst": typst,
        "docx": docx,
        "ansi": ansi,
        "json": tree_json,
    }
)
"""Every writer by the name that people ask for it with; `citekit.cli.options` lists the names again."""


def get_writer(name: str) -> Writer:
    """Return the writer of that name.

    Raises:
        CitekitError: there is none.
    """
    try:
        return WRITERS[name]
    except KeyError:
        raise CitekitError(f'no output form "{name}"', f"choose one of {', '.join(WRITERS)}") from None

"""The table of writers: one line for each output form."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from citekit.errors import CitekitError
from citekit.output.base import Writer

__all__ = ["WRITERS", "get_writer"]

_MODULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "text": "text",
        "html": "html",
        "markdown": "markdown",
        "latex": "latex",
        "rtf": "rtf",
        "typst": "typst",
        "docx": "docx",
        "ansi": "ansi",
        "json": "tree_json",
    }
)


class _Table(Mapping[str, Writer]):
    """Imports a writer when it is wanted: a command wants one of them."""

    def __getitem__(self, name: str) -> Writer:
        writer: Writer = importlib.import_module(f"citekit.output.{_MODULES[name]}")
        return writer

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


WRITERS: Final[Mapping[str, Writer]] = _Table()
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

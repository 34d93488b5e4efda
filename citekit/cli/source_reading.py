"""The files that records name, read for `citekit check` to look quotations up in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from citekit.checks.source_text import SourceText
from citekit.documents.source_pages import read_source_pages
from citekit.errors import CitekitError, UnreadableFile, UnreadableText
from citekit.files import reason_of

__all__ = ["reader_of_sources"]

_MOST: Final = 200_000_000
"""Bytes of the largest file that is read."""


def reader_of_sources(folder: Path) -> Callable[[str], SourceText]:
    """Return what reads the files below ``folder``, each once, and what failed not again.

    It raises `CitekitError` if a file is not there, is too large, or is in no format that is read.
    """
    known: dict[str, SourceText | CitekitError] = {}

    def read(name: str) -> SourceText:
        if name not in known:
            try:
                known[name] = SourceText(name, read_source_pages(_bytes(folder / name, name), name=name))
            except CitekitError as error:
                known[name] = error
        found = known[name]
        if isinstance(found, CitekitError):
            raise found
        return found

    return read


def _bytes(path: Path, name: str) -> bytes:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= _MOST else b""
    except OSError as error:
        raise UnreadableFile(name, reason_of(error)) from error
    except ValueError:
        raise UnreadableFile(name, "is no name that a file can have") from None
    if size > _MOST:
        raise UnreadableFile(name, f"is {size // 1_000_000} MB")
    if not data.strip():
        raise UnreadableText(name, "is empty")
    return data

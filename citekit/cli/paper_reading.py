"""A paper, read from the file that the user names."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from citekit.cli.app import App
from citekit.cli.reading import shown_name
from citekit.documents.all_documents import read_document
from citekit.documents.document import Document
from citekit.errors import UnreadableFile, UnreadableText

__all__ = ["read_paper"]

_MOST: Final = 200_000_000
"""Bytes of the largest file that is read at all: pictures fill them."""
_MOST_TEXT: Final = 10_000_000
"""Bytes of the largest text: five thousand pages."""
_PACKED: Final = (b"%PDF-", b"PK")
"""Files that begin so hold pictures, too."""
_TOO_LARGE: Final = "no paper is as large; is it the right file?"
_MADE: Final = frozenset((".aux", ".bcf"))
"""Endings of what LaTeX makes of a paper."""
_MEGABYTE: Final = 1_000_000


def read_paper(app: App, source: str) -> Document:
    """Return the paper in a file, ``-`` for stdin.

    Raises:
        UnreadableFile, UnreadableText: it cannot be opened, or is in no format that is read.
    """
    name = shown_name(source)
    path = app.cwd / source
    if source != "-" and path.is_file() and path.stat().st_size > _MOST:
        size = path.stat().st_size // _MEGABYTE
        raise UnreadableFile(name, f"is {size} MB", _TOO_LARGE)
    data = app.read_input(source)
    if not data.strip(b"\0 \t\r\n\f"):
        raise UnreadableText(name, "is empty", hint="is it the right file?")
    if len(data) > _MOST_TEXT and b"\0" not in data[:4096] and not data.startswith(_PACKED):
        raise UnreadableFile(name, f"is {len(data) // _MEGABYTE} MB of text", _TOO_LARGE)
    folder = (app.cwd / source).parent

    beside = _Beside(folder, path) if source != "-" else None
    document = read_document(data, name=name, open_file=beside.open_file if beside else None)
    if not any(part.text.strip() for part in document.parts):
        raise UnreadableText(name, "has no text", hint="is it the right file?")
    return document


class _Beside:
    """Opens the files beside a paper that it reads in."""

    def __init__(self, folder: Path, paper: Path) -> None:
        self._folder = folder
        self._newest = paper.stat().st_mtime_ns if paper.is_file() else 0

    def open_file(self, wanted: str) -> bytes:
        """Return the bytes of a file; one that a program made before the paper was last changed is none.

        Raises:
            OSError: there is no such file, or none that a paper reads in.
        """
        path = self._folder / wanted
        if not path.is_file() or path.stat().st_size > _MOST_TEXT:
            raise FileNotFoundError(wanted)
        changed = path.stat().st_mtime_ns
        if path.suffix in _MADE:
            if changed < self._newest:
                raise FileNotFoundError(wanted)
        else:
            self._newest = max(self._newest, changed)
        return path.read_bytes()

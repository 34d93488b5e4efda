"""Org-mode: citations as Org 9.5 has them, with styles and variants, notes, and keywords of the head.

Org manual, "Citations", "Footnotes", "Export Settings"; Org syntax, "Citations" and "Citation references".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from citekit.documents.document import Document, Edit, OpenFile
from citekit.documents.org.elements import find_elements
from citekit.documents.text_file import edit_text, in_lines, read_part

__all__ = ["DESCRIPTION", "EXTENSIONS", "NAME", "edit", "read"]

NAME: Final = "org"
DESCRIPTION: Final = "Org-mode"
EXTENSIONS: Final[tuple[str, ...]] = (".org",)


def read(data: bytes, *, name: Path | str, open_file: OpenFile | None = None) -> Document:
    """Return the document in ``data``; see `DocumentFormat.read`."""
    del open_file  # what #+INCLUDE names is a paper of its own
    part, notices = read_part(data, name=name)
    found = find_elements(in_lines(part.text))
    return found.document(Document(name=str(name), format=NAME, parts=(part,), notices=notices))


def edit(document: Document, edits: Sequence[Edit]) -> Mapping[str, bytes]:
    """Return the changed file; see `DocumentFormat.edit`."""
    return edit_text(document, edits)

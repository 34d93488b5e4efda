"""A paper of several files as one: each file in the place of what reads it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from citekit.documents.document import Document, Edit
from citekit.documents.latex.one_file import latex_content
from citekit.documents.places import Span
from citekit.documents.text_file import edit_text
from citekit.documents.typst.one_file import typst_content

__all__ = ["in_one_file"]

_CONTENTS: Final[Mapping[str, Callable[[str, str], str]]] = MappingProxyType(
    {"latex": latex_content, "typst": typst_content}
)
"""What stands in place of the command that reads a file in, of the command and the file's text."""


def in_one_file(document: Document, edits: Sequence[Edit]) -> bytes:
    """Return ``document``, edited, as one file that needs none of those that it was read from.

    Raises:
        CannotEdit: the encoding of the paper's first file lacks a character.
    """
    content = _CONTENTS[document.format]
    texts: dict[int, str] = {}
    for number in reversed(range(len(document.parts))):
        own = [edit for edit in edits if edit.span.part == number]
        own += [
            Edit(part.included_by, content(document.source(part.included_by), texts[child]))
            for child, part in enumerate(document.parts)
            if part.included_by is not None and part.included_by.part == number
        ]
        part = document.parts[number]
        if number == 0:
            return edit_text(document, own or [Edit(Span(0, 0), "")])[part.name]
        changed = edit_text(document, own)[part.name] if own else part.text.encode(part.encoding)
        texts[number] = changed.removeprefix(part.mark).decode(part.encoding)
    raise AssertionError("a document has a first part")

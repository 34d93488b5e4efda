r"""A paper of several files as one: each file in the place of the command that reads it in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citekit.documents.document import Document, Edit
from citekit.documents.places import Span
from citekit.documents.text_file import edit_text

__all__ = ["in_one_file"]

_BODY: Final = re.compile(
    r"^[^%\n]*\\begin\{document\}(.*?)^[^%\n]*\\end\{document\}", re.MULTILINE | re.DOTALL
)
_PAGES: Final = "\\include"


def in_one_file(document: Document, edits: Sequence[Edit]) -> bytes:
    r"""Return ``document``, edited, as one file that needs none of those that it was read from.

    ``\include`` begins a new page before the file and after it, and so does its content here.

    Raises:
        CannotEdit: the encoding of the paper's first file lacks a character.
    """
    texts: dict[int, str] = {}
    for number in reversed(range(len(document.parts))):
        own = [edit for edit in edits if edit.span.part == number]
        own += [
            Edit(part.included_by, _content(document, part.included_by, texts[child]))
            for child, part in enumerate(document.parts)
            if part.included_by is not None and part.included_by.part == number
        ]
        part = document.parts[number]
        if number == 0:
            return edit_text(document, own or [Edit(Span(0, 0), "")])[part.name]
        changed = edit_text(document, own)[part.name] if own else part.text.encode(part.encoding)
        texts[number] = changed.removeprefix(part.mark).decode(part.encoding)
    raise AssertionError("a document has a first part")


def _content(document: Document, command: Span, text: str) -> str:
    body = _BODY.search(text)
    text = body[1] if body else text
    ended = text if text.endswith(("\n", "\r")) else f"{text}\n"
    return f"\\clearpage\n{ended}\\clearpage\n" if document.source(command).startswith(_PAGES) else ended

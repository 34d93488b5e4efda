"""New comments in a document, beside those that it has (ISO/IEC 29500-1, 17.13.4)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from citekit.word.package_editing import PackageEditor, add_child
from citekit.word.run_writing import escaped, write_run

__all__ = ["CommentWriter"]

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENT: Final = re.compile(rb"""<\w+:comment\s[^>]*?\w+:id\s*=\s*["'](\d+)["']""")


class CommentWriter:
    """The comments of the document in ``editor``; `finish` puts the new ones in, all by one author."""

    def __init__(self, editor: PackageEditor, *, author: str, initials: str, date: dt.date) -> None:
        self._editor = editor
        self._namespace = _STRICT if editor.is_strict else _WORD
        who = f'w:author="{escaped(author)}" w:initials="{escaped(initials)}"'
        self._by = f'{who} w:date="{date.isoformat()}T00:00:00Z"'
        self._part = editor.related("comments")
        taken = [int(match[1]) for match in _COMMENT.finditer(editor.read(self._part))] if self._part else []
        self._next = max(taken, default=-1) + 1
        self._comments: list[str] = []

    def add(self, paragraphs: Sequence[str]) -> int:
        """Add a comment of these paragraphs and return its id."""
        number = self._next
        self._next += 1
        mark = write_run("<w:annotationRef/>")
        inner = "".join(
            f"<w:p>{mark if index == 0 else ''}{write_run(_text(text))}</w:p>"
            for index, text in enumerate(paragraphs)
        )
        self._comments.append(
            f'<w:comment xmlns:w="{self._namespace}" w:id="{number}" {self._by}>{inner}</w:comment>'
        )
        return number

    def finish(self) -> None:
        """Put the new comments after those that were there."""
        if not self._comments:
            return
        if not self._part:
            empty = (
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
                f'<w:comments xmlns:w="{self._namespace}"></w:comments>'
            )
            self._part = self._editor.add_part("comments", _TYPE, empty.encode(), file="comments.xml")
        data = add_child(self._editor.read(self._part), "".join(self._comments), name=self._part)
        self._editor.write(self._part, data)


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escaped(text)}</w:t>'

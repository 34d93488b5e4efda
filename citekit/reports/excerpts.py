"""Edits as a reader wants to see them: a few words around each, before and after.

The lines of papers are often whole paragraphs, in which a diff by lines hides what it should show.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from citekit.documents.document import Document, Edit

__all__ = ["write_edits"]

_AROUND: Final = 36
"""Characters shown before and after an edit."""


def write_edits(document: Document, edits: Sequence[Edit]) -> str:
    """Return ``edits``, source text in the order of the paper, in the form of a diff."""
    return "".join(_excerpt(document, group) for group in _groups(edits))


def _groups(edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    group: list[Edit] = []
    for edit in edits:
        if group and (
            edit.span.part != group[-1].span.part or edit.span.start - group[-1].span.end > _AROUND
        ):
            yield group
            group = []
        group.append(edit)
    if group:
        yield group


def _excerpt(document: Document, group: Sequence[Edit]) -> str:
    part = document.parts[group[0].span.part]
    first, last = group[0].span.start, group[-1].span.end
    start, end = max(first - _AROUND, 0), min(last + _AROUND, len(part.text))
    before, after = part.text[start:first], part.text[last:end]
    before = before.rpartition("\n")[2] if "\n" in before else _cut_start(before, start)
    after = after.partition("\n")[0] if "\n" in after else _cut_end(after, end, len(part.text))
    new: list[str] = []
    position = first
    for edit in group:
        new += [part.text[position : edit.span.start], str(edit.new)]
        position = edit.span.end
    old = f"{before}{part.text[first:last]}{after}"
    changed = f"{before}{''.join(new)}{after}"
    return f"@@ {part.place(first)} @@\n-{_line(old)}\n+{_line(changed)}\n"


def _cut_start(text: str, start: int) -> str:
    return f"…{text.partition(' ')[2] or text}" if start else text


def _cut_end(text: str, end: int, whole: int) -> str:
    return f"{text.rpartition(' ')[0] or text}…" if end < whole else text


def _line(text: str) -> str:
    return " ".join(text.split())

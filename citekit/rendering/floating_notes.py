r"""Notes in captions and tables of a LaTeX paper, of which LaTeX prints the mark and loses the text.

LaTeX2e, "Footnotes in a table": ``\footnotemark`` stands there, and ``\footnotetext`` behind the environment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from citekit.documents.blocks import BlockKind
from citekit.documents.document import Document, Edit
from citekit.documents.places import Span
from citekit.rendering.habits import habits_of

__all__ = ["behind", "in_floats"]

_FLOATING: Final = (BlockKind.CAPTION, BlockKind.TABLE_CELL)
_ENVIRONMENT: Final = re.compile(r"(?<!\\)%[^\n]*|\\(begin|end)\s*\{([A-Za-z]+)\*?\}")
_HOLDS_FLOATS: Final = frozenset(
    (
        *("figure", "table", "wrapfigure", "wraptable", "sidewaysfigure", "sidewaystable", "subfigure"),
        *("subtable", "threeparttable", "tabular", "tabularx", "tabulary", "tblr", "adjustbox", "center"),
        *("minipage", "scope"),
    )
)
"""Environments out of which no text of a note gets; those of longtable do."""
_FOOTNOTE: Final = "\\footnote{"


def in_floats(document: Document, edits: Sequence[Edit]) -> list[Edit]:
    """Return ``edits`` with the texts of such notes behind the outermost environment around them."""
    result = list(edits)
    if not habits_of(document.format).moves_text:
        return result
    floating = [block.span for block in document.blocks if block.kind in _FLOATING and not block.note]
    texts: dict[Span, list[str]] = {}
    for index, edit in enumerate(edits):
        new = str(edit.new)
        if _FOOTNOTE not in new or not any(_lies_in(edit.span, span) for span in floating):
            continue
        end = _end_of_environment(document.parts[edit.span.part].text, edit.span.end)
        if end is not None:
            place = Span(end, end, edit.span.part)
            marks, notes = _taken_out(new)
            texts.setdefault(place, []).extend(notes)
            result[index] = Edit(edit.span, marks)
    return result + [Edit(place, "".join(behind(notes))) for place, notes in texts.items()]


def _lies_in(span: Span, outer: Span) -> bool:
    return span.part == outer.part and outer.start <= span.start and span.end <= outer.end


def _end_of_environment(text: str, position: int) -> int | None:
    """Return the end of the outermost of the environments around ``position``, None for none."""
    depth, end = 0, None
    for match in _ENVIRONMENT.finditer(text, position):
        if match[1] == "begin":
            depth += 1
        elif match[1] == "end" and depth:
            depth -= 1
        elif match[1] == "end":
            if match[2] not in _HOLDS_FLOATS:
                break
            end = match.end()
    return end


def _taken_out(new: str) -> tuple[str, list[str]]:
    """Return source with a mark in the place of each note, and the texts of the notes."""
    notes: list[str] = []
    while (start := new.find(_FOOTNOTE)) >= 0:
        first = end = start + len(_FOOTNOTE)
        depth = 1
        while depth:
            if new[end] == "\\":
                end += 1
            else:
                depth += (new[end] == "{") - (new[end] == "}")
            end += 1
        notes.append(new[first : end - 1])
        new = f"{new[:start]}\\footnotemark{{}}{new[end:]}"
    return new, notes


def behind(notes: Sequence[str]) -> Iterator[str]:
    """Yield the texts of notes whose marks have all been counted."""
    if len(notes) > 1:
        yield f"\\addtocounter{{footnote}}{{-{len(notes) - 1}}}"
    for number, note in enumerate(notes):
        yield ("\\stepcounter{footnote}" if number else "") + f"\\footnotetext{{{note}}}"

"""Plain text: paragraphs by blank lines or long lines, headings by their look, keys as in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from citekit.documents.blocks import Block, BlockKind
from citekit.documents.citations import Aside, KeyCitation
from citekit.documents.document import Document, Edit, OpenFile
from citekit.documents.markdown.inlines import read_inlines
from citekit.documents.places import Span
from citekit.documents.reference_headings import ends_references, is_reference_heading
from citekit.documents.stretch import Stretch, take_apart
from citekit.documents.text_file import edit_text, in_lines, read_part

__all__ = ["DESCRIPTION", "EXTENSIONS", "NAME", "edit", "read"]

NAME: Final = "text"
DESCRIPTION: Final = "plain text"
EXTENSIONS: Final = (".txt", ".text", ".asc")

_LONG_LINE: Final = 110
"""A line as long as this was not broken by hand, so each line of its group is a paragraph."""

_LONGEST_HEADING: Final = 80
_UNDERLINE: Final = re.compile(r"[ \t]*(=+|-+|~+|\*+)[ \t]*$")
_NUMBERED: Final = re.compile(
    r"\s*(?:chapter\s+|section\s+)?\(?(?:\d+(?:\.\d+)*|[IVX]+)[.)]?\s+\S", re.IGNORECASE
)
_SENTENCE_END: Final = re.compile(r"[.,;:!?…]['\"”’)\]]*$")
_YEAR: Final = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


class _Line(NamedTuple):
    start: int
    end: int
    text: str


def read(data: bytes, *, name: Path | str, open_file: OpenFile | None = None) -> Document:
    """Return the document in ``data``; see `DocumentFormat.read`."""
    del open_file  # a plain text is one file
    part, notices = read_part(data, name=name)
    text = in_lines(part.text)
    blocks: list[Block] = []
    citations: list[KeyCitation] = []
    asides: list[Aside] = []
    for kind, lines in _blocks(text):
        span = Span(lines[0].start, lines[-1].end)
        stretch = Stretch.of_lines(text, [(line.start, line.end) for line in lines])
        found = take_apart(stretch, read_inlines(stretch.text, has_markup=False))
        level = _level(lines[0].text) if kind is BlockKind.HEADING else 0
        citations += [replace(citation, block=len(blocks)) for citation in found.citations]
        blocks.append(Block(kind=kind, span=span, runs=tuple(found.runs), level=level))
        asides += found.asides
    return Document(
        name=str(name),
        format=NAME,
        parts=(part,),
        blocks=tuple(blocks),
        citations=tuple(citations),
        asides=tuple(asides),
        notices=notices,
        shows_italics=False,
    )


def edit(document: Document, edits: Sequence[Edit]) -> Mapping[str, bytes]:
    """Return the changed file; see `DocumentFormat.edit`."""
    return edit_text(document, edits)


def _blocks(text: str) -> Iterator[tuple[BlockKind, list[_Line]]]:
    for group in _groups(text):
        yield from _paragraphs(group)


def _groups(text: str) -> Iterator[list[_Line]]:
    """Yield the lines that stand together, between blank ones."""
    group: list[_Line] = []
    start = 0
    for line in re.split("[\n\f]", text):
        if line.strip():
            group.append(_Line(start, start + len(line.rstrip()), line.rstrip()))
        elif group:
            yield group
            group = []
        start += len(line) + 1
    if group:
        yield group


def _paragraphs(group: list[_Line]) -> Iterator[tuple[BlockKind, list[_Line]]]:
    """Yield the paragraphs and headings of one group of lines."""
    each_line = max(len(line.text) for line in group) >= _LONG_LINE
    lines: list[_Line] = []
    index = 0
    while index < len(group):
        line = group[index]
        under = index + 1 < len(group) and _UNDERLINE.match(group[index + 1].text)
        is_lone = len(group) == 1 or (under and len(group) == 2)
        is_named = is_reference_heading(line.text) or (is_lone and ends_references(line.text))
        if is_named or (under and not lines) or (is_lone and _looks_like_heading(line.text)):
            if lines:
                yield BlockKind.PARAGRAPH, lines
                lines = []
            yield BlockKind.HEADING, [line]
            index += 2 if under else 1
            continue
        lines.append(line)
        if each_line:
            yield BlockKind.PARAGRAPH, lines
            lines = []
        index += 1
    if lines:
        yield BlockKind.PARAGRAPH, lines


def _looks_like_heading(text: str) -> bool:
    """Whether a line that stands alone is a heading: short, no sentence, nothing that has a year."""
    bare = text.strip()
    if len(bare) > _LONGEST_HEADING or _SENTENCE_END.search(bare) or _YEAR.search(bare) or "@" in bare:
        return False
    if _NUMBERED.match(text):
        return True
    first = next((char for char in bare if char.isalpha()), "")
    return bool(first) and (first.isupper() or not first.islower())


def _level(text: str) -> int:
    """Return 1 for a heading that is sure to be one, 2 for a line that only looks like one."""
    is_named = is_reference_heading(text) or ends_references(text)
    return 1 if is_named or text.isupper() or _NUMBERED.match(text) else 2

"""Titles that the list has in italics and a note has not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.checks.full_notes import full_notes
from citekit.checks.listed import italic_spans
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.style_facts import System
from citekit.documents.blocks import Block
from citekit.markup.tree import Format

__all__ = ["PlainTitle", "plain_titles"]


class PlainTitle(NamedTuple):
    """Characters ``start`` to ``end`` of a block: the title, or the container's, of a listed reference."""

    block: int
    start: int
    end: int
    field: str


_SLANTED: Final = 2
"""So many notes have something in italics, or the paper's notes have none on principle."""
_FEWEST_LETTERS: Final = 8


def plain_titles(paper: Paper) -> Iterator[PlainTitle]:
    """Yield the titles in notes that are upright, and in italics in the list."""
    if paper.system is not System.NOTE or not paper.document.shows_italics:
        return
    notes = [(index, block) for index, block in enumerate(paper.document.blocks) if block.note]
    if sum(any(Format.ITALIC in run.formats for run in block.runs) for _, block in notes) < _SLANTED:
        return
    yield from _plain_books(paper)
    titles = [title for listed in paper.references for title in _slanted(listed)]
    for index, block in notes:
        for field, title in titles:
            for match in title.finditer(block.text):
                if not _is_within_quotation(block.text, match) and not _has_italics(block, match):
                    yield PlainTitle(index, match.start(), match.end(), field)


def _plain_books(paper: Paper) -> Iterator[PlainTitle]:
    """Yield the upright titles of books in full notes where most are in italics, and no list has them."""
    if paper.references:
        return
    books = [note for note in full_notes(paper) if note.is_whole]
    plain = [
        note
        for note in books
        if not any(
            Format.ITALIC in paper.document.blocks[note.block].formats_of(at, at + 1)
            for at in range(*note.title)
        )
    ]
    if len(plain) * 2 < len(books):
        yield from (PlainTitle(note.block, *note.title, "title") for note in plain)


def _slanted(listed: ListedReference) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the titles of a reference that are in italics, as patterns of what a note can have of them."""
    text = listed.reference.text
    slanted = italic_spans(listed.reference)
    for field in ("title", "container-title"):
        part = listed.parsed.part(field)
        # What goes on upright is a description: *Rendering*. For orchestra.
        end = next((end for start, end in slanted if part and start <= part.start < end), 0)
        if part is None or not end:
            continue
        whole = text[part.start : min(end, part.end)].strip(" .,“”\"'‘’")
        title = whole.partition(":")[0]
        if " " not in title and " " in whole:
            title = whole  # "Tides" alone could be anything
        words = r"\s+".join(re.escape(word) for word in title.split())
        if _PERSON.fullmatch(title) and title != whole:
            # Bethge's "Dietrich Bonhoeffer: A Biography", and not Bonhoeffer himself
            yield field, re.compile(rf"(?<!\w){words}:")
        elif len(title) >= _FEWEST_LETTERS and " " in title and not _PERSON.fullmatch(title):
            yield field, re.compile(rf"(?<!\w){words}(?!\w)")
        elif field == "title" and listed.names and title:
            # A word alone, or what may be a person's name, is a title where it stands after its author.
            after = "|".join(rf"(?<={re.escape(name)},\s)" for name in (listed.names[0], listed.names[-1]))
            yield field, re.compile(rf"(?:{after}){words}(?=,|\s\()")


_PERSON: Final = re.compile(r"[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z]\.)?\s[^\W\d_a-z][\w’'-]+")


def _is_within_quotation(text: str, match: re.Match[str]) -> bool:
    """Whether a title stands among other words in quotation marks; alone in them it is no less upright."""
    opened = [mark.end() for mark in _OPENING.finditer(text) if mark.end() <= match.start()]
    closed = _CLOSING.search(text, opened[-1]) if opened else None
    if not opened or (closed is not None and closed.start() < match.start()):
        return False
    quoted = text[opened[-1] : closed.start()] if closed else text[opened[-1] :]
    is_alone = opened[-1] == match.start() and quoted[len(match[0]) :].lstrip(".,?!")[:1] in ("", ":")
    return not is_alone


_OPENING: Final = re.compile(r"“|(?<![\w.,;:!?’'])['‘\"](?=\w)")
_CLOSING: Final = re.compile(r"”|(?<=[\w.,?!])['’\"](?=[\s,.;:)]|$)")
"""Quotation marks; single ones as far as they do not stand for a letter."""


def _has_italics(block: Block, match: re.Match[str]) -> bool:
    return any(
        Format.ITALIC in block.formats_of(position, position + 1)
        for position in range(match.start(), match.end())
    )

"""Notes that give a work in full: what a paper without a bibliography says of its works, it says there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.checks.paper import Paper
from citekit.documents.in_text.citation import InTextKind

__all__ = ["FullNote", "full_notes"]


class FullNote(NamedTuple):
    """A work cited in full in a note: its block, its author, and the places of its title and its year.

    ``year`` is as typed; ``is_whole`` tells a book from what stands in quotation marks.
    """

    block: int
    family: str
    title: tuple[int, int]
    year: str
    year_at: tuple[int, int]
    is_whole: bool


_BOOK: Final = re.compile(
    r"(?P<title>[^\W\d_a-z][^“”\"()‘]{3,200}?),?\s"
    r"\((?:[^():]{2,40}:\s)?[^():]{2,80},?\s(?P<year>[12]\d{3})\)"
)
_PART: Final = re.compile(
    r"[“\"‘'](?P<title>[^“”\"]{3,200}?),?[”\"’'],?\s[^“”\"]{3,120}?"
    r"\((?:[^()\d]{0,30}\d{0,2},?\s)?(?P<year>[12]\d{3})\)"
)
_OTHERS: Final = re.compile(
    r"(?:\s(?:and|&)\s[^,“”\"]{3,50}|,\s(?:[^,“”\"]{3,40},\s){0,3}and\s[^,“”\"]{3,40}|\set al\.)?,\s"
    r"(?:eds?\.,\s)?"
)


def full_notes(paper: Paper) -> Iterator[FullNote]:
    """Yield the works that the notes of ``paper`` cite in full, in order."""
    for citation in paper.cites:
        if citation.kind is not InTextKind.NOTE or not citation.cites:
            continue
        text = paper.block_text(citation)
        family = citation.cites[0].names[0]
        at = text.find(family, citation.start, citation.end)
        others = _OTHERS.match(text, at + len(family), citation.end) if at >= 0 else None
        if others is None:
            continue
        for pattern in (_PART, _BOOK):
            match = pattern.match(text, others.end(), citation.end)
            if match:
                yield FullNote(
                    citation.block,
                    family,
                    match.span("title"),
                    match["year"],
                    match.span("year"),
                    is_whole=pattern is _BOOK,
                )
                break

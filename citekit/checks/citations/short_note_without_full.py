"""A short note, or an ibid., whose work no earlier note gives in full."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import LinkKind, Paper
from citekit.checks.places import at_block
from citekit.checks.style_facts import System
from citekit.documents.in_text.citation import InTextCitation, InTextKind
from citekit.language.fold import words

__all__ = ["CHECK"]

_YEAR: Final = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)|\bn\.\s?d\.|forthcoming")
_MOST_WORDS: Final = 14


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each short note without a full one before it, and for an ibid. with none."""
    if paper.system is not System.NOTE:
        return
    notes = [citation for citation in paper.cites if citation.kind is InTextKind.NOTE]
    known: set[str] = set()
    listed = {word for reference in paper.references for name in reference.names for word in words(name)[-1:]}
    misspelt = {paper.cites[link.citation].span for link in paper.links if link.kind is LinkKind.NAME}
    before: int | None = None
    read = -1
    for block, group in groupby(notes, key=lambda citation: citation.block):
        # Whoever is named in a note, as author or editor, may be cited shortly after it.
        known.update(
            word for one in paper.document.blocks[read + 1 : block] if one.note for word in words(one.text)
        )
        read = block - 1
        cited = list(group)
        text = paper.document.blocks[block].text
        for position, citation in enumerate(cited):
            if citation.is_ibid:
                if before is None and position == 0:
                    yield _ibid(paper, citation)
                continue
            if citation.span in misspelt:
                continue  # the work is known, under another spelling
            name = words(citation.cites[0].names[0])[-1:] if citation.cites else ()
            typed = text[citation.start : citation.end]
            if name and _is_short(typed) and name[0] not in known:
                yield _short(paper, citation, is_listed=name[0] in listed)
        before = len(cited)


def _is_short(typed: str) -> bool:
    """Whether a note has name, title and page alone: "Anderson, *Imagined Communities*, 44"."""
    return not _YEAR.search(typed) and len(typed.split()) <= _MOST_WORDS and typed.count(",") >= 1


def _short(paper: Paper, citation: InTextCitation, *, is_listed: bool) -> Finding:
    found = at_block(paper, citation.block, citation.start, citation.end)
    name = citation.cites[0].names[0]
    more = "" if is_listed else f" Your bibliography has nothing by {name} either."
    return Finding(
        check=CHECK.id,
        level=Level.WARNING if is_listed else Level.ERROR,
        where=found.where,
        quote=found.text,
        message=(
            f"This is a short note, and no earlier note gives the work of {name} in full. "
            f"Give author, title, place, publisher and year the first time.{more}"
        ),
    )


def _ibid(paper: Paper, citation: InTextCitation) -> Finding:
    found = at_block(paper, citation.block, citation.start, citation.end)
    return Finding(
        check=CHECK.id,
        level=Level.ERROR,
        where=found.where,
        quote=found.text,
        message="“Ibid.” means the note before, and no work is cited before this one.",
    )


CHECK = PaperCheck(
    id="short-note-without-full",
    title="A short note has no full one before it",
    group=Group.CITATIONS,
    level=Level.ERROR,
    reason="A short note only reminds readers of a work whose details they have seen.",
    remedy="Cite the work in full in its first note, and shortly after that.",
    source="Chicago 18, sections 13.32 and 13.37.",
    needs=frozenset((Need.CITATIONS,)),
    example=Example(
        style="chicago-notes-bibliography",
        wrong=(
            "Nations are imagined.[^1] Print made them.[^2]\n\n"
            "[^1]: Anderson, *Imagined Communities*, 44.\n\n"
            "[^2]: Adrian Johns, *The Nature of the Book* (Chicago: U of Chicago P, 1998), 19.\n"
        ),
        right=(
            "Print made nations.[^1] It did.[^2]\n\n"
            "[^1]: Adrian Johns, *The Nature of the Book* (Chicago: U of Chicago P, 1998), 19.\n\n"
            "[^2]: Johns, *Nature of the Book*, 30.\n"
        ),
    ),
    find=find,
)

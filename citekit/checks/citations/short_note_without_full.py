"""A short note, or an ibid., whose work no earlier note gives in full."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import LinkKind, Paper
from citekit.checks.places import at_block, to_replace
from citekit.checks.style_facts import System
from citekit.documents.in_text.citation import InTextCitation, InTextKind
from citekit.language.case import STOP_WORDS
from citekit.language.fold import words
from citekit.markup.tree import Format

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
                if before is None and position == 0 and not _cites_unread(paper, block):
                    yield _ibid(paper, citation)
                continue
            if citation.span in misspelt:
                continue  # the work is known, under another spelling
            name = words(citation.cites[0].names[0])[-1:] if citation.cites else ()
            typed = text[citation.start : citation.end]
            known.update(words(text[: citation.start]))
            if name and _is_short(typed) and name[0] not in known:
                yield _short(paper, citation, is_listed=name[0] in listed)
            elif name and _is_short(typed):
                yield from _of_another_title(paper, citation, name[0])
                yield from _of_another_note(paper, citation, name[0])
        before = len(cited)


def _cites_unread(paper: Paper, block: int) -> bool:
    """Whether the note before has figures or italics: a law, a letter, a film are not read as works."""
    earlier = [one for one in paper.document.blocks[:block] if one.note]
    if not earlier:
        return False
    slants = any(Format.ITALIC in run.formats for run in earlier[-1].runs)
    return slants or bool(re.search(r"\d", earlier[-1].text))


def _is_short(typed: str) -> bool:
    """Whether a note has name, title and page alone: "Anderson, *Imagined Communities*, 44"."""
    if _YEAR.search(typed) or len(typed.split()) > _MOST_WORDS:
        return False
    return "," in typed or _SEE_NOTE.search(typed) is not None


_SEE_NOTE: Final = re.compile(r"\((?:above |see )?(?:n|fn|note)\.?\s\d+\)")
"""Craig (n 4) 521, as lawyers have it."""


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


def _of_another_title(paper: Paper, citation: InTextCitation, name: str) -> Iterator[Finding]:
    """Yield that the title of a short note has some words of its author's works, and others."""
    text = paper.document.blocks[citation.block].text
    match = _TITLE.search(text, citation.start, citation.end)
    if match is None:
        return
    earlier = [one.text for one in paper.document.blocks[: citation.block] if one.note]
    earlier += [reference.text for reference in paper.references]
    theirs = {word for one in earlier if name in (said := words(one)) for word in said}
    own = [word for word in words(match["title"]) if word not in STOP_WORDS]
    strange = [word for word in own if word not in theirs]
    if not strange or len(strange) == len(own):
        return
    found = at_block(paper, citation.block, *match.span("title"))
    yield Finding(
        check=CHECK.id,
        level=Level.LOOK,
        where=found.where,
        quote=found.text,
        message=(
            f"No full note and no entry of {citation.cites[0].names[0]} has “{strange[0]}” in its title. "
            "Is this the work that you cited before?"
        ),
    )


def _of_another_note(paper: Paper, citation: InTextCitation, name: str) -> Iterator[Finding]:
    """Yield that a short note points to a note that does not name the author, as one other does in full."""
    text = paper.document.blocks[citation.block].text
    match = _NOTE_NUMBER.search(text, citation.start, citation.end)
    if match is None:
        return
    notes = [one for one in paper.document.blocks[: citation.block] if one.note]
    naming = {one.note for one in notes if name in words(one.text)}
    full = {one.note for one in notes if one.note in naming and _YEAR.search(one.text)}
    number = int(match["number"])
    if number in naming or number not in {one.note for one in notes} or len(full) != 1:
        return
    (right,) = full
    yield to_replace(
        CHECK.id,
        paper,
        at_block(paper, citation.block, citation.start, citation.end),
        match.span("number"),
        str(right),
        message=(
            f"Note {number} does not name {citation.cites[0].names[0]}; note {right} gives the work in full. "
            "Notes that were added since have moved the numbers."
        ),
    )


_NOTE_NUMBER: Final = re.compile(
    r"(?:\((?:above |see )?(?:n|fn|note)\.?|\bsupra (?:note|n\.?))\s(?P<number>\d{1,3})\b"
)
"""The note to which lawyers point: (n 4), supra note 4."""
_TITLE: Final = re.compile(
    r",\s[“\"‘]?(?P<title>[^\W\d_a-z][^“”\"\d()]{3,80}?),?[”\"’]?,\s(?:pp?\.\s)?\d{1,4}(?:[–-]\d+)?\.?$"
)
"""The title of a short note, between the name and the page with which it ends."""


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

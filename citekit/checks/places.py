"""Where findings about papers stand, what they quote, and the edits that mend them.

`to_replace` is the whole finding of the usual kind: some characters of what was quoted should be others.
"""

from __future__ import annotations

from typing import NamedTuple

from citekit.checks.finding import Finding, Fix, Level, Related, Where
from citekit.checks.paper import ListedReference, Paper
from citekit.documents.as_typed import as_typed
from citekit.documents.blocks import Block, RunKind
from citekit.documents.document import Edit
from citekit.documents.in_text.citation import InTextCitation, InTextCite, InTextKind
from citekit.documents.places import Span

__all__ = [
    "Quoted",
    "at_block",
    "at_reference",
    "edits",
    "list_has",
    "prose_of",
    "quoted",
    "to_replace",
    "where",
]


class Quoted(NamedTuple):
    """Words of a block as typed: characters ``start`` to ``end`` of its text, and their place."""

    text: str
    block: int
    start: int
    end: int
    where: Where


def where(paper: Paper, span: Span, *, reference: int = 0) -> Where:
    """Return the place of a span."""
    return Where(place=paper.document.place(span), span=span, reference=reference)


def prose_of(block: Block) -> str:
    """Return the text of a block with its code and formulas blotted out."""
    return "".join(
        " " * len(run.text) if run.kind in (RunKind.CODE, RunKind.MATH) else run.text for run in block.runs
    )


def at_block(paper: Paper, block: int, start: int, end: int, *, reference: int = 0) -> Quoted:
    """Return the characters ``start`` to ``end`` of a block, with their place."""
    found = paper.document.blocks[block]
    text = " ".join(found.text[start:end].split())
    return Quoted(text, block, start, end, where(paper, found.span_of(start, end), reference=reference))


def quoted(paper: Paper, citation: InTextCitation, cite: InTextCite, *, reference: int = 0) -> Quoted:
    """Return a cite as a person would quote it: with its bracket where it stands alone in one."""
    if len(citation.cites) == 1:
        return at_block(paper, citation.block, citation.start, citation.end, reference=reference)
    end = cite.end
    is_first = cite is citation.cites[0]
    if citation.kind is InTextKind.NARRATIVE and is_first:
        return at_block(paper, citation.block, citation.start, end, reference=reference)
    return at_block(paper, citation.block, cite.start, end, reference=reference)


def at_reference(paper: Paper, reference: ListedReference) -> Where:
    """Return the place of a listed reference."""
    return where(paper, reference.span, reference=reference.number)


def list_has(paper: Paper, number: int) -> Related:
    """Return the other end of a finding: a reference of the list."""
    reference = paper.reference(number)
    return Related(where=at_reference(paper, reference), words=f"the list has {reference.called()}")


def edits(paper: Paper, block: int, start: int, end: int, new: str) -> tuple[Edit, ...]:
    """Return the edit that puts ``new`` for characters of a block; none where they read otherwise than typed.

    An escape or markup between them would be lost with them.
    """
    found = paper.document.blocks[block]
    span = found.span_of(start, end)
    if found.is_drawn or paper.document.source(span) != found.text[start:end]:
        return ()
    return (Edit(span, as_typed(new, paper.document)),)


def to_replace(
    check: str,
    paper: Paper,
    words: Quoted,
    at: tuple[int, int],
    new: str,
    *,
    message: str,
    habit: str = "",
    level: Level = Level.WARNING,
    related: tuple[Related, ...] = (),
    safe: bool = False,
) -> Finding:
    """Return the finding that ``new`` should stand for the characters ``at`` of a block.

    They lie within the ``words`` that are quoted; what is expected are these words with ``new`` among them.
    """
    text = paper.document.blocks[words.block].text
    start, end = at
    expected = " ".join(f"{text[words.start : start]}{new}{text[end : words.end]}".split())
    return Finding(
        check=check,
        level=level,
        where=words.where,
        quote=words.text,
        expected=expected,
        message=message,
        fix=Fix(text=expected, edits=edits(paper, words.block, start, end, new), safe=safe),
        related=related,
        habit=habit,
    )

"""Pages of a typed reference that end before they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.page_ranges import runs_backwards
from citekit.checks.paper import Paper
from citekit.checks.places import at_block, where
from citekit.documents.in_text.citation import InTextKind

__all__ = ["CHECK"]


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each reference, and each note, whose pages run backwards."""
    yield from _in_notes(paper)
    for listed in paper.references:
        part = listed.parsed.part("page")
        if part is None or not isinstance(part.value, str) or not runs_backwards(part.value):
            continue
        typed = listed.reference.text[part.start : part.end]
        yield Finding(
            check=CHECK.id,
            level=Level.ERROR,
            where=where(paper, listed.reference.span_of(part.start, part.end), reference=listed.number),
            quote=typed,
            message=f"The pages {typed} of {listed.called()} end before they begin.",
        )


def _in_notes(paper: Paper) -> Iterator[Finding]:
    for citation in paper.cites:
        text = paper.block_text(citation)
        match = (
            _PAGES.search(text, citation.start, citation.end) if citation.kind is InTextKind.NOTE else None
        )
        if match is None or not runs_backwards(match["pages"]):
            continue
        words = at_block(paper, citation.block, *match.span("pages"))
        yield Finding(
            check=CHECK.id,
            level=Level.ERROR,
            where=words.where,
            quote=words.text,
            message=f"The pages {words.text} of this note end before they begin.",
        )


_PAGES: Final = re.compile(
    r"(?:\bpp?\.\s|\)[:,]\s|[,”’\"]\s)(?P<pages>\d{1,5}[–-]\d{1,5})(?=(?:\s\((?:at\s)?pp?\.[^()]+\))?\.?\s*$)"
)
"""The pages with which a note ends, or what is cited of them: pp. 33–70 (p. 58)."""

CHECK = PaperCheck(
    id="pages-backwards",
    title="Pages that end before they begin",
    group=Group.CONTRADICTIONS,
    level=Level.ERROR,
    reason="One of the two pages is a slip, and nobody can tell which without the work.",
    remedy="Look the pages up, and correct them.",
    example=Example(
        wrong="# References\n\nSmith, J. (2017). Sleep and grades. *Journal of Sleep*, *12*(3), 133–121.\n",
        right="# References\n\nSmith, J. (2017). Sleep and grades. *Journal of Sleep*, *12*(3), 121–133.\n",
    ),
    find=find,
)

"""A comma between author and year where the style has none, or none where it has one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.paper import Paper
from citekit.checks.places import edits, quoted
from citekit.checks.style_facts import System
from citekit.checks.wording import style_called
from citekit.documents.in_text import InTextCitation, InTextCite, InTextKind

__all__ = ["CHECK"]


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each author and year in brackets that are parted in another way."""
    facts = paper.facts
    if facts is None or facts.system is not System.AUTHOR_DATE or not facts.author_year:
        return
    wants_comma = facts.author_year.startswith(",")
    for citation in paper.cites:
        for position, cite in enumerate(citation.cites):
            in_bracket = citation.kind is InTextKind.PARENTHETICAL or (
                citation.kind is InTextKind.NARRATIVE and position > 0
            )
            if in_bracket and cite.year and (cite.names or cite.title) and not cite.is_secondary:
                finding = _judge(paper, citation, cite, wants_comma=wants_comma)
                if finding is not None:
                    yield finding


def _judge(paper: Paper, citation: InTextCitation, cite: InTextCite, *, wants_comma: bool) -> Finding | None:
    text = paper.block_text(citation)
    digits = re.escape(cite.year.split()[-1][:4])
    match = re.compile(rf"[^\W\d_.](?P<end>[.”\"’'\])]*)(?P<gap>,?\s+)(?={digits})").search(
        text, cite.start, citation.end
    )
    if match is None or match.start() >= cite.end:
        return None
    comma_in_quote = "," in text[match.start() - 1 : match.start("gap")]
    has_comma = match["gap"].startswith(",") or comma_in_quote
    if has_comma == wants_comma or re.search(r"\b(?:ca?\.|circa)\s*$", text[: match.end()]):
        return None
    words = quoted(paper, citation, cite)
    start, end = match.span("gap")
    new = f",{match['gap']}" if wants_comma else match["gap"].removeprefix(",")
    expected = text[words.start : start] + new + text[end : words.end]
    style = style_called(paper)
    return Finding(
        check=CHECK.id,
        level=Level.WARNING,
        where=words.where,
        quote=words.text,
        expected=" ".join(expected.split()),
        message=(
            f"{style} puts a comma between author and year inside brackets."
            if wants_comma
            else f"{style} puts no comma between author and year."
        ),
        fix=Fix(
            text=" ".join(expected.split()), edits=edits(paper, citation.block, start, end, new), safe=True
        ),
        habit="no comma before the year" if wants_comma else "a comma before the year",
    )


CHECK = PaperCheck(
    id="comma-before-year",
    title="The comma between author and year is not as in the style",
    group=Group.CITATIONS,
    level=Level.WARNING,
    reason="Whether a comma stands between author and year is what tells the styles apart at first sight.",
    remedy="Put the comma as the style has it, everywhere.",
    source="APA 7, section 8.11: (Smith, 2010); Chicago 18, section 13.102: (Smith 2010).",
    needs=frozenset((Need.CITATIONS, Need.STYLE)),
    example=Example(
        wrong="Sleep matters (Carskadon 2011).\n",
        right="Sleep matters (Carskadon, 2011).\n",
    ),
    find=find,
)

"""Works in one bracket, or numbers side by side, that are parted by another mark than the style's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.places import at_block, to_replace
from citekit.checks.style_facts import System
from citekit.checks.wording import style_called
from citekit.documents.in_text.citation import InTextCitation, InTextCite

__all__ = ["CHECK"]


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each two works in a bracket with the wrong mark between them."""
    facts = paper.facts
    if facts is None:
        return
    if paper.system is System.NUMERIC:
        is_ieee = facts.conventions.family == "ieee"
        yield from _numbers_apart(paper, is_ieee=is_ieee)
        if is_ieee:
            yield from _hyphened(paper)
    if not facts.in_brackets:
        return
    wanted = facts.cite_delimiter.strip()
    if wanted not in (";", ","):
        return
    for citation in paper.cites:
        text = paper.block_text(citation)
        for before, after in pairwise(citation.cites):
            between = text[before.end : after.start]
            if (
                before.is_secondary
                or (after.year and after.year == before.year)
                or not _is_named(text, after)
            ):
                continue
            typed = between.strip() or text[before.end - 1 : before.end]
            if wanted not in between and typed in (",", ";", "and", "&", ", and", ", &"):
                yield _finding(paper, citation, (before, after), wanted)


def _numbers_apart(paper: Paper, *, is_ieee: bool) -> Iterator[Finding]:
    """Yield a finding for each two numbers with nothing between them: [8] [14]; in IEEE for [8],[14] too."""
    for before, after in pairwise(paper.cites):
        if before.block != after.block or not before.numbers or not after.numbers or after.is_raised:
            continue
        text = paper.block_text(before)
        between = text[before.end : after.start]
        if not between.strip() and before.end <= after.start:
            message, habit = "A comma parts two numbers.", "numbers without a comma between them"
        elif is_ieee and between == "," and text.startswith("[", after.start, after.end):
            message = "A space follows the comma between two numbers."
            habit = "numbers without a space between them"
        else:
            continue
        yield to_replace(
            CHECK.id,
            paper,
            at_block(paper, before.block, before.start, after.end),
            (before.end, after.start),
            ", ",
            message=message,
            habit=habit,
            safe=True,
        )


def _hyphened(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each hyphen between the ends of a range: [5]-[7]; plain text has what keys have."""
    if not paper.document.shows_italics:
        return
    for citation in paper.cites:
        text = paper.block_text(citation)[citation.start : citation.end]
        if not citation.numbers or "]-[" not in text:
            continue
        at = citation.start + text.index("]-[") + 1
        yield to_replace(
            CHECK.id,
            paper,
            at_block(paper, citation.block, citation.start, citation.end),
            (at, at + 1),
            "–",
            message="An en dash stands between the ends of a range.",
            habit="hyphens in ranges of numbers",
            safe=True,
        )


def _is_named(text: str, cite: InTextCite) -> bool:
    return bool(cite.names) and cite.names[0].split()[-1] in text[cite.start : cite.end]


def _finding(
    paper: Paper, citation: InTextCitation, pair: tuple[InTextCite, InTextCite], wanted: str
) -> Finding:
    before, after = pair
    return to_replace(
        CHECK.id,
        paper,
        at_block(paper, citation.block, citation.start, citation.end),
        (before.end, after.start),
        f"{wanted} ",
        message=f"{style_called(paper)} parts works in one bracket with “{wanted}”.",
        habit=f"works in one bracket without “{wanted}” between them",
        safe=True,
    )


CHECK = PaperCheck(
    id="cluster-separator",
    title="Works in one bracket are parted by the wrong mark",
    group=Group.CITATIONS,
    level=Level.WARNING,
    reason="A comma stands within a citation already; only another mark shows where the next one begins.",
    remedy="Put the style's mark, mostly a semicolon, between the works.",
    source="APA 7, section 8.12; MLA 9, section 6.30; Chicago 18, section 13.124.",
    needs=frozenset((Need.CITATIONS, Need.STYLE)),
    example=Example(
        wrong="Sleep matters (Carskadon, 2011, Owens, 2014).\n",
        right="Sleep matters (Carskadon, 2011; Owens, 2014).\n",
    ),
    find=find,
)

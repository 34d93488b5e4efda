"""An ampersand where the style writes "and", or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.places import at_block, quoted, to_replace
from citekit.checks.style_facts import StyleFacts, System
from citekit.checks.wording import style_called
from citekit.documents.in_text.citation import InTextCitation, InTextCite, InTextKind

__all__ = ["CHECK"]

_JOINERS: Final = ("&", "and")
_TWO: Final = 2


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each "and" and "&" between names that the style writes otherwise there."""
    facts = paper.facts
    if facts is None:
        return
    if paper.system is System.NOTE and paper.form is not None and paper.form.joiner == "and":
        yield from _in_notes(paper)
    if not facts.in_brackets:
        return
    yield from _in_prose(paper, facts)
    firms = {
        (link.citation, link.index)
        for link in paper.links
        for number in link.references[:1]
        if paper.reference(number).is_institution
    }
    for index, citation in enumerate(paper.cites):
        for position, cite in enumerate(citation.cites):
            if cite.joiner in _JOINERS and len(cite.names) > 1 and (index, position) not in firms:
                narrative = citation.kind is InTextKind.NARRATIVE and position == 0
                finding = _judge(paper, facts, citation, cite, narrative=narrative)
                if finding is not None:
                    yield finding


def _in_notes(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each "&" between the two authors with whom a work begins in a note."""
    for citation in paper.cites:
        if citation.kind is not InTextKind.NOTE:
            continue
        match = _AUTHORS.match(paper.block_text(citation), citation.start, citation.end)
        if match:
            yield to_replace(
                CHECK.id,
                paper,
                at_block(paper, citation.block, *match.span("names")),
                match.span("joiner"),
                "and",
                message=f"{style_called(paper)} writes “and” between two authors.",
                habit="“&” in notes",
                safe=True,
            )


_PERSON: Final = r"(?:[^\W\d_a-z][\w.’'-]*\s){0,3}[^\W\d_a-z][\w’'-]+"
_AUTHORS: Final = re.compile(rf"\s*(?P<names>{_PERSON} (?P<joiner>&) {_PERSON}),\s")


def _in_prose(paper: Paper, facts: StyleFacts) -> Iterator[Finding]:
    """Yield a finding for each pair of listed authors with "&" in a sentence, away from year and page."""
    wanted = facts.conventions.narrative_joiner
    if wanted != "and":
        return
    pairs = {one.names for one in paper.references if len(one.names) == _TWO and not one.is_institution}
    for index, block in paper.prose():
        if "&" not in block.text:
            continue
        cited = [(one.start, one.end) for one in paper.cites if one.block == index]
        for first, last in pairs:
            for match in re.finditer(
                rf"(?<!\w){re.escape(first)} (?P<joiner>&) {re.escape(last)}(?!\w)", block.text
            ):
                before = block.text[: match.start()]
                if before.count("(") > before.count(")") or any(a <= match.start() < b for a, b in cited):
                    continue
                yield to_replace(
                    CHECK.id,
                    paper,
                    at_block(paper, index, *match.span()),
                    match.span("joiner"),
                    wanted,
                    message=f"In the sentence {style_called(paper)} writes “{wanted}” between two names.",
                    habit="“&” in the sentence",
                    safe=True,
                )


def _judge(
    paper: Paper, facts: StyleFacts, citation: InTextCitation, cite: InTextCite, *, narrative: bool
) -> Finding | None:
    wanted = facts.conventions.narrative_joiner if narrative else facts.joiner
    if wanted not in _JOINERS:
        return None
    text = paper.block_text(citation)
    last = cite.names[-1]
    if wanted == cite.joiner:
        if len(cite.names) == _TWO:
            return _comma(paper, citation, cite)
        names_all = not facts.et_al.least or facts.et_al.least > len(cite.names)
        return _comma_of_three(paper, facts, citation, cite) if names_all else None
    match = re.compile(rf"(?<=\s){re.escape(cite.joiner)}(?=\s+(?:\w\.\s?)*{re.escape(last)})").search(
        text, cite.start, max(cite.end, citation.start)
    )
    if match is None:
        return None
    place = "In the sentence itself" if narrative else "Inside brackets"
    other = "inside brackets" if narrative else "in the sentence itself"
    style = style_called(paper)
    opposite = facts.joiner if narrative else facts.conventions.narrative_joiner
    contrast = f"; “{opposite}” is for use {other}" if opposite in _JOINERS and opposite != wanted else ""
    return to_replace(
        CHECK.id,
        paper,
        quoted(paper, citation, cite),
        match.span(),
        wanted,
        message=f"{place} {style} writes “{wanted}” between the last two names{contrast}.",
        habit=f"“{cite.joiner}” {'in the sentence' if narrative else 'inside brackets'}",
        safe=True,
    )


def _comma_of_three(
    paper: Paper, facts: StyleFacts, citation: InTextCitation, cite: InTextCite
) -> Finding | None:
    """Return the finding that a comma before the last of several names is too much, or missing."""
    before, after = re.escape(cite.names[-2]), re.escape(cite.names[-1])
    pattern = rf"{before}(?P<comma>,?)\s+{re.escape(cite.joiner)}\s+{after}"
    match = re.compile(pattern).search(paper.block_text(citation), cite.start, max(cite.end, citation.end))
    if match is None or bool(match["comma"]) is facts.comma_of_three:
        return None
    new = "," if facts.comma_of_three else ""
    return to_replace(
        CHECK.id,
        paper,
        quoted(paper, citation, cite),
        match.span("comma"),
        new,
        message=(
            f"{style_called(paper)} puts {'a' if new else 'no'} comma before “{cite.joiner}” among names."
        ),
        habit=f"{'no' if new else 'a'} comma before “{cite.joiner}” among three names",
        safe=True,
    )


def _comma(paper: Paper, citation: InTextCitation, cite: InTextCite) -> Finding | None:
    """Return the finding that a comma stands between two names: (McCright, & Dunlap, 2011)."""
    pattern = rf"{re.escape(cite.names[0])}(?P<comma>,)\s+{re.escape(cite.joiner)}\s"
    match = re.compile(pattern).search(paper.block_text(citation), cite.start, max(cite.end, citation.start))
    if match is None:
        return None
    return to_replace(
        CHECK.id,
        paper,
        quoted(paper, citation, cite),
        match.span("comma"),
        "",
        message=f"No comma stands before “{cite.joiner}” between two names.",
        habit=f"a comma before “{cite.joiner}” between two names",
        safe=True,
    )


CHECK = PaperCheck(
    id="and-or-ampersand",
    title="“&” and “and” between names are mixed up",
    group=Group.CITATIONS,
    level=Level.WARNING,
    reason="Styles that use “&” keep it to brackets and lists, where room is short; a sentence is read out.",
    remedy="Use the word in the sentence, and inside brackets what the style has there.",
    source="APA 7, section 8.17; Cite Them Right 12; Chicago 18, section 13.105; MLA 9, section 6.5.",
    needs=frozenset((Need.CITATIONS, Need.STYLE)),
    example=Example(
        wrong="People fear losses (Kahneman and Tversky, 1979), as Kahneman & Tversky (1979) show.\n",
        right="People fear losses (Kahneman & Tversky, 1979), as Kahneman and Tversky (1979) show.\n",
    ),
    find=find,
)

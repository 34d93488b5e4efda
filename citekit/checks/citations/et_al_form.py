"""The words "et al.", written with one full stop and as upright as the style has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.places import at_block, to_replace
from citekit.checks.style_facts import System
from citekit.checks.wording import style_called
from citekit.documents.in_text.citation import InTextCitation, InTextCite, InTextKind
from citekit.markup.tree import Format

__all__ = ["CHECK"]

_TYPED: Final = re.compile(
    r"(?P<comma>,)?(?P<space>\s+)(?P<words>(?:[Ee]t(?P<dot>\.)?|&)\s?[Aa]l\b(?P<stop>\.)?)"
)


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each "et al." of a citation that is written in another way."""
    for citation in paper.cites:
        for cite in citation.cites:
            if cite.has_et_al:
                yield from _in_cite(paper, citation, cite)
                yield from _spelt_out(paper, citation, cite)
    if paper.system is System.NUMERIC:
        yield from _beside_numbers(paper)


def _beside_numbers(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each listed author's "et al." in the prose that has its stop at the wrong word."""
    if paper.facts is not None and paper.facts.conventions.family == "ama":
        return  # AMA writes "et al" in the text and "et al." in the list
    names = {reference.names[0] for reference in paper.references if reference.names}
    listed = paper.listed_blocks
    for index, block in enumerate(paper.document.blocks):
        if index in listed or block.note:
            continue
        for match in _IN_PROSE.finditer(block.text):
            if match["name"] in names and " ".join(match["words"].split()) != "et al.":
                yield to_replace(
                    CHECK.id,
                    paper,
                    at_block(paper, index, *match.span("words")),
                    match.span("words"),
                    "et al.",
                    message=_STOPS,
                    habit=f"“{match['words']}” for “et al.”",
                    safe=True,
                )


_IN_PROSE: Final = re.compile(r"(?P<name>[^\W\d_a-z][\w’'-]+),?\s(?P<words>et\.?\s?al(?:\.|(?=[\s\d,;)\[])))")
_NO_AMPERSAND: Final = "“et al.” is Latin throughout: no “&” stands for its “et”."
_STOPS: Final = "“et” is a word and “al.” is short for “alii”: only the second has a full stop."


def _spelt_out(paper: Paper, citation: InTextCitation, cite: InTextCite) -> Iterator[Finding]:
    """Yield that "and colleagues" stands in brackets, where the style has "et al."."""
    facts = paper.facts
    match = _SPELT_OUT.search(paper.block_text(citation), cite.start, max(cite.end, citation.end))
    if match is None or facts is None or not facts.in_brackets or citation.kind is InTextKind.NARRATIVE:
        return
    yield _finding(
        paper,
        citation,
        match.span("words"),
        new="et al.",
        message=f"Inside brackets {style_called(paper)} writes “et al.”, not “{match['words']}”.",
        habit=f"“{match['words']}” inside brackets",
    )


_SPELT_OUT: Final = re.compile(r"(?P<words>(?:and|&) (?:colleagues|others|co-?workers))\b")


def _in_cite(paper: Paper, citation: InTextCitation, cite: InTextCite) -> Iterator[Finding]:
    text = paper.block_text(citation)
    match = _TYPED.search(text, cite.start, max(cite.end, citation.end))
    if match is None:
        return
    facts = paper.facts
    words = " ".join(match["words"].split())
    if words != "et al.":
        yield _finding(
            paper,
            citation,
            (match.start("words"), match.end("words")),
            new="et al.",
            message=_NO_AMPERSAND if words.startswith("&") else _STOPS,
            habit=f"“{words}” for “et al.”",
        )
    if facts is None:
        return
    if match["comma"] and not facts.et_al_comma and facts.in_brackets and len(cite.names) == 1:
        yield _finding(
            paper,
            citation,
            (match.start(), match.end("words")),
            new=f"{match['space']}{words}",
            message=f"{style_called(paper)} puts no comma before “et al.” after one name.",
            habit="a comma before “et al.”",
        )
    slants = Format.ITALIC in paper.document.blocks[citation.block].formats_of(
        match.start("words"), match.end("words")
    )
    if slants and not facts.et_al_italic and facts.in_brackets and paper.document.shows_italics:
        where = at_block(paper, citation.block, match.start("words"), match.end("words"))
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING,
            where=where.where,
            quote=where.text,
            expected=where.text,
            message=f"{style_called(paper)} writes “et al.” upright, not in italics.",
            habit="“et al.” in italics",
        )


def _finding(
    paper: Paper, citation: InTextCitation, at: tuple[int, int], *, new: str, message: str, habit: str
) -> Finding:
    words = at_block(paper, citation.block, citation.start, citation.end)
    return to_replace(CHECK.id, paper, words, at, new, message=message, habit=habit, safe=True)


CHECK = PaperCheck(
    id="et-al-form",
    title="“et al.” is written in another way",
    group=Group.CITATIONS,
    level=Level.WARNING,
    reason="“et al.” shortens the Latin “et alii”; only the shortened word takes a full stop.",
    remedy="Write “et al.”, with one full stop, without a comma before it, as upright as the style has it.",
    source="APA 7, section 8.17; MLA 9, appendix 1; Chicago 18, section 13.107.",
    needs=frozenset((Need.CITATIONS,)),
    example=Example(
        wrong="Memory is reconstruction (Rivest et. al., 1995), and Becker et al (2015) agree.\n",
        right="Memory is reconstruction (Rivest et al., 1995), and Becker et al. (2015) agree.\n",
    ),
    find=find,
)

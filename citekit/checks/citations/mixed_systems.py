"""Numbers among authors and years, years among pages or numbers: two ways of citing in one paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.full_notes import full_notes
from citekit.checks.paper import LinkKind, Paper
from citekit.checks.places import at_block
from citekit.checks.style_facts import System
from citekit.documents.in_text.citation import InTextCitation, InTextKind

__all__ = ["CHECK", "strangers"]

_DATED: Final = (InTextKind.PARENTHETICAL, InTextKind.NARRATIVE)
_KNOWN: Final = (LinkKind.EXACT, LinkKind.NAME, LinkKind.LETTER, LinkKind.AMBIGUOUS, LinkKind.CO_AUTHOR)
_NUMBERED: Final = re.compile(r"\[\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\]")


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each citation that is made in another way than the paper's own."""
    if paper.system is None:
        return
    yield from _other_brackets(paper)
    for citation in strangers(paper):
        words = at_block(paper, citation.block, citation.start, citation.end)
        theirs = System.NUMERIC if citation.numbers else System.AUTHOR_DATE
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING,
            where=words.where,
            quote=words.text,
            message=(
                f"The paper cites by {paper.system.value}; this citation goes by {theirs.value}. "
                "Cite it like the others."
            ),
            habit=f"citations by {theirs.value} among those by {paper.system.value}",
        )


def _other_brackets(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each number in other brackets than those of the paper: [10] for (10)."""
    if paper.system is not System.NUMERIC:
        return
    typed = [
        (citation, "raised" if citation.is_raised else paper.block_text(citation)[citation.start])
        for citation in paper.cites
        if citation.numbers
    ]
    counts = Counter(how for _, how in typed)
    yield from _in_round(paper)
    if len(counts) < 2:
        return
    (most, many), *_ = counts.most_common()
    if many < _FEWEST or many < _CLEARLY * (len(typed) - many):
        return
    for citation, how in typed:
        if how != most:
            words = at_block(paper, citation.block, citation.start, citation.end)
            yield Finding(
                check=CHECK.id,
                level=Level.WARNING,
                where=words.where,
                quote=words.text,
                message=(
                    f"The numbers of this paper are {_HOW.get(most, most)}, and this one is "
                    f"{_HOW.get(how, how)}. Write them all in one way."
                ),
                habit="numbers in another form than the rest",
            )


def _in_round(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each number that stands in round brackets alone, where the others are square."""
    cited = {number for citation in paper.cites for number in citation.numbers}
    square = sum(paper.block_text(one)[one.start] == "[" for one in paper.cites if one.numbers)
    if square < _FEWEST:
        return
    listed = paper.listed_blocks
    for index, block in enumerate(paper.document.blocks):
        if index in listed or block.note:
            continue
        for match in _ROUND.finditer(block.text):
            number = int(match[1])
            goes_on = block.text[: match.start()].rstrip(" ,").endswith("]")
            if number <= len(paper.references) and (goes_on or number not in cited):
                words = at_block(paper, index, match.start(), match.end())
                yield Finding(
                    check=CHECK.id,
                    level=Level.WARNING,
                    where=words.where,
                    quote=words.text,
                    expected=f"[{number}]",
                    message="The numbers of this paper are in square brackets, and this one is in round.",
                    habit="numbers in another form than the rest",
                )


_ROUND: Final = re.compile(r"(?:(?<=[\w”\"’]\s)|(?<=\],\s))\((\d{1,3})\)(?=[.,;])")
_HOW: Final = {"(": "in round brackets", "[": "in square brackets", "raised": "raised"}
_FEWEST: Final = 4
_CLEARLY: Final = 3


def strangers(paper: Paper) -> Iterator[InTextCitation]:
    """Yield the citations that are surely citations, and of another system than the paper's."""
    noted = {(note.family, note.year) for note in full_notes(paper)} if paper.system is System.NOTE else set()
    links: dict[int, list[LinkKind]] = {}
    for link in paper.links:
        links.setdefault(link.citation, []).append(link.kind)
    for index, citation in enumerate(paper.cites):
        if paper.system is System.AUTHOR_DATE:
            text = paper.block_text(citation)[citation.start : citation.end]
            most = len(paper.references)
            if (
                citation.kind is InTextKind.NUMERIC
                and not citation.is_raised
                and _NUMBERED.fullmatch(text)
                and max(citation.numbers) <= most
            ):
                yield citation
        elif (
            citation.kind in _DATED
            and (any(kind in _KNOWN for kind in links.get(index, ())) or _is_noted(citation, noted))
            and not (paper.system is System.NUMERIC and _has_number_after(paper, citation))
        ):
            yield citation


def _is_noted(citation: InTextCitation, noted: Collection[tuple[str, str]]) -> bool:
    """Whether a name with a year is that of a work which the notes cite in full."""
    return any(cite.names and (cite.names[0], cite.year) in noted for cite in citation.cites)


def _has_number_after(paper: Paper, citation: InTextCitation) -> bool:
    """Whether the work's number stands right after: Smith (2010) [3] names the year and cites by number."""
    return bool(re.match(r"[^.]{0,60}\[\d", paper.block_text(citation)[citation.end :]))


CHECK = PaperCheck(
    id="mixed-systems",
    title="Two ways of citing in one paper",
    group=Group.CITATIONS,
    level=Level.WARNING,
    reason="A reader who has learned to look up numbers cannot look up names, and the other way round.",
    remedy="Cite in one way throughout: by author and year, by author and page, by number, or in notes.",
    source="Every manual has one system; APA 7, section 8.10, MLA 9, section 6.1, IEEE Reference Guide.",
    needs=frozenset((Need.CITATIONS,)),
    example=Example(
        wrong=(
            "Sleep matters (Carskadon, 2011; Smith, 2005), as others say [2].\n\n"
            "It does (Smith, 2005).\n\n# References\n\n"
            "Carskadon, M. A. (2011). Sleep in adolescents. *Pediatric Clinics, 58*(3), 637–647.\n\n"
            "Smith, J. (2005). *The quiet hours*. Sage.\n"
        ),
        right=(
            "Sleep matters (Carskadon, 2011; Smith, 2005).\n\n"
            "It does (Smith, 2005).\n\n# References\n\n"
            "Carskadon, M. A. (2011). Sleep in adolescents. *Pediatric Clinics, 58*(3), 637–647.\n\n"
            "Smith, J. (2005). *The quiet hours*. Sage.\n"
        ),
    ),
    find=find,
)

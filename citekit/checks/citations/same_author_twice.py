"""One author named twice in a bracket where the style names once and adds the years."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.paper import Paper
from citekit.checks.places import at_block, edits
from citekit.checks.wording import style_called
from citekit.checks.years import base_years
from citekit.documents.in_text.citation import InTextCitation, InTextCite, InTextKind

__all__ = ["CHECK"]


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each bracket in which the same authors stand twice, one after the other."""
    facts = paper.facts
    if facts is None or not facts.in_brackets or not facts.year_delimiter:
        return
    for citation in paper.cites:
        if citation.kind not in (InTextKind.PARENTHETICAL, InTextKind.NARRATIVE):
            continue
        text = paper.block_text(citation)
        for before, after in pairwise(citation.cites):
            if _are_alike(text, before, after, is_one=_is_one_work(paper, before, after)):
                yield _finding(paper, citation, (before, after), facts.year_delimiter)


def _is_one_work(paper: Paper, before: InTextCite, after: InTextCite) -> bool:
    """Whether the list has but one work that either may be."""
    fits = [
        one
        for one in paper.references
        if one.names[:1] == before.names[:1] and base_years(one.year) & base_years(before.year)
    ]
    return before.year == after.year and len(fits) == 1


def _are_alike(text: str, before: InTextCite, after: InTextCite, *, is_one: bool) -> bool:
    """Whether both name the same authors, in words, and give nothing but a year."""
    return (
        bool(before.names)
        and (before.names, before.has_et_al) == (after.names, after.has_et_al)
        and after.names[-1].split()[-1] in text[after.start : after.end]
        and not (before.locator or after.locator or before.suffix or after.prefix or before.is_secondary)
        # "(A. Smith, 2010; B. Smith, 2011)" are two people
        and text[after.start : after.end].lstrip().startswith(after.names[0])
        # Lee et al. of one year are two groups of authors
        and not (before.has_et_al and base_years(before.year) & base_years(after.year) and not is_one)
    )


def _finding(
    paper: Paper, citation: InTextCitation, pair: tuple[InTextCite, InTextCite], delimiter: str
) -> Finding:
    before, after = pair
    words = at_block(paper, citation.block, citation.start, citation.end)
    text = paper.block_text(citation)
    fix, expected = None, ""
    at = text.find(after.year, after.start, after.end)
    if at >= 0 and before.year < after.year:
        expected = " ".join(
            f"{text[words.start : before.end].rstrip(' ;')}{delimiter}{text[at : words.end]}".split()
        )
        fix = Fix(text=expected, edits=edits(paper, citation.block, before.end, at, delimiter), safe=True)
    return Finding(
        check=CHECK.id,
        level=Level.WARNING,
        where=words.where,
        quote=words.text,
        expected=expected,
        message=f"{style_called(paper)} names the author once and gives the years one after the other.",
        fix=fix,
        habit="an author named twice in one bracket",
    )


CHECK = PaperCheck(
    id="same-author-twice",
    title="An author is named twice in one bracket",
    group=Group.CITATIONS,
    level=Level.WARNING,
    reason="Named once, the works are seen to be by the same author.",
    remedy="Name the author once and put the years in their order.",
    source="APA 7, section 8.12; Chicago 18, section 13.124.",
    needs=frozenset((Need.CITATIONS, Need.STYLE)),
    example=Example(
        wrong="Sleep matters (Carskadon, 2002; Carskadon, 2011).\n",
        right="Sleep matters (Carskadon, 2002, 2011).\n",
    ),
    find=find,
)

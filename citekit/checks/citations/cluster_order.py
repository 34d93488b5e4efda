"""Works in one bracket that stand in another order than the style's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.likeness import name_key
from citekit.checks.paper import LinkKind, Paper
from citekit.checks.places import Quoted, at_block, edits
from citekit.checks.style_facts import CiteOrder, System
from citekit.checks.wording import style_called
from citekit.documents.in_text.citation import InTextCitation, InTextCite, InTextKind
from citekit.language.fold import fold

__all__ = ["CHECK"]


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each bracket whose works are not in the style's order."""
    if paper.system is System.NUMERIC:
        yield from _numbers_down(paper)
    facts = paper.facts
    if facts is None or facts.system is not System.AUTHOR_DATE or facts.cite_order is CiteOrder.AS_TYPED:
        return
    unknown = {link.citation for link in paper.links if link.kind is LinkKind.MISSING and paper.references}
    for index, citation in enumerate(paper.cites):
        yield from _years_turned(paper, citation)
        if citation.kind is not InTextKind.PARENTHETICAL or index in unknown or not _can_be_sorted(citation):
            continue
        # Where undated works stand is left open; the others are in order without them.
        typed = [_key(cite, facts.cite_order) for cite in citation.cites if _HAS_YEAR.match(cite.year)]
        if typed != sorted(typed):
            yield _finding(paper, citation, typed, facts.cite_order)


def _numbers_down(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each bracket whose numbers do not count up: (4, 3)."""
    for citation in paper.cites:
        if list(citation.numbers) != sorted(citation.numbers):
            words = at_block(paper, citation.block, citation.start, citation.end)
            yield _numbers_finding(words)
    for before, after in pairwise(paper.cites):
        if not before.numbers or not after.numbers or before.block != after.block or after.is_raised:
            continue
        between = paper.block_text(before)[before.end : after.start]
        if between.strip() == "," and after.numbers[0] < before.numbers[-1]:
            yield _numbers_finding(at_block(paper, before.block, before.start, after.end))


def _numbers_finding(words: Quoted) -> Finding:
    return Finding(
        check=CHECK.id,
        level=Level.WARNING,
        where=words.where,
        quote=words.text,
        message="Numbers that stand together count up, the lowest first.",
        habit="numbers that stand together out of order",
    )


_HAS_YEAR: Final = re.compile(r"\d{4}")


def _can_be_sorted(citation: InTextCitation) -> bool:
    """Whether the works stand side by side, none led in by "see also" or cited by way of another."""
    cites = citation.cites
    return (
        len(cites) > 1
        and all(cite.names and cite.year for cite in cites)
        and not any(cite.prefix for cite in cites[1:])
        and not any(cite.is_secondary for cite in cites)
        # One author named twice is another rule's business.
        and all(before.names != after.names for before, after in pairwise(cites))
    )


def _years_turned(paper: Paper, citation: InTextCitation) -> Iterator[Finding]:
    """Yield a finding where several years of one author do not count up: (2008, 1973)."""
    text = paper.block_text(citation)
    for before, after in pairwise(citation.cites):
        joined = after.names == before.names and after.names and text[after.start].isdigit()
        if joined and re.match(r"\d{4}", after.year) and after.year < before.year:
            words = at_block(paper, citation.block, citation.start, citation.end)
            at = words.text.find(before.year)
            plain_pair = f"{before.year}, {after.year}"
            expected = words.text.replace(plain_pair, f"{after.year}, {before.year}")
            yield Finding(
                check=CHECK.id,
                level=Level.WARNING,
                where=words.where,
                quote=words.text,
                expected=expected if at >= 0 and expected != words.text else "",
                message="The years of one author count up: the oldest stands first.",
            )


def _key(cite: InTextCite, order: CiteOrder) -> tuple[str, ...]:
    names = tuple(name_key(name.removeprefix("The ")) for name in cite.names)
    if order is CiteOrder.YEAR:
        return (cite.year[:4],)
    # A sole author's works stand before those with others; years of one author count up.
    return (names[0], "~" if cite.has_et_al else "", *names[1:], fold(cite.year))


def _finding(
    paper: Paper, citation: InTextCitation, typed: Sequence[tuple[str, ...]], order: CiteOrder
) -> Finding:
    words = at_block(paper, citation.block, citation.start, citation.end)
    text = paper.block_text(citation)
    expected, fix = "", None
    pieces = text[citation.start + 1 : citation.end - 1].split(";")
    if len(pieces) == len(citation.cites) == len(typed) and not citation.cites[0].prefix:
        ranked = sorted(range(len(pieces)), key=lambda index: typed[index])
        expected = f"({'; '.join(' '.join(pieces[index].split()) for index in ranked)})"
        fix = Fix(
            text=expected,
            edits=edits(paper, citation.block, citation.start, citation.end, expected),
            safe=True,
        )
    how = "in the order of the list, by author" if order is CiteOrder.AUTHOR else "by year, the oldest first"
    return Finding(
        check=CHECK.id,
        level=Level.WARNING,
        where=words.where,
        quote=words.text,
        expected=expected,
        message=f"{style_called(paper)} puts works in one bracket {how}.",
        fix=fix,
        habit="works in one bracket out of order",
    )


CHECK = PaperCheck(
    id="cluster-order",
    title="Works in one bracket are out of order",
    group=Group.CITATIONS,
    level=Level.WARNING,
    reason="In the order of the list, readers find one work after the other.",
    remedy="Sort the works in the bracket as the style does.",
    source="APA 7, section 8.12; Cite Them Right 12. The order is read from the style.",
    needs=frozenset((Need.CITATIONS, Need.STYLE)),
    example=Example(
        wrong="Sleep matters (Johnson, 2012; Adams, 2014).\n",
        right="Sleep matters (Adams, 2014; Johnson, 2012).\n",
    ),
    find=find,
)

"""A list without its heading, under another one than the style's, or two of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, PaperCheck
from citekit.checks.finding import Finding, Level, Related
from citekit.checks.paper import Paper
from citekit.checks.places import where
from citekit.checks.style_facts import System
from citekit.checks.wording import style_called
from citekit.documents.in_text.citation import InTextKind
from citekit.language.fold import fold

__all__ = ["CHECK"]

_LEAST_CITATIONS: Final = 3
_ENGLISH: Final = ("reference", "bibliograph", "cited", "sources", "literature")


def find(paper: Paper) -> Iterator[Finding]:
    """Yield findings about the heading of the list, or that no list was found where works are cited."""
    if not paper.lists:
        yield from _no_list(paper)
        return
    headings = [paper.document.blocks[list_.heading] for list_ in paper.lists]
    called = [" ".join(fold(heading.text).strip(" :.0123456789").split()) for heading in headings]
    last = headings[-1]
    wanted = paper.facts.conventions.headings if paper.facts else ()
    is_english = any(word in called[-1] for word in _ENGLISH)
    if wanted and is_english and len(headings) == 1 and called[-1] not in wanted:
        expected = wanted[0].title() if " " in wanted[0] else wanted[0].capitalize()
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING,
            where=where(paper, last.span),
            quote=" ".join(last.text.split()),
            expected=expected,
            message=f"{style_called(paper)} calls the list “{expected}”.",
        )
    for index, name in enumerate(called):
        if name in called[:index]:
            first = headings[called.index(name)]
            yield Finding(
                check=CHECK.id,
                level=Level.LOOK,
                where=where(paper, headings[index].span),
                quote=" ".join(headings[index].text.split()),
                message="This is a second list under the same heading. Is it left from another version?",
                related=(Related(where=where(paper, first.span), words="the first list"),),
            )


def _no_list(paper: Paper) -> Iterator[Finding]:
    kinds = (InTextKind.PARENTHETICAL, InTextKind.NUMERIC, InTextKind.AUTHOR_PAGE)
    cites = [citation for citation in paper.cites if citation.kind in kinds]
    by_key = paper.document.citations or paper.document.bibliographies or paper.document.metadata.bibliography
    if by_key or paper.system is System.NOTE or len(cites) < _LEAST_CITATIONS:
        return
    yield Finding(
        check=CHECK.id,
        level=Level.WARNING,
        where=where(paper, cites[0].span),
        quote=paper.block_text(cites[0])[cites[0].start : cites[0].end],
        message=(
            f"The paper cites {len(cites)} times, and no list of references was found under a heading such "
            "as “References”. Add the heading, or the list."
        ),
    )


CHECK = PaperCheck(
    id="list-heading",
    title="The list has no heading, or not the style's",
    group=Group.LIST,
    level=Level.WARNING,
    reason="Readers, and programs that index papers, find the list by its heading.",
    remedy="Put the style's heading over the list: References, Works Cited, Bibliography.",
    source="APA 7, section 2.12; MLA 9, section 5.3; Chicago 18, section 13.65.",
    needs=frozenset(),
    example=Example(
        wrong=(
            "Sleep (Adams, 2014; Walker, 2017).\n\n# Works Cited\n\nAdams, B. (2014). *Night*. Sage.\n\n"
            "Walker, M. (2017). *Why we sleep*. Scribner.\n\nYoung, C. (2011). *Days*. Sage.\n"
        ),
        right=(
            "Sleep (Adams, 2014; Walker, 2017).\n\n# References\n\nAdams, B. (2014). *Night*. Sage.\n\n"
            "Walker, M. (2017). *Why we sleep*. Scribner.\n\nYoung, C. (2011). *Days*. Sage.\n"
        ),
    ),
    find=find,
)

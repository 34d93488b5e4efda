"""A page is cited that the article or chapter does not have: p. 412 of pages 121-133."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.checks.check import Example, Group, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.page_ranges import Pages, pages_in
from citekit.checks.paper import LinkKind, Paper
from citekit.checks.places import list_has, quoted, where
from citekit.documents.in_text.citation import InTextKind
from citekit.item.item import Item

__all__ = ["CHECK"]


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each citation, typed or by key, of a page outside the work's own."""
    for citation, cite, link in paper.linked(LinkKind.EXACT, LinkKind.LETTER, LinkKind.CO_AUTHOR):
        if cite.locator is None or cite.locator.label != "page" or not link.references:
            continue
        listed, *others = [paper.reference(number) for number in link.references]
        pages = listed.parsed.value("page")
        if any(other.parsed.value("page") != pages for other in others):
            continue  # several works, and not one that is listed twice
        outside = _outside(cite.locator.value, pages if isinstance(pages, str) else "")
        if outside:
            page, span = outside
            words = quoted(paper, citation, cite, reference=listed.number)
            yield Finding(
                check=CHECK.id,
                level=Level.ERROR,
                where=words.where,
                quote=words.text,
                message=_message(
                    "This note" if citation.kind is InTextKind.NOTE else words.text,
                    page,
                    listed.called(),
                    span,
                ),
                related=(list_has(paper, listed.number),),
            )
    for key_citation in paper.document.citations:
        for key_cite in key_citation.cites:
            item = paper.items.get(key_cite.key)
            if item is None or key_cite.locator is None or key_cite.locator.label != "page":
                continue
            outside = _outside(key_cite.locator.value, _pages_of(item))
            if outside:
                page, span = outside
                yield Finding(
                    check=CHECK.id,
                    level=Level.ERROR,
                    where=where(paper, key_citation.span),
                    quote=paper.document.source(key_citation.span),
                    message=_message(paper.document.source(key_citation.span), page, key_cite.key, span),
                )


def _message(words: str, page: int, work: str, pages: Pages) -> str:
    return (
        f"{words} gives page {page}, and {work} runs from page {pages.first} to {pages.last}. One is wrong."
    )


def _pages_of(item: Item) -> str:
    return item.number.get("page", "") if item.type != "book" else ""


def _outside(locator: str, work: str) -> tuple[int, Pages] | None:
    """Return the cited page that the work does not have, and the work's pages."""
    pages = pages_in(work)
    if pages is None:
        return None
    for part in re.split(r"[,;&]|\band\b", locator):
        cited = pages_in(part)
        for page in cited or ([int(part)] if part.strip().isdecimal() else ()):
            if page not in pages:
                return page, pages
    return None


CHECK = PaperCheck(
    id="page-outside-range",
    title="A cited page that the work does not have",
    group=Group.CONTRADICTIONS,
    level=Level.ERROR,
    reason="An article on pages 121 to 133 has no page 412: one is a slip, or another work is meant.",
    remedy="Look the passage up, and correct the page in the text or the pages in the list.",
    example=Example(
        wrong="""\
Grades fall (Smith, 2017, p. 412).

# References

Smith, J. (2017). Sleep and grades. *Journal of Sleep*, *12*(3), 121–133.
""",
        right="""\
Grades fall (Smith, 2017, p. 124).

# References

Smith, J. (2017). Sleep and grades. *Journal of Sleep*, *12*(3), 121–133.
""",
    ),
    find=find,
)

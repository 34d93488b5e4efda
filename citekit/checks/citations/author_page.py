"""Works by author and page: those that fit several works of the list, and authors with their given names."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import LinkKind, Paper
from citekit.checks.places import list_has, quoted, to_replace
from citekit.checks.style_facts import System
from citekit.checks.wording import style_called

__all__ = ["CHECK"]


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each cite by author and page that any of several works fits."""
    if paper.system is not System.AUTHOR_PAGE:
        return
    yield from _with_given_name(paper)
    for citation, cite, link in paper.linked(LinkKind.AMBIGUOUS):
        words = quoted(paper, citation, cite, reference=link.references[0])
        listed = [paper.reference(number) for number in link.references]
        known = " or ".join(reference.title or reference.called() for reference in listed[:3])
        page = f" {cite.locator.value}" if cite.locator else ""
        title = listed[0].title.split(":")[0] if listed[0].title else "title"
        yield Finding(
            check=CHECK.id,
            level=Level.ERROR,
            where=words.where,
            quote=words.text,
            message=(
                f"Your list has several works by {cite.names[0]}; this could be {known}. "
                f"Add a short title, as in ({cite.names[0]}, {title}{page})."
            ),
            related=tuple(list_has(paper, number) for number in link.references),
        )


def _with_given_name(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each name as the list turns it round: (Lee, Hermione 552)."""
    for citation, cite, link in paper.linked(LinkKind.EXACT):
        author = paper.reference(link.references[0]).parsed.value("author")
        given = author[0].given if isinstance(author, tuple) and author else ""
        at = paper.block_text(citation).find(f", {cite.title}", cite.start, citation.end)
        if not cite.names or not cite.title or cite.title != given or at < 0:
            continue
        yield to_replace(
            CHECK.id,
            paper,
            quoted(paper, citation, cite, reference=link.references[0]),
            (at, at + len(f", {cite.title}")),
            "",
            message=f"{style_called(paper)} cites by the family name alone: {cite.names[0]}.",
            related=(list_has(paper, link.references[0]),),
            habit="given names in citations",
            safe=True,
        )


CHECK = PaperCheck(
    id="author-page",
    title="Author and page fit several works, or name the author otherwise",
    group=Group.CITATIONS,
    level=Level.ERROR,
    reason="Without a year, only a title tells two works of one author apart.",
    remedy="Put a short title between author and page.",
    source="MLA 9, section 6.8.",
    needs=frozenset((Need.LIST, Need.CITATIONS)),
    example=Example(
        style="mla",
        wrong=(
            "He was patient (Parker 12), as others say (Bloom 3).\n\n# Works Cited\n\n"
            "Bloom, Harold. *Herman Melville*. Chelsea House, 2008.\n\n"
            "Parker, Hershel. *Melville Biography*. Northwestern UP, 2012.\n\n"
            "---. *Reading Billy Budd*. Northwestern UP, 1990.\n"
        ),
        right=(
            "He was patient (Parker, *Reading* 12), as others say (Bloom 3).\n\n# Works Cited\n\n"
            "Bloom, Harold. *Herman Melville*. Chelsea House, 2008.\n\n"
            "Parker, Hershel. *Melville Biography*. Northwestern UP, 2012.\n\n"
            "---. *Reading Billy Budd*. Northwestern UP, 1990.\n"
        ),
    ),
    find=find,
)

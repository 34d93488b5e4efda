"""The text names other co-authors than the list does: too few, too many, or in another order."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.likeness import LIKE, likeness
from citekit.checks.paper import LinkKind, ListedReference, Paper
from citekit.checks.places import edits, list_has, quoted
from citekit.checks.style_facts import System
from citekit.checks.wording import cited_as, style_called
from citekit.checks.years import base_years
from citekit.documents.in_text.citation import InTextCitation, InTextCite

__all__ = ["CHECK"]


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each cite whose co-authors are not those of the only work it can mean."""
    if paper.system in (System.NUMERIC, System.NOTE):
        return  # another rule tells that the citation is of another kind
    for citation, cite, link in paper.linked(LinkKind.CO_AUTHOR):
        if _ends_a_series(paper, citation, cite):
            continue
        reference = paper.reference(link.references[0])
        words = quoted(paper, citation, cite, reference=reference.number)
        expected = cited_as(paper, reference, citation.kind, cite) if len(citation.cites) == 1 else ""
        count = len(reference.names)
        authors = "one author" if count == 1 else f"{count} authors"
        wants = f" {style_called(paper)} cites it as {expected}." if expected else ""
        fix = None
        if expected:
            new = edits(paper, citation.block, words.start, words.end, expected)
            fix = Fix(text=expected, edits=() if cite.prefix or cite.suffix else new)
        yield Finding(
            check=CHECK.id,
            level=Level.ERROR,
            where=words.where,
            quote=words.text,
            expected=expected,
            message=f"{_what(cite, reference)} The entry has {authors}: {', '.join(reference.names)}.{wants}",
            fix=fix,
            related=(list_has(paper, reference.number),),
        )


def _ends_a_series(paper: Paper, citation: InTextCitation, cite: InTextCite) -> bool:
    """Whether a name after "and" is the last of a listed work whose others stand farther back.

    danah boyd, who writes her name so, and Ellison (2007) said it.
    """
    before = paper.block_text(citation)[: cite.start]
    return before.endswith(("and ", "& ")) and any(
        one.names[1:] and one.names[-1] == cite.names[0] and base_years(one.year) & base_years(cite.year)
        for one in paper.references
    )


def _what(cite: InTextCite, reference: ListedReference) -> str:
    def among(name: str, names: tuple[str, ...]) -> bool:
        return any(likeness(name, other) >= LIKE for other in names)

    strangers = [name for name in cite.names if not among(name, reference.names)]
    if strangers:
        return f"{' and '.join(strangers)} is not among the authors in your list."
    missing = [name for name in reference.names if not among(name, cite.names)]
    if missing and not cite.has_et_al:
        left_out = missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} and {missing[-1]}"
        return f"{left_out} {'is' if len(missing) == 1 else 'are'} left out."
    return "The names stand in another order than in your list."


CHECK = PaperCheck(
    id="co-author-missing",
    title="A citation names other authors than the list",
    group=Group.CITATIONS,
    level=Level.ERROR,
    reason="Who is left out gets no credit, and the citation seems to mean another work.",
    remedy="Name the authors of the entry, or “et al.” where the style shortens them.",
    source="APA 7, section 8.17, table 8.1; MLA 9, section 6.5.",
    needs=frozenset((Need.LIST, Need.CITATIONS)),
    example=Example(
        wrong=(
            "Memory is reconstruction (Rivest & Bose, 1995).\n\n# References\n\n"
            "Rivest, A., Bose, B., Cole, C., & Dean, D. (1995). *Four on memory*. Sage.\n"
        ),
        right=(
            "Memory is reconstruction (Rivest et al., 1995).\n\n# References\n\n"
            "Rivest, A., Bose, B., Cole, C., & Dean, D. (1995). *Four on memory*. Sage.\n"
        ),
    ),
    find=find,
)

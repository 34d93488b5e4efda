"""One citation, such as "Lee et al., 2019", that fits two works of the list."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import LinkKind, Paper
from citekit.checks.places import list_has, quoted
from citekit.checks.style_facts import System

__all__ = ["CHECK"]


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each cite that could be any of several works by different authors."""
    if paper.system is not System.AUTHOR_DATE:
        return
    for citation, cite, link in paper.linked(LinkKind.AMBIGUOUS):
        words = quoted(paper, citation, cite, reference=link.references[0])
        known = " or ".join(paper.reference(number).called() for number in link.references[:3])
        more = (
            "Name as many authors as it takes to tell them apart."
            if cite.has_et_al
            else "Add initials or co-authors."
        )
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING,
            where=words.where,
            quote=words.text,
            message=f"This could be {known}. {more}",
            related=tuple(list_has(paper, number) for number in link.references),
        )


CHECK = PaperCheck(
    id="two-works-one-citation",
    title="A citation fits two works of the list",
    group=Group.CITATIONS,
    level=Level.WARNING,
    reason="When shortened authors make two works look the same, readers cannot tell which one is meant.",
    remedy="Name as many authors as it takes: (Lee, Kim, et al., 2019) and (Lee, Park, et al., 2019).",
    source="APA 7, section 8.18; Chicago 18, section 13.107.",
    needs=frozenset((Need.LIST, Need.CITATIONS)),
    example=Example(
        wrong=(
            "Naps help (Lee et al., 2019).\n\n# References\n\n"
            "Lee, A., Kim, B., & Cho, C. (2019). *One nap*. Sage.\n\n"
            "Lee, A., Park, B., & Cho, C. (2019). *Two naps*. Sage.\n"
        ),
        right=(
            "Naps help (Lee, Kim, et al., 2019).\n\n# References\n\n"
            "Lee, A., Kim, B., & Cho, C. (2019). *One nap*. Sage.\n\n"
            "Lee, A., Park, B., & Cho, C. (2019). *Two naps*. Sage.\n"
        ),
    ),
    find=find,
)

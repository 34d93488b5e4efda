"""A work that was read by way of another ("as cited in"), and stands in the list as if it had been read."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level, Related
from citekit.checks.paper import LinkKind, Paper
from citekit.checks.places import at_reference, quoted, where

__all__ = ["CHECK"]


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each reference that the text cites by way of another work alone."""
    by_way: dict[int, list[Related]] = {}
    directly: set[int] = set()
    for citation, cite, link in paper.linked(*LinkKind):
        if link.kind in (LinkKind.MISSING, LinkKind.EXEMPT):
            continue
        for number in link.references:
            if cite.is_secondary:
                words = quoted(paper, citation, cite)
                told = Related(where=where(paper, citation.span), words=f"the text has {words.text}")
                by_way.setdefault(number, []).append(told)
            else:
                directly.add(number)
    for number, cites in by_way.items():
        if number in directly:
            continue
        reference = paper.reference(number)
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING,
            where=at_reference(paper, reference),
            quote=reference.called(),
            message=(
                "You cite this work by way of another one only. List what you read yourself, and leave "
                "this entry out; or read it, and cite it directly."
            ),
            related=tuple(cites),
        )


CHECK = PaperCheck(
    id="secondary-source",
    title="A work cited by way of another is in the list",
    group=Group.CITATIONS,
    level=Level.WARNING,
    reason="The list says what you have read. What you know from somebody else is theirs to vouch for.",
    remedy="Remove the original from the list, and keep the work in which you found it.",
    source="APA 7, section 8.6; MLA 9, section 6.77.",
    needs=frozenset((Need.LIST, Need.CITATIONS)),
    example=Example(
        wrong=(
            "Dreams fulfil wishes (Freud, 1900, as cited in Gay, 1988).\n\n# References\n\n"
            "Freud, S. (1900). *The interpretation of dreams*. Deuticke.\n\n"
            "Gay, P. (1988). *Freud: A life for our time*. Norton.\n"
        ),
        right=(
            "Dreams fulfil wishes (Freud, 1900, as cited in Gay, 1988).\n\n# References\n\n"
            "Gay, P. (1988). *Freud: A life for our time*. Norton.\n"
        ),
    ),
    find=find,
)

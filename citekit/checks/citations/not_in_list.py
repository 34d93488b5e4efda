"""Cited in the text, and nothing in the list begins with that name."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level, Related
from citekit.checks.likeness import name_key
from citekit.checks.paper import LinkKind, Paper
from citekit.checks.places import list_has, quoted, where
from citekit.documents.in_text.citation import InTextCite
from citekit.language.fold import nearest

__all__ = ["CHECK"]


def find(paper: Paper) -> Iterator[Finding]:
    """Yield one finding for each work that is cited and not listed; its other cites are told with it."""
    first: dict[tuple[str, ...], Finding] = {}
    also: dict[tuple[str, ...], list[Related]] = {}
    for citation, cite, link in paper.linked(LinkKind.MISSING):
        words = quoted(paper, citation, cite)
        work = (*(name_key(name) for name in cite.names), cite.year or cite.title)
        if work in first:
            also[work].append(Related(where=words.where, words=f"cited again: {words.text}"))
            continue
        also[work] = [list_has(paper, number) for number in link.references]
        first[work] = Finding(
            check=CHECK.id,
            level=Level.ERROR,
            where=words.where,
            quote=words.text,
            message=_message(paper, cite, link.references),
        )
    for work, finding in first.items():
        yield Finding(
            check=finding.check,
            level=finding.level,
            where=finding.where,
            quote=finding.quote,
            message=finding.message,
            related=tuple(also[work]),
        )
    yield from _by_key(paper)


def _by_key(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each citation whose key no entry of the paper's own list has."""
    keys = paper.document.entry_keys
    for citation in paper.document.all_citations() if keys else ():
        for cite in citation.cites:
            near = nearest(cite.key, keys)
            advice = f"Did you mean {' or '.join(near)}?" if near else "Add the source, or correct the key."
            yield Finding(
                check=CHECK.id,
                level=Level.ERROR,
                where=where(paper, cite.key_span),
                quote=paper.document.source(citation.span),
                message=f"No entry of your list has the key {cite.key}. {advice}",
            )


def _message(paper: Paper, cite: InTextCite, nearest: tuple[int, ...]) -> str:
    called = cite.names[0] if cite.names else f"“{cite.title}”"
    if not nearest:
        return f"No entry of your list begins with {called}. Add the source, or delete the citation."
    known = " and ".join(paper.reference(number).called() for number in nearest[:2])
    return (
        f"Your list has no such work by {called}; the nearest is {known}. "
        "Add the source, or correct the citation."
    )


CHECK = PaperCheck(
    id="not-in-list",
    title="A work is cited and not in the list",
    group=Group.CITATIONS,
    level=Level.ERROR,
    reason=(
        "Readers go from the citation to the list to find the source. Without its entry they cannot find it, "
        "and nobody can tell whether it exists."
    ),
    remedy="Add the source to the list, or delete the citation.",
    source=(
        "APA 7, section 8.4; MLA 9, section 6.1. The commonest error of manuscripts "
        "(Onwuegbuzie et al., 2010)."
    ),
    needs=frozenset((Need.LIST, Need.CITATIONS)),
    example=Example(
        wrong=(
            "Sleep matters (Carskadon, 2011; Geale, 1976).\n\n# References\n\n"
            "Carskadon, M. A. (2011). Sleep in adolescents. *Pediatric Clinics, 58*(3), 637–647.\n"
        ),
        right=(
            "Sleep matters (Carskadon, 2011).\n\n# References\n\n"
            "Carskadon, M. A. (2011). Sleep in adolescents. *Pediatric Clinics, 58*(3), 637–647.\n"
        ),
    ),
    find=find,
)

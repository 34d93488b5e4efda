"""Two people of one family name, cited without the initials that tell them apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.likeness import name_key
from citekit.checks.paper import LinkKind, ListedReference, Paper
from citekit.checks.places import list_has, quoted
from citekit.documents.name_text import begins_sentence

__all__ = ["CHECK"]

_INITIAL: Final = re.compile(r"(?:[^\W\d_a-z]\.[\s-]?)+$")
_GIVEN: Final = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]+\s$")


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for the first cite without an initial of each of two namesakes."""
    if paper.facts is None or not paper.facts.initials_of_namesakes:
        return
    namesakes = _namesakes(paper)
    told: set[str] = set()
    for citation, cite, link in paper.linked(LinkKind.EXACT):
        if len(link.references) != 1 or not cite.names:
            continue
        listed = paper.reference(link.references[0])
        initial = _initial(listed)
        others = namesakes.get(name_key(cite.names[0]), {})
        other = next((number for letter, number in others.items() if letter != initial), 0)
        text = paper.block_text(citation)
        at = text.find(cite.names[0], max(citation.start, cite.start - len(cite.names[0]) - 4))
        if not initial or not other or at < 0 or _has_given_name(text[max(at - 20, 0) : at]):
            continue
        if name_key(cite.names[0]) in told:
            continue
        told.add(name_key(cite.names[0]))
        words = quoted(paper, citation, cite)
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING,
            where=words.where,
            quote=words.text,
            message=(
                f"Your list has two people called {cite.names[0]}: write {initial}. {cite.names[0]} here, "
                "and the initials wherever you cite either."
            ),
            related=(list_has(paper, listed.number), list_has(paper, other)),
        )


def _has_given_name(before: str) -> bool:
    """Whether an initial or a given name ends ``before``; a word that begins a sentence is none."""
    given = _GIVEN.search(before)
    return bool(_INITIAL.search(before)) or (given is not None and not begins_sentence(given[0].strip()))


def _namesakes(paper: Paper) -> Mapping[str, Mapping[str, int]]:
    """Return for each family name of first authors their initials, with a reference of each."""
    found: dict[str, dict[str, int]] = {}
    for listed in paper.references:
        initial = _initial(listed)
        if initial and listed.names:
            found.setdefault(name_key(listed.names[0]), {}).setdefault(initial, listed.number)
    return {name: initials for name, initials in found.items() if len(initials) > 1}


def _initial(listed: ListedReference) -> str:
    author = listed.parsed.value("author")
    given = author[0].given if isinstance(author, tuple) and author else ""
    return given[:1] if given[:1].isupper() else ""


CHECK = PaperCheck(
    id="namesakes",
    title="Two people of one family name are cited without initials",
    group=Group.CITATIONS,
    level=Level.WARNING,
    reason="Readers take two works by one name for works by one person.",
    remedy="Put the initials before the family name in every citation of either.",
    source="APA 7, section 8.20.",
    needs=frozenset((Need.LIST, Need.CITATIONS, Need.STYLE)),
    example=Example(
        wrong=(
            "Sleep matters (Taylor, 2011). So does light (Taylor, 2014).\n\n# References\n\n"
            "Taylor, D. J. (2011). *Sleep*. Sage.\n\nTaylor, S. E. (2014). *Light*. Sage.\n"
        ),
        right=(
            "Sleep matters (D. J. Taylor, 2011). So does light, says S. E. Taylor (2014).\n\n# References\n\n"
            "Taylor, D. J. (2011). *Sleep*. Sage.\n\nTaylor, S. E. (2014). *Light*. Sage.\n"
        ),
    ),
    find=find,
)

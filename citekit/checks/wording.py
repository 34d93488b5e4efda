"""How a work is cited in the paper's style: what a finding expects in place of what was typed."""

from __future__ import annotations

import re

from citekit.checks.paper import ListedReference, Paper
from citekit.checks.style_facts import StyleFacts, System
from citekit.documents.in_text.citation import InTextCite, InTextKind

__all__ = ["cited_as", "names_as", "style_called"]


def style_called(paper: Paper) -> str:
    """Return what a sentence calls the paper's style: ``APA``, ``the style``."""
    return paper.facts.conventions.called if paper.facts else "the style"


def cited_as(
    paper: Paper, reference: ListedReference, kind: InTextKind, cite: InTextCite, *, year: str = ""
) -> str:
    """Return ``(Rivest et al., 1995)`` or ``Rivest et al. (1995)``; empty where the style does not tell."""
    facts = paper.facts
    if facts is None or not facts.in_brackets or not reference.names:
        return ""
    narrative = kind is InTextKind.NARRATIVE
    names = names_as(facts, reference, narrative=narrative)
    if not names:
        return ""
    if facts.system is System.AUTHOR_PAGE:
        page = f" {cite.locator.value}" if cite.locator else ""
        return f"{names} ({page.strip()})" if narrative and page else f"({names}{page})"
    year = year or reference.year
    located = ""
    if cite.locator is not None:
        typed = re.match(r",?\s*\S+\s", facts.locator)
        located = f"{facts.locator if not typed else typed[0]}{cite.locator.value}"
    return f"{names} ({year}{located})" if narrative else f"({names}{facts.author_year}{year}{located})"


def names_as(facts: StyleFacts, reference: ListedReference, *, narrative: bool) -> str:
    """Return the names as the style cites them; empty where it is not told how two are joined."""
    names = reference.names
    # A list that says "et al." has so many authors at least.
    least = max(len(names) + 1, facts.et_al_list.least) if reference.has_et_al else len(names)
    shown = facts.et_al.names_for(least)
    joiner = (facts.conventions.narrative_joiner or facts.joiner) if narrative else facts.joiner
    if shown < len(names) or reference.has_et_al:
        comma = "," if facts.et_al_comma or shown > 1 else ""
        return f"{', '.join(names[:shown])}{comma} {facts.et_al_words}"
    if len(names) == 1:
        return names[0]
    if not joiner:
        return ""
    comma = "," if len(names) > 2 and facts.comma_of_three else ""
    return f"{', '.join(names[:-1])}{comma} {joiner} {names[-1]}"

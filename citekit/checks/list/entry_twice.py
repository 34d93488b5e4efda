"""One work listed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level, Related
from citekit.checks.likeness import SAME, are_with_and_without_subtitle, likeness, title_likeness
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.places import at_reference
from citekit.checks.years import base_years
from citekit.language.fold import fold, words

__all__ = ["CHECK"]

_ALIKE: Final = 0.9
_TITLE: Final = 0.9
_PART: Final = re.compile(
    r"\b(?:part|teil|vol|volume|band|no|issue|chapter|season|episode|ed|edition)\b\.?\s*[\divxlc]+"
)


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each reference that an earlier one gives already."""
    seen: dict[str, list[ListedReference]] = {}
    for reference in paper.references:
        first = words(reference.names[0] if reference.names else reference.title)[:1]
        earlier = seen.setdefault(first[0] if first else "", [])
        twin = next((one for one in earlier if _is_twin(one, reference)), None)
        earlier.append(reference)
        if twin is None:
            continue
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING,
            where=at_reference(paper, reference),
            quote=reference.text[:_SHOWN],
            message=f"This is the same work as entry {twin.number}, {twin.called()}. Keep one of the two.",
            related=(Related(where=at_reference(paper, twin), words="the same work"),),
        )


_SHOWN: Final = 90


def _is_twin(one: ListedReference, other: ListedReference) -> bool:
    if one.names and other.names and likeness(one.names[0], other.names[0]) < SAME:
        return False
    if not base_years(one.year) & base_years(other.year) and one.year != other.year:
        return False
    if _part(one) != _part(other) or one.list_number != other.list_number:
        return False
    same_title = one.title and other.title and _alike_titles(one.title, other.title)
    if one.names[1:] != other.names[1:] and not same_title:
        return False
    ratio = SequenceMatcher(None, fold(one.text), fold(other.text), autojunk=False).ratio()
    return bool(same_title) and (ratio >= _ALIKE or _same_container(one, other))


def _alike_titles(one: str, other: str) -> bool:
    likeness_ = min(title_likeness(one, other), title_likeness(other, one))
    return likeness_ >= _TITLE or are_with_and_without_subtitle(one, other)


def _same_container(one: ListedReference, other: ListedReference) -> bool:
    """Whether both stand in the same journal or book; an article and its preprint do not."""
    ours, theirs = (each.parsed.value("container-title") for each in (one, other))
    if isinstance(ours, str) and isinstance(theirs, str):
        return _alike_titles(ours, theirs)
    if ours != theirs:
        return False
    publishers = [frozenset(words(str(each.parsed.value("publisher") or ""))) for each in (one, other)]
    return not all(publishers) or bool(publishers[0] & publishers[1])


def _part(reference: ListedReference) -> str:
    match = _PART.search(fold(reference.title))
    return match[0] if match else ""


CHECK = PaperCheck(
    id="entry-twice",
    title="A work is listed twice",
    group=Group.LIST,
    level=Level.WARNING,
    reason="Two entries for one work make one source look like two.",
    remedy="Keep the better entry, and cite it everywhere.",
    source="APA 7, section 9.43: one entry for each work.",
    needs=frozenset((Need.LIST,)),
    example=Example(
        wrong=(
            "Sleep (Walker, 2017).\n\n# References\n\nAdams, B. (2014). *Night*. Sage.\n\n"
            "Walker, M. (2017). *Why we sleep*. Scribner.\n\n"
            "Walker, M. P. (2017). *Why we sleep*. Scribner.\n"
        ),
        right=(
            "Sleep (Walker, 2017).\n\n# References\n\nAdams, B. (2014). *Night*. Sage.\n\n"
            "Walker, M. (2017). *Why we sleep*. Scribner.\n"
        ),
    ),
    find=find,
)

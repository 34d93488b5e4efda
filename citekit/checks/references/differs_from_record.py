"""A typed reference says something else than its record in the library."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.comparison.difference import Difference, DifferenceKind
from citekit.checks.finding import Finding, Level, Related, Where
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.typed_places import Spot, fix, quote, typed_at
from citekit.language.fold import words

__all__ = ["CHECK"]

_CALLED: Final = {
    "author": "author",
    "container-title": "journal or book title",
    "issued": "year",
    "page": "pages",
    "genre": "kind of work",
    "publisher-place": "place",
}
_SAID: Final = frozenset((DifferenceKind.WRONG, DifferenceKind.SPELLING, DifferenceKind.MISSING))
_ELSEWHERE: Final = frozenset(("issue", "genre"))
"""Fields whose absence has a check of its own."""


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each value that is not the record's, and each reference that is another work."""
    for number, comparison in sorted(paper.comparisons.items()):
        listed = paper.reference(number)
        match = paper.matches[number]
        related = Related(where=Where(key=match.key), words=f"the record {match.key}")
        if comparison.is_other_work:
            if match.by:
                yield _other_work(paper, listed, match.by, related)
            continue
        for difference in comparison.differences:
            is_absent = difference.kind is DifferenceKind.MISSING
            if difference.kind not in _SAID or (is_absent and difference.field in _ELSEWHERE):
                continue
            if is_absent and difference.field in _PEOPLE and _has_words(listed, difference.expected):
                continue  # it is there in another order
            yield _finding(paper, listed, difference, related)


_PEOPLE: Final = frozenset(("author", "editor", "translator"))


def _has_words(listed: ListedReference, names: str) -> bool:
    """Whether a reference has every word of ``names``, "and" aside."""
    return set(words(names)) - {"and"} <= set(words(listed.text))


def _finding(paper: Paper, listed: ListedReference, difference: Difference, related: Related) -> Finding:
    spot = Spot(listed, difference.start, difference.end)
    called = _CALLED.get(difference.field, difference.field)
    key = related.where.key
    if difference.kind is DifferenceKind.MISSING:
        part = "subtitle" if difference.part == "subtitle" else called
        message = f"The {part} is missing: the record {key} has “{difference.expected}”."
    elif difference.kind is DifferenceKind.SPELLING:
        message = (
            f"“{difference.found}” is “{difference.expected}” in the record {key}. "
            "Use the spelling of the publication."
        )
    else:
        message = (
            f"Your list has the {called} “{' '.join(difference.found.split())}”, the record {key} "
            f"“{difference.expected}”. Check the publication, then correct the one that is wrong."
        )
    is_there = difference.start != difference.end
    return Finding(
        check=CHECK.id,
        level=Level.WARNING,
        where=typed_at(paper, spot),
        quote=quote(spot) if is_there else quote(Spot(listed, 0, len(listed.reference.text))),
        expected=difference.expected if is_there else "",
        message=message,
        fix=fix(paper, spot, difference.expected) if is_there else None,
        related=(related,),
    )


def _other_work(paper: Paper, listed: ListedReference, by: str, related: Related) -> Finding:
    spot = Spot(listed, 0, len(listed.reference.text))
    item = paper.items[related.where.key]
    return Finding(
        check=CHECK.id,
        level=Level.WARNING,
        where=typed_at(paper, spot),
        quote=quote(spot),
        message=(
            f"The {by} is that of another work: “{item.text.get('title', related.where.key)}”. "
            f"Check where this {by} came from."
        ),
        related=(related,),
    )


CHECK = PaperCheck(
    id="differs-from-record",
    title="A reference says something else than its record",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="One of the two is wrong, and a reader who follows the wrong one does not find the work.",
    remedy="Look at the publication itself, then correct the reference or the record.",
    source="Faunce and Job 2001: 31.5 % of references in psychology are wrong in title, author or pages.",
    needs=frozenset((Need.LIST, Need.STYLE, Need.RECORDS)),
    example=Example(
        wrong=(
            "# References\n\nDiekelmann, S., & Born, J. (2012). The memory function of sleep. "
            "*Nature Reviews Neuroscience*, *11*(2), 114–126.\n"
        ),
        right=(
            "# References\n\nDiekelmann, S., & Born, J. (2010). The memory function of sleep. "
            "*Nature Reviews Neuroscience*, *11*(2), 114–126.\n"
        ),
        records={
            "diekelmann2010memory": (
                "type: article-journal\ntitle: The memory function of sleep\nauthor:\n"
                "  - {family: Diekelmann, given: Susanne}\n  - {family: Born, given: Jan}\n"
                "container-title: Nature Reviews Neuroscience\nvolume: 11\nissue: 2\npage: 114-126\n"
                "issued: 2010-02\n"
            )
        },
    ),
    find=find,
)

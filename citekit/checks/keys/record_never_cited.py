"""A record that was gathered for this paper, and that the paper does not cite."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level, Where
from citekit.checks.paper import Paper
from citekit.language.fold import nearest

__all__ = ["CHECK"]

_SHARE: Final = 0.5
"""Of a library that was not gathered for the paper, less than this share is cited in it."""


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each record that is not cited, where the records are those of the paper."""
    metadata = paper.document.metadata
    if metadata.nocite_all:
        return
    cited = {key for citation in paper.document.citations for key in citation.keys}
    cited |= {cite.key for cite in metadata.nocite}
    known = cited & paper.items.keys()
    # What a misspelt key was meant for is told there.
    meant = {near for key in cited - known for near in nearest(key, paper.items)[:1]}
    if len(known) < _SHARE * len(paper.items):
        return
    for key in paper.items:
        if key not in cited and key not in meant:
            yield Finding(
                check=CHECK.id,
                level=Level.LOOK,
                where=Where(key=key),
                quote=key,
                message=f"The paper never cites {key}. Cite it, or leave it out of the paper's bibliography.",
                habit="records that are never cited",
            )


CHECK = PaperCheck(
    id="record-never-cited",
    title="A record of the paper's bibliography that is never cited",
    group=Group.KEYS,
    level=Level.LOOK,
    reason=(
        "A work that was gathered and never cited was perhaps forgotten. Where less than half of the records "
        "are cited, they are a library for more than this paper, and nothing is said."
    ),
    remedy="Cite the work, or take its record out of the bibliography of the paper.",
    example=Example(
        wrong="Grades fall with late nights [@smith2019].\n",
        right="Grades fall with late nights [@smith2019; @doe2018].\n",
        records={
            "smith2019": "type: book\ntitle: Sleep\nauthor: Smith, Jane\nissued: 2019\n",
            "doe2018": "type: book\ntitle: Waking\nauthor: Doe, John\nissued: 2018\n",
        },
    ),
    needs=frozenset((Need.KEYS, Need.RECORDS)),
    find=find,
)

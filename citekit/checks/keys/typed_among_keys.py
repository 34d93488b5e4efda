"""A citation typed by hand in a paper that cites by keys, so that it is in no list."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import LinkKind, Paper
from citekit.checks.places import at_block
from citekit.documents.as_typed import as_cited
from citekit.documents.in_text.citation import InTextKind
from citekit.item.item import Item
from citekit.language.fold import fold
from citekit.library.summary import creators

__all__ = ["CHECK"]


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each typed citation, where the others are keys and no list is typed."""
    if paper.references:
        return  # a typed list is checked against what cites it
    exempt = {link.citation for link in paper.links if link.kind is LinkKind.EXEMPT}
    for number, citation in enumerate(paper.cites):
        if citation.kind not in (InTextKind.PARENTHETICAL, InTextKind.NARRATIVE):
            continue
        words = at_block(paper, citation.block, citation.start, citation.end)
        near = [
            key
            for cite in citation.cites
            for key, item in paper.items.items()
            if cite.names and _is_meant(item, cite.names[0], cite.year)
        ]
        if number in exempt and not near:
            continue  # a name and a year, and no work that the paper has
        advice = (
            f"cite it by its key, {near[0]}" if len(near) == 1 else "add its record, and cite it by its key"
        )
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING,
            where=words.where,
            quote=words.text,
            message=f"{words.text} is typed by hand, so that it is in no reference list: {advice}.",
            expected=as_cited(near[0], paper.document) if len(near) == 1 else "",
            habit="citations typed by hand among keys",
        )


def _is_meant(item: Item, name: str, year: str) -> bool:
    issued = item.dates.get("issued")
    first = next(iter(creators(item)), None)
    if first is None or issued is None or str(issued.year) != year[:4]:
        return False
    return fold(first.sort_family) == fold(name)


CHECK = PaperCheck(
    id="typed-among-keys",
    title="A citation typed by hand among citations by key",
    group=Group.KEYS,
    level=Level.WARNING,
    reason="The list is made of the keys; what is typed by hand looks like a citation and is not in it.",
    remedy="Replace it by the key of its record.",
    example=Example(
        wrong="Grades fall with late nights [@smith2019], and rise again (Doe, 2018).\n",
        right="Grades fall with late nights [@smith2019], and rise again [@doe2018].\n",
        records={
            "smith2019": "type: book\ntitle: Sleep\nauthor: Smith, Jane\nissued: 2019\n",
            "doe2018": "type: book\ntitle: Waking\nauthor: Doe, John\nissued: 2018\n",
        },
    ),
    needs=frozenset((Need.KEYS,)),
    find=find,
)

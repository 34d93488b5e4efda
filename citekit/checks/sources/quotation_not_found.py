"""A quotation that does not stand in the file of its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.places import at_block
from citekit.checks.quoted_works import looked_up

__all__ = ["CHECK"]

_TEXT: Final = "We saw that late nights often cost pupils their good grades.\n"


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each quotation that no file of its work has, or has nearly."""
    for quotation, work, passage in looked_up(paper):
        if passage is not None:
            continue
        words = at_block(paper, quotation.block, quotation.start, quotation.end)
        files = " and ".join(paper.sources.names(work.key)) if paper.sources else ""
        yield Finding(
            check=CHECK.id,
            level=Level.LOOK,
            where=words.where,
            quote=words.text,
            message=(
                f"These words were not found in {files}, which you keep of {work.called}. Is it another work "
                "that you quote, your own translation, or another edition?"
            ),
        )


CHECK = PaperCheck(
    id="quotation-not-found",
    title="A quotation is not in the file of its source",
    group=Group.SOURCES,
    level=Level.LOOK,
    reason=(
        "It may be quoted from another work, or from memory. It may as well be right, and the file be "
        "another edition, a part of the work, or a scan that was read wrongly: only a person can tell."
    ),
    remedy="Look the words up, and correct them, or cite the work that you have them from.",
    needs=frozenset((Need.CITATIONS, Need.SOURCES)),
    example=Example(
        style="",
        wrong="Smith warns that “no child has ever slept enough in May” [@smith2019].\n",
        right="Smith warns that “late nights often cost pupils their good grades” [@smith2019].\n",
        records={
            "smith2019": (
                "type: book\ntitle: Sleep\nauthor: Smith, Jane\nissued: 2019\nfiles: [papers/smith2019.txt]\n"
            )
        },
        files={"papers/smith2019.txt": _TEXT},
    ),
    find=find,
)

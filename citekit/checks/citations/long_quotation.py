"""A long quotation that stands in the running text and not in a block of its own."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.places import at_block
from citekit.checks.quotations import quotations
from citekit.checks.style_facts import System
from citekit.checks.wording import style_called

__all__ = ["CHECK"]

_SHOWN = 60


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each quotation in a sentence that is as long as one in a block."""
    facts = paper.facts
    if facts is None or not facts.conventions.block_words:
        return
    least = facts.conventions.block_words
    for quotation in quotations(paper):
        if quotation.words < least or paper.document.blocks[quotation.block].in_quote:
            continue
        words = at_block(paper, quotation.block, quotation.start, quotation.end)
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING,
            where=words.where,
            quote=f"{words.text[:_SHOWN]}…",
            message=f"This quotation has {quotation.words} words; {_rule(paper, least)}",
        )


def _rule(paper: Paper, least: int) -> str:
    style = style_called(paper)
    if paper.facts is not None and paper.facts.system is System.AUTHOR_PAGE:
        from_when = f"what runs to more than four lines {style} sets"
    else:
        from_when = f"from {least} on {style} sets it"
    return f"{from_when} as an indented block without quotation marks, the citation after its last full stop."


_LONG = (
    "the night is not the absence of day but a time with a work of its own, in which the body mends what the "
    "day has worn, and the mind puts away what it has met, so that a child who is kept from sleep is kept "
    "from learning as surely as one who is kept from school"
)

CHECK = PaperCheck(
    id="long-quotation",
    title="A long quotation stands in the running text",
    group=Group.CITATIONS,
    level=Level.WARNING,
    reason="In a block of its own a reader sees where the quotation begins and ends.",
    remedy="Set it as an indented block without quotation marks.",
    source=(
        "APA 7, section 8.27 (40 words or more); Chicago 18, section 12.10 (a hundred words); MLA 9, section "
        "6.35 (more than four lines)."
    ),
    needs=frozenset((Need.CITATIONS, Need.STYLE)),
    example=Example(
        wrong=f"Owens writes: “{_LONG}” (Owens, 2014, p. 3).\n",
        right=f"Owens writes:\n\n> {_LONG}. (Owens, 2014, p. 3)\n",
    ),
    find=find,
)

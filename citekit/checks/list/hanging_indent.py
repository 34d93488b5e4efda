"""References of a Word paper whose first line does not stand out, where the style has it so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level, Related
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.places import at_reference
from citekit.checks.wording import style_called

__all__ = ["CHECK"]

_FEWEST = 3
"""Of fewer references nothing is said."""


def find(paper: Paper) -> Iterator[Finding]:
    """Yield one finding for each list that has references without a hanging indent."""
    layout = paper.style.bibliography if paper.style is not None else None
    if layout is None or layout.options.get("hanging-indent") != "true":
        return
    for number in range(1, len(paper.lists) + 1):
        references = [reference for reference in paper.references if reference.list_number == number]
        starts = Counter(min(reference.reference.blocks) for reference in references)
        if len(references) < _FEWEST or max(starts.values()) > 1 or any(one.label for one in references):
            continue
        flush = [one for one in references if not paper.document.blocks[min(one.reference.blocks)].hanging]
        if flush:
            yield _finding(paper, flush, len(references))


def _finding(paper: Paper, flush: list[ListedReference], total: int) -> Finding:
    first, *others = flush
    if len(flush) == total:
        have = f"none of your {total} has one"
    else:
        have = f"one of your {total} has none" if not others else f"{len(flush)} of your {total} have none"
    return Finding(
        check=CHECK.id,
        level=Level.WARNING,
        where=at_reference(paper, first),
        quote=first.called(),
        message=(
            f"{style_called(paper)} gives each reference a hanging indent, with the first line alone at the "
            f"margin: {have}."
        ),
        related=()
        if len(flush) == total
        else tuple(Related(where=at_reference(paper, one), words=one.called()) for one in others),
    )


CHECK = PaperCheck(
    id="hanging-indent",
    title="References without a hanging indent",
    group=Group.LIST,
    level=Level.WARNING,
    reason="Readers run down the names at the margin; with a hanging indent nothing else stands there.",
    remedy=(
        "Select the list and set Paragraph, Special, Hanging to half an inch (1.27 cm). Tabs and line breaks "
        "within a reference go wrong at the next change."
    ),
    source="APA 7, section 2.12; MLA 9, section 5.3; Chicago 18, section 2.26.",
    needs=frozenset((Need.LIST, Need.STYLE, Need.INDENTS)),
    example=Example(
        wrong=(
            "Sleep (Adams, 2014; Walker, 2017; Young, 2011).\n\n# References\n\n"
            "Adams, B. (2014). *Night*. Sage.<!-- hangs in Word -->\n\n"
            "Walker, M. (2017). *Why we sleep*. Scribner.\n\n"
            "Young, C. (2011). *Days*. Sage.<!-- hangs in Word -->\n"
        ),
        right=(
            "Sleep (Adams, 2014; Walker, 2017; Young, 2011).\n\n# References\n\n"
            "Adams, B. (2014). *Night*. Sage.<!-- hangs in Word -->\n\n"
            "Walker, M. (2017). *Why we sleep*. Scribner.<!-- hangs in Word -->\n\n"
            "Young, C. (2011). *Days*. Sage.<!-- hangs in Word -->\n"
        ),
    ),
    find=find,
)

"""Numbers of a numbered list that repeat or leave some out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level, Where
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.places import at_reference, where
from citekit.documents.places import Span

__all__ = ["CHECK"]


def _at_label(paper: Paper, reference: ListedReference) -> Where:
    """Return the place of an entry with the number before it."""
    span = reference.span
    before = paper.document.parts[span.part].text[: span.start]
    start = before.rfind(reference.label, max(span.start - _NEAR, 0))
    return (
        where(paper, Span(start, span.end, span.part), reference=reference.number)
        if start >= 0
        else (at_reference(paper, reference))
    )


_NEAR: Final = 12


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each entry whose number does not follow on the one before it."""
    for _, group in groupby(paper.references, key=lambda reference: reference.list_number):
        references = list(group)
        if not all(re.search(r"\d", reference.label) for reference in references):
            continue
        seen: set[int] = set()
        wanted = 1
        numbers = [int(re.sub(r"\D", "", reference.label)) for reference in references]
        for place, (reference, number) in enumerate(zip(references, numbers, strict=True)):
            following = numbers[place + 1 : place + 2]
            if number != wanted and following == [wanted + 1]:
                # 13, 15, 15: the first of the two stands in the place of 14
                yield Finding(
                    check=CHECK.id,
                    level=Level.ERROR,
                    where=_at_label(paper, reference),
                    quote=f"{reference.label} {reference.called()}",
                    message=f"The entry is numbered {number}, and {wanted} should follow here.",
                )
                seen.add(wanted)
                wanted += 1
                continue
            if number != wanted:
                what = f"{number} is there already" if number in seen else f"{wanted} should follow here"
                yield Finding(
                    check=CHECK.id,
                    level=Level.ERROR,
                    where=_at_label(paper, reference),
                    quote=f"{reference.label} {reference.called()}",
                    message=f"The entry is numbered {number}, and {what}.",
                )
            seen.add(number)
            wanted = number + 1


CHECK = PaperCheck(
    id="numbering",
    title="The numbers of the list repeat or leave some out",
    group=Group.LIST,
    level=Level.ERROR,
    reason="A number in the text has to lead to one entry.",
    remedy="Number the entries from 1, without gaps, and correct the numbers in the text.",
    source="IEEE Reference Guide; AMA 11, section 3.6.",
    needs=frozenset((Need.LIST,)),
    example=Example(
        style="ieee",
        wrong=(
            "Nets work [1], [2].\n\n# References\n\n"
            "[1] J. Smith, “Deep nets,” *IEEE Trans. Neural Netw.*, vol. 3, no. 2, pp. 1–9, 2015.\n\n"
            "[3] B. Lee, *Learning*. Cambridge, MA, USA: MIT Press, 2016.\n"
        ),
        right=(
            "Nets work [1], [2].\n\n# References\n\n"
            "[1] J. Smith, “Deep nets,” *IEEE Trans. Neural Netw.*, vol. 3, no. 2, pp. 1–9, 2015.\n\n"
            "[2] B. Lee, *Learning*. Cambridge, MA, USA: MIT Press, 2016.\n"
        ),
    ),
    find=find,
)

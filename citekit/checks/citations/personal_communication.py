"""A personal communication that is listed though nobody can look it up, or cited without its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.places import at_block, at_reference
from citekit.checks.style_facts import System
from citekit.checks.wording import style_called
from citekit.documents.in_text.citation import InTextKind

__all__ = ["CHECK"]

_PERSONAL: Final = re.compile(
    r"\b(?:personal|private) (?:communication|conversation|correspondence|interview|e-?mail)\b"
    r"|\bpers\.\s?comm|\bletter to (?:the )?author\b|\be-?mail to (?:the )?author\b",
    re.IGNORECASE,
)
_DATED: Final = re.compile(r"(?:1[5-9]|20)\d\d|\bn\.\s?d\.")

_OF_DAY: Final = re.compile(
    r"[^\W\d_a-z][^\W\d_]{2,}\.?\s(?:\d{1,2},?\s)?(?:1[5-9]|20)\d\d|\d[./-]\d|\bn\.\s?d\."
)
"""A date with its month at least, as APA wants it."""


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each personal communication in the list, and for each cited without a date."""
    facts = paper.facts
    if facts is None or not facts.conventions.family or facts.system is not System.AUTHOR_DATE:
        return
    style = style_called(paper)
    for citation in paper.cites:
        if citation.kind is InTextKind.PERSONAL:
            words = at_block(paper, citation.block, citation.start, citation.end)
            is_dated = (
                _DATED.search(words.text) if facts.conventions.family != "apa" else _OF_DAY.search(words.text)
            )
            if not is_dated and "unpublished" not in words.text.lower():
                yield Finding(
                    check=CHECK.id,
                    level=Level.WARNING,
                    where=words.where,
                    quote=words.text,
                    message=f"{style} wants the day on which it was said: add the date.",
                )
    for reference in paper.references if facts.conventions.personal_unlisted else ():
        match = _PERSONAL.search(reference.text)
        if match and not reference.parsed.value("container-title"):
            yield Finding(
                check=CHECK.id,
                level=Level.WARNING,
                where=at_reference(paper, reference),
                quote=reference.called(),
                message=(
                    f"{style} cites personal communications in the text alone, since nobody can look them "
                    "up: remove the entry."
                ),
            )


CHECK = PaperCheck(
    id="personal-communication",
    title="A personal communication is listed, or has no date",
    group=Group.CITATIONS,
    level=Level.WARNING,
    reason="The list leads to what can be found. A conversation or an e-mail cannot.",
    remedy="Cite it in the text with name and date, and leave it out of the list.",
    source="APA 7, section 8.9; Chicago 18, section 14.111.",
    needs=frozenset((Need.STYLE,)),
    example=Example(
        wrong=(
            "Nobody sleeps (J. Smith, personal communication).\n\n# References\n\n"
            "Smith, J. (2019, March 5). Personal communication.\n\n"
            "Smith, K. (2018). *The quiet hours*. Sage.\n"
        ),
        right=(
            "Nobody sleeps (J. Smith, personal communication, March 5, 2019), or few (Smith, 2018).\n\n"
            "# References\n\nSmith, K. (2018). *The quiet hours*. Sage.\n"
        ),
    ),
    find=find,
)

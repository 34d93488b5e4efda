"""A DOI in a typed reference that cannot be one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.typed_places import Spot, quote, typed_at

__all__ = ["CHECK"]

_TYPED: Final = re.compile(
    r"(?:https?://(?:dx\.|www\.)?doi\.org/+|\bdoi(?:(?:\.org)?\s?[:/]\s?|\s(?=\d))(?!\s?https?:|\.org))(?P<doi>[^\s<>“”\"]+)",
    re.IGNORECASE,
)
_PREFIX: Final = re.compile(r"(?:doi:)?10\.\d{4,9}(?:\.\d+)*/", re.IGNORECASE)
_SHORT: Final = re.compile(r"10/[a-z0-9]{2,}", re.IGNORECASE)
"""The short form of shortdoi.org: 10/aabbe."""
_PLACEHOLDER: Final = re.compile(r"10\.[xX]|[xX]{4,}")


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each DOI without the shape of one: 10., four digits or more, a slash, and more."""
    for listed in paper.references:
        for match in _TYPED.finditer(listed.reference.text):
            typed = match["doi"].rstrip(".,;)]")
            reason = _fault(typed)
            if reason:
                spot = Spot(listed, match.start("doi"), match.start("doi") + len(typed))
                yield Finding(
                    check=CHECK.id,
                    level=Level.ERROR,
                    where=typed_at(paper, spot),
                    quote=quote(spot),
                    message=f"This cannot be a DOI: {reason}. Look it up on the publication.",
                )


def _fault(doi: str) -> str:
    """Return why ``doi`` cannot be one, empty if it can."""
    if _SHORT.fullmatch(doi) or _PLACEHOLDER.search(doi) or not re.search(r"\d", doi):
        return ""  # placeholders are another check's business, and words that follow "DOI:" are a title's
    prefix = _PREFIX.match(doi)
    if prefix is None:
        if not doi.lower().removeprefix("doi:").startswith("10."):
            return "every DOI begins with “10.”"
        if "/" not in doi:
            return "a slash and the publisher's own number follow the first part"
        return "four digits or more stand between “10.” and the slash"
    if len(doi) == prefix.end():
        return "nothing follows the slash"
    return ""


CHECK = PaperCheck(
    id="impossible-doi",
    title="A DOI that cannot be one",
    group=Group.CONTRADICTIONS,
    level=Level.ERROR,
    reason="It leads nowhere, and was mistyped or never looked up.",
    remedy="Copy the DOI from the publication's first page or from its page on the web.",
    source="ISO 26324: a prefix of “10.” and a registrant's number, a slash, and a suffix.",
    needs=frozenset((Need.LIST,)),
    example=Example(
        wrong=(
            "# References\n\nDiekelmann, S., & Born, J. (2010). The memory function of sleep. "
            "*Nature Reviews Neuroscience*, *11*(2), 114–126. https://doi.org/1.1038/nrn2762\n"
        ),
        right=(
            "# References\n\nDiekelmann, S., & Born, J. (2010). The memory function of sleep. "
            "*Nature Reviews Neuroscience*, *11*(2), 114–126. https://doi.org/10.1038/nrn2762\n"
        ),
    ),
    find=find,
)

"""The form of DOIs in typed references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.typed_places import Spot, called_style, fix, in_style, quote, typed_at

__all__ = ["CHECK"]

_DOI: Final = re.compile(
    r"(?P<lead>(?:(?:Retrieved|Available) (?:from|at):? )?(?:(?i:doi:?\s*)?(?i:https?://(?:dx\.)?doi\.org/)|(?i:doi:?\s*)))"
    r"(?P<doi>10\.\d{4,9}/[^\s<>\"”»]+)"
)
_ADDRESS: Final = "https://doi.org/"


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each DOI that is not led in by the address that the style wants."""
    form = paper.form
    if form is None or form.doi_lead != _ADDRESS:
        return
    style = called_style(paper)
    for listed in in_style(paper):
        for match in _DOI.finditer(listed.reference.text):
            lead = match["lead"]
            if lead == _ADDRESS or _is_prefaced(lead, style):
                continue
            spot = Spot(listed, match.start("lead"), match.end("lead"))
            doi = match["doi"].rstrip(".,;)")
            whole = Spot(listed, match.start("lead"), match.start("doi") + len(doi))
            yield Finding(
                check=CHECK.id,
                level=Level.WARNING,
                where=typed_at(paper, whole),
                quote=quote(whole),
                expected=f"{_ADDRESS}{doi}",
                message=f"{style} gives a DOI as an address, {_ADDRESS} and the DOI, with nothing before it.",
                fix=fix(paper, spot, _ADDRESS, safe=True),
                habit="DOIs in another form",
            )


def _is_prefaced(lead: str, style: str) -> bool:
    """Whether the style puts words before the address, as Harvard does."""
    return style == "Harvard" and lead.endswith(_ADDRESS) and lead.startswith("Available at")


CHECK = PaperCheck(
    id="doi-form",
    title="A DOI is not in the form of the style",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="An address of https://doi.org/ leads a reader to the work with one click; older forms do not.",
    remedy="Write https://doi.org/ and the DOI after it.",
    source="APA 7, section 9.35; Crossref, DOI display guidelines.",
    needs=frozenset((Need.LIST, Need.STYLE)),
    example=Example(
        wrong=(
            "# References\n\nDiekelmann, S., & Born, J. (2010). The memory function of sleep. "
            "*Nature Reviews Neuroscience*, *11*(2), 114–126. doi:10.1038/nrn2762\n"
        ),
        right=(
            "# References\n\nDiekelmann, S., & Born, J. (2010). The memory function of sleep. "
            "*Nature Reviews Neuroscience*, *11*(2), 114–126. https://doi.org/10.1038/nrn2762\n"
        ),
    ),
    find=find,
)

"""The form of DOIs and other addresses in typed references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.typed_places import Spot, in_style, to_retype
from citekit.checks.wording import style_called

__all__ = ["CHECK"]

_DOI: Final = re.compile(
    r"(?P<lead>(?:(?:Retrieved|Available) (?:from|at):? )?(?:(?i:doi:?\s*)?(?i:(?:https?://)?(?:dx\.)?doi\.org/)|(?i:doi:?\s*)))"
    r"(?P<doi>10\.\d{4,9}/[^\s<>\"”»]+)"
)
_DASH: Final = re.compile(r"[‐‑‒–—−]")
_RETRIEVED: Final = re.compile(
    r"Retrieved from:?\s+(?=(?P<address>(?!https?://(?:dx\.)?doi\.org)https?://\S+))"
)
_STOPPED: Final = re.compile(r"(?P<address>https?://\S*[^\s.])(?P<stop>\.)\s*$")
_ADDRESS: Final = "https://doi.org/"


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each DOI or address that has something else before or after it than the style."""
    form = paper.form
    if form is None:
        return
    style = style_called(paper)
    for listed in in_style(paper):
        yield from _dashed(paper, listed)
        if form.doi_lead == _ADDRESS:
            yield from _not_an_address(paper, listed, style)
            if style == "APA" and not form.retrieved_from:
                yield from _retrieved(paper, listed)
                yield from _led_in_otherwise(paper, listed, style)
            if not form.doi_stop:
                yield from _stopped(paper, listed, style)
        elif form.doi_lead.strip().lower() == "doi:":
            yield from _address(paper, listed, style, form.doi_lead)
            yield from _in_capitals(paper, listed, style, form.doi_lead)


class _Found(NamedTuple):
    """A DOI of a reference: what leads it in, the DOI itself, and both."""

    lead: Spot
    doi: Spot
    whole: Spot


def _dois(listed: ListedReference) -> Iterator[_Found]:
    for match in _DOI.finditer(listed.reference.text):
        start, end = match.start("doi"), match.start("doi") + len(match["doi"].rstrip(".,;)"))
        lead = Spot(listed, *match.span("lead"))
        yield _Found(lead, Spot(listed, start, end), Spot(listed, lead.start, end))


def _dashed(paper: Paper, listed: ListedReference) -> Iterator[Finding]:
    """Find DOIs in which a word processor has made a dash of a hyphen: they lead nowhere."""
    for found in _dois(listed):
        if _DASH.search(found.doi.text):
            yield to_retype(
                CHECK.id,
                paper,
                found.doi,
                _DASH.sub("-", found.doi.text),
                message="A DOI has hyphens and no dashes; with a dash in it the address leads nowhere.",
                habit="dashes in DOIs",
            )


def _not_an_address(paper: Paper, listed: ListedReference, style: str) -> Iterator[Finding]:
    """Find DOIs that are not led in by their address."""
    message = f"{style} gives a DOI as an address, {_ADDRESS} and the DOI, with nothing before it."
    for found in _dois(listed):
        if found.lead.text != _ADDRESS and not _is_prefaced(found.lead.text, style):
            yield _led_in(paper, found, _ADDRESS, message)


def _address(paper: Paper, listed: ListedReference, style: str, lead: str) -> Iterator[Finding]:
    """Find DOIs given as an address where the style leads them in with a word, as IEEE does."""
    message = f"{style} gives a DOI after “{lead.strip()}”, not as an address."
    for found in _dois(listed):
        if "doi.org/" in found.lead.text:
            yield _led_in(paper, found, lead, message)


def _in_capitals(paper: Paper, listed: ListedReference, style: str, lead: str) -> Iterator[Finding]:
    """Find "DOI" in capitals where the style leads a DOI in with small letters."""
    message = f"{style} writes “{lead.strip()}” in small letters before a DOI."
    for found in _dois(listed):
        if found.lead.text.strip().rstrip(":") == "DOI":
            yield _led_in(paper, found, lead, message)


def _led_in(paper: Paper, found: _Found, lead: str, message: str) -> Finding:
    return to_retype(
        CHECK.id,
        paper,
        found.lead,
        lead,
        within=found.whole,
        message=message,
        habit="DOIs in another form",
        safe=True,
    )


def _retrieved(paper: Paper, listed: ListedReference) -> Iterator[Finding]:
    """Find "Retrieved from" before an address; with a date it is right for pages that change."""
    for match in _RETRIEVED.finditer(listed.reference.text):
        yield to_retype(
            CHECK.id,
            paper,
            Spot(listed, *match.span()),
            "",
            within=Spot(listed, match.start(), match.end("address")),
            message="APA 7 gives an address without “Retrieved from”.",
            habit="“Retrieved from” before addresses",
            safe=True,
        )


def _led_in_otherwise(paper: Paper, listed: ListedReference, style: str) -> Iterator[Finding]:
    """Find the words that other styles put before an address: Available at:, Accessed 3 May 2023 from."""
    match = _OTHER_LEAD.search(listed.reference.text)
    if match and not _DOI.match(listed.reference.text, match.end("lead")):
        yield to_retype(
            CHECK.id,
            paper,
            Spot(listed, *match.span("lead")),
            "",
            within=Spot(listed, match.start("lead"), match.end("address")),
            message=(
                f"{style} gives an address with nothing before it; of a page that changes, “Retrieved May 3, "
                "2023, from” stands there."
            ),
            habit="other styles' words before addresses",
        )


_OTHER_LEAD: Final = re.compile(
    r"(?P<lead>(?:Available (?:online )?(?:at|from|online)|\[?Online\]?,? [Aa]vailable(?: at| from)?"
    r"|(?:Retrieved|Accessed) on [^:;()]{4,25}?,? (?:from|at)"
    r"|(?:Retrieved|Accessed) \d{1,2} [^:;()]{4,20}?,? (?:from|at)"
    r"|Accessed(?: on)? [^:;()]{4,25}?,? (?:from|at)):?\s+)(?P<address>https?://\S+)"
)


def _stopped(paper: Paper, listed: ListedReference, style: str) -> Iterator[Finding]:
    """Find a full stop after an address that ends a reference."""
    match = _STOPPED.search(listed.reference.text)
    if match:
        yield to_retype(
            CHECK.id,
            paper,
            Spot(listed, *match.span("stop")),
            "",
            within=Spot(listed, match.start("address"), match.end("stop")),
            message=f"{style} puts no full stop after an address: it is not part of it.",
            habit="full stops after addresses",
            safe=True,
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

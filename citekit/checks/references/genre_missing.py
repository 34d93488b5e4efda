"""What kind of work a thesis is, in the form of the style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.comparison.difference import DifferenceKind
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.typed_places import Spot, differences, quote, typed_at, without_record
from citekit.checks.wording import style_called

__all__ = ["CHECK"]

_KIND: Final = re.compile(
    r"\b(?:(?:unpublished|published)\s+)?(?:doctoral|doctor's|doctor’s|phd|ph\.d\.|master's|master’s|masters|bachelor's|"
    r"bachelor’s)\s+(?:dissertation|thesis)",
    re.IGNORECASE,
)


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each thesis whose kind is missing, or does not stand in square brackets."""
    style = style_called(paper)
    for spot, difference in differences(paper, DifferenceKind.MISSING, fields=frozenset(("genre",))):
        if paper.items[paper.matches[spot.listed.number].key].type != "thesis":
            continue  # what was a preprint may be cited as it appeared later
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING,
            where=typed_at(paper, spot),
            quote=quote(Spot(spot.listed, 0, len(spot.listed.reference.text))),
            message=f"{style} says what kind of work this is: “{difference.expected}”.",
        )
    if paper.form is not None and paper.form.is_english:
        yield from _unsaid(paper)
    if paper.facts is None or paper.facts.conventions.family != "apa":
        return
    yield from _without_degree(paper)
    for listed in without_record(paper):
        text = listed.reference.text
        match = _KIND.search(text)
        if match and text.rfind("[", 0, match.start()) <= text.rfind("]", 0, match.start()):
            spot = Spot(listed, match.start(), match.end())
            yield Finding(
                check=CHECK.id,
                level=Level.WARNING,
                where=typed_at(paper, spot),
                quote=quote(spot, reach=1),
                expected=f"[{match[0][0].upper()}{match[0][1:]}, …]",
                message=(
                    f"{style} puts the kind of a thesis and its university into square brackets "
                    "after the title."
                ),
                habit="theses without square brackets",
            )


def _without_degree(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each thesis in square brackets that does not say of what degree it is."""
    for listed in without_record(paper):
        match = _BARE.search(listed.reference.text)
        if match:
            spot = Spot(listed, *match.span("kind"))
            yield Finding(
                check=CHECK.id,
                # A university may well call it so, and managers print what they are given.
                level=Level.LOOK if match["degree"] else Level.WARNING,
                where=typed_at(paper, spot),
                quote=quote(spot, reach=1),
                message=(
                    f"{style_called(paper)} says what thesis this is: [Doctoral dissertation, …] or "
                    "[Master’s thesis, …], “Unpublished” before it where it is in no database."
                ),
            )


_BARE: Final = re.compile(
    r"\[(?P<kind>(?:Unpublished )?(?P<degree>(?:Ph\.?\s?D\.?|M\.?A\.?|M\.?Sc\.?|Masters?|Doctorate)\s)?"
    r"(?:Thesis|Dissertation))\s?[,\]]",
    re.IGNORECASE,
)


def _unsaid(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each title in quotation marks after which a school alone stands, and a year."""
    for listed in without_record(paper):
        match = _SCHOOL_ALONE.search(listed.reference.text)
        if match is None or _REPORT.search(listed.reference.text):
            continue
        spot = Spot(listed, match.start("school"), match.end())
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING,
            where=typed_at(paper, spot),
            quote=quote(spot),
            message=(
                "A title in quotation marks with a university and nothing else reads like that of a thesis: "
                "say that it is one, and of what degree."
            ),
        )


_REPORT: Final = re.compile(r"\b(?:Tech|Rep|Report|Working Paper|Discussion Paper|Memo)\b")
_SCHOOL_ALONE: Final = re.compile(
    r"[.,?!]?[”\"][.,]?\s(?:\d+ vols\.\s)?(?P<school>"
    r"(?:(?:Dept|Department|Faculty|School|Sch|Institute)\b[^,.;]*\.?(?:\s[^,.;]+\.?)?,\s)?"
    r"[^,.;:“”\"]*(?:Universit(?:y|é|ä|à|a)|Univ\.|K\. U\.|College|Institute of Technology)(?!\sPress)"
    r"[^.;:“”\"]{0,40}?(?:,\s[^,;:“”\"]{2,30}){0,2},\s(?:[A-Z][a-z]{2,4}\.?\s)?(?:1[4-9]|20)\d\d)\.?\s*$"
)


CHECK = PaperCheck(
    id="genre-missing",
    title="What kind of work it is, is missing or not in the style's form",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="A thesis is found in other places than a book, and a reader weighs it otherwise.",
    remedy="Say what it is after the title: [Doctoral dissertation, University of Chicago].",
    source="APA 7, section 10.6.",
    needs=frozenset((Need.LIST, Need.STYLE)),
    example=Example(
        wrong=(
            "# References\n\nFielding, R. T. (2000). *Architectural styles and the design of network-based "
            "software architectures* (Doctoral dissertation, University of California, Irvine).\n"
        ),
        right=(
            "# References\n\nFielding, R. T. (2000). *Architectural styles and the design of network-based "
            "software architectures* [Doctoral dissertation, University of California, Irvine].\n"
        ),
    ),
    find=find,
)

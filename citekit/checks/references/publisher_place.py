"""The place of publication where the style leaves it out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.comparison.difference import DifferenceKind
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.typed_places import Spot, differences, fix, quote, typed_at, without_record
from citekit.checks.wording import style_called
from citekit.formats.base import Confidence

__all__ = ["CHECK"]


_WITHOUT: Final = frozenset(("apa", "mla", "ama"))
"""Families in which a place is wrong; Chicago had it until the 17th edition."""
_OLD_BOOKS: Final = 1900
"""Before this year MLA gives the place instead of the publisher."""


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each place of publication that the style does not print."""
    form = paper.form
    family = paper.facts.conventions.family if paper.facts else ""
    if form is None or form.prints_place or family not in _WITHOUT:
        return
    for spot, difference in differences(paper, DifferenceKind.EXTRA):
        if difference.field == "publisher-place":
            yield _finding(paper, spot)
    for listed in without_record(paper):
        place, publisher = listed.parsed.part("publisher-place"), listed.parsed.part("publisher")
        if family == "mla" and not _is_after(listed.year, _OLD_BOOKS):
            continue
        if (
            place is not None
            and publisher is not None
            and place.end <= publisher.start
            and Confidence.LOW not in (place.confidence, publisher.confidence)
            and listed.reference.text[place.end : publisher.start].strip() == ":"
        ):
            yield _finding(paper, Spot(listed, place.start, publisher.start))
        elif family == "ama":
            yield from _before_publisher(paper, listed)


def _before_publisher(paper: Paper, listed: ListedReference) -> Iterator[Finding]:
    """Find a place before publisher and year that was not read as one: Philadelphia, PA: Saunders; 2015."""
    match = _PLACED.search(listed.reference.text)
    if match and not listed.parsed.part("publisher-place"):
        yield _finding(paper, Spot(listed, *match.span("place")))


_PLACED: Final = re.compile(
    r"(?<=\.\s)(?P<place>[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?(?:,\s[^\W\d_a-z][\w. ]{1,20})?:\s)"
    r"(?=[^\W\d_a-z][^:;.]{2,60};\s?\d{4})"
)


def _is_after(year: str, first: int) -> bool:
    return year[:4].isdecimal() and int(year[:4]) >= first


def _finding(paper: Paper, spot: Spot) -> Finding:
    return Finding(
        check=CHECK.id,
        level=Level.WARNING,
        where=typed_at(paper, spot),
        quote=quote(spot),
        message=f"{style_called(paper)} gives the publisher without the place.",
        fix=fix(paper, spot, "") if spot.text.rstrip().endswith(":") else None,
        habit="places of publication",
    )


CHECK = PaperCheck(
    id="publisher-place",
    title="A place of publication that the style leaves out",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="Publishers work in many places at once; the newer manuals have dropped the place.",
    remedy="Give the publisher alone.",
    source="APA 7, section 9.29; AMA 11, section 3.12; MLA 9, 5.54; Chicago 18, section 14.30.",
    needs=frozenset((Need.LIST, Need.STYLE)),
    example=Example(
        wrong=(
            "# References\n\nKahneman, D. (2011). *Thinking, fast and slow*. New York, NY: Farrar, Straus "
            "and Giroux.\n"
        ),
        right="# References\n\nKahneman, D. (2011). *Thinking, fast and slow*. Farrar, Straus and Giroux.\n",
    ),
    find=find,
)

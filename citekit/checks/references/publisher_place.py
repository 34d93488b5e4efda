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
    places = [_place_of(listed, family) for listed in without_record(paper)]
    typed = [place for place in places if place is not None]
    for spot in typed:
        if family != "mla":
            yield _finding(paper, spot)
        elif _is_after(spot.listed.year, _OLD_BOOKS):
            is_sure = len(typed) > 1 or _WELL_KNOWN.search(spot.listed.reference.text, spot.end)
            yield _finding(paper, spot, Level.WARNING if is_sure else Level.LOOK)


def _place_of(listed: ListedReference, family: str) -> Spot | None:
    """Return the place before a publisher, with the colon, also where it was not read as one."""
    place, publisher = listed.parsed.part("publisher-place"), listed.parsed.part("publisher")
    if (
        place is not None
        and publisher is not None
        and place.end <= publisher.start
        and Confidence.LOW not in (place.confidence, publisher.confidence)
        and listed.reference.text[place.end : publisher.start].strip() == ":"
    ):
        return Spot(listed, place.start, publisher.start)
    pattern = _PLACED if family == "ama" else _CITY if family == "mla" else None
    match = pattern.search(listed.reference.text) if pattern and place is None else None
    return Spot(listed, *match.span("place")) if match else None


_CITY: Final = re.compile(
    r"(?<=[.,]\s)(?P<place>(?:New York|London|Oxford|Cambridge|Boston|Chicago|Berkeley|Princeton|New Haven"
    r"|Durham|Minneapolis|Philadelphia|Baltimore|Paris|Berlin|Toronto|Harmondsworth|Manchester|Edinburgh|Madrid"
    r"|Ithaca)"
    r"(?:,\s(?:[A-Z]{2}|[A-Z][a-z]+\.?))?:\s)(?=[^\W\d_a-z][^:;]{2,60},\s\d{4})"
)
"""Places where many publishers are, after whatever else stands between title and publisher."""
_WELL_KNOWN: Final = re.compile(
    r"\bUP\b|\bU of\b|University Press|\b(?:Knopf|Penguin|Random House|Norton|Routledge|Verso|Vintage|Harper"
    r"|Faber|Macmillan|Bloomsbury|Farrar|Simon (?:&|and) Schuster|Scribner|Houghton|Continuum|Sage|Belknap"
    r"|Doubleday)"
)
"""Publishers of whom nobody asks where they are."""
_PLACED: Final = re.compile(
    r"(?<=\.\s)(?P<place>[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?(?:,\s[^\W\d_a-z][\w. ]{1,20})?:\s)"
    r"(?=[^\W\d_a-z][^:;.]{2,60};\s?\d{4})"
)


def _is_after(year: str, first: int) -> bool:
    return year[:4].isdecimal() and int(year[:4]) >= first


def _finding(paper: Paper, spot: Spot, level: Level = Level.WARNING) -> Finding:
    by_way = (
        " It is kept for books from before 1900, and for publishers that a reader would not find without it."
        if paper.facts and paper.facts.conventions.family == "mla"
        else ""
    )
    return Finding(
        check=CHECK.id,
        level=level,
        where=typed_at(paper, spot),
        quote=quote(spot),
        message=f"{style_called(paper)} gives the publisher without the place.{by_way}",
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

"""The day on which an article of a newspaper or magazine appeared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.comparison.difference import DifferenceKind
from citekit.checks.finding import Finding, Level, Related
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.typed_places import Spot, called_style, differences, quote, typed_at, without_record

__all__ = ["CHECK"]

_PAPERS: Final = re.compile(
    r"(?<=[\s*_])(?P<name>(?:The\s)?(?:(?:[A-Z][\w.]*\s){0,3}"
    r"(?:Times|Guardian|Observer|Independent|Telegraph|Tribune|Herald|Gazette|Chronicle|Inquirer|Mirror)(?:\sMagazine)?"
    r"|Globe and Mail|(?:Washington|New York|Jakarta|Huffington) Post|(?:Daily|Sunday) [A-Z]\w+"
    r"|Wall Street Journal|USA Today|New Yorker|Atlantic|Economist|Newsweek|Time|Wired|Forbes|Le Monde"
    r"|Le Figaro|Die Zeit|Der Spiegel|Süddeutsche Zeitung|Frankfurter Allgemeine(?: Zeitung)?|El País"
    r"|La Repubblica|Corriere della Sera|NRC Handelsblad|Neue Zürcher Zeitung))"
    r"(?=[*_]?(?:[.,;)\s]*$|[.,]\s))"
)
"""Newspapers and magazines that are known by their names."""
_ADDRESS: Final = re.compile(
    r"https?://\S+|\b(?:Accessed|Retrieved|Available|Archived|Updated):?\s(?:on\s)?(?:[A-Z]\w+\.?\s\d{1,2}|\d{1,2}\s[A-Z]\w+)"
)
"""An address, and the day on which somebody looked: neither is the day of the paper."""
_DAY: Final = re.compile(
    r"\b(?:\d{1,2}\.?\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mär|Mai|Juni|Juli|Okt|Dez)[a-z]*\.?"
    r"(?:\s\d{1,2})?\b|\b(?:Spring|Summer|Autumn|Fall|Winter)\b|\b\d{4}-\d\d-\d\d\b|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
)


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each article of a newspaper or magazine that is given with its year alone."""
    for spot, difference in differences(paper, DifferenceKind.MISSING, fields=frozenset(("issued",))):
        if difference.part == "day":
            yield Finding(
                check=CHECK.id,
                level=Level.WARNING,
                where=typed_at(paper, spot),
                quote=quote(Spot(spot.listed, max(spot.start - 4, 0), spot.start), reach=1),
                message=(
                    f"{called_style(paper)} gives the full date of an article in a newspaper or magazine: "
                    f"{difference.expected}."
                ),
            )
    for listed in without_record(paper):
        newspaper = _newspaper(listed)
        if newspaper is not None and not _DAY.search(_ADDRESS.sub("", listed.reference.text)):
            yield Finding(
                check=CHECK.id,
                level=Level.WARNING,
                where=typed_at(paper, _year_of(listed) or newspaper),
                quote=quote(Spot(listed, 0, len(listed.reference.text))),
                message=(
                    f"{called_style(paper)} gives the full date of an article in a newspaper or magazine: "
                    f"add the day and the month on which {newspaper.text} had it."
                ),
                related=(Related(where=typed_at(paper, newspaper), words=newspaper.text),),
            )


def _newspaper(listed: ListedReference) -> Spot | None:
    """Return the newspaper or magazine that a reference without volume and pages is from."""
    parsed = listed.parsed
    if any(parsed.part(field) for field in ("volume", "issue", "DOI", "publisher")):
        return None
    title = parsed.part("title")
    match = _PAPERS.search(listed.reference.text, title.end if title else len(listed.reference.text))
    return Spot(listed, match.start("name"), match.end("name")) if match else None


def _year_of(listed: ListedReference) -> Spot | None:
    part = listed.parsed.part("issued")
    return Spot(listed, part.start, part.end) if part else None


CHECK = PaperCheck(
    id="full-date",
    title="An article of a newspaper or magazine without its full date",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="A newspaper is found by its day, not by its year.",
    remedy="Give year, month and day.",
    source="APA 7, section 10.1, examples 15 and 16.",
    needs=frozenset((Need.LIST, Need.STYLE)),
    example=Example(
        wrong="# References\n\nCarey, B. (2019). Can we get better at forgetting? *The New York Times*.\n",
        right=(
            "# References\n\nCarey, B. (2019, March 22). Can we get better at forgetting? *The New York "
            "Times*.\n"
        ),
        records={
            "carey2019can": (
                "type: article-newspaper\ntitle: Can we get better at forgetting?\nauthor:\n"
                "  - {family: Carey, given: Benedict}\ncontainer-title: The New York Times\n"
                "issued: 2019-03-22\n"
            )
        },
    ),
    find=find,
)

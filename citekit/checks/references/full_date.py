"""The day on which an article of a newspaper or magazine appeared."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.compare import DifferenceKind
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.typed_places import Spot, called_style, differences, quote, typed_at

__all__ = ["CHECK"]


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


CHECK = PaperCheck(
    id="full-date",
    title="An article of a newspaper or magazine without its full date",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="A newspaper is found by its day, not by its year.",
    remedy="Give year, month and day.",
    source="APA 7, section 10.1, examples 15 and 16.",
    needs=frozenset((Need.LIST, Need.STYLE, Need.RECORDS)),
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

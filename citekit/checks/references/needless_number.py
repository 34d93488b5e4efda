"""An ISBN or ISSN in a reference, where the style prints none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.typed_places import Spot, in_style, to_retype
from citekit.checks.wording import style_called

__all__ = ["CHECK"]

_WITHOUT: Final = frozenset(("apa", "mla", "chicago-author-date", "asa"))
"""Families whose references have neither, whatever the work."""
_NUMBER: Final = re.compile(
    r"(?P<before>[.,;]?\s+)(?P<number>(?:e-?|p-?)?(?P<kind>ISBN|ISSN)(?:-1[03])?\b:?\s*"
    r"(?:97[89][-–\s]?)?[\dXx](?:[-–\s]?[\dXx]){7,12}(?![\dXx-]))(?P<after>[.,;]?)"
)


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each ISBN and ISSN of a typed reference."""
    if paper.facts is None or paper.facts.conventions.family not in _WITHOUT:
        return
    for listed in in_style(paper):
        text = listed.reference.text
        for match in _NUMBER.finditer(text):
            # Of the marks before and after it, one stays.
            start = match.end("before") if match["before"].isspace() else match.start("before")
            end = match.end() if start == match.start("before") else match.end("number")
            mark = match["after"] if start < match.end("before") else ""
            yield to_retype(
                CHECK.id,
                paper,
                Spot(listed, start, end),
                mark or match["before"].rstrip(),
                reach=1,
                message=f"{style_called(paper)} gives no {match['kind']}: a DOI, if there is one, is enough.",
                habit=f"{match['kind']}s in the list",
                safe=True,
            )


CHECK = PaperCheck(
    id="needless-number",
    title="An ISBN or ISSN that the style leaves out",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="They are numbers for booksellers and librarians; readers find the work by author, title and DOI.",
    remedy="Leave it out.",
    source="APA 7, chapter 10; MLA 9, chapter 5; Chicago 18, chapter 14.",
    needs=frozenset((Need.LIST, Need.STYLE)),
    example=Example(
        wrong=(
            "# References\n\nKahneman, D. (2011). *Thinking, fast and slow*. Farrar, Straus and Giroux. "
            "ISBN 978-0-374-27563-1\n"
        ),
        right="# References\n\nKahneman, D. (2011). *Thinking, fast and slow*. Farrar, Straus and Giroux.\n",
    ),
    find=find,
)

"""A quotation that stands on another page of its source than the citation says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.page_ranges import pages_in
from citekit.checks.paper import Paper
from citekit.checks.places import at_block
from citekit.checks.quoted_works import looked_up
from citekit.checks.verbatim import Passage

__all__ = ["CHECK"]

_MOST: Final = 3
"""Pages on which the same words can stand and still be said to stand somewhere."""
_LONGEST: Final = 500


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each quotation whose page is given, and is none that it stands on."""
    for quotation, work, passage in looked_up(paper):
        if passage is None or not work.page or _stands_there(passage, work.page):
            continue
        words = at_block(paper, quotation.block, quotation.start, quotation.end)
        there = list(dict.fromkeys(page.names[0] for page in passage.pages))
        pages = f"page {there[0]}" if len(there) == 1 else f"pages {', '.join(there[:-1])} and {there[-1]}"
        yield Finding(
            check=CHECK.id,
            level=Level.LOOK,
            where=words.where,
            quote=words.text,
            message=(
                f"You give page {work.page} of {work.called}; in {passage.source.name} these words stand on "
                f"{pages}. Is it the same edition?"
            ),
        )


def _stands_there(passage: Passage, cited: str) -> bool:
    """Whether the words stand on a cited page, however pages are counted, or nothing tells."""
    if not all(page.names for page in passage.pages) or len(passage.pages) > _MOST:
        return True
    named = {name.casefold() for page in passage.pages for name in (*page.names, str(page.number))}
    return bool(named & set(_pages(cited)))


def _pages(cited: str) -> Iterator[str]:
    for part in re.split(r"[,;&]|\band\b", cited):
        span = pages_in(part)
        if span is None:
            yield part.strip().casefold()
        else:
            yield from map(str, range(span.first, min(span.last, span.first + _LONGEST) + 1))


_FILE: Final = """\
23
Of nights and days there is much to say, and most of it is known.
\f24
We saw that late nights often cost pupils their good grades.
\f25
So much for pupils. Of teachers less is known.
"""

CHECK = PaperCheck(
    id="quoted-page",
    title="The quoted words stand on another page",
    group=Group.SOURCES,
    level=Level.LOOK,
    reason="A wrong page sends the reader looking in the wrong place; another edition may have other pages.",
    remedy="Compare the page, and correct it, or cite the edition that you have.",
    needs=frozenset((Need.CITATIONS, Need.SOURCES)),
    example=Example(
        style="",
        wrong="Smith finds that “late nights often cost pupils their good grades” [@smith2019, p. 42].\n",
        right="Smith finds that “late nights often cost pupils their good grades” [@smith2019, p. 24].\n",
        records={
            "smith2019": (
                "type: book\ntitle: Sleep\nauthor: Smith, Jane\nissued: 2019\nfiles: [papers/smith2019.txt]\n"
            )
        },
        files={"papers/smith2019.txt": _FILE},
    ),
    find=find,
)

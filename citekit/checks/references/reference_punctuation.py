"""Other marks between the elements of a typed reference than the style prints of its record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.comparison.difference import Difference, DifferenceKind
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.places import at_block, to_replace
from citekit.checks.style_facts import System
from citekit.checks.typed_places import (
    Spot,
    differences,
    is_article,
    quote,
    to_retype,
    typed_at,
    without_record,
)
from citekit.checks.wording import style_called
from citekit.markup.tree import Format

__all__ = ["CHECK"]

_CALLED: Final = {
    "title": "the title",
    "container-title": "the journal or book",
    "publisher": "the publisher",
    "publisher-place": "the place",
    "genre": "the kind of work",
    "edition": "the edition",
    "collection-title": "the series",
}
"""What stands before numbers, years after names, addresses and names is told by the checks of those."""
_YEAR: Final = "the year"


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each place between two elements with other marks than the style's."""
    year_is_last = paper.form is not None and not paper.form.year_after_names
    for spot, difference in differences(paper, DifferenceKind.PUNCTUATION):
        if _bare(spot.text) == _bare(difference.expected):
            continue  # quotation marks, and the comma within or without, go by the country
        is_year = difference.field == "issued" and year_is_last and difference.before in _CALLED
        if is_year or (difference.field in _CALLED and difference.before != "issued"):
            yield _finding(paper, spot, difference)
    yield from _quotation_marks(paper)
    if paper.system is System.NOTE and paper.form is not None and paper.form.only_first_inverted:
        yield from _stop_in_notes(paper)


def _stop_in_notes(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each note with a full stop after the author, as only the list has it."""
    families = {name for listed in paper.references for name in listed.names[:1]}
    for index, block in enumerate(paper.document.blocks):
        match = _STOP.match(block.text) if block.note else None
        if match is None or match["family"] not in families:
            continue
        at = match.end() - 1
        if block.text[at] not in '“"' and Format.ITALIC not in block.formats_of(at, at + 1):
            continue
        yield to_replace(
            CHECK.id,
            paper,
            at_block(paper, index, *match.span("name")),
            match.span("stop"),
            ",",
            message=f"In a note {style_called(paper)} puts a comma after the author, not a full stop.",
            habit="full stops after authors in notes",
            safe=True,
        )


_STOP: Final = re.compile(
    r"\s*(?P<name>(?:[^\W\d_a-z][\w.’'-]*\s){1,3}(?P<family>[^\W\d_a-z][\w’'-]*[a-z])(?P<stop>\.))\s[“\"\w]"
)


def _bare(marks: str) -> str:
    return re.sub(r"[“”‘’\"'\s]", "", marks)


def _quotation_marks(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each article whose title is in quotation marks, or not, unlike the style's."""
    if paper.form is None:
        return
    wanted = paper.form.article_quoted
    for listed in without_record(paper):
        title = listed.parsed.part("title")
        if title is None or not is_article(listed):
            continue
        text = listed.reference.text
        if _UNTITLED.match(text, title.start):
            continue
        opens = bool(_OPENS.search(text[: title.start])) or text[title.start] in _OPENING
        closes = bool(_CLOSES.match(text[title.end - 1 :]))
        if wanted and not opens and not closes:
            told = f"{style_called(paper)} puts the title of an article into quotation marks."
        elif (
            not wanted
            and opens
            and closes
            and not _GOES_ON.match(text, title.end)
            and not _INNER.search(text[title.start + 1 : title.end - 1])
        ):
            told = f"{style_called(paper)} has no quotation marks around the title of an article."
        else:
            continue
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING,
            where=typed_at(paper, Spot(listed, title.start, title.end)),
            quote=quote(Spot(listed, title.start, title.end)),
            message=told,
            habit="quotation marks around titles of articles",
        )


_UNTITLED: Final = re.compile(
    r"(?:Review|Introduction|Foreword|Afterword|Preface|Obituary|Editorial|Letter)\b"
)
"""What has no title of its own, and says what it is."""
_OPENING: Final = "“‘\"'„«"
_OPENS: Final = re.compile(r"[“‘\"'„«]\s?$")
_CLOSES: Final = re.compile(r".?[.,?!]?[”’\"'“»]")
_GOES_ON: Final = re.compile(r"[”’\"'“»]?\s?:|[”’\"'“»]\s[a-z]")
"""After a phrase in quotation marks that only begins the title."""
_INNER: Final = re.compile(r"[“”\"„«»]")


def _finding(paper: Paper, spot: Spot, difference: Difference) -> Finding:
    wanted = difference.expected.strip()
    marks = f"“{wanted}”" if wanted else "nothing but a space"
    called = _CALLED.get(difference.field, _YEAR)
    return to_retype(
        CHECK.id,
        paper,
        spot,
        difference.expected,
        reach=1,
        message=f"{style_called(paper)} puts {marks} before {called}.",
        habit=f"the marks before {called}",
    )


CHECK = PaperCheck(
    id="reference-punctuation",
    title="Other marks between the elements of a reference than the style's",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="The marks tell a reader where one element ends and the next begins.",
    remedy="Put the marks of the style between the elements.",
    source="Each style's own form, as it prints the record.",
    needs=frozenset((Need.LIST, Need.STYLE)),
    example=Example(
        wrong=(
            "# References\n\nDiekelmann, S., & Born, J. (2010). The memory function of sleep, "
            "*Nature Reviews Neuroscience*, *11*(2), 114–126.\n"
        ),
        right=(
            "# References\n\nDiekelmann, S., & Born, J. (2010). The memory function of sleep. "
            "*Nature Reviews Neuroscience*, *11*(2), 114–126.\n"
        ),
        records={
            "diekelmann2010memory": (
                "type: article-journal\ntitle: The memory function of sleep\nauthor:\n"
                "  - {family: Diekelmann, given: Susanne}\n  - {family: Born, given: Jan}\n"
                "container-title: Nature Reviews Neuroscience\nvolume: 11\nissue: 2\npage: 114-126\n"
                "issued: 2010-02\n"
            )
        },
    ),
    find=find,
)

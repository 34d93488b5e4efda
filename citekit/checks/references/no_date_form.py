"""What stands for a missing year in typed references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import LinkKind, Paper
from citekit.checks.places import quoted
from citekit.checks.typed_places import Spot, to_retype
from citekit.checks.wording import style_called

__all__ = ["CHECK"]

_WORDS: Final = r"(?:n\.?\s?d\.?|no\sdate|undated|date\sunknown)"
_FORMS: Final = re.compile(rf"(?<=[(\[]){_WORDS}(?=(?:-[a-z])?[)\]])", re.IGNORECASE)
_IN_TEXT: Final = re.compile(rf"{_WORDS}(?=(?:-[a-z])?$)", re.IGNORECASE)


_IN_PRESS: Final = re.compile(r"(?<=[(\[])(?i:in[ -]press)(?=(?:-[a-z])?[)\]])")


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each word for a missing year that is not the style's."""
    form = paper.form
    if form is None or not form.is_english:
        return
    yield from _in_press(paper)
    if not form.no_date:
        return
    yield from _in_text(paper, form.no_date)
    for listed in paper.references:
        match = _FORMS.search(listed.reference.text)
        if match is None or re.sub(r"\s", "", match[0]) == re.sub(r"\s", "", form.no_date):
            continue
        yield to_retype(
            CHECK.id,
            paper,
            Spot(listed, *match.span()),
            form.no_date,
            reach=1,
            message=f"{style_called(paper)} writes “{form.no_date}” where there is no year.",
            habit=f"“{match[0]}” for “{form.no_date}”",
            safe=True,
        )


def _in_text(paper: Paper, wanted: str) -> Iterator[Finding]:
    """Yield a finding for each citation with another word for a missing year: (Age UK, n.d.)."""
    for citation, cite, link in paper.linked(LinkKind.EXACT):
        match = _IN_TEXT.match(cite.year)
        if match is None or re.sub(r"\s", "", match[0]) == re.sub(r"\s", "", wanted):
            continue
        words = quoted(paper, citation, cite, reference=link.references[0])
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING,
            where=words.where,
            quote=words.text,
            expected=words.text.replace(match[0], wanted),
            message=f"{style_called(paper)} writes “{wanted}” where there is no year.",
            habit=f"“{match[0]}” for “{wanted}”",
        )


def _in_press(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each "in press" in the place of a year that has capitals or a hyphen."""
    for listed in paper.references:
        match = _IN_PRESS.search(listed.reference.text)
        if match is None or match[0] == "in press":
            continue
        yield to_retype(
            CHECK.id,
            paper,
            Spot(listed, *match.span()),
            "in press",
            reach=1,
            message="“In press” stands in the place of the year in small letters: (in press).",
            habit="“in press” with capitals",
            safe=True,
        )


CHECK = PaperCheck(
    id="no-date-form",
    title="A missing year is not told in the style's words",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="Readers know the abbreviation; other words look like a slip.",
    remedy="Write what the style has for a work without a year.",
    source="APA 7, section 9.17: (n.d.).",
    needs=frozenset((Need.LIST, Need.STYLE)),
    example=Example(
        wrong=(
            "# References\n\nWalker, M. P. (no date). *Sleep and memory*. https://www.sleepdiplomat.com/memory\n\n"
            "Walker, M. P. (2017). *Why we sleep*. Scribner.\n"
        ),
        right=(
            "# References\n\nWalker, M. P. (n.d.). *Sleep and memory*. https://www.sleepdiplomat.com/memory\n\n"
            "Walker, M. P. (2017). *Why we sleep*. Scribner.\n"
        ),
    ),
    find=find,
)

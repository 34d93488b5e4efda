"""A quotation that is nearly, and not quite, what its source says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.places import at_block
from citekit.checks.quoted_works import looked_up, on_page
from citekit.checks.verbatim import Difference

__all__ = ["CHECK"]

_MOST: Final = 4
"""Differences that a sentence can tell."""
_LONGEST: Final = 10
"""Words of a difference that are shown."""


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each quotation whose words are not all those of the source."""
    for quotation, work, passage in looked_up(paper):
        if passage is None or not passage.differences:
            continue
        words = at_block(paper, quotation.block, quotation.start, quotation.end)
        is_spelling = all(one.is_spelling for one in passage.differences)
        doubt = ", unless a machine misread the file" if is_spelling else ""
        yield Finding(
            check=CHECK.id,
            level=Level.LOOK if is_spelling else Level.WARNING,
            where=words.where,
            quote=words.text,
            message=(
                f"These are not quite the words of {work.called}{on_page(passage)}: "
                f"{_told(passage.differences)}{doubt}."
            ),
            expected=_as_begun(passage.printed, quotation.text),
        )


def _as_begun(printed: str, quoted: str) -> str:
    """Return the source's words with a small first letter where the quotation has one, or the reverse."""
    first = next((letter for letter in quoted if letter.isalpha()), "")
    if not first or first.casefold() != printed[:1].casefold():
        return printed
    return first + printed[1:]


def _told(differences: Sequence[Difference]) -> str:
    """Return the differences in words, those beyond the first few as a number."""
    told = [_one(each) for each in differences[:_MOST]]
    if more := len(differences) - len(told):
        told.append(f"and {more} more")
    return "; ".join(told)


def _one(difference: Difference) -> str:
    quoted, source = _short(difference.quoted), _short(difference.source)
    if not source:
        return f"you add “{quoted}”"
    return f"you have “{quoted}”, the source “{source}”" if quoted else f"you leave out “{source}”"


def _short(text: str) -> str:
    """Return a long text by its first words and its last."""
    typed = text.split()
    if len(typed) <= _LONGEST:
        return text
    return f"{' '.join(typed[: _LONGEST // 2])} … {' '.join(typed[-_LONGEST // 2 :])}"


CHECK = PaperCheck(
    id="quotation-differs",
    title="A quotation is not word for word",
    group=Group.SOURCES,
    level=Level.WARNING,
    reason=(
        "Quotation marks promise the author's own words. One word more or less can turn what was said, "
        "and readers who look it up will doubt the rest."
    ),
    remedy=(
        "Copy the words from the source again. What you leave out on purpose becomes …, what you put in or "
        "change stands in [ ]."
    ),
    source="APA 7, sections 8.30 and 8.31; Chicago 18, section 12.7; MLA 9, chapter 6.",
    needs=frozenset((Need.CITATIONS, Need.SOURCES)),
    example=Example(
        style="",
        wrong="Smith finds that “late nights always cost pupils their good grades” [@smith2019, p. 24].\n",
        right="Smith finds that “late nights often cost pupils their … grades” [@smith2019, p. 24].\n",
        records={
            "smith2019": (
                "type: book\ntitle: Sleep\nauthor: Smith, Jane\nissued: 2019\nfiles: [papers/smith2019.txt]\n"
            )
        },
        files={"papers/smith2019.txt": "We saw that late nights often cost pupils their good grades.\n"},
    ),
    find=find,
)

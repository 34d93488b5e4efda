"""The year of a typed reference: where it stands, and in what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.list_form import ListForm
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.typed_places import Spot, in_style, quote, typed_at
from citekit.checks.wording import style_called

__all__ = ["CHECK"]

_YEAR: Final = re.compile(r"(?<![\d/.–-])(?:1[4-9]\d\d|20\d\d)[a-z]?(?![\d/–-])")
_NO_DATE: Final = re.compile(
    r"\bn\.?\s?d\b|\bin press\b|\bforthcoming\b|\bno date\b|\bundated\b|\bsubmitted\b|\bin preparation\b",
    re.IGNORECASE,
)
_ORIGINAL: Final = re.compile(
    r"[(\[]\d{4}[)\]],?\s*\d{4}|(?<![\d./])\d{4}/\d{4}(?!\d)|original", re.IGNORECASE
)
_FOUR_DIGITS: Final = re.compile(r"[(\[]\d{4}[a-z]?[)\]]")
_HEAD: Final = 400


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each reference whose year is missing, elsewhere, or without its brackets."""
    form = paper.form
    if form is None or not form.is_english:
        return
    if not form.year_after_names:
        yield from _nowhere(paper)
        if not form.year_brackets:
            yield from _too_early(paper)
        return
    for listed in in_style(paper):
        told = _fault(listed, form, style_called(paper))
        if told is not None:
            spot, message, habit = told
            yield Finding(
                check=CHECK.id,
                level=Level.WARNING,
                where=typed_at(paper, spot),
                quote=quote(spot, reach=0 if spot.end - spot.start > _FEW else 2),
                message=message,
                habit=habit,
            )


def _too_early(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each year in brackets right after the authors, where the style has it later."""
    for listed in in_style(paper):
        author = listed.parsed.part("author")
        match = _AT_ONCE.match(listed.reference.text, author.end) if author else None
        if match:
            spot = Spot(listed, match.start("year"), match.end("year"))
            yield Finding(
                check=CHECK.id,
                level=Level.WARNING,
                where=typed_at(paper, spot),
                quote=quote(spot, reach=2),
                message=f"{style_called(paper)} puts the year later, after the publisher or the journal.",
                habit="the year after the authors",
            )


_AT_ONCE: Final = re.compile(
    r"[.,]?\s(?P<year>\((?:1[4-9]|20)\d\d[a-z]?\)|(?:1[4-9]|20)\d\d[a-z]?(?=\.\s[“\"‘]?[^\W\d_a-z]))"
)


def _nowhere(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each article, chapter or book without any year, wherever the style puts it."""
    for listed in in_style(paper):
        parsed = listed.parsed
        bare = _NUMBERS.sub(" ", listed.reference.text)
        has_one = _ANY_YEAR.search(bare) or _NO_DATE.search(bare) or listed.year
        if has_one or parsed.type not in _DATED or not (parsed.part("author") and parsed.part("title")):
            continue
        if parsed.type == "article-journal" and not (
            parsed.part("container-title") and parsed.part("volume")
        ):
            continue
        if parsed.type == "book" and not parsed.part("publisher"):
            continue
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING,
            where=typed_at(paper, Spot(listed, 0, len(listed.reference.text))),
            quote=quote(Spot(listed, 0, len(listed.reference.text))),
            message="This reference has no year.",
            habit="references without a year",
        )


_DATED: Final = frozenset(("article-journal", "book", "chapter", "paper-conference"))
_NUMBERS: Final = re.compile(r"https?://\S+|\b10\.\d{4,9}/\S+|\d+\s?[-–—]\s?\d+")
"""Addresses, DOIs and ranges of pages, whose digits are no years."""
_ANY_YEAR: Final = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)|\[\d{4}\]|\(\d{4}\)")
_FEW: Final = 12


def _fault(listed: ListedReference, form: ListForm, style: str) -> tuple[Spot, str, str] | None:
    text = listed.reference.text
    author, title = listed.parsed.part("author"), listed.parsed.part("title")
    if author is None or title is None or author.start > _FEW or author.start > title.start:
        return None  # a reference without an author begins with its title, and the year follows that
    wanted = "in brackets right after the authors" if form.year_brackets else "right after the authors"
    begin = Spot(listed, author.start, author.end)
    if _YEAR.search(text[author.start : author.end]):
        return None
    years = list(_YEAR.finditer(text))
    if not years:
        if _NO_DATE.search(text) or listed.year or _FOUR_DIGITS.search(text):
            return None  # "(2108)" is a year that cannot be, which another check tells
        absent = "“(n.d.)”" if form.no_date else "a word for none"
        return begin, f"No year: {style} puts it {wanted}, or {absent}.", "references without a year"
    head = text[author.end : title.start]
    here = _YEAR.search(head)
    if _ORIGINAL.search(text) or (here is None and _YEAR.search(text[author.end : author.end + _FEW])):
        return None  # a reprint has two years; what follows the names is part of a title
    if here is None:
        if _NO_DATE.search(text[:_HEAD]) or title.start - author.end > _FEW:
            return None
        last = years[-1]
        spot = Spot(listed, last.start(), last.end())
        return spot, f"{style} puts the year {wanted}, before the title.", "the year at the end"
    start, end = author.end + here.start(), author.end + here.end()
    before = text[:start].rstrip()
    in_brackets = bool(re.search(r"[(\[][^()\[\]]*$", before[-20:]))
    if form.year_brackets and not in_brackets:
        return Spot(listed, start, end), f"{style} puts the year in brackets.", "the year without brackets"
    if not form.year_brackets and in_brackets and text[end : end + 1] == ")":
        return (
            Spot(listed, start - 1, end + 1),
            f"{style} puts the year without brackets in the list.",
            "the year in brackets",
        )
    return None


CHECK = PaperCheck(
    id="year-element",
    title="The year is missing, or not where the style has it",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="In author-date styles readers look for the year beside the names: it is what the citation says.",
    remedy="Put the year after the authors as the style has it; for a work without one write “n.d.”.",
    source="APA 7, section 9.13; Chicago 18, section 13.103.",
    needs=frozenset((Need.LIST, Need.STYLE)),
    example=Example(
        wrong=(
            "# References\n\nDiekelmann, S., & Born, J. The memory function of sleep. "
            "*Nature Reviews Neuroscience*, *11*(2), 114–126, 2010.\n"
        ),
        right=(
            "# References\n\nDiekelmann, S., & Born, J. (2010). The memory function of sleep. "
            "*Nature Reviews Neuroscience*, *11*(2), 114–126.\n"
        ),
    ),
    find=find,
)

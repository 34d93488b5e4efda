"""Volume, issue and pages of typed references: the marks between them, the dash, the words before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.comparison.difference import DifferenceKind
from citekit.checks.finding import Finding, Level
from citekit.checks.list_form import ListForm
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.places import at_block, to_replace
from citekit.checks.references.journal_numbers import misformed_numbers
from citekit.checks.references.numbers_in_notes import numbers_in_notes
from citekit.checks.typed_places import (
    Spot,
    differences,
    fix,
    in_style,
    is_article,
    quote,
    replaced,
    typed_at,
    without_record,
)
from citekit.checks.wording import style_called
from citekit.formats.base import Confidence
from citekit.formats.reference_text.reference import Part

__all__ = ["CHECK"]

_NUMBERS: Final = frozenset(("volume", "issue", "page"))
_BEFORE_NUMBERS: Final = frozenset((*_NUMBERS, "issued"))
_RANGE: Final = re.compile(r"(?<=\d)(?P<dash>\s?(?:-{1,3}|‐|—|\s–\s?|–\s)\s?)(?=\d)")
_VOLUME_LABEL: Final = re.compile(r"\b(?:vols?\b\.?|volumes?)\s?$", re.IGNORECASE)
_LABEL: Final = re.compile(r"(?:\bpp?\.?|\bpages?)\s*$", re.IGNORECASE)


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each place among volume, issue and pages that is not as in the style."""
    style = style_called(paper)
    hyphens = (
        paper.facts is not None and paper.facts.conventions.hyphens_in_ranges and not _mostly_dashes(paper)
    )
    yield from _unlike_records(paper, style, hyphens=hyphens)
    form = paper.form
    if form is None:
        return
    for number in numbers_in_notes(paper, form):
        at = (number.start, number.end)
        yield to_replace(
            CHECK.id,
            paper,
            at_block(paper, number.block, *at),
            at,
            number.expected,
            message=f"{style} writes volume and issue so: {form.volume_label}12{form.between_volume_issue}3.",
            habit="volume and issue in notes",
            safe=True,
        )
    by_themselves = {listed.number for listed in without_record(paper)}
    for listed in in_style(paper):
        told: list[Finding] = []
        if listed.number in by_themselves:
            told = list(_by_itself(paper, listed, form, style, hyphens=hyphens)) if is_article(listed) else []
            if not told and form.page_label and form.volume_label:
                told = list(_unlabelled_at_end(paper, listed, form, style))
        # One fault is told as such; where there are more, or it can be mended as a whole, the whole is.
        other = list(_in_another_form(paper, listed, style))
        yield from other if other and (len(told) != 1 or other[0].fix) else told


def _unlike_records(paper: Paper, style: str, *, hyphens: bool) -> Iterator[Finding]:
    """Yield a finding for each place where numbers are typed otherwise than their record is printed."""
    for spot, difference in differences(
        paper, DifferenceKind.DASH, DifferenceKind.PUNCTUATION, DifferenceKind.EXTRA, fields=_NUMBERS
    ):
        if difference.kind is DifferenceKind.PUNCTUATION and difference.before not in _BEFORE_NUMBERS:
            continue
        if difference.kind is DifferenceKind.DASH and hyphens:
            continue
        if paper.items[paper.matches[spot.listed.number].key].type == "paper-conference":
            continue  # proceedings are cited as a book or as a journal: (pp. 3–9), 3–9
        yield _finding(paper, spot, _told(style, difference.kind), difference.expected)
    for spot, difference in differences(paper, DifferenceKind.MISSING, fields=frozenset(("issue",))):
        yield _finding(
            paper, spot, f"No issue number after the volume: your library has {difference.expected}.", ""
        )


def _in_another_form(paper: Paper, listed: ListedReference, style: str) -> Iterator[Finding]:
    """Find numbers after a journal that are in another form as a whole, of which the record tells nothing."""
    comparison = paper.comparisons.get(listed.number)
    if comparison and (comparison.is_other_work or any(comparison.of(*_OF_NUMBERS))):
        return
    family = paper.facts.conventions.family if paper.facts else ""
    numbers = misformed_numbers(listed.reference.text, family)
    if numbers is not None:
        spot = Spot(listed, numbers.start, numbers.end)
        yield _finding(
            paper, spot, f"{style} {numbers.rule}.", numbers.expected, is_safe=bool(numbers.expected)
        )


_OF_NUMBERS: Final = (
    DifferenceKind.DASH,
    DifferenceKind.PUNCTUATION,
    DifferenceKind.WRONG,
    DifferenceKind.MISSING,
)


def _unlabelled_at_end(
    paper: Paper, listed: ListedReference, form: ListForm, style: str
) -> Iterator[Finding]:
    """Yield that no "pp." stands before the pages with which a chapter ends: UP, 1986, 345–61."""
    match = _AT_END.search(listed.reference.text)
    if match:
        spot = Spot(listed, *match.span("page"))
        expected = f"{form.page_label}{match['page']}"
        message = f"{style} puts “{form.page_label.strip()}” before the pages."
        yield _finding(paper, spot, message, expected)


_AT_END: Final = re.compile(r",\s(?:1[4-9]|20)\d\d,\s(?P<page>\d{1,4}[–-]\d{1,4})\.?\s*$")


def _mostly_dashes(paper: Paper) -> bool:
    """Whether the ranges of a list have en dashes but for a few: where either will do, one of them does."""
    pages = [
        one.reference.text[part.start : part.end]
        for one in paper.references
        if (part := one.parsed.part("page"))
    ]
    dashed = sum("–" in typed for typed in pages)
    return dashed >= _FEWEST and dashed >= _MOST * sum(bool(_RANGE.search(typed)) for typed in pages)


_FEWEST: Final = 3
_MOST: Final = 4


def _told(style: str, kind: DifferenceKind) -> str:
    if kind is DifferenceKind.DASH:
        return f"{style} puts an en dash into a page range."
    if kind is DifferenceKind.EXTRA:
        return f"{style} puts no word before this number."
    return f"{style} puts other marks between volume, issue and pages."


def _by_itself(
    paper: Paper, listed: ListedReference, form: ListForm, style: str, *, hyphens: bool
) -> Iterator[Finding]:
    text = listed.reference.text
    page = listed.parsed.part("page")
    if page is not None:
        yield from _pages(paper, listed, page, form, hyphens=hyphens)
        yield from _led_in(paper, listed, page, form, style)
    volume, issue = listed.parsed.part("volume"), listed.parsed.part("issue")
    yield from _bracketed_year(paper, listed, form, style)
    yield from _bare_year(paper, listed, form, style)
    if volume is None or issue is None or not form.between_volume_issue or volume.end > issue.start:
        return
    between = " ".join(text[volume.end : issue.start].split(" "))
    several = between.replace("nos.", "no.")
    if (
        _same(between, form.between_volume_issue)
        or _same(several, form.between_volume_issue)
        or len(between) > _FAR
    ):
        return
    is_closed = text[issue.end : issue.end + 1] == ")"
    closes = "(" in form.between_volume_issue
    end = issue.end + is_closed if is_closed or closes else issue.start
    number = text[issue.start : issue.end] if end > issue.start else ""
    label = _VOLUME_LABEL.search(text, 0, volume.start)
    start, lead = volume.end, ""
    if form.volume_label and not label:
        start, lead = volume.start, form.volume_label + text[volume.start : volume.end]
    elif label and not form.volume_label:
        start, lead = label.start(), text[volume.start : volume.end]
    yield _finding(
        paper,
        Spot(listed, start, end),
        f"{style} writes volume and issue so: {form.volume_label}12{form.between_volume_issue}3"
        f"{')' if closes else ''}.",
        f"{lead}{form.between_volume_issue}{number}{')' if closes else ''}",
    )


def _pages(
    paper: Paper, listed: ListedReference, page: Part, form: ListForm, *, hyphens: bool
) -> Iterator[Finding]:
    """Yield what is not the style's in the pages of an article and the word before them."""
    style, text = style_called(paper), listed.reference.text
    hyphen = _RANGE.search(text, page.start, page.end)
    # Plain text is typed with what the keyboard has, and a range that runs backwards is told as such.
    if (
        hyphen
        and form.page_dash == "–"
        and not hyphens
        and paper.document.shows_italics
        and not _runs_backwards(text[page.start : page.end])
    ):
        spot = Spot(listed, hyphen.start("dash"), hyphen.end("dash"))
        yield _finding(paper, spot, _told(style, DifferenceKind.DASH), "–", is_safe=True)
    short = _SHORT_LAST.fullmatch(text, page.start, page.end) if form.full_pages else None
    if short and len(short["last"]) < len(short["first"]) and not _runs_backwards(short[0]):
        last = short["first"][: -len(short["last"])] + short["last"]
        spot = Spot(listed, *short.span("last"))
        yield _finding(paper, spot, f"{style} gives the last page in full.", last, is_safe=True)
    label = _LABEL.search(text, max(page.start - 8, 0), page.start)
    if label or form.page_label:
        if label and not form.page_label:
            spot = Spot(listed, label.start(), page.start)
            yield _finding(paper, spot, f"{style} puts no “pp.” before the pages of an article.", "")
        elif form.page_label and not label and "-" not in form.page_label:
            yield _finding(
                paper,
                Spot(listed, page.start, page.end),
                f"{style} puts “{form.page_label.strip()}” before the pages.",
                f"{form.page_label}{text[page.start : page.end]}",
            )


_SHORT_LAST: Final = re.compile(r"(?P<first>\d{2,6})\s?[-–]\s?(?P<last>\d{1,5})")


def _bracketed_year(paper: Paper, listed: ListedReference, form: ListForm, style: str) -> Iterator[Finding]:
    """Yield that the year after volume and issue is in brackets where the style has none: no. 3, (1985)."""
    volume, issued = listed.parsed.part("volume"), listed.parsed.part("issued")
    text = listed.reference.text
    if volume is None or issued is None or form.year_brackets or form.year_after_names:
        return
    start, end = issued.start - 1, issued.end + 1
    if volume.end < start and text[start:end] == f"({text[start + 1 : end - 1]})" and text[start - 2] == ",":
        yield _finding(
            paper,
            Spot(listed, start, end),
            f"{style} puts the year without brackets.",
            text[start + 1 : end - 1],
        )


def _bare_year(paper: Paper, listed: ListedReference, form: ListForm, style: str) -> Iterator[Finding]:
    """Yield that the year after the volume has no brackets where the style has them: 51, no. 3, 1991."""
    volume, issued = listed.parsed.part("volume"), listed.parsed.part("issued")
    text = listed.reference.text
    if volume is None or issued is None or not form.year_brackets or form.year_after_names:
        return
    before = text[volume.end : issued.start]
    if volume.end < issued.start and len(before) <= _NEAR and "(" not in before.rpartition(")")[2]:
        year = text[issued.start : issued.end]
        yield _finding(
            paper, Spot(listed, issued.start, issued.end), f"{style} puts the year in brackets.", f"({year})"
        )


_NEAR: Final = 30


def _led_in(
    paper: Paper, listed: ListedReference, page: Part, form: ListForm, style: str
) -> Iterator[Finding]:
    """Find another mark before the pages than the style's: 33, no. 3 (1980), 501–43 where it has a colon."""
    text = listed.reference.text
    before = _LEAD.search(text, max(page.start - 8, 0), page.start)
    if before is None or not form.page_lead or before["mark"] == form.page_lead:
        return
    if ":" not in (before["mark"], form.page_lead) or Confidence.LOW is page.confidence:
        return  # a comma for a full stop says nothing
    spot = Spot(listed, before.start("mark"), before.end("mark"))
    yield _finding(
        paper,
        spot,
        f"{style} puts {_MARKS[form.page_lead]} before the pages of an article.",
        form.page_lead,
        is_safe=True,
    )


_LEAD: Final = re.compile(r"(?<=[\d)])(?P<mark>[:,])\s?(?:pp?\.\s?)?$")
_MARKS: Final = {":": "a colon", ",": "a comma", ".": "a full stop", ";": "a semicolon"}


def _runs_backwards(pages: str) -> bool:
    first, last = [*re.findall(r"\d+", pages), "", ""][:2]
    return bool(last) and len(first) == len(last) and int(last) < int(first)


_FAR: Final = 12


def _same(found: str, wanted: str) -> bool:
    """Whether two marks between volume and issue are the same, but for the words' capitals."""
    return found.replace("\u00a0", " ").casefold() == wanted.replace("\u00a0", " ").casefold()


def _finding(paper: Paper, spot: Spot, message: str, expected: str, *, is_safe: bool = False) -> Finding:
    is_missing = spot.start == spot.end
    return Finding(
        check=CHECK.id,
        level=Level.WARNING,
        where=typed_at(paper, spot),
        quote=quote(spot, reach=1),
        expected="" if is_missing or not expected else replaced(spot, expected, reach=1),
        message=message,
        fix=None if is_missing or not expected else fix(paper, spot, expected, safe=is_safe),
        habit="" if is_missing else message.rstrip("."),
    )


CHECK = PaperCheck(
    id="volume-issue-pages",
    title="Volume, issue and pages are not written as in the style",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="These numbers are how a reader finds the article; in one form none is taken for another.",
    remedy="Write volume, issue and pages with the marks of the style, and an en dash between pages.",
    source="APA 7, sections 6.6 and 9.25; MLA 9, 5.50; Chicago 18, section 14.71.",
    needs=frozenset((Need.STYLE,)),
    example=Example(
        wrong=(
            "# References\n\nDiekelmann, S., & Born, J. (2010). The memory function of sleep. "
            "*Nature Reviews Neuroscience*, *11* (2), pp. 114-126.\n"
        ),
        right=(
            "# References\n\nDiekelmann, S., & Born, J. (2010). The memory function of sleep. "
            "*Nature Reviews Neuroscience*, *11*(2), 114–126.\n"
        ),
    ),
    find=find,
)

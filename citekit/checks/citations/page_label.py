"""The word before a cited page: "p." where the style has none, none where it has one, or the wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.places import at_block, quoted, to_replace
from citekit.checks.style_facts import StyleFacts, System
from citekit.checks.wording import style_called
from citekit.documents.in_text.citation import InTextKind

__all__ = ["CHECK"]


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each page that is cited with another word before it than the style's."""
    facts = paper.facts
    if facts is None:
        return
    if paper.system is System.NOTE and facts.system is System.NOTE:
        yield from _missing_in_notes(paper) if facts.locator else _labels_in_notes(paper)
    elif paper.system is System.NUMERIC and facts.system is System.NUMERIC:
        yield from _after_numbers(paper)
    elif facts.system is System.AUTHOR_PAGE and paper.system is System.AUTHOR_PAGE:
        yield from _after_names(paper)
        yield from _alone(paper)
    elif facts.system is System.AUTHOR_DATE and facts.author_year:
        yield from _page_labels(paper, facts)


def _after_names(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each "p." between author and page: (Moers p. 92)."""
    for citation in paper.cites:
        text = paper.block_text(citation)
        for cite in citation.cites:
            if cite.locator is None or not cite.names or cite.locator.label != "page":
                continue
            before, after = re.escape(cite.title or cite.names[-1]), re.escape(cite.locator.value)
            pattern = rf"{before}(?P<gap>,?\s+pp?\.\s?)(?={after})"
            match = re.compile(pattern).search(text, cite.start, max(cite.end, citation.end))
            if match is None:
                continue
            yield to_replace(
                CHECK.id,
                paper,
                quoted(paper, citation, cite),
                match.span("gap"),
                " ",
                message=f"{style_called(paper)} puts nothing but a space before the page.",
                habit="“p.” between author and page",
                safe=True,
            )


def _alone(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each "p." before a page alone in a bracket: (p. 4)."""
    for index, block in paper.prose():
        for match in _LABEL_ALONE.finditer(block.text):
            yield to_replace(
                CHECK.id,
                paper,
                at_block(paper, index, match.start(), match.end()),
                match.span("label"),
                "",
                message=f"{style_called(paper)} puts no “{match['label'].strip()}” before the page.",
                habit="“p.” before a page alone",
                safe=True,
            )


_LABEL_ALONE: Final = re.compile(r"\((?P<label>(?:pp?|pgs?)\.?\s?|pages?\s)\d{1,4}(?:[–-]\d{1,4})?\)")


def _labels_in_notes(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each "p." before the page at the end of a note."""
    for citation in paper.cites:
        if citation.kind is not InTextKind.NOTE:
            continue
        match = _LABEL_AT_END.search(paper.block_text(citation), citation.start, citation.end)
        if match:
            yield to_replace(
                CHECK.id,
                paper,
                at_block(paper, citation.block, match.start("label"), match.end()),
                match.span("label"),
                "",
                message=f"{style_called(paper)} puts no “{match['label'].strip()}” before a page in a note.",
                habit="“p.” before pages in notes",
                safe=True,
            )


_LABEL_AT_END: Final = re.compile(
    r"[,:)]\s(?:at\s)?(?P<label>(?:pp?|pgs?)\.\s?|pages?\s)(?P<page>\d{1,4}(?:[–-]\d{1,4})?)(?=\.?$|\.?\s*$)"
)


def _missing_in_notes(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each page at the end of a note without "p.", or with it before several pages."""
    for index, citation in enumerate(paper.cites):
        is_listed = any(link.citation == index and link.references for link in paper.links)
        if citation.kind is not InTextKind.NOTE or not is_listed:
            continue
        match = _PAGE_AT_END.search(paper.block_text(citation), citation.start, citation.end)
        if match is None or _YEAR.fullmatch(match["page"]):
            continue
        wanted = "p." if match["page"].isdecimal() else "pp."
        if match["label"] == wanted:
            continue
        yield to_replace(
            CHECK.id,
            paper,
            at_block(paper, citation.block, *match.span("typed")),
            match.span("typed"),
            f"{wanted} {match['page']}",
            message=_told(style_called(paper), match["label"] or "", wanted),
            habit="“p.” and “pp.” in notes",
            safe=True,
        )


_PAGE_AT_END: Final = re.compile(
    r"[\w)’'”\"],\s(?P<typed>(?P<label>pp?\.)?\s?(?P<page>\d{1,4}(?:[–-]\d{1,4})?))(?=\.?\s*$)"
)
_YEAR: Final = re.compile(r"(?:1[4-9]|20)\d\d")


def _after_numbers(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each "pp." before one page, and "p." before several: [9, pp. 43]."""
    for citation in paper.cites:
        text = paper.block_text(citation)
        match = _BESIDE_NUMBER.search(text, citation.start, citation.end) if citation.numbers else None
        if match is None:
            continue
        wanted = "pp." if _SEVERAL.match(text, match.end()) else "p."
        if match["label"] == wanted:
            continue
        yield to_replace(
            CHECK.id,
            paper,
            at_block(paper, citation.block, citation.start, citation.end),
            match.span("label"),
            wanted,
            message=_told(style_called(paper), match["label"], wanted),
            habit="“p.” and “pp.”",
            safe=True,
        )


_BESIDE_NUMBER: Final = re.compile(r",\s(?P<label>pp?\.)\s?(?=\d)")
_SEVERAL: Final = re.compile(r"\s?\d+(?:\s?[–—,&-]+\s?\d|\s?ff?\b|,?\s(?:and|und|et)\s\d)")
"""More pages than one, after the label."""


def _told(style: str, typed: str, wanted: str) -> str:
    if not wanted:
        return f"{style} puts no “{typed}” before a page in the text."
    if typed in ("p.", "pp."):
        return f"“{wanted}” stands before {'several pages' if wanted == 'pp.' else 'one page'}."
    return f"{style} puts “{wanted}” before {'several pages' if wanted == 'pp.' else 'a page'}."


def _page_labels(paper: Paper, facts: StyleFacts) -> Iterator[Finding]:
    """Yield a finding for each page after a year with "p." where the style has none, without, or misspelt."""
    wants_label = "p." in facts.locator
    if not wants_label and not re.fullmatch(r"[,:]\s?", facts.locator.replace("\u00a0", " ")):
        return
    for citation in paper.cites:
        text = paper.block_text(citation)
        for cite in citation.cites:
            if cite.locator is None or cite.locator.label != "page" or not cite.year or cite.is_secondary:
                continue
            pattern = re.compile(re.escape(cite.year) + _LABELLED)
            match = pattern.search(text, cite.start, max(cite.end, citation.end))
            if match is None or (match["label"] is None and not match["gap"].strip()):
                continue
            several = bool(_SEVERAL.match(text, match.end()))
            wanted = f"{'pp.' if several else 'p.'} " if wants_label else ""
            typed = match["label"] or ""
            is_right = typed.split() == wanted.split()
            is_tight = bool(typed) and not (typed[-1].isspace() and match["gap"][-1:].isspace())
            if is_right and not is_tight:
                continue
            style = style_called(paper)
            yield to_replace(
                CHECK.id,
                paper,
                quoted(paper, citation, cite),
                (match.start("gap"), match.end()),
                f", {wanted}",
                message=(
                    f"{style} puts a comma and a space before “{typed.strip()}”, and a space after it."
                    if is_right
                    else _told(style, typed.strip(), wanted.strip())
                ),
                habit="pages in the text with another word before them than the style's",
                safe=True,
            )


_LABELLED: Final = r"(?P<gap>\s?[,:]?\s?)(?P<label>[Pp]{1,2}\.?\s?)?(?=\d+(?!:?\d|,\d{3}))"
"""A page after a year, and no time or height: 14:20, 2,240 m."""


CHECK = PaperCheck(
    id="page-label",
    title="A page is cited with another word before it than the style's",
    group=Group.CITATIONS,
    level=Level.WARNING,
    reason="“p.” tells one page and “pp.” several; where a style has neither, the word only takes up room.",
    remedy="Write “p. 4” and “pp. 4–7” in APA, Harvard and IEEE; MLA and Chicago have the number alone.",
    source="APA 7, section 8.25; MLA 9, section 6.16; Chicago 18, section 13.20; IEEE Reference Guide.",
    needs=frozenset((Need.CITATIONS, Need.STYLE)),
    example=Example(
        wrong="Sleep matters (Carskadon, 2011, pp. 12).\n",
        right="Sleep matters (Carskadon, 2011, p. 12).\n",
    ),
    find=find,
)

"""What was read of a paper and what was not: the first line of every report.

A checker that read one reference of twenty-six and found nothing wrong with it has said nothing; whoever
reads the report must be able to tell.
"""

from __future__ import annotations

from citekit.checks.check import Need
from citekit.checks.paper import Paper
from citekit.checks.run import Report
from citekit.checks.style_vote import FAMILIES, NEWER

__all__ = ["gaps_of", "lacking", "needs_met", "what_was_read"]


def needs_met(paper: Paper) -> frozenset[Need]:
    """Return what there is in ``paper`` for checks to go by."""
    document = paper.document
    has = {
        Need.LIST: bool(paper.references),
        Need.CITATIONS: bool(document.citations or paper.cites),
        Need.KEYS: bool(document.citations),
        Need.RECORDS: bool(paper.items),
        Need.STYLE: paper.facts is not None,
        Need.ITALICS: document.shows_italics,
        Need.MANAGED: bool(document.managed),
        Need.INDENTS: document.shows_indents,
        Need.SOURCES: paper.sources is not None,
    }
    return frozenset(need for need, met in has.items() if met)


def what_was_read(paper: Paper) -> tuple[str, ...]:
    """Return what was read and understood, a few words each."""
    coverage = paper.coverage
    typed, by_key = coverage.citations, coverage.keys
    read = [_counted(coverage.references, "reference") if coverage.lists else "no reference list"]
    if coverage.unread:
        read[0] += f", {coverage.references - len(coverage.unread)} understood"
        by_model = sum(one.parsed.parser == "model" for one in paper.references)
        read[0] += f" ({by_model} read by the model)" if by_model else ""
    if coverage.lists > 1:
        read.append(f"in {coverage.lists} lists")
    if typed or not by_key:
        read.append(_counted(typed, "citation") if typed else "no citations")
    if by_key:
        read.append(f"{_counted(by_key, 'citation')} by key")
    if paper.vote is not None and not paper.style_is_given:
        read.append(f"the list is in {_called(paper.vote.style)}")
    elif paper.style is not None:
        read.append(f"style {paper.style_name or paper.style.info.title}")
    read.append("checked offline")
    return tuple(read)


def lacking(paper: Paper) -> str:
    """Return what every paper has and this one lacks, empty where it has all.

    A paper that lacks its list is not clean, though nothing is found in it.
    """
    coverage = paper.coverage
    if coverage.lists or coverage.keys:
        return ""
    return "no reference list" if coverage.citations else "no reference list and no citations"


def gaps_of(paper: Paper, report: Report) -> tuple[str, ...]:
    """Return what could not be checked, a few words each.

    What is not there to be checked (no citations by key, no library) is no gap.
    """
    missing = {need for _, need in report.left_out}
    coverage = paper.coverage
    gaps = []
    if not (coverage.lists or coverage.citations or coverage.keys):
        gaps.append("no citations and no reference list were found; is this the right file?")
    elif coverage.citations and not (coverage.lists or coverage.keys):
        gaps.append("no reference list was found; put one under a heading of its own, such as References")
    if Need.ITALICS in missing:
        gaps.append(f"italics cannot be checked in {paper.document.format}")
    if Need.STYLE in missing:
        number = sum(need is Need.STYLE for _, need in report.left_out)
        gaps.append(f"{_counted(number, 'check')} of the style left out (name one with --style)")
    if paper.sources is not None:
        gaps += [
            f"quotations were not looked up in {name}: {reason}" for name, reason in paper.sources.unread
        ]
    gaps += [str(notice) for notice in paper.document.notices]
    return tuple(gaps)


def _called(style: str) -> str:
    newer = NEWER.get(style)
    return FAMILIES[style] + (f" (for {FAMILIES[newer]} name it: --style {newer})" if newer else "")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

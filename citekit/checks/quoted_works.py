"""From which works of the library each quotation is, and where it stands in their files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from citekit.checks.key_places import place_of_key
from citekit.checks.match import Band
from citekit.checks.note_places import note_places
from citekit.checks.paper import Link, LinkKind, Paper
from citekit.checks.quotations import Quotation, is_speech, quotations
from citekit.checks.verbatim import Passage, can_be_looked_up
from citekit.csl.citation import Locator
from citekit.documents.in_text.citation import InTextKind

__all__ = ["LookedUp", "QuotedWork", "looked_up", "on_page"]

_NEXT: Final = re.compile(r"[\s.,;:!?)—–]{0,4}")
"""What may stand between a quotation and the citation that is its own."""
_OWN_PAGE: Final = re.compile(r"[.,]?\s*\((?:pp?|S)\.\s?(?P<page>[\divxlc]+(?:\s?[–-]\s?\d+)?)\)")
"""(p. 24), after a quotation whose work is named before it."""


class QuotedWork(NamedTuple):
    """A work that a quotation may be from: its record, what a sentence calls it, the page that is given.

    ``key`` is empty for a work of which no record is known.
    """

    key: str
    called: str
    page: str = ""


class LookedUp(NamedTuple):
    """A quotation, the work that it is from, and where it stands there; None where it was not found."""

    quotation: Quotation
    work: QuotedWork
    passage: Passage | None


def on_page(passage: Passage) -> str:
    """Return `` on page 24``, where the pages of the file are known and the words stand on one of them."""
    names = {page.names[0] for page in passage.pages if page.names}
    return f" on page {names.pop()}" if len(names) == 1 else ""


class _Anchor(NamedTuple):
    """A citation of a block: characters ``start`` to ``end`` of its text, and the works that it cites."""

    start: int
    end: int
    works: tuple[QuotedWork, ...]


def looked_up(paper: Paper) -> Iterator[LookedUp]:
    """Yield each quotation that is cited with works whose files can be read, looked up in them.

    One that several works may be the source of is yielded if it is found in one of them.
    """
    sources = paper.sources
    if sources is None:
        return
    quoted = list(quotations(paper))
    if not (quoted or any(block.in_quote for block in paper.document.blocks)):
        return
    anchors = _anchors(paper)
    for quotation in (*_in_marks(paper, quoted, anchors), *_in_blocks(paper, anchors)):
        if not can_be_looked_up(quotation.text):
            continue
        works = _works_of(paper, quotation, anchors.get(quotation.block, []))
        found = [
            LookedUp(quotation, work, sources.look_up(quotation.text, work.key))
            for work in works
            if work.key and sources.has(work.key)
        ]
        hits = [one for one in found if one.passage is not None]
        if hits:
            yield min(hits, key=lambda one: len(one.passage.differences) if one.passage else 0)
        elif len(works) == len(found) == 1 and sources.is_whole(works[0].key):
            yield found[0]


def _in_marks(
    paper: Paper, quoted: Sequence[Quotation], anchors: dict[int, list[_Anchor]]
) -> Iterator[Quotation]:
    for quotation in quoted:
        own = _own(paper, quotation, anchors.get(quotation.block, []))
        is_block = paper.document.blocks[quotation.block].in_quote
        if not is_block and is_speech(quotation, is_cited=own is not None):
            yield quotation


def _in_blocks(paper: Paper, anchors: dict[int, list[_Anchor]]) -> Iterator[Quotation]:
    """Yield the quotations that are blocks of their own, and end with a citation."""
    for index, block in enumerate(paper.document.blocks):
        if not block.in_quote or block.note or not (here := anchors.get(index)):
            continue
        text = block.text
        last = here[-1]
        if len(here) == 1 and last.start > 0 and not text[last.end :].strip(" .\n"):
            body = text[: last.start]
            yield Quotation(index, 0, len(body.rstrip(" (")), body, (0, len(text)), ())


def _works_of(paper: Paper, quotation: Quotation, anchors: list[_Anchor]) -> tuple[QuotedWork, ...]:
    """Return the works that a quotation may be from: that of its own citation, else those of the sentence."""
    own = _own(paper, quotation, anchors)
    if own is not None:
        return own.works
    mine = _in_sentence(paper, quotation, anchors)
    works = tuple(dict.fromkeys(work for one in mine for work in one.works))
    if len({work.key for work in works}) != 1:
        return works
    page = _OWN_PAGE.match(paper.document.blocks[quotation.block].text, quotation.end)
    return (works[0]._replace(page=page["page"] if page else works[0].page),)


def _own(paper: Paper, quotation: Quotation, anchors: list[_Anchor]) -> _Anchor | None:
    """Return the citation right after a quotation."""
    text = paper.document.blocks[quotation.block].text
    after = _NEXT.match(text, quotation.end)
    reach = after.end() if after else quotation.end
    mine = _in_sentence(paper, quotation, anchors)
    return next((one for one in mine if quotation.end <= one.start <= reach + 1), None)


def _in_sentence(paper: Paper, quotation: Quotation, anchors: list[_Anchor]) -> list[_Anchor]:
    """Return the citations of a quotation's sentence; the mark of a note, without text, may end it."""
    length = len(paper.document.blocks[quotation.block].text)
    first, last = quotation.sentence
    return [one for one in anchors if first <= one.start < last or one.start == last == length]


def _anchors(paper: Paper) -> dict[int, list[_Anchor]]:
    """Return the citations of each block in their order: those by key, typed ones, and notes that cite."""
    found: dict[int, list[_Anchor]] = {}
    notes: dict[int, list[QuotedWork]] = {}
    for by_key in paper.document.citations:
        if by_key.block < 0:
            continue
        block = paper.document.blocks[by_key.block]
        works = tuple(QuotedWork(cite.key, cite.key, _page(cite.locator)) for cite in by_key.cites)
        start, end = place_of_key(block, by_key.span)
        found.setdefault(by_key.block, []).append(_Anchor(start, end, works))
        if block.note > 0:
            notes.setdefault(block.note, []).extend(works)
    links: dict[int, list[Link]] = {}
    for link in paper.links:
        links.setdefault(link.citation, []).append(link)
    for number, citation in enumerate(paper.cites):
        if any(
            citation.start < anchor.end and anchor.start < citation.end
            for anchor in found.get(citation.block, ())
        ):
            continue  # what a citation by key shows
        mine = links.get(number, [])
        # Of "(Hale 1902, 14)" the second is exempt and only a page.
        told = [link for link in mine if link.kind is not LinkKind.EXEMPT] or mine
        works = tuple(work for link in told for work in _of_link(paper, link))
        block = paper.document.blocks[citation.block]
        found.setdefault(citation.block, []).append(_Anchor(citation.start, citation.end, works))
        if block.note > 0:
            notes.setdefault(block.note, []).extend(works)
    for number, place in note_places(paper.document).items():
        anchor = _Anchor(place.position, place.position, tuple(notes.get(number, ())))
        found.setdefault(place.block, []).append(anchor)
    return {index: sorted(one, key=lambda anchor: anchor.start) for index, one in found.items()}


def _of_link(paper: Paper, link: Link) -> Iterator[QuotedWork]:
    """Yield the work that a typed cite or number names; none for one that was not read itself."""
    citation = paper.cites[link.citation]
    cite = citation.cites[link.index] if link.index < len(citation.cites) else None
    if cite is not None and cite.is_secondary:
        return
    if citation.kind is InTextKind.NUMERIC and link.kind is LinkKind.EXEMPT:
        return  # a number in brackets
    is_sure = link.kind in (LinkKind.EXACT, LinkKind.CO_AUTHOR) and len(link.references) == 1
    match = paper.matches.get(link.references[0]) if is_sure else None
    if match is None or match.band is not Band.MATCH:
        yield QuotedWork("", "")
        return
    called = paper.reference(link.references[0]).called()
    yield QuotedWork(match.key, called, _page(cite.locator) if cite is not None else "")


def _page(locator: Locator | None) -> str:
    return locator.value if locator is not None and locator.label == "page" else ""

"""What each source is used for: the sentences that cite it, with the pages that they give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from citekit.checks.finding import Where
from citekit.checks.key_places import place_of_key
from citekit.checks.note_places import NotePlace, note_places
from citekit.checks.paper import Link, LinkKind, Paper
from citekit.checks.places import at_reference, where
from citekit.checks.quotations import is_speech, quotations
from citekit.checks.sentences import sentence_around, sentence_ends
from citekit.csl.citation import Locator
from citekit.item.item import Item

__all__ = ["SourceUse", "Use", "source_uses"]

_OFTEN: Final = 3
"""Citations of one page alone that are worth a remark."""
_NOT_USES: Final = (LinkKind.MISSING, LinkKind.EXEMPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One citation of a source: its place, its sentence on one line, and where in the source it points.

    ``page`` is as typed, with a word before it where it is no page (``chapter 3``), empty where none is
    given. ``quotes`` tells that the sentence quotes.
    """

    where: Where
    sentence: str
    page: str = ""
    quotes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceUse:
    """A source and its uses in the order of the paper; ``where`` is that of a typed reference.

    ``key`` is the record's, where it is cited by key. ``remarks`` are what a teacher would ask about.
    """

    called: str
    uses: tuple[Use, ...]
    where: Where | None = None
    key: str = ""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What stands out: nothing cites it, a quotation without a page, one page for everything."""
        if not self.uses:
            return ("never cited",)
        first = self.uses[0]
        if len(self.uses) == 1 and first.quotes and not first.page:
            return ("cited once, for a quotation, without a page",)
        pages = {use.page for use in self.uses}
        if len(self.uses) >= _OFTEN and len(pages) == 1 and first.page:
            return (f"cited {len(self.uses)} times, always for {shown_page(first.page)}",)
        return ()


def shown_page(page: str) -> str:
    """Return a place in a source as a sentence has it: ``page 24``, ``pages 24–26``, ``chapter 3``."""
    if not page[:1].isdigit():
        return page
    return f"pages {page}" if any(mark in page for mark in "-–,") else f"page {page}"


def source_uses(paper: Paper) -> tuple[SourceUse, ...]:
    """Return the uses of the sources: those of the lists in their order, then those cited by key."""
    quoted: dict[int, list[tuple[int, int]]] = {}
    for quotation in quotations(paper):
        if is_speech(quotation):
            quoted.setdefault(quotation.block, []).append((quotation.start, quotation.end))
    sentences = _Sentences(paper, quoted)
    by_reference: dict[int, list[tuple[tuple[int, int], Use]]] = {}
    for link in paper.links:
        if link.kind in _NOT_USES or len(link.references) != 1:
            continue
        citation = paper.cites[link.citation]
        use = sentences.use(citation.block, citation.start, citation.end, _locator(paper, link))
        by_reference.setdefault(link.references[0], []).append(use)
    by_key: dict[str, list[tuple[tuple[int, int], Use]]] = {}
    for by in paper.document.all_citations():
        if by.block < 0:
            continue
        start, end = place_of_key(paper.document.blocks[by.block], by.span)
        for cite in by.cites:
            by_key.setdefault(cite.key, []).append(sentences.use(by.block, start, end, cite.locator))
    return (*_of_lists(paper, by_reference), *_of_keys(paper, by_key))


def _of_lists(paper: Paper, uses: dict[int, list[tuple[tuple[int, int], Use]]]) -> Iterator[SourceUse]:
    for reference in paper.references:
        yield SourceUse(
            called=reference.called(),
            where=at_reference(paper, reference),
            uses=_in_order(uses.get(reference.number, [])),
        )


def _of_keys(paper: Paper, uses: dict[str, list[tuple[tuple[int, int], Use]]]) -> Iterator[SourceUse]:
    for key, found in uses.items():
        item = paper.items.get(key)
        yield SourceUse(called=_called(item) if item else key, key=key, uses=_in_order(found))


def _in_order(uses: list[tuple[tuple[int, int], Use]]) -> tuple[Use, ...]:
    return tuple(use for _, use in sorted(uses, key=lambda one: one[0]))


def _called(item: Item) -> str:
    names = item.names.get("author") or item.names.get("editor") or ()
    first = (names[0].literal or names[0].family) if names else f"“{item.text.get('title', item.id)}”"
    issued = item.dates.get("issued")
    year = f" ({issued.year})" if issued is not None and issued.year is not None else ""
    return f"{first}{' et al.' if len(names) > 1 else ''}{year}"


def _locator(paper: Paper, link: Link) -> Locator | None:
    cites = paper.cites[link.citation].cites
    return cites[link.index].locator if link.index < len(cites) else None


class _Sentences:
    """Finds the sentence that a citation stands in; of a note, that which its mark stands in."""

    def __init__(self, paper: Paper, quoted: dict[int, list[tuple[int, int]]]) -> None:
        self._paper = paper
        self._quoted = quoted
        self._notes = note_places(paper.document)
        self._blocks: dict[int, tuple[str, list[int]]] = {}

    def use(self, block: int, start: int, end: int, locator: Locator | None) -> tuple[tuple[int, int], Use]:
        """Return a citation's use of a source, with its place in the order of the paper."""
        number = self._paper.document.blocks[block].note
        mark = self._notes.get(number, NotePlace(block, start)) if number > 0 else NotePlace(block, start)
        if mark.block != block:
            start = end = mark.position
        found = self._paper.document.blocks[mark.block]
        if mark.block not in self._blocks:
            self._blocks[mark.block] = (found.text, sentence_ends(found.text))
        text, ends = self._blocks[mark.block]
        first, last = sentence_around(ends, len(text), start, end)
        quoted = [one for one in self._quoted.get(mark.block, ()) if one[0] < last and first < one[1]]
        for one in quoted:  # of several sentences, maybe
            before, after = sentence_around(ends, len(text), *one)
            first, last = min(first, before), max(last, after)
        page = ""
        if locator is not None:
            page = locator.value if locator.label == "page" else f"{locator.label} {locator.value}"
        # The mark of a note has no text: it stands after the character before it.
        shown = (start, end) if start < end else (max(start - 1, 0), max(start, 1))
        use = Use(
            where=where(self._paper, found.span_of(*shown)),
            sentence=" ".join(text[first:last].split()),
            page=page,
            quotes=found.in_quote or bool(quoted),
        )
        return (mark.block, start), use

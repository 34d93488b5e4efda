"""Which listed reference each typed citation means, and how it stands to it.

Below a score of .5 (`citekit.checks.fits`) a cite has no reference. Names are folded to be found and
compared as typed to be reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from citekit.checks.fits import (
    AUTHOR,
    CO_AUTHORS,
    YEAR,
    Fit,
    Fitter,
    Verdict,
    is_spelt_so,
    same_people,
    verdict_of,
)
from citekit.checks.likeness import (
    LIKE,
    SAME,
    are_with_and_without_subtitle,
    name_key,
    title_likeness,
    title_rank,
)
from citekit.checks.linked_notes import linked_note
from citekit.checks.linked_numbers import NumberedList, no_citation
from citekit.checks.page_ranges import pages_in
from citekit.checks.paper import Link, LinkKind, ListedReference
from citekit.checks.prose import why_no_citation
from citekit.checks.style_facts import System
from citekit.checks.years import base_years, letter_of
from citekit.documents.document import Document
from citekit.documents.in_text.citation import InTextCitation, InTextCite, InTextKind
from citekit.language.fold import words
from citekit.markup.tree import Format

__all__ = ["Linker"]

_LEAST: Final = 0.5
_MOST_NEAREST: Final = 3
_TITLE_LIKE: Final = 0.75
_LONG_NAME: Final = 4


class Linker:
    """Finds references for cites: made once for a paper's references."""

    def __init__(
        self,
        document: Document,
        references: Sequence[ListedReference],
        acronyms: Mapping[str, str],
        system: System | None,
    ) -> None:
        self._document = document
        self._references = references
        self._acronyms = acronyms
        self._system = system
        self._words: dict[int, tuple[str, ...]] = {}
        self._fitter = Fitter(references, acronyms)

    def links(self, citations: Sequence[InTextCitation]) -> Iterator[Link]:
        """Yield a link for every cite and number of ``citations``, in order."""
        known: set[str] = set()
        pending: list[Link] = []
        numbers = NumberedList(self._document, self._references, citations)
        for index, citation in enumerate(citations):
            if citation.kind is InTextKind.PERSONAL:
                pending.append(
                    Link(citation=index, index=0, kind=LinkKind.EXEMPT, reason="personal communication")
                )
            for number in range(len(citation.numbers)):
                is_cited = self._system is System.NUMERIC
                pending.append(numbers.link(index, number) if is_cited else no_citation(index, number))
            for number, cite in enumerate(citation.cites):
                link = self._cite(index, number, citation, cite)
                if pending and self._is_page(link, pending[-1], citation):
                    link = replace(link, kind=LinkKind.EXEMPT, reason="a page of the work before")
                if link.kind not in (LinkKind.MISSING, LinkKind.EXEMPT) and cite.names:
                    known.add(name_key(cite.names[0]))
                pending.append(link)
        for link in pending:
            citation = citations[link.citation]
            if link.kind is not LinkKind.MISSING or link.index >= len(citation.cites):
                yield link
                continue
            cite = citation.cites[link.index]
            reason = ""
            if not (cite.names and name_key(cite.names[0]) in known):
                reason = why_no_citation(self._document.blocks[citation.block], citation, cite)
            yield Link(
                citation=link.citation,
                index=link.index,
                kind=LinkKind.EXEMPT if reason else LinkKind.MISSING,
                references=link.references,
                score=link.score,
                reason=reason,
            )

    def _is_page(self, link: Link, before: Link, citation: InTextCitation) -> bool:
        """Whether the second "year" of a name is a page of the work: (Cengiz et al. 2019, 1407)."""
        if link.kind is not LinkKind.YEAR or before.kind is not LinkKind.EXACT or not before.references:
            return False
        if before.citation != link.citation:
            return False
        cite, first = citation.cites[link.index], citation.cites[before.index]
        if cite.names != first.names or not cite.year.isdecimal():
            return False
        pages = self._references[before.references[0] - 1].parsed.value("page")
        span = pages_in(pages) if isinstance(pages, str) else None
        return span is not None and int(cite.year) in span

    def _cite(self, index: int, number: int, citation: InTextCitation, cite: InTextCite) -> Link:
        verdict = self._judged(citation, cite)
        return Link(
            citation=index,
            index=number,
            kind=verdict.kind,
            references=tuple(fit.reference.number for fit in verdict.fits),
            score=round(verdict.fits[0].score, 3) if verdict.fits else 0.0,
            reason=verdict.reason,
        )

    def _judged(self, citation: InTextCitation, cite: InTextCite) -> Verdict:
        if cite.is_far and self._system is System.AUTHOR_PAGE:
            return verdict_of(LinkKind.EXEMPT, reason="a year in brackets")
        if cite.is_far:
            # The year may be of something else: only what the list has just so is a citation.
            verdict = self._dated(citation, cite)
            is_cited = verdict.kind is LinkKind.EXACT and verdict.fits[0].year
            is_slip = verdict.kind is LinkKind.YEAR and self._is_slip_of(citation, cite, verdict.fits[0])
            return (
                verdict if is_cited or is_slip else verdict_of(LinkKind.EXEMPT, reason="a year in brackets")
            )
        if citation.kind is InTextKind.NOTE:
            text = self._document.blocks[citation.block].text[citation.start : citation.end]
            return linked_note(text, cite, self._references, self._fitter, self._acronyms)
        if citation.kind is InTextKind.AUTHOR_PAGE or (self._system is System.AUTHOR_PAGE and not cite.year):
            return self._paged(citation, cite)
        if cite.title and not cite.names:
            return self._titled(cite)
        link = self._dated(citation, cite)
        if link.kind is LinkKind.YEAR and _LIFE.search(cite.year):
            return verdict_of(LinkKind.EXEMPT, reason="the years of a life")
        if link.kind is LinkKind.MISSING:
            if cite.is_secondary:
                return verdict_of(LinkKind.EXEMPT, reason="cited by way of another work")
            if self._system is not System.AUTHOR_DATE:
                return verdict_of(LinkKind.EXEMPT, reason="a date in brackets")
        return link

    def _is_slip_of(self, citation: InTextCitation, cite: InTextCite, fit: Fit) -> bool:
        """Whether a year after somebody's thing is a listed one mistyped: Doxey's famous irridex (1957)."""
        text = self._document.blocks[citation.block].text[: citation.start]
        if self._system is not System.AUTHOR_DATE or not _POSSESSED.search(text):
            return False
        return any(
            _is_mistyped(ours, theirs)
            for ours in base_years(cite.year)
            for theirs in base_years(fit.reference.year)
        )

    def _dated(self, citation: InTextCitation, cite: InTextCite) -> Verdict:
        fits = self._fitter.all_fits(cite)
        same = [fit for fit in fits if fit.author >= SAME and fit.year and fit.is_close]
        if same:
            return self._of_same(citation, cite, same)
        plausible = [fit for fit in fits if fit.author >= LIKE and fit.score >= _LEAST]
        dated = [fit for fit in plausible if fit.year]
        if dated:
            best = dated[0]
            kind = LinkKind.NAME if best.author < SAME or best.co_authors >= LIKE else LinkKind.CO_AUTHOR
            if best.author < SAME and not best.is_close:
                kind = LinkKind.NAME if best.co_authors >= _LEAST else LinkKind.MISSING
            return verdict_of(kind, [best] if kind is not LinkKind.MISSING else dated[:_MOST_NEAREST])
        turned = [
            fit
            for fit in fits
            if fit.year and len(cite.names) > 1 and same_people(cite.names, fit.reference.names)
        ]
        if turned:
            return verdict_of(LinkKind.CO_AUTHOR, turned[:1])
        others = [fit for fit in plausible if fit.author >= SAME and fit.is_close]
        if others:
            return verdict_of(
                LinkKind.YEAR, sorted(others, key=lambda fit: _years_apart(cite, fit.reference))
            )
        spelt_small = self._after_small_name(citation, cite)
        if spelt_small:
            return verdict_of(LinkKind.EXACT, spelt_small)
        word_for_word = self._word_for_word(citation, cite)
        if word_for_word:
            return verdict_of(LinkKind.EXACT, word_for_word)
        nearest = [fit for fit in fits if fit.author >= LIKE][:_MOST_NEAREST]
        return verdict_of(LinkKind.MISSING, nearest)

    def _word_for_word(self, citation: InTextCitation, cite: InTextCite) -> list[Fit]:
        """Find the work whose reference begins with the very words of a long name: joint committees."""
        text = self._document.blocks[citation.block].text[cite.start : cite.end]
        typed = words(text.partition(cite.year)[0])
        if len(typed) < _LONG_NAME or not cite.year:
            return []
        return [
            Fit(reference, 1.0, year=True, co_authors=1.0, score=1.0)
            for reference in self._references
            if self._words_of(reference)[: len(typed)] == typed and cite.year in reference.text
        ][:1]

    def _words_of(self, reference: ListedReference) -> tuple[str, ...]:
        if reference.number not in self._words:
            self._words[reference.number] = words(reference.text)
        return self._words[reference.number]

    def _after_small_name(self, citation: InTextCitation, cite: InTextCite) -> list[Fit]:
        """Find the work whose first author, written small, stands before: boyd and Crawford (2012)."""
        before = words(self._document.blocks[citation.block].text[max(0, cite.start - 60) : cite.start])[-3:]
        return [
            Fit(reference, 1.0, year=True, co_authors=1.0, score=1.0)
            for reference in self._references
            if reference.names[1:]
            and name_key(reference.names[0]) in before
            and name_key(cite.names[0]) in {name_key(name) for name in reference.names[1:]}
            and base_years(cite.year) & base_years(reference.year)
        ][:1]

    def _of_same(self, citation: InTextCitation, cite: InTextCite, same: Sequence[Fit]) -> Verdict:
        letter = letter_of(cite.year)
        if cite.has_et_al and len(cite.names) == 1:
            # No style shortens two authors: where three have the year, they are meant.
            same = [fit for fit in same if len(fit.reference.names) > 2 or fit.reference.has_et_al] or same
        if len(same) > 1:
            same = _by_initial(self._document, citation, cite, same)
        lettered = [fit for fit in same if letter_of(fit.reference.year) == letter]
        if len(same) > 1 and not letter and not _has_letters(same):
            if _are_twins(same):
                lettered = lettered[:1]
            elif len({fit.reference.names for fit in same}) > 1:
                exact = [fit for fit in same if len(fit.reference.names) == len(cite.names)]
                if cite.has_et_al or len(exact) != 1:
                    return verdict_of(LinkKind.AMBIGUOUS, same)
                lettered = exact
            else:
                return verdict_of(LinkKind.LETTER, same)
        if len(lettered) == 1:
            fit = lettered[0]
            return verdict_of(
                LinkKind.EXACT if is_spelt_so(cite, fit.reference, self._acronyms) else LinkKind.NAME, [fit]
            )
        return verdict_of(LinkKind.LETTER, same)

    def _titled(self, cite: InTextCite) -> Verdict:
        fits = []
        for reference in self._references:
            if reference.names and not reference.is_institution and self._system is System.AUTHOR_DATE:
                continue  # (“Title,” 2019) is for works without an author; (Title 12) for any
            title = title_likeness(cite.title, reference.title or reference.text)
            if title >= _TITLE_LIKE:
                year = bool(base_years(cite.year) & base_years(reference.year)) or not cite.year
                score = AUTHOR * title + YEAR * year + CO_AUTHORS
                fits.append(Fit(reference, title, year, 1.0, score))
        wanted = words(cite.title)
        best_rank = max((title_rank(wanted, fit.reference.title) for fit in fits), default=0)
        fits = [fit for fit in fits if title_rank(wanted, fit.reference.title) == best_rank]
        fits.sort(key=lambda fit: -fit.score)
        if not fits:
            if cite.is_secondary or self._system not in (System.AUTHOR_DATE, System.AUTHOR_PAGE):
                return verdict_of(LinkKind.EXEMPT, reason="a title in brackets")
            return verdict_of(LinkKind.MISSING)
        best = [fit for fit in fits if fit.score == fits[0].score]
        return verdict_of(LinkKind.EXACT if fits[0].year else LinkKind.YEAR, best)

    def _paged(self, citation: InTextCitation, cite: InTextCite) -> Verdict:
        if not cite.names:
            link = self._titled(cite._replace(year=""))
            if link.kind is not LinkKind.MISSING or self._system is System.AUTHOR_PAGE:
                return link
            return verdict_of(LinkKind.EXEMPT, reason="a number in brackets")
        if cite.title and len(cite.names) == 1:
            cite = self._with_co_author(cite)
        fits = [fit for fit in self._fitter.all_fits(cite._replace(year="")) if fit.author >= LIKE]
        by_title = None if cite.title else self._by_title(citation, cite, is_name=bool(fits))
        if by_title is not None:
            return by_title
        same = [fit for fit in fits if fit.author >= SAME and fit.is_close]
        if cite.title and len(same) > 1:
            titled = [fit for fit in same if title_likeness(cite.title, fit.reference.title) >= _TITLE_LIKE]
            same = titled or same
        if len(same) > 1:
            same = list({" ".join(words(fit.reference.text)): fit for fit in same}.values())
        if len(same) > 1 and not _are_twins(same):
            return verdict_of(LinkKind.AMBIGUOUS, same)
        same = same[:1]
        return self._paged_once(cite, fits, same)

    def _by_title(self, citation: InTextCitation, cite: InTextCite, *, is_name: bool) -> Verdict | None:
        """Return what a cite means whose name is a title: (*Things* 27), or (Routes 51) in plain text."""
        if self._is_italic(citation, cite) and (short := self._short_title(citation, cite)):
            return verdict_of(LinkKind.EXACT, short)
        if is_name:
            return None
        by_title = self._titled(cite._replace(names=(), title=" ".join(cite.names), year=""))
        if by_title.fits and len(words(cite.names[0])) > 1:
            return by_title
        if not self._document.shows_italics and (short := self._short_title(citation, cite)):
            return verdict_of(LinkKind.EXACT, short)
        return None

    def _is_italic(self, citation: InTextCitation, cite: InTextCite) -> bool:
        end = cite.start + len(cite.names[0])
        return Format.ITALIC in self._document.blocks[citation.block].formats_of(cite.start, end)

    def _short_title(self, citation: InTextCitation, cite: InTextCite) -> list[Fit]:
        """Find the work whose title has the words of a name in italics: (*Things* 27).

        Of several it is that of the author who was named last before it, else the one that begins so.
        """
        wanted = words(cite.names[0])
        ranks = {one.number: rank for one in self._references if (rank := title_rank(wanted, one.title))}
        found = [one for one in self._references if one.number in ranks]
        before = self._document.blocks[citation.block].text[: cite.start]
        named = {one.number: before.rfind(one.names[0]) for one in found if one.names}
        last = max(named.values(), default=-1)
        if last >= 0:
            found = [one for one in found if named.get(one.number) == last]
        best = max((ranks[one.number] for one in found), default=0)
        found = [one for one in found if ranks[one.number] == best]
        if last < 0 and best == 1 and len(found) > 1:
            return []
        return [Fit(one, 1.0, year=True, co_authors=1.0, score=1.0) for one in found][:1]

    def _with_co_author(self, cite: InTextCite) -> InTextCite:
        """Return the cite of two names that a comma alone parts as one of two authors, if they are some."""
        for reference in self._references:
            pair = (cite.names[0], cite.title)
            if len(reference.names) > 1 and tuple(map(name_key, pair)) == tuple(
                map(name_key, reference.names[:2])
            ):
                return cite._replace(names=pair, title="")
        return cite

    def _paged_once(self, cite: InTextCite, fits: Sequence[Fit], same: Sequence[Fit]) -> Verdict:
        if same:
            spelt = is_spelt_so(cite, same[0].reference, self._acronyms)
            return verdict_of(LinkKind.EXACT if spelt else LinkKind.NAME, same)
        if cite.is_secondary:
            return verdict_of(LinkKind.EXEMPT, reason="cited by way of another work")
        if self._system is not System.AUTHOR_PAGE:
            return verdict_of(LinkKind.EXEMPT, reason="a number in brackets")
        misspelt = [fit for fit in fits if fit.author >= SAME and LIKE <= fit.co_authors < SAME]
        if misspelt:
            return verdict_of(LinkKind.NAME, misspelt[:1])
        if fits and fits[0].author >= SAME:
            others = {name_key(name) for name in fits[0].reference.names}
            all_known = all(name_key(name) in others for name in cite.names[1:])
            return verdict_of(LinkKind.CO_AUTHOR if all_known else LinkKind.MISSING, fits[:1])
        slip = [fit for fit in fits if fit.is_close]
        if slip:
            return verdict_of(LinkKind.NAME, slip[:1])
        return verdict_of(LinkKind.MISSING, fits[:_MOST_NEAREST])


def _years_apart(cite: InTextCite, reference: ListedReference) -> int:
    ours, theirs = (
        [int(year) for year in base_years(typed) if year.isdigit()] for typed in (cite.year, reference.year)
    )
    return min((abs(one - other) for one in ours for other in theirs), default=_FAR)


_FAR: Final = 9999
_LIFE: Final = re.compile(r"\d{4}\s?[–—-]\s?\d{2,4}")
_POSSESSED: Final = re.compile(r"[^\W\d_](?:s[’']|[’']s)(?:\s[a-zà-ÿ][\w-]*){1,4}\s*$")


def _is_mistyped(one: str, other: str) -> bool:
    """Whether two years are alike but for two digits that changed places, or are next to each other."""
    if not (one.isdecimal() and other.isdecimal()):
        return False
    unlike = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    is_turned = len(unlike) == 2 and unlike[0] == unlike[1][::-1]
    return len(one) == len(other) and (is_turned or abs(int(one) - int(other)) == 1)


def _has_letters(fits: Sequence[Fit]) -> bool:
    return any(letter_of(fit.reference.year) for fit in fits)


def _are_twins(fits: Sequence[Fit]) -> bool:
    """Whether all are one work, listed more than once."""
    titles = [fit.reference.title or fit.reference.text for fit in fits]
    return all(
        are_with_and_without_subtitle(titles[0], title)
        or min(title_likeness(titles[0], title), title_likeness(title, titles[0])) > LIKE
        for title in titles
    )


def _by_initial(
    document: Document, citation: InTextCitation, cite: InTextCite, same: Sequence[Fit]
) -> Sequence[Fit]:
    """Return those of ``same`` whose first author has the initial that the cite gives, or all of them."""
    text = document.blocks[citation.block].text[cite.start : cite.end]
    match = re.match(r"\W*([^\W\d_a-z])\.", text)
    if not match:
        return same
    chosen = []
    for fit in same:
        author = fit.reference.parsed.value("author")
        given = author[0].given if isinstance(author, tuple) and author else ""
        if given.startswith(match[1]):
            chosen.append(fit)
    return chosen or same

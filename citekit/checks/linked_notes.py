"""Which work of the list a note means: by its author, and by the words of the title that it has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from citekit.checks.fits import AUTHOR, CO_AUTHORS, YEAR, Fit, Fitter, Verdict, is_spelt_so, verdict_of
from citekit.checks.likeness import LIKE, SAME, likeness
from citekit.checks.paper import LinkKind, ListedReference
from citekit.checks.years import base_years
from citekit.documents.in_text.citation import InTextCite
from citekit.language.fold import words

__all__ = ["linked_note"]


def linked_note(
    text: str,
    cite: InTextCite,
    references: Sequence[ListedReference],
    fitter: Fitter,
    acronyms: Mapping[str, str],
) -> Verdict:
    """Return what a note of this text, in which ``cite`` was read, means of the list."""
    fits = [fit for fit in fitter.all_fits(cite._replace(has_et_al=True)) if fit.author >= SAME]
    inside = frozenset(words(text))
    if not fits:
        return _note_of_title(cite, references, inside)
    titled = [fit for fit in fits if _title_words(fit.reference) & inside]
    whole = [fit for fit in titled if _has_title(fit.reference, inside)]
    year = _PUBLISHED.search(text)
    years = base_years(whole[0].reference.year) if len(whole) == 1 else frozenset()
    # A reprint has two years, of which the list may be known by the other.
    is_given = year is not None and bool(whole) and year["year"] in whole[0].reference.text
    if year and years and year["year"] not in years and not is_given:
        return verdict_of(LinkKind.YEAR, whole)
    one = whole if len(whole) == 1 else ()
    if one and not one[0].reference.is_institution and not is_spelt_so(cite, one[0].reference, acronyms):
        return verdict_of(LinkKind.NAME, one)
    return verdict_of(LinkKind.EXACT, whole or titled or fits)


def _note_of_title(
    cite: InTextCite, references: Sequence[ListedReference], inside: frozenset[str]
) -> Verdict:
    """Tell a note whose name is spelt otherwise by the title that it has in full."""
    for reference in references:
        if not reference.names or not _has_title(reference, inside):
            continue
        author = likeness(cite.names[0], reference.names[0])
        if author >= LIKE:
            score = AUTHOR * author + YEAR + CO_AUTHORS
            return verdict_of(LinkKind.NAME, [Fit(reference, author, year=True, co_authors=1.0, score=score)])
    return verdict_of(LinkKind.EXEMPT, reason="a note")


def _has_title(reference: ListedReference, inside: frozenset[str]) -> bool:
    """Whether a note has the whole title of a reference, up to a colon if several words stand before it."""
    main, whole = frozenset(words(reference.title.split(":")[0])), frozenset(words(reference.title))
    title = main if len(main) > 1 else whole
    return len(title) > 1 and title <= inside


_PUBLISHED: Final = re.compile(r"\((?:[^()]*\W)?(?P<year>(?:1[4-9]|20)\d\d)\)")
"""The year of publication in a note: (London: Sage, 2010), 126, no. 3 (2011)."""


def _title_words(reference: ListedReference) -> frozenset[str]:
    return frozenset(word for word in words(reference.title) if len(word) > _SHORT_WORD)


_SHORT_WORD: Final = 3

"""How a typed cite fits the references of a list.

Scored as a reader would: the first author says most (.55), then the year (.30), then the co-authors (.15).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from citekit.checks.likeness import LIKE, SAME, is_acronym_of, is_spelt_alike, likeness, name_key
from citekit.checks.paper import LinkKind, ListedReference
from citekit.checks.years import base_years
from citekit.documents.in_text.citation import InTextCite
from citekit.language.fold import words

__all__ = [
    "AUTHOR",
    "CO_AUTHORS",
    "YEAR",
    "Fit",
    "Fitter",
    "Verdict",
    "is_spelt_so",
    "same_people",
    "verdict_of",
]

AUTHOR: Final = 0.55
YEAR: Final = 0.30
CO_AUTHORS: Final = 0.15
"""What the first author, the year and the co-authors count."""


class Fit(NamedTuple):
    """How a cite fits one reference."""

    reference: ListedReference
    author: float
    year: bool
    co_authors: float
    score: float

    @property
    def is_close(self) -> bool:
        """Whether the co-authors are the same."""
        return self.co_authors >= SAME


class Verdict(NamedTuple):
    """What was made of a cite: how it stands, and to which references, the likeliest first."""

    kind: LinkKind
    fits: tuple[Fit, ...] = ()
    reason: str = ""


def verdict_of(kind: LinkKind, fits: Iterable[Fit] = (), reason: str = "") -> Verdict:
    """Return a verdict."""
    return Verdict(kind, tuple(fits), reason)


class Fitter:
    """Tells how cites fit the references of a paper; ``acronyms`` are its own, by their folded form."""

    def __init__(self, references: Sequence[ListedReference], acronyms: Mapping[str, str]) -> None:
        self._references = references
        self._acronyms = acronyms
        self._fits: dict[tuple[tuple[str, ...], bool, str], tuple[Fit, ...]] = {}

    def all_fits(self, cite: InTextCite) -> tuple[Fit, ...]:
        """Return how the cite fits each reference that it could mean, the best first."""
        key = (cite.names, cite.has_et_al, cite.year)
        if key not in self._fits:
            fits = [fit for reference in self._references if (fit := self._fit(cite, reference)).score]
            self._fits[key] = tuple(sorted(fits, key=lambda fit: -fit.score))
        return self._fits[key]

    def _fit(self, cite: InTextCite, reference: ListedReference) -> Fit:
        if not cite.names or not reference.names:
            return Fit(reference, 0.0, year=False, co_authors=0.0, score=0.0)
        if reference.is_institution:
            author, co_authors = self._institution(cite, reference), 1.0
        else:
            author = self._likeness(cite.names[0], reference.names[0])
            if author < LIKE / 2 and not same_people(cite.names, reference.names):
                return Fit(reference, author, year=False, co_authors=0.0, score=0.0)
            co_authors = self._co_authors(cite, reference)
        years = base_years(cite.year)
        year = bool(years & base_years(reference.year))
        score = AUTHOR * author + YEAR * year + CO_AUTHORS * co_authors
        return Fit(reference, author, year, co_authors, score)

    def _institution(self, cite: InTextCite, reference: ListedReference) -> float:
        # A firm's "Johnson & Johnson" reads like two people.
        whole = f" {cite.joiner} ".join(cite.names) if len(cite.names) > 1 else cite.names[0]
        return max(self._likeness(name, reference.names[0]) for name in {whole, cite.acronym or whole})

    def _likeness(self, cited: str, listed: str) -> float:
        best = likeness(cited, listed)
        if best < SAME and (cited.isupper() or (self._acronyms and name_key(cited) in self._acronyms)):
            full = self._acronyms.get(name_key(cited), "")
            if (full and likeness(full, listed) >= SAME) or is_acronym_of(cited, listed):
                return 1.0
        if best < SAME and listed.isupper():
            full = self._acronyms.get(name_key(listed), "")
            if full and likeness(cited, full) >= SAME:
                return 1.0
        return best

    def _co_authors(self, cite: InTextCite, reference: ListedReference) -> float:
        cited, listed = cite.names[1:], reference.names[1:]
        pairs = [self._likeness(one, other) for one, other in zip(cited, listed, strict=False)]
        expected = len(cited) if cite.has_et_al or reference.has_et_al else max(len(cited), len(listed))
        if cite.has_et_al and not listed and not reference.has_et_al:
            return 1.0  # one author and "et al.": another rule's business
        if reference.has_et_al and len(cited) > len(listed):
            pairs += [1.0] * (len(cited) - len(listed))  # nobody knows who the others are
        if not expected:
            return 1.0
        return sum(pairs[:expected]) / max(expected, len(cited))


def same_people(cited: Sequence[str], listed: Sequence[str]) -> bool:
    """Whether the same names stand in another order."""
    return len(listed) >= len(cited) > 1 and {name_key(name) for name in cited} <= {
        name_key(name) for name in listed
    }


def is_spelt_so(cite: InTextCite, reference: ListedReference, acronyms: Mapping[str, str]) -> bool:
    """Whether every name of the cite is spelt as in the list; an acronym is another rule's business."""
    if reference.is_institution:
        cited, listed = cite.names[0], reference.names[0]
        if name_key(cited) != name_key(listed):
            if len(words(cited)) == len(words(listed)) > 1:
                return False  # Centres for Disease Control, Centers for Disease Control
            listed = listed.split()[0]  # Ngũgĩ for Ngũgĩ wa Thiong’o
        return name_key(cited) != name_key(listed) or is_spelt_alike(cited, listed)
    pairs = zip(cite.names, reference.names, strict=False)
    return all(
        is_spelt_alike(one, other) or name_key(one) in acronyms for one, other in pairs if one != other
    )

"""Well-known institutions and outlets, by name, acronym and web domain."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple

from citekit.formats.pasted_page.word_lists import rows_in, word_set
from citekit.language.fold import fold

__all__ = [
    "Institution",
    "InstitutionKind",
    "find_by_acronym",
    "find_by_domain",
    "find_by_name",
    "is_institution_for_a_field",
    "is_shaped_like_an_institution",
]


class InstitutionKind(StrEnum):
    """What an institution is to a citation: who publishes, or what the work appears in."""

    BODY = "body"
    NEWSPAPER = "newspaper"
    MAGAZINE = "magazine"
    WIRE = "wire"
    BROADCASTER = "broadcaster"
    ENCYCLOPEDIA = "encyclopedia"
    BLOGS = "blogs"
    """A host of other people's blogs."""


class Institution(NamedTuple):
    """One row of ``institutions.tsv``."""

    name: str
    kind: InstitutionKind

    @property
    def is_outlet(self) -> bool:
        """Whether works appear in it (container-title) rather than being published by it."""
        return self.kind is not InstitutionKind.BODY


class _Table(NamedTuple):
    by_name: Mapping[str, Institution]
    by_acronym: Mapping[str, tuple[Institution, ...]]
    by_domain: Mapping[str, Institution]


_ARTICLES: Final = r"^(?:the|la|le|das|die|der|united states|u\. ?s\.|us)\s+"

_HEADS: Final = word_set("""
    institute institut instituto istituto institution instituut center centre zentrum centro council
    rat conseil consejo foundation stiftung fondation fundacion fund fonds university universitat
    universite universidad college school academy akademie agency agentur agence agencia bureau office
    amt buro ministry ministerium ministere ministerio department direction commission kommission
    committee organization organisation association verband society gesellschaft bank authority
    observatory observatoire observatorio laboratory laboratories corporation corp inc ltd llc gmbh plc
    company union federation alliance coalition consortium trust survey board initiative network
    secretariat parliament court museum library press bundesamt
    """)
"""Words, folded, one of which an institution's name has in a telling place."""
_COMPOUND_HEADS: Final = (
    "stiftung", "gesellschaft", "institut", "verband", "amt", "ministerium", "kommission", "anstalt",
    "agentur", "zentrum", "behorde", "kammer", "departementet", "ministeriet",
)  # fmt: skip
"""What ends a compound that names an institution, folded: ``Bundesministerium für …``."""
_LEGAL_FORMS: Final = word_set("inc ltd llc gmbh plc corp ag se sa bv")
_OF: Final = word_set("of for on fur der des de pour para per del della di van voor i in and und et to")


@cache
def _table() -> _Table:
    by_name: dict[str, Institution] = {}
    by_acronym: dict[str, tuple[Institution, ...]] = {}
    by_domain: dict[str, Institution] = {}
    for name, acronyms, kind, domains in rows_in("institutions.tsv"):
        institution = Institution(name, InstitutionKind(kind))
        by_name[_name_key(name)] = institution
        for acronym in filter(None, acronyms.split(";")):
            by_acronym[acronym] = (*by_acronym.get(acronym, ()), institution)
        for domain in filter(None, domains.split(";")):
            by_domain[domain] = institution
    return _Table(by_name, by_acronym, by_domain)


def _name_key(name: str) -> str:
    return re.sub(_ARTICLES, "", re.sub(_ARTICLES, "", fold(name))).rstrip(" .")


def find_by_name(name: str) -> Institution | None:
    """Return the institution of that full name, whatever its case, with or without its article."""
    return _table().by_name.get(_name_key(name))


def find_by_acronym(acronym: str) -> Institution | None:
    """Return the one institution of that acronym, written in its own case; None if several have it."""
    known = _table().by_acronym.get(acronym, ())
    return known[0] if len(known) == 1 else None


def find_by_domain(host: str) -> Institution | None:
    """Return the institution whose site ``host`` belongs to ("www.gao.gov", "files.gao.gov")."""
    labels = host.lower().split(".")
    for start in range(len(labels) - 1):
        institution = _table().by_domain.get(".".join(labels[start:]))
        if institution:
            return institution
    return None


def is_shaped_like_an_institution(text: str) -> bool:
    """Whether ``text`` alone could be an institution's name: "Northern Institute for Coastal Policy".

    Its words are capitalised, and one that names a kind of institution ends it ("Harbour Council",
    "Acme, Inc.") or is followed by "of" or "for" within the first three words.
    """
    words = text.split()
    if not 2 <= len(words) <= 14 or len(text) > 110 or not text[0].isupper():
        return False
    bare = [fold(word).strip(".,;:()'\"") for word in words]
    if any(
        word[0].islower() and key not in _OF and key not in ("the", "la", "le", "e", "y", "&", "a")
        for word, key in zip(words, bare, strict=True)
    ):
        return False
    if bare[-1] in _LEGAL_FORMS:
        return True
    if text[-1] in ".:;!?,":
        return False
    if _is_head(bare[-1]):
        return len(words) <= 8
    return _has_a_field(bare)


def is_institution_for_a_field(text: str) -> bool:
    """Whether ``text`` is shaped like "Institute for Coastal Policy", which titles hardly are."""
    bare = [fold(word).strip(".,;:()'\"") for word in text.split()]
    return is_shaped_like_an_institution(text) and _has_a_field(bare)


def _has_a_field(bare: list[str]) -> bool:
    return any(_is_head(key) and bare[place + 1] in _OF for place, key in enumerate(bare[:-1][:3]))


def _is_head(word: str) -> bool:
    return word in _HEADS or word.endswith(_COMPOUND_HEADS)

"""Which records a work may be, told by what the index keeps: the few that are worth a closer look.

`citekit.library.duplicates` compares works that have an identifier, a title, or author, year and a word of
the title in common. Whoever has none of what is asked for here has none of that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from citekit.item.identifier import Identifier, IdentifierKind
from citekit.item.identifiers import identifiers_of
from citekit.item.item import Item
from citekit.language.small_words import SMALL_WORDS
from citekit.library.known_by import KnownBy, known_by

__all__ = ["MANY", "identifiers_in", "keys_alike"]

MANY: Final = 1_000
"""So many works may be most of a library's, and are sooner compared with all."""


def identifiers_in(works: Iterable[Item]) -> frozenset[Identifier]:
    """Return the identifiers by which any of the works may be known."""
    return frozenset(
        identifier
        for work in works
        for identifier in identifiers_of(work)
        if identifier.kind is not IdentifierKind.URL
    )


def keys_alike(works: Iterable[Item], known: Iterable[KnownBy]) -> frozenset[str]:
    """Return the keys of the records whose titles begin as that of a work does, or tell with its words."""
    begins: set[str] = set()
    ends: set[str] = set()
    for work in works:
        title = known_by(work).title.split()
        begins.update(title[:1])
        ends.update(_ends(title))
    return frozenset(
        one.key
        for one in known
        if (title := one.title.split()) and (title[0] in begins or not ends.isdisjoint(_ends(title)))
    )


def _ends(title: list[str]) -> list[str]:
    """Return the first and the last word of a title that tell."""
    telling = [word for word in title if word not in SMALL_WORDS]
    return [telling[0], telling[-1]] if telling else []

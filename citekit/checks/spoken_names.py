"""Authors who stand in a list as they are spoken of, Jane Doe, among others with family names first.

An organisation of two words looks the same. So there must be a proof: an initial among several names, or
that the entry stands where its family name belongs in the alphabet, and its first word does not.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from citekit.checks.paper import ListedReference, Paper
from citekit.checks.style_facts import System
from citekit.item.institutions import is_institution
from citekit.language.fold import fold
from citekit.markup.tree import Format

__all__ = ["SpokenName", "names_as_spoken"]


class SpokenName(NamedTuple):
    """The first author of a reference: characters ``start`` to ``end`` of its text."""

    given: str
    family: str
    start: int
    end: int


_SPOKEN: Final = re.compile(
    r"\s*(?P<name>(?!(?:The|An?|D[aie][srem]|L[aeo]s?|El|Il)\s)"
    r"(?P<given>(?:[^\W\d_a-z]\.|[^\W\d_a-z][^\W\d_A-Z]+)(?:\s?[^\W\d_a-z]\.)*)\s"
    r"(?P<family>(?:(?:van|von|de|der|den|del|di|la|le)\s)*[^\W\d_a-z][\w’'-]+))(?=[.,;]\s|\s(?:and|&)\s)"
)
_MOST_INITIALS: Final = 3
_INITIAL: Final = re.compile(r"[^\W\d_a-z]\.")


def names_as_spoken(paper: Paper) -> dict[int, SpokenName]:
    """Return the first authors of ``paper``'s lists that are surely not turned round, by reference."""
    found: dict[int, SpokenName] = {}
    for place, listed in enumerate(paper.references):
        match = _SPOKEN.match(listed.reference.text)
        if match is None or is_institution([match["name"]]) or not _is_author(listed, match):
            continue
        if match["family"].isupper() and len(match["family"]) <= _MOST_INITIALS:
            continue  # Shin LM has her initials behind
        name = SpokenName(match["given"], match["family"], *match.span("name"))
        if _has_initials_among_several(listed) or _is_filed_under(paper, place, name):
            found[listed.number] = name
    return found


def _is_author(listed: ListedReference, name: re.Match[str]) -> bool:
    """Whether the name was read as an author's, or a title in italics follows it; a film's is so itself."""
    if Format.ITALIC in listed.reference.formats_of(*name.span("name")):
        return False
    part = listed.parsed.part("author")
    if part is not None:
        return part.start <= name.start("name")
    title = name.end("name") + len(", ")
    return Format.ITALIC in listed.reference.formats_of(title, title + 1)


def _has_initials_among_several(listed: ListedReference) -> bool:
    """Whether several names were read as those of people, an initial among them, and none turned round."""
    part = listed.parsed.part("author")
    value = part.value if part else ()
    if part is None or not isinstance(value, tuple) or len(value) < 2 or any(name.literal for name in value):
        return False
    typed = listed.reference.text[part.start : part.end]
    has_initials = any(_INITIAL.search(name.given) for name in value)
    return has_initials and all(name.display() in typed for name in value)


def _is_filed_under(paper: Paper, place: int, name: SpokenName) -> bool:
    """Whether the alphabet has the family name between the neighbours, and the given name not."""
    if paper.system is System.NUMERIC or not 0 < place < len(paper.references) - 1:
        return False
    before, after = paper.references[place - 1], paper.references[place + 1]
    own = paper.references[place].list_number
    if not (before.names and after.names) or {before.list_number, after.list_number} != {own}:
        return False
    first, last = fold(before.names[0]), fold(after.names[0])
    return first <= fold(name.family) <= last and not first <= fold(name.given) <= last

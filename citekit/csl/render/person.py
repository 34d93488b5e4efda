"""A name taken apart for rendering: particles, suffix, script; shared by all items that have it.

CSL 1.0.2, "Non-dropping and dropping particles"; CSL-JSON, which lets particles stand in ``family`` and
``given`` and a suffix after a comma in ``given``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from citekit.item.name import Name
from citekit.language.scripts import has_alphabet, is_han

__all__ = ["GLUE", "Person", "ends_in_others", "person_of"]

GLUE: Final = ("'", "’", "ʻ", "-", "‐")
"""What a particle ends in that stands right before its name."""

# one word of a family name that may be a particle: "van ", "d'", "al-", "'t "
_PARTICLE: Final = re.compile(r"['’ʻ]?[^\W\d_]+(?:\.[^\W\d_]*)*(?:['’ʻ]\s*|\s+|[-‐](?=\S))")
_LIST_SUFFIX: Final = re.compile(r"\s*,(!?)\s*(.*)\Z")


class Person:
    """One name. ``key`` says who it is: two persons with one key print alike in every form.

    ``spaced`` tells whether a space stands between the non-dropping particle and the family name.
    """

    __slots__ = (
        "comma_suffix", "dropping", "family", "given", "han", "is_something", "key", "literal",
        "non_dropping", "spaced", "static", "suffix",
    )  # fmt: skip

    def __init__(self, name: Name) -> None:
        self.literal = name.literal
        family, given = name.family, name.given
        self.dropping = name.dropping_particle
        self.non_dropping = name.non_dropping_particle
        self.suffix = name.suffix
        self.comma_suffix = name.comma_suffix
        self.spaced = not self.non_dropping.endswith(GLUE)
        self.static = name.static_ordering
        if not family and given and not self.literal:
            family, given = given, ""
        if not self.suffix and "," in given:
            match = _LIST_SUFFIX.search(given)
            if match is not None:
                given = given[: match.start()]
                self.comma_suffix = bool(match[1])
                self.suffix = match[2]
        if len(family) > 1 and family[0] == family[-1] == '"':
            family = family[1:-1]
        elif not self.non_dropping and not self.dropping:
            family, given = self._split(family, given)
        self.family = family
        self.given = given
        self.is_something = bool(self.literal or family or given)
        # a name without given name is the same name, whether written as literal or as family
        self.key = (
            self.family or self.literal,
            self.given,
            self.dropping,
            self.non_dropping,
            self.suffix,
        )
        shown = self.literal or family + given
        self.han = is_han(shown) and not has_alphabet(shown)
        if is_han(family) and not self.han:
            self.static = True  # a Chinese family name with a romanized given name

    def _split(self, family: str, given: str) -> tuple[str, str]:
        if family and not family[0].isupper():
            end = 0
            while (match := _PARTICLE.match(family, end)) is not None and match.group().islower():
                end = match.end()
            if 0 < end < len(family):
                self.non_dropping = family[:end].rstrip()
                self.spaced = family[end - 1].isspace()
                family = family[end:]
        if given and not given[-1].isupper() and " " in given:
            words = given.split()
            count = 0
            while count < len(words) - 1 and words[-1 - count].islower() and words[-1 - count][0].isalpha():
                if words[-1 - count].endswith("."):
                    break
                count += 1
            if count:
                self.dropping = " ".join(words[-count:])
                given = " ".join(words[:-count])
        return family, given


@lru_cache(maxsize=100_000)
def person_of(name: Name) -> Person:
    """Return ``name`` taken apart; the same object for the same name."""
    return Person(name)


def ends_in_others(persons: Sequence[Person]) -> bool:
    """Whether further persons go unnamed: the last "name" is the ``others`` of BibTeX's "Doe and others"."""
    return len(persons) > 1 and persons[-1].literal.casefold() == "others"

"""The names that pages give: spoken or inverted, one or several to a value, people and institutions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from citekit.formats.pasted_page.person_names import read_person
from citekit.formats.typed_names import read_names
from citekit.item.institutions import is_institution
from citekit.item.name import Name

__all__ = ["listed_names", "person_name", "single_names"]

_BY: Final = re.compile(r"^\s*(?:(?:written|posted)\s+)?by:?\s+", re.IGNORECASE)
_NO_NAME: Final = re.compile(
    r"https?://|www\.|^@|^[\W\d_]*$|^(?:admin|administrator|editor|staff|null)$", re.IGNORECASE
)
_AND: Final = re.compile(r"\s+(?:and|&|und|et|y)\s+")


def single_names(values: Iterable[str]) -> list[Name]:
    """Return the names of values that hold one each, as ``citation_author`` does."""
    return [name for value in values for name in _single(_clean(value))]


def listed_names(values: Iterable[str]) -> list[Name]:
    """Return the names of values that may hold several: ``Jane Doe, John Roe and Ann Poe``."""
    return [name for value in values for name in _listed(_clean(value))]


def person_name(spoken: str) -> Name:
    """Return the name of what is surely a person, spoken with the family last."""
    spoken = _clean(spoken)
    if "," in spoken:
        return next(iter(read_names(spoken)), Name(literal=spoken))
    if is_institution([spoken]):
        return Name(literal=spoken)
    person = read_person(spoken)
    if person:
        return person.name
    given, _, family = spoken.rpartition(" ")
    plain = 0 < len(given.split()) < 4 and all(word[:1].isupper() for word in spoken.split())
    return Name(family=family, given=given) if plain else Name(literal=spoken)


def _clean(value: str) -> str:
    value = _BY.sub("", " ".join(value.split()))
    return "" if _NO_NAME.search(value) else value


def _single(value: str) -> list[Name]:
    if not value:
        return []
    if ";" in value:
        return [name for part in value.split(";") for name in _single(part.strip())]
    if "," in value:
        return list(read_names(value))
    return [_spoken(value)]


def _spoken(value: str) -> Name:
    """Return a person where the name is shaped like one, else an institution."""
    if is_institution([value]):
        return Name(literal=value)
    person = read_person(value)
    return person.name if person else next(iter(read_names(value)), Name(literal=value))


def _listed(value: str) -> list[Name]:
    if not value:
        return []
    if ";" in value or "|" in value:
        return [name for part in re.split("[;|]", value) for name in _listed(part.strip())]
    if is_institution(value.split(", ")):
        return [Name(literal=value)]
    parts = [part for piece in value.split(",") for part in _AND.split(piece) if part.strip()]
    parts = [re.sub(r"^(?:and|&)\s+", "", part.strip()) for part in parts]
    if len(parts) == 2 and "," in value and any(len(part.split()) == 1 for part in parts):
        return list(read_names(value))  # Doe, Jane
    if len(parts) > 1 and all(map(read_person, parts)):
        return [_spoken(part) for part in parts]
    return _single(value)

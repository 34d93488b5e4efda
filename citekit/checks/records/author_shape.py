"""A name in a shape that prints wrongly: several in one, in capitals, with stray marks, twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.shelf import Shelf
from citekit.item.institutions import is_institution
from citekit.item.name import Name

__all__ = ["CHECK"]

_SEVERAL_IN_LITERAL: Final = re.compile(
    r";|\b\w[\w'’-]+,\s*(?:[A-Z]\.[\s-]*)+,?\s*(?:and|&)\s+\w|(?:[A-Z]\.\s*)+[\w'’-]+,\s*(?:[A-Z]\.\s*)+[\w'’-]+"
)
"""``Doe, J.; Roe, R.``, ``Doe, J. and Roe, R.``, ``J. Doe, R. Roe``."""
_AND_BETWEEN_PEOPLE: Final = re.compile(r"\w\.?\s(?:and|&)\s\w")
_TITLES: Final = re.compile(r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Rev)\.?\s")
_STRAY: Final = re.compile(r"[;:*|=<>{}\\_]|,$|^[,.]|\d")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]{1,2}(?:\.[\s-]?|[\s-]|$))+")
_NOBODY: Final = frozenset(
    ("anon", "anon.", "anonymous", "unknown", "n.n.", "nn", "no author", "[no author]", "n/a")
)
_LEAST_CAPITALS: Final = 4
_NOT_CAPITALS: Final = re.compile(r"[^A-ZÀ-ÖØ-Þ]")


class _Wrong(NamedTuple):
    level: Level
    what: str
    habit: str = ""


def _find(shelf: Shelf) -> Iterator[Finding]:
    for record in shelf.records:
        for role, names in record.item.names.items():
            for name, wrong in _wrong_names(names):
                written = name.inverted()
                yield Finding(
                    check="author-shape",
                    level=wrong.level,
                    where=shelf.where(record, role),
                    message=f'{record.key}: {role} "{written}" {wrong.what}.',
                    quote=written,
                    habit=wrong.habit,
                )


def _wrong_names(names: Sequence[Name]) -> Iterator[tuple[Name, _Wrong]]:
    seen: set[Name] = set()
    for name in names:
        wrong = _institution(name.literal) if name.literal else _person(name)
        if wrong is None and name in seen:
            wrong = _Wrong(Level.LOOK, "is named twice")
        if wrong:
            yield name, wrong
        seen.add(name)


def _institution(literal: str) -> _Wrong | None:
    if literal.casefold() in _NOBODY:
        return _Wrong(
            Level.LOOK,
            "is nobody's name: leave the field out, and the style says what it says then",
            "names that are nobody's",
        )
    if _SEVERAL_IN_LITERAL.search(literal) and not is_institution([literal]):
        return _Wrong(
            Level.WARNING, "seems to hold several names: give each one of its own", "several names in one"
        )
    return None


def _person(name: Name) -> _Wrong | None:
    family, given = name.family, name.given
    if not given and family.casefold() in _NOBODY:
        return _Wrong(
            Level.LOOK,
            "is nobody's name: leave the field out, and the style says what it says then",
            "names that are nobody's",
        )
    if ";" in family or ";" in given or _AND_BETWEEN_PEOPLE.search(given):
        return _Wrong(
            Level.WARNING, "seems to hold several names: give each one of its own", "several names in one"
        )
    if given and not _INITIALS.fullmatch(given) and is_institution([f"{given} {family}"]):
        return _Wrong(
            Level.WARNING,
            "is taken for a person, and is turned about and shortened: an institution has `literal` alone",
            "an institution as a person",
        )
    if _STRAY.search(family) or re.search(r"[;:*|=<>{}\\_]|,$|^[,]", given):
        return _Wrong(
            Level.WARNING, "has a mark in it that belongs to no name", "marks that belong to no name"
        )
    if _TITLES.match(f"{given} ") or _TITLES.match(f"{family} "):
        return _Wrong(
            Level.LOOK, "has a title of courtesy in it, which references leave out", "titles of courtesy"
        )
    if not given and re.match(r"(?:[A-Z]\.\s*)+\w\w", family):
        return _Wrong(Level.WARNING, "has the given name in the family name", "given and family name in one")
    if given and _is_in_capitals(family):
        return _Wrong(Level.WARNING, "is in capitals, and will be printed so", "family names in capitals")
    return None


def _is_in_capitals(family: str) -> bool:
    return (
        len(family) >= _LEAST_CAPITALS
        and family.isupper()
        and len(_NOT_CAPITALS.sub("", family)) >= _LEAST_CAPITALS
    )


CHECK = RecordCheck(
    id="author-shape",
    title="A name in a shape that prints wrongly",
    group=Group.RECORDS,
    level=Level.WARNING,
    reason=(
        "Styles turn names about, shorten and count them; several names in one, or an institution as a "
        "person, come out mangled in every reference."
    ),
    remedy="Give each person `family` and `given`, and each institution `literal`.",
    source="CSL-JSON 1.0, name-variable",
    example=Example(
        wrong='type: book\ntitle: Sleep\nauthor: [{literal: "Doe, J.; Roe, R."}]\n',
        right="""\
type: book
title: Sleep
author: [{family: Doe, given: J.}, {family: Roe, given: R.}]
""",
    ),
    find=_find,
)

"""The same work twice: which records may be one work, why, and why two that look alike are not.

Two works are compared only where they share a key (`_meeting_points`): an identifier, the title, or first
author, year and a word of the title. What is known of each is worked out once (`Traits`).

The rules lean to silence: a pair is a duplicate where an identifier of the work itself says so, or where
title, first author and year agree and nothing contradicts. A contradiction is another DOI, report number,
edition, volume, another number in the title ("Part 1", "Part 2"), a page elsewhere in the same volume; a
chapter and its book, a work and its review, an article and its erratum are different works. A preprint and
the article, a paper and the later article, a thesis and the book are versions, and told as such.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from citekit.item.identifiers import IdentifierKind
from citekit.item.item import Item
from citekit.language.small_words import SMALL_WORDS
from citekit.library.traits import Shape, Traits, traits_of

__all__ = ["Kinship", "Likeness", "Pair", "Register", "compare", "find_pairs", "sure_groups"]


class Kinship(StrEnum):
    """What two records are to each other."""

    DUPLICATE = "duplicate"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Likeness:
    """That two records may be one work, or two versions of it.

    ``score`` is between 0 and 1, ``reasons`` say in words what agrees and what does not. It is ``certain``
    where an identifier, or title, first author and year say so: what an import must not pass over.
    """

    kinship: Kinship
    score: float
    reasons: tuple[str, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records by key, and what they have in common."""

    one: str
    other: str
    likeness: Likeness


_GENERIC: Final = frozenset(
    {
        "abstract", "abstracts", "acknowledgements", "bibliography", "comment", "comments", "conclusion",
        "conclusions", "contents", "editorial", "foreword", "glossary", "index", "introduction",
        "letter", "letters",
        "news", "obituary", "preface", "reply", "untitled",
    }
)  # fmt: skip

_ENOUGH: Final = 0.75
_CLOSE: Final = 0.9
_SPELLING: Final = 0.96
_TELLING: Final = 5
"""From so many words on, a title is no other work's."""
_VAGUE: Final = frozenset(("document", "webpage", "manuscript", "pamphlet"))
"""What programs call a work of which they know no better."""
_VERSION_YEARS: Final = 5
_LARGE_BLOCK: Final = 40
_NEIGHBOURS: Final = 8


class Register:
    """Works that others are held against, each under its key."""

    def __init__(self) -> None:
        self._traits: dict[str, Traits] = {}
        self._blocks: dict[Hashable, list[str]] = defaultdict(list)

    def add(self, key: str, traits: Traits) -> None:
        """Take in a work."""
        self._traits[key] = traits
        for point in dict.fromkeys(_meeting_points(traits)):
            self._blocks[point].append(key)

    def __contains__(self, key: str) -> bool:
        return key in self._traits

    def find(self, traits: Traits) -> tuple[tuple[str, Likeness], ...]:
        """Return the works that one with these traits may be, the likeliest first."""
        met: dict[str, None] = {}
        for point in _meeting_points(traits):
            met.update(dict.fromkeys(self._blocks.get(point, ())))
        found = [(key, likeness) for key in met if (likeness := compare(traits, self._traits[key]))]
        return tuple(sorted(found, key=_likeliest))

    def pairs(self) -> Iterator[tuple[str, str, Likeness]]:
        """Yield every two works that may be one."""
        compared: set[tuple[str, str]] = set()
        for keys in self._blocks.values():
            for pair in self._within(keys):
                if pair not in compared:
                    compared.add(pair)
                    if likeness := compare(self._traits[pair[0]], self._traits[pair[1]]):
                        yield *pair, likeness

    def _within(self, keys: list[str]) -> Iterator[tuple[str, str]]:
        if len(keys) < 2:
            return
        reach = len(keys)
        if len(keys) > _LARGE_BLOCK:
            # Of so many that meet in one point, only those whose titles begin alike can be one work.
            keys = sorted(keys, key=lambda key: self._traits[key].title)
            reach = _NEIGHBOURS
        for place, one in enumerate(keys):
            for other in keys[place + 1 : place + 1 + reach]:
                yield (one, other) if one < other else (other, one)


def _likeliest(found: tuple[str, Likeness]) -> tuple[bool, float, str]:
    key, likeness = found
    return likeness.kinship is Kinship.VERSION, -likeness.score, key


def find_pairs(items: Iterable[Item]) -> tuple[Pair, ...]:
    """Return every two of the items that may be one work, duplicates before versions, the surest first."""
    register = Register()
    for item in items:
        register.add(item.id, traits_of(item))
    pairs = (Pair(one, other, likeness) for one, other, likeness in register.pairs())
    return tuple(
        sorted(
            pairs,
            key=lambda pair: (
                pair.likeness.kinship is Kinship.VERSION,
                -pair.likeness.score,
                pair.one,
                pair.other,
            ),
        )
    )


def sure_groups(pairs: Iterable[Pair]) -> tuple[tuple[str, ...], ...]:
    """Return the keys of records that are surely one work, group by group, none in two of them.

    Each two of a group are duplicates by an identifier, or by title, first author and year; that a record is
    like two that are not alike makes no group of three.
    """
    alike: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        likeness = pair.likeness
        doubted = any("differ" in reason for reason in likeness.reasons)
        if likeness.kinship is Kinship.DUPLICATE and likeness.score >= _SURE and not doubted:
            alike[pair.one].add(pair.other)
            alike[pair.other].add(pair.one)
    groups = []
    taken: set[str] = set()
    for key in sorted(alike):
        if key in taken:
            continue
        group = [key]
        for other in sorted(alike[key] - taken):
            if alike[other].issuperset(group):
                group.append(other)
        if len(group) > 1:
            groups.append(tuple(group))
            taken.update(group)
    return tuple(groups)


_SURE: Final = 0.95
"""From this score on nothing speaks against two records being one work."""
_OF_ONE_WORK: Final = (IdentifierKind.DOI, IdentifierKind.ARXIV, IdentifierKind.PMID, IdentifierKind.PMCID)


def _meeting_points(traits: Traits) -> Iterator[Hashable]:
    for kind in _OF_ONE_WORK:
        for key in traits.identifiers.get(kind, ()):
            yield kind, key
    for key in traits.identifiers.get(IdentifierKind.ISBN, ()):
        yield IdentifierKind.ISBN, key, traits.shape
    for key in traits.identifiers.get(IdentifierKind.REPORT_NUMBER, ()):
        yield IdentifierKind.REPORT_NUMBER, key
    telling = [word for word in traits.title if word not in SMALL_WORDS]
    if not telling:
        return
    # Preprints and articles may lie years apart; works of one year and the next meet in the later one.
    yield (
        "title",
        traits.author,
        " ".join(traits.main_title) if len(traits.main_title) > 1 else " ".join(traits.title),
    )
    if not traits.author or len(traits.title) > 3:
        yield "title", " ".join(traits.title)
    if traits.author and traits.year is not None:
        for year in (traits.year, traits.year + 1):
            yield traits.author, year, telling[0]
            if len(telling) > 1:
                yield traits.author, year, telling[-1]


def compare(one: Traits, other: Traits) -> Likeness | None:
    """Return what two works have in common that may be one, None where they are different works."""
    if {one.shape, other.shape} == {Shape.PART, Shape.WHOLE}:
        return None
    if one.review != other.review or one.about != other.about:
        return None
    alike = _title_likeness(one, other)
    shared = tuple(_shared_identifiers(one, other, alike))
    if shared:
        return _by_identifier(one, other, shared, alike)
    if _contradicts(one, other):
        return None
    if not alike or _people_differ(one, other):
        return None
    if one.preprint != other.preprint or _other_form(one, other):
        return _as_versions(one, other, alike)
    return _by_description(one, other, alike)


def _shared_identifiers(one: Traits, other: Traits, alike: float) -> Iterator[str]:
    """Yield the identifiers of the work itself that both carry: ``DOI 10.1000/x``."""
    known = bool(alike or not one.title or not other.title)
    for kind in _OF_ONE_WORK:
        for key in sorted(_both(one, other, kind)):
            # The chapters of a book may all carry the book's; anything but a DOI is easily mistaken.
            part = Shape.PART in (one.shape, other.shape)
            if known or (not part and (kind is IdentifierKind.DOI or not _people_differ(one, other))):
                yield f"{kind} {key}"
    for key in sorted(_both(one, other, IdentifierKind.ISBN)):
        # The volumes of a work may all carry that of the set.
        if known and (one.shape is other.shape is Shape.WHOLE or one.type == other.type):
            yield f"ISBN {key}"
    for key in sorted(_both(one, other, IdentifierKind.REPORT_NUMBER)):
        same = set(one.institution) & set(other.institution) - SMALL_WORDS
        if same or (one.author and one.author == other.author) or (alike and not one.institution):
            yield f"report number {key}"


def _both(one: Traits, other: Traits, kind: IdentifierKind) -> frozenset[str]:
    return one.identifiers.get(kind, _NONE) & other.identifiers.get(kind, _NONE)


_NONE: Final[frozenset[str]] = frozenset()


def _by_identifier(one: Traits, other: Traits, shared: tuple[str, ...], alike: float) -> Likeness | None:
    reasons = [f"same {identifier}" for identifier in shared]
    score = 1.0
    if one.title and other.title and not alike:
        score -= 0.3
        reasons.append("the titles differ")
    if _people_differ(one, other):
        score -= 0.15
        reasons.append("the first authors differ")
    if one.year and other.year and one.year != other.year:
        score -= 0.05
        reasons.append(f"the years differ ({one.year}, {other.year})")
    for name in ("volume", "edition"):
        if _differ(getattr(one, name), getattr(other, name)):
            score -= 0.1
            reasons.append(f"the {name}s differ ({getattr(one, name)}, {getattr(other, name)})")
    if one.numbers != other.numbers and alike and not any(r.startswith("same DOI") for r in reasons):
        return None
    return Likeness(Kinship.DUPLICATE, round(score, 2), tuple(reasons), certain=True)


def _contradicts(one: Traits, other: Traits) -> bool:
    """Whether something says that they are two works, however alike they look."""
    for kind in (*_OF_ONE_WORK, IdentifierKind.REPORT_NUMBER):
        here, there = one.identifiers.get(kind), other.identifiers.get(kind)
        if (
            here
            and there
            and not here & there
            and not (kind is IdentifierKind.DOI and one.preprint != other.preprint)
        ):
            return True
    if one.numbers != other.numbers or _differ(one.edition, other.edition):
        return True
    if one.preprint != other.preprint or _other_form(one, other):
        return False
    if _differ(one.volume, other.volume) or _differ(one.issue, other.issue):
        return True
    return _differ(one.page, other.page) and (len(one.title) < _TELLING or bool(one.volume and other.volume))


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _title_likeness(one: Traits, other: Traits) -> float:
    """Return how alike the titles are: 1 if they are the same, 0 where they are not alike at all."""
    here, there = one.title, other.title
    if not here or not there:
        return 0.0
    if here == there:
        return 1.0
    shorter, longer = sorted((one, other), key=lambda traits: len(traits.title))
    if len(shorter.title) > 1 and shorter.title == longer.main_title:
        return 0.95
    if abs(len(here) - len(there)) > max(2, len(here) // 5):
        return 0.0
    if one.about != other.about or one.numbers != other.numbers:
        return 0.0
    matcher = SequenceMatcher(None, " ".join(here), " ".join(there), autojunk=False)
    if matcher.real_quick_ratio() < _CLOSE or matcher.quick_ratio() < _CLOSE:
        return 0.0
    ratio = matcher.ratio()
    # One other word makes another work of a short title: "Plant cells", "Plant walls".
    return ratio if ratio >= _CLOSE and (len(here) >= _TELLING or ratio >= _SPELLING) else 0.0


def _people_differ(one: Traits, other: Traits) -> bool:
    if not one.author or not other.author:
        return False
    if one.author != other.author:
        shorter, longer = sorted((one.author, other.author), key=len)
        return not (len(shorter) > 3 and longer.endswith(shorter))
    return _differ(one.initial, other.initial)


def _other_form(one: Traits, other: Traits) -> bool:
    """Whether they are published in two ways: a thesis and a book, a paper and an article, two journals."""
    if one.type == other.type:
        return one.shape is Shape.ARTICLE and not _same_container(one, other) and not _same_place(one, other)
    forms = {one.type, other.type}
    if forms & _VAGUE:
        return False
    return not forms <= {"article-magazine", "article-newspaper", "article-journal"} or not _same_container(
        one, other
    )


def _same_place(one: Traits, other: Traits) -> bool:
    return bool(one.volume and one.page) and (one.volume, one.page) == (other.volume, other.page)


def _same_container(one: Traits, other: Traits) -> bool:
    """Whether the titles of the containers may be the same, one of them perhaps abbreviated."""
    here = [word for word in one.container if word not in SMALL_WORDS]
    there = [word for word in other.container if word not in SMALL_WORDS]
    if not here or not there or here == there:
        return True
    if len(here) == len(there):
        return all(
            a.startswith(b[:3]) and (a[-1] == b[-1] or a.startswith(b) or b.startswith(a))
            for a, b in zip(here, there, strict=True)
        )
    shorter, longer = sorted((here, there), key=len)
    initials = "".join(word[0] for word in longer)
    return (
        shorter == longer[: len(shorter)]
        or shorter == longer[-len(shorter) :]
        or "".join(shorter) == initials
    )


def _as_versions(one: Traits, other: Traits, alike: float) -> Likeness | None:
    if not one.author or one.author != other.author or alike < _CLOSE or len(one.title) < _TELLING - 1:
        return None
    if one.year and other.year and abs(one.year - other.year) > _VERSION_YEARS:
        return None
    if one.preprint != other.preprint:
        reason = "one is the preprint or working paper of the other"
    elif one.type == other.type:
        reason = "published in two places"
    else:
        reason = f"published as {one.type} and as {other.type}"
    return Likeness(
        Kinship.VERSION, round(0.9 * alike, 2), (reason, "same title and first author"), certain=False
    )


def _by_description(one: Traits, other: Traits, alike: float) -> Likeness | None:
    placed = _same_place(one, other)
    if not placed and set(one.title) <= _GENERIC | SMALL_WORDS:
        return None
    people, year = _people_agree(one, other), _years_agree(one, other)
    if year is None:
        return None
    points = [(0.55 * alike, "same title" if alike == 1.0 else "nearly the same title"), people, year]
    if one.container and other.container and _same_container(one, other):
        points.append((0.05, "same container"))
    if placed:
        points.append((0.1, "same volume and page"))
    if _differ(one.page, other.page):
        points.append((-0.15, f"the first pages differ ({one.page}, {other.page})"))
    score = sum(point for point, _ in points)
    if score < _ENOUGH:
        return None
    agreed = people == _SAME_AUTHOR or (not one.author and not other.author and one.type == other.type)
    certain = alike == 1.0 and agreed and year[0] == _SAME_YEAR
    reasons = tuple(reason for _, reason in points if reason)
    return Likeness(Kinship.DUPLICATE, round(min(score, 0.99), 2), reasons, certain=certain)


_SAME_AUTHOR: Final = (0.25, "same first author")
_SAME_YEAR: Final = 0.15


def _people_agree(one: Traits, other: Traits) -> tuple[float, str]:
    if one.author and other.author:
        return _SAME_AUTHOR
    if one.author or other.author:
        return 0.05, "one has no author"
    if one.institution and one.institution == other.institution:
        return 0.15, "same publisher"
    return 0.1, ""


def _years_agree(one: Traits, other: Traits) -> tuple[float, str] | None:
    """Return what the years count for, None where they are too far apart."""
    if one.year is None or other.year is None:
        return 0.05, "one has no year"
    if one.year == other.year:
        return _SAME_YEAR, f"same year {one.year}"
    # What appears every year under one title is no article in its volume.
    if abs(one.year - other.year) == 1 and one.shape is not Shape.OTHER and _same_place(one, other):
        return 0.0, f"the years differ by one ({one.year}, {other.year})"
    return None

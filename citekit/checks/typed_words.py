"""A typed reference as words, and how much of what a record is known by stands among them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from citekit.item.identifier import Identifier
from citekit.item.identifiers import IdentifierKind, find_identifiers
from citekit.language.fold import words
from citekit.language.small_words import SMALL_WORDS

__all__ = ["TypedWords", "author_share", "is_of_a_book", "title_share", "typed_words", "year_share"]

_HEAD_WORDS: Final = 12
"""The first author stands among so many words of a reference, or in its first third."""
_TYPED_YEAR: Final = re.compile(r"(?<![\d/.–-])(1[4-9]\d\d|20\d\d)(?=[a-z]?(?:$|[^\w/]))")
_HALF: Final = 0.5
_GAP: Final = 4
_STRICT: Final = 1.3
_BEFORE_BOOK: Final = 12
"""So many words, the editors', may stand between "in" and the title of the book."""
_MARK: Final = re.compile(r"""[.,:;?!()\[\]"“”„«»‘’'/&—–*_]|\s-\s|\b(?:in|and|und|et)\s*$""", re.IGNORECASE)


class TypedWords(NamedTuple):
    """A typed reference: its folded words, what stands before each of them, its head, its years."""

    words: tuple[str, ...]
    breaks: tuple[bool, ...]
    places: Mapping[str, list[int]]
    head: tuple[str, ...]
    years: frozenset[str]
    identifiers: tuple[Identifier, ...]
    dois: frozenset[str]


def typed_words(reference: str) -> TypedWords:
    """Return the words of a typed reference, each with whether a mark or an italic stands before it."""
    found: list[str] = []
    breaks: list[bool] = []
    joined: list[str] = []
    position = 0
    for match in re.finditer(r"\w+(?:['’]\w+)*", reference):
        gap = reference[position : match.start()]
        parts = words(match.group())
        if len(parts) > 1:
            joined.append("".join(parts))  # O'Neil is Oneil to some
        for place, word in enumerate(parts):
            found.append(word)
            breaks.append(place == 0 and (not position or bool(_MARK.search(gap))))
        position = match.end()
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(found):
        places[word].append(place)
    head = (*found[: max(_HEAD_WORDS, len(found) // 3)], *joined)
    years = frozenset(_TYPED_YEAR.findall(reference))
    identifiers = find_identifiers(reference)
    dois = frozenset(one.key for one in identifiers if one.kind is IdentifierKind.DOI)
    return TypedWords(tuple(found), tuple(breaks), places, head, years, identifiers, dois)


def title_share(
    title: Sequence[str], typed: TypedWords, rarity: Mapping[str, float]
) -> tuple[float, int, int]:
    """Return what share of a title is there, and its first and last word in the reference, -1 if none.

    ``rarity`` tells how much a word says: the rarer, the more.
    """
    total = found = 0.0
    begin, last = -1, -1
    met = 0
    for word in title:
        weight = rarity.get(word, 1.0) + 0.3
        total += weight
        places = typed.places.get(word)
        share = 1.0
        if places is None:
            near = _misspelt(word, typed, last)
            if near is None:
                continue
            places, share = [near], 0.8
        after = next((place for place in places if place > last), None)
        if after is None:
            found += weight * 0.5 * share
            continue
        if last >= 0 and after - last > _GAP:
            share *= 0.5
        if begin < 0:
            begin = after
        met += 1
        last = after
        found += weight * share
    if not met:
        return 0.0, begin, last
    # Words in its midst that the title does not have make another title of it, the more so the more.
    between = last + 1 - begin - met
    coverage: float = (found / total) ** _STRICT * (1 - _HALF * between / (between + met + 1))
    return coverage, begin, last


def is_of_a_book(begin: int, typed: TypedWords) -> bool:
    """Whether the title that begins at a word is that of a book in which the cited work stands."""
    before = range(max(0, begin - _BEFORE_BOOK), begin)
    return begin > len(typed.words) // 4 and any(typed.words[p] == "in" and typed.breaks[p] for p in before)


def _misspelt(word: str, typed: TypedWords, last: int) -> int | None:
    """Return where a word stands with a letter or two wrong, near the last word found; None if nowhere."""
    if len(word) < 5:
        return None
    for place in range(last + 1, min(last + 1 + _GAP, len(typed.words))) if last >= 0 else ():
        other = typed.words[place]
        if abs(len(other) - len(word)) <= 1 and _nearly(word, other):
            return place
    return None


def _nearly(one: str, other: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two are swapped."""
    if one == other:
        return True
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])


def author_share(forms: Sequence[tuple[str, ...]], typed: TypedWords) -> float:
    """Return how well whoever stands first in a record, in any of the forms, stands at the head."""
    best = 0.0
    head = typed.head
    for form in forms:
        if all(word in head for word in form):
            return 1.0
        if any(
            _nearly(form[0], word) for word in head if len(form[0]) > 3 and abs(len(word) - len(form[0])) < 2
        ):
            best = max(best, 0.8)
        elif len(form) > 1 and any(
            word in head for word in form if len(word) > 3 and word not in SMALL_WORDS
        ):
            best = max(best, 0.6)
    return best


def year_share(years: frozenset[str], typed: TypedWords) -> float | None:
    """Return how well the years agree, None where the record or the reference has none."""
    if not years:
        return None
    if not typed.years:
        return 0.5
    if years & typed.years:
        return 1.0
    near = any(abs(int(one) - int(other)) == 1 for one in years for other in typed.years if one.isdigit())
    return 0.5 if near else 0.0

"""Which record a typed reference is: by its identifier, else by title, first author and year.

An identifier decides, unless title, author and year point to another record: a wrong DOI under the right
title is the commonest slip of the two. Otherwise a record scores by how much of its title stands in the
reference (.6), whether its first author stands at the head (.25), and the year (.15). A title that is part
of a longer one is another work, and a title of one or two words says nothing without author and year.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import nlargest
from itertools import chain
from typing import Final, NamedTuple

from citekit.checks.typed_words import (
    TypedWords,
    author_share,
    is_of_a_book,
    title_share,
    typed_words,
    year_share,
)
from citekit.item.identifiers import IdentifierKind, identifiers_of
from citekit.item.item import Item
from citekit.language.fold import words
from citekit.language.small_words import SMALL_WORDS
from citekit.library.known_by import KnownBy, forms_of, known_by, tail_of
from citekit.markup.inline import strip_inline

__all__ = ["Band", "Match", "Matcher"]


class Band(StrEnum):
    """How sure a match is."""

    MATCH = "match"
    LIKELY = "likely"
    """"Is it this one?": for a person to say."""
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The record that a typed reference is, with the score (0 to 1) and what it rests on.

    ``by`` is the kind of identifier that decided, empty where title, author and year did.
    """

    key: str
    score: float
    band: Band
    by: str = ""


_SURE: Final = 0.75
_LIKELY: Final = 0.55
_TITLE: Final = 0.6
_AUTHOR: Final = 0.25
_YEAR: Final = 0.15
_BY_IDENTIFIER: Final = 0.95
_HALF: Final = 0.5
_AGREES: Final = 0.8
_NEARLY_ALL: Final = 0.85
_ALL: Final = 0.95
_UNKNOWN: Final = 5.0
"""How much a word tells that is in no title of the library."""
_RIVAL: Final = 0.03
_CANDIDATES: Final = 12
_COMMON: Final = 0.02
"""A word of more than this share of the titles finds no candidates, where there are rarer ones."""
_FEW: Final = 200
"""In a library of so few records no word is too common to look up."""
_TELLING: Final = 3
"""A title of fewer words that tell needs author and year."""
_GENERIC: Final = frozenset(
    {
        "abstract", "abstracts", "acknowledgements", "afterword", "bibliography", "comment", "comments",
        "conclusion", "conclusions", "contents", "discussion", "editorial", "einleitung", "foreword",
        "glossary", "index", "introduction", "letter", "letters", "news", "notes", "obituary", "overview",
        "preface", "prologue", "reply", "review", "report", "results", "summary", "untitled", "vorwort",
    }
)  # fmt: skip
_PARTS: Final = frozenset(
    ("chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia", "article-journal")
)
_DECIDES: Final = frozenset(
    (IdentifierKind.DOI, IdentifierKind.ARXIV, IdentifierKind.PMID, IdentifierKind.PMCID, IdentifierKind.ISBN)
)
_NUMBERS: Final = ("volume", "issue", "page", "number", "edition", "chapter-number")
_TEXTS: Final = ("container-title", "publisher", "collection-title", "event-title", "genre", "authority")


class _Entry(NamedTuple):
    """A record that a reference is held against.

    ``place`` is its number among all, ``first`` are the forms of its first author, ``title`` folded words.
    """

    place: int
    title: tuple[str, ...]
    main: tuple[str, ...]
    first: tuple[tuple[str, ...], ...]
    years: frozenset[str]
    is_part: bool


class Matcher:
    """The records of a library, ready for typed references to be held against them."""

    def __init__(
        self, items: Iterable[Item] | Mapping[str, Item], known: Sequence[KnownBy] | None = None
    ) -> None:
        """Make the records ready; ``known`` is what they are known by, where that need not be worked out."""
        self._items = items if isinstance(items, Mapping) else {item.id: item for item in items}
        self._known = tuple(map(known_by, self._items.values())) if known is None else known
        self._entries: dict[int, _Entry] = {}
        self._identifiers: dict[int, frozenset[tuple[str, str]]] = {}
        titles = [set(known.title.split()) for known in self._known]
        counts = Counter(chain.from_iterable(titles))
        self._rarity = {word: math.log(1 + len(titles) / count) for word, count in counts.items()}
        rarity_of = self._rarity.__getitem__
        self._weights = [sum(map(rarity_of, title)) for title in titles]
        self._by_word: dict[str, list[int]] = {word: [] for word in counts}
        self._by_author: dict[str, list[int]] = defaultdict(list)
        self._by_tail: dict[str, list[int]] = defaultdict(list)
        for index, (one, title) in enumerate(zip(self._known, titles, strict=True)):
            for word in title:
                self._by_word[word].append(index)
            for form in one.first.split("/") if one.first else ():
                self._by_author[form.partition(" ")[0]].append(index)
            for tail in one.tails.split():
                self._by_tail[tail].append(index)
        self._common = max(_FEW, int(len(titles) * _COMMON))

    def find(self, reference: str, *, title: str = "") -> Match | None:
        """Return the record that ``reference`` is, None where there is none like it.

        ``title`` is the reference's title where a parser has told it: then a record whose title is only a
        part of it is no match. A match of the band NONE is never returned.
        """
        typed = typed_words(reference)
        if not typed.words:
            return None
        wanted = frozenset(words(title))
        scored = sorted(
            ((*self._score(self._entry(index), typed, wanted), index) for index in self._candidates(typed)),
            key=lambda one: (-one[0], -one[1], one[2]),
        )
        best = self._described(scored, typed)
        named = self._named(typed, wanted)
        if named is None:
            return best
        if best and best.band is Band.MATCH and best.key != named.key:
            # An identifier copied to the wrong work: what the reader sees decides, the comparison tells.
            known = next(index for index, one in enumerate(self._known) if one.key == named.key)
            if self._score(self._entry(known), typed, wanted)[0] < _LIKELY:
                return best
        return named

    def _entry(self, index: int) -> _Entry:
        if index not in self._entries:
            known = self._known[index]
            title = tuple(known.title.split())
            self._entries[index] = _Entry(
                index,
                title,
                title[: known.main],
                forms_of(known.first),
                frozenset(known.years.split()),
                known.type in _PARTS,
            )
        return self._entries[index]

    def _item(self, index: int) -> Item:
        return self._items[self._known[index].key]

    def _named(self, typed: TypedWords, wanted: frozenset[str]) -> Match | None:
        """Return the record that carries an identifier of the reference."""
        for identifier in typed.identifiers:
            if identifier.kind not in _DECIDES:
                continue
            one = (str(identifier.kind), identifier.key)
            found = [i for i in self._by_tail.get(tail_of(identifier.key), ()) if one in self._carried(i)]
            if found:
                negative, best = min((-self._score(self._entry(i), typed, wanted)[0], i) for i in found)
                if identifier.kind is IdentifierKind.ISBN and -negative < _LIKELY:
                    continue  # the chapters of a book carry its number, and so do its volumes
                return Match(
                    key=self._known[best].key,
                    score=round(max(_BY_IDENTIFIER, -negative), 2),
                    band=Band.MATCH,
                    by=str(identifier.kind),
                )
        return None

    def _carried(self, index: int) -> frozenset[tuple[str, str]]:
        """Return the identifiers of a record, as kind and key; to read those of all would take its time."""
        if index not in self._identifiers:
            found = identifiers_of(self._item(index))
            self._identifiers[index] = frozenset((str(one.kind), one.key) for one in found)
        return self._identifiers[index]

    def _has_another_doi(self, entry: _Entry, typed: TypedWords) -> bool:
        dois = {key for kind, key in self._carried(entry.place) if kind == IdentifierKind.DOI}
        return bool(dois) and not dois & typed.dois

    def _described(self, scored: Sequence[tuple[float, float, int]], typed: TypedWords) -> Match | None:
        if not scored or scored[0][0] < _LIKELY:
            return None
        best = scored[0]
        rivals = [one for one in scored[1:] if one[0] >= best[0] - _RIVAL]
        if rivals:
            # Of works with one title, author and year, the volume and pages tell.
            best = min((best, *rivals), key=lambda one: (-self._detail(one[2], typed), -one[0], one[2]))
        return Match(
            key=self._known[best[2]].key,
            score=round(best[0], 2),
            band=Band.MATCH if best[0] >= _SURE else Band.LIKELY,
        )

    def _detail(self, index: int, typed: TypedWords) -> float:
        # Few records are ever asked for their details.
        details = frozenset(_details(self._item(index)))
        return sum(word in typed.places for word in details) / len(details) if details else 0.0

    def _candidates(self, typed: TypedWords) -> Iterator[int]:
        """Yield the records worth a closer look: those whose titles share most, and the first author's."""
        shared: dict[int, float] = defaultdict(float)
        postings = sorted((self._by_word[word] for word in typed.places if word in self._by_word), key=len)
        for place, posting in enumerate(postings):
            if place >= 3 and len(posting) > self._common:
                break
            rarity = math.log(1 + len(self._known) / len(posting))
            for index in posting:
                shared[index] += rarity
        weights = self._weights
        share = {index: told / (weights[index] + 2.0) for index, told in shared.items()}
        best = nlargest(_CANDIDATES, share, key=share.__getitem__)
        seen = set(best)
        yield from best
        for word in typed.head:
            same = self._by_author.get(word, ())
            if len(same) <= self._common:
                for index in same:
                    years = self._entry(index).years
                    if index not in seen and (years & typed.years or not years):
                        seen.add(index)
                        yield index

    def _score(self, entry: _Entry, typed: TypedWords, wanted: frozenset[str]) -> tuple[float, float]:
        """Return the score of a record, and how much of its title is there."""
        title = self._title_score(entry.title, typed, wanted, is_part=entry.is_part)
        if len(entry.main) >= _TELLING and len(entry.main) < len(entry.title):
            # The subtitle is often left out.
            title = max(
                title, 0.95 * self._title_score(entry.main, typed, frozenset(), is_part=entry.is_part)
            )
        author = author_share(entry.first, typed) if entry.first else None
        year = year_share(entry.years, typed)
        total = _TITLE * title
        weight = _TITLE
        for value, share in ((author, _AUTHOR), (year, _YEAR)):
            if value is not None:
                total += share * value
                weight += share
        score = total / weight
        telling = [word for word in entry.title if word not in SMALL_WORDS and word not in _GENERIC]
        agreeing = (author or 0.0) >= _AGREES, (year or 0.0) >= _AGREES
        if len(telling) < _TELLING and not all(agreeing):
            score = min(score, 0.7 if any(agreeing) and telling and author != 0.0 else 0.5)
        if title < _HALF or (author == 0.0 and title < _NEARLY_ALL):
            score = min(score, _HALF)
        elif author == 0.0 or (title < _ALL and typed.dois and self._has_another_doi(entry, typed)):
            # Another author's work of the same name, or one that nearly has the name and another DOI.
            score = min(score, _SURE - 0.01)
        return score, title

    def _title_score(
        self, title: tuple[str, ...], typed: TypedWords, wanted: frozenset[str], *, is_part: bool
    ) -> float:
        """Return how much of a title stands in the reference, in its order, and is not part of a longer."""
        coverage, begin, last = title_share(title, typed, self._rarity)
        if coverage < _HALF:
            return coverage
        if not is_part and is_of_a_book(begin, typed):
            coverage *= 0.5
        if wanted:
            rarity = self._rarity
            over = sum(rarity.get(word, _UNKNOWN) for word in wanted - set(title) - SMALL_WORDS)
            whole = sum(rarity.get(word, _UNKNOWN) for word in wanted - SMALL_WORDS)
            return coverage * (1 - min(_HALF, over / whole)) if whole else coverage
        # A title that goes on before or after without a mark is part of a longer one.
        if not typed.breaks[begin]:
            coverage *= 0.8
        if last + 1 < len(typed.words) and not typed.breaks[last + 1] and not typed.words[last + 1].isdigit():
            coverage *= 0.85
        return coverage


def _details(item: Item) -> Iterator[str]:
    """Yield the words of the fields that tell works of one title apart."""
    for name in _NUMBERS:
        yield from words(item.number.get(name, "") or item.text.get(name, ""))
    for name in _TEXTS:
        yield from (word for word in words(strip_inline(item.text.get(name, ""))) if word not in SMALL_WORDS)
    for names in item.names.values():
        for name_ in names:
            yield from words(name_.family)

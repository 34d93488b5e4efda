"""Which record a typed reference is: by its identifier, else by title, first author and year.

An identifier decides, unless title, author and year point to another record: a wrong DOI under the right
title is the commonest slip of the two. Otherwise a record scores by how much of its title stands in the
reference (.6), whether its first author stands at the head (.25), and the year (.15). A title that is part
of a longer one is another work, and a title of one or two words says nothing without author and year.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from citekit.item.identifiers import IdentifierKind, find_identifiers, identifiers_of
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.language.fold import words
from citekit.library.traits import SMALL_WORDS
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

    ``by`` is the kind of identifier that decided, empty where title, author and year did. ``rivals`` are
    records that fit nearly as well: the same work twice in the library, most often.
    """

    key: str
    score: float
    band: Band
    by: str = ""
    rivals: tuple[str, ...] = ()


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
_HEAD_WORDS: Final = 12
"""The first author stands among so many words of a reference, or in its first third."""
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
_TYPED_YEAR: Final = re.compile(r"(?<![\d/.–-])(1[4-9]\d\d|20\d\d)(?=[a-z]?(?:$|[^\w/]))")
_NUMBERS: Final = ("volume", "issue", "page", "number", "edition", "chapter-number")
_TEXTS: Final = ("container-title", "publisher", "collection-title", "event-title", "genre", "authority")


class _Entry(NamedTuple):
    """What a record is known by.

    ``place`` is its number among all, ``first`` are the forms of its first author, ``title`` folded words.
    ``weight`` is how much the words of the title tell in all.
    """

    place: int
    key: str
    title: tuple[str, ...]
    main: tuple[str, ...]
    first: tuple[tuple[str, ...], ...]
    years: frozenset[str]
    item: Item
    is_part: bool
    weight: float


class _Typed(NamedTuple):
    """A typed reference: its folded words, what stands before each of them, its head, its years."""

    words: tuple[str, ...]
    breaks: tuple[bool, ...]
    places: Mapping[str, list[int]]
    head: tuple[str, ...]
    years: frozenset[str]
    dois: frozenset[str]


def _tails(item: Item) -> Iterator[str]:
    """Yield what the identifiers of ``item`` can be found by, without reading them."""
    written = [item.text.get(name, "") for name in ("DOI", "ISBN", "PMID", "PMCID", "URL")]
    for text in (*written, item.number.get("number", "")):
        # Several may stand in one field, and one ISBN may be written with spaces.
        for piece in {text, *_PIECES.split(text)} if text else ():
            yield _tail(_VERSION.sub("", piece))


def _tail(identifier: str) -> str:
    """Return the last letters and digits of an identifier but one, which is a check digit in an ISBN."""
    return _NO_LETTER.sub("", identifier).casefold()[-_TAIL:-1]


_TAIL: Final = 7
_PIECES: Final = re.compile(r"[\s,;]+")
_VERSION: Final = re.compile(r"v\d+$")
_NO_LETTER: Final = re.compile(r"[\W_]")


class Matcher:
    """The records of a library, ready for typed references to be held against them."""

    def __init__(self, items: Iterable[Item]) -> None:
        items = tuple(items)
        self._entries: list[_Entry] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_author: dict[str, list[int]] = defaultdict(list)
        self._by_tail: dict[str, list[int]] = defaultdict(list)
        self._identifiers: dict[int, frozenset[tuple[str, str]]] = {}
        titles = [_title(item) for item in items]
        counts: dict[str, int] = defaultdict(int)
        for whole, _ in titles:
            for word in set(whole):
                counts[word] += 1
        self._rarity = {word: math.log(1 + len(items) / count) for word, count in counts.items()}
        for index, (item, (whole, main)) in enumerate(zip(items, titles, strict=True)):
            weight = sum(self._rarity[word] for word in set(whole))
            first = tuple(_first_author(item))
            self._entries.append(
                _Entry(
                    index,
                    item.id,
                    whole,
                    main,
                    first,
                    _years(item),
                    item,
                    item.type in _PARTS,
                    weight,
                )
            )
            for word in set(whole):
                self._by_word[word].append(index)
            for form in first:
                self._by_author[form[0]].append(index)
            for tail in _tails(item):
                self._by_tail[tail].append(index)
        self._common = max(_FEW, int(len(items) * _COMMON))

    def find(self, reference: str, *, title: str = "") -> Match | None:
        """Return the record that ``reference`` is, None where there is none like it.

        ``title`` is the reference's title where a parser has told it: then a record whose title is only a
        part of it is no match. A match of the band NONE is never returned.
        """
        typed = _read(reference)
        if not typed.words:
            return None
        wanted = frozenset(words(title))
        scored = sorted(
            ((*self._score(self._entries[index], typed, wanted), index) for index in self._candidates(typed)),
            key=lambda one: (-one[0], -one[1], one[2]),
        )
        best = self._described(scored, typed)
        named = self._named(reference, typed, wanted)
        if named is None:
            return best
        if best and best.band is Band.MATCH and best.key != named.key:
            # An identifier copied to the wrong work: what the reader sees decides, the comparison tells.
            known = self._index(named.key)
            if self._score(self._entries[known], typed, wanted)[0] < _LIKELY:
                return best
        return named

    def _index(self, key: str) -> int:
        return next(index for index, entry in enumerate(self._entries) if entry.key == key)

    def _named(self, reference: str, typed: _Typed, wanted: frozenset[str]) -> Match | None:
        """Return the record that carries an identifier of the reference."""
        for identifier in find_identifiers(reference):
            if identifier.kind not in _DECIDES:
                continue
            one = (str(identifier.kind), identifier.key)
            found = [i for i in self._by_tail.get(_tail(identifier.key), ()) if one in self._carried(i)]
            if found:
                scored = sorted((-self._score(self._entries[i], typed, wanted)[0], i) for i in found)
                keys = [self._entries[index].key for _, index in scored]
                score = max(_BY_IDENTIFIER, -scored[0][0])
                if identifier.kind is IdentifierKind.ISBN and -scored[0][0] < _LIKELY:
                    continue  # the chapters of a book carry its number, and so do its volumes
                return Match(
                    key=keys[0],
                    score=round(score, 2),
                    band=Band.MATCH,
                    by=str(identifier.kind),
                    rivals=tuple(keys[1:]),
                )
        return None

    def _carried(self, index: int) -> frozenset[tuple[str, str]]:
        """Return the identifiers of a record, as kind and key; to read those of all would take its time."""
        if index not in self._identifiers:
            found = identifiers_of(self._entries[index].item)
            self._identifiers[index] = frozenset((str(one.kind), one.key) for one in found)
        return self._identifiers[index]

    def _has_another_doi(self, entry: _Entry, typed: _Typed) -> bool:
        dois = {key for kind, key in self._carried(entry.place) if kind == IdentifierKind.DOI}
        return bool(dois) and not dois & typed.dois

    def _described(self, scored: Sequence[tuple[float, float, int]], typed: _Typed) -> Match | None:
        if not scored or scored[0][0] < _LIKELY:
            return None
        best = scored[0]
        rivals = [one for one in scored[1:] if one[0] >= best[0] - _RIVAL]
        if rivals:
            # Of works with one title, author and year, the volume and pages tell.
            ranked = sorted((best, *rivals), key=lambda one: (-self._detail(one[2], typed), -one[0], one[2]))
            best, rivals = ranked[0], ranked[1:]
        return Match(
            key=self._entries[best[2]].key,
            score=round(best[0], 2),
            band=Band.MATCH if best[0] >= _SURE else Band.LIKELY,
            rivals=tuple(self._entries[one[2]].key for one in rivals),
        )

    def _detail(self, index: int, typed: _Typed) -> float:
        # Few records are ever asked for their details.
        details = frozenset(_details(self._entries[index].item))
        return sum(word in typed.places for word in details) / len(details) if details else 0.0

    def _candidates(self, typed: _Typed) -> Iterator[int]:
        """Yield the records worth a closer look: those whose titles share most, and the first author's."""
        shared: dict[int, float] = defaultdict(float)
        postings = sorted((self._by_word[word] for word in typed.places if word in self._by_word), key=len)
        for place, posting in enumerate(postings):
            if place >= 3 and len(posting) > self._common:
                break
            if not posting:
                continue
            rarity = math.log(1 + len(self._entries) / len(posting))
            for index in posting:
                shared[index] += rarity
        entries = self._entries
        best = sorted(shared, key=lambda index: -shared[index] / (entries[index].weight + 2.0))[:_CANDIDATES]
        seen = set(best)
        yield from best
        for word in typed.head:
            same = self._by_author.get(word, ())
            if len(same) <= self._common:
                for index in same:
                    if index not in seen and (entries[index].years & typed.years or not entries[index].years):
                        seen.add(index)
                        yield index

    def _score(self, entry: _Entry, typed: _Typed, wanted: frozenset[str]) -> tuple[float, float]:
        """Return the score of a record, and how much of its title is there."""
        title = self._title_score(entry.title, typed, wanted, is_part=entry.is_part)
        if len(entry.main) >= _TELLING and len(entry.main) < len(entry.title):
            # The subtitle is often left out.
            title = max(
                title, 0.95 * self._title_score(entry.main, typed, frozenset(), is_part=entry.is_part)
            )
        author = _author_score(entry.first, typed) if entry.first else None
        year = _year_score(entry.years, typed)
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
        self, title: tuple[str, ...], typed: _Typed, wanted: frozenset[str], *, is_part: bool
    ) -> float:
        """Return how much of a title stands in the reference, in its order, and is not part of a longer."""
        coverage, begin, last = self._coverage(title, typed)
        if coverage < _HALF:
            return coverage
        if not is_part and _stands_in(begin, typed):
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

    def _coverage(self, title: tuple[str, ...], typed: _Typed) -> tuple[float, int, int]:
        """Return what share of the title is there, and the first and last word of it in the reference."""
        total = found = 0.0
        begin, last = -1, -1
        met = 0
        for word in title:
            weight = self._rarity.get(word, 1.0) + 0.3
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


_GAP: Final = 4
_STRICT: Final = 1.3
_BEFORE_BOOK: Final = 12
"""So many words, the editors', may stand between "in" and the title of the book."""
_MARK: Final = re.compile(r"""[.,:;?!()\[\]"“”„«»‘’'/&—–*_]|\s-\s|\b(?:in|and|und|et)\s*$""", re.IGNORECASE)


def _read(reference: str) -> _Typed:
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
    dois = frozenset(one.key for one in find_identifiers(reference) if one.kind is IdentifierKind.DOI)
    return _Typed(tuple(found), tuple(breaks), places, head, years, dois)


def _stands_in(begin: int, typed: _Typed) -> bool:
    """Whether the title that begins at a word is that of a book in which the cited work stands."""
    before = range(max(0, begin - _BEFORE_BOOK), begin)
    return begin > len(typed.words) // 4 and any(typed.words[p] == "in" and typed.breaks[p] for p in before)


def _misspelt(word: str, typed: _Typed, last: int) -> int | None:
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


def _title(item: Item) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of the title, and of what stands before its subtitle."""
    written = strip_inline(item.text.get("title", "") or item.text.get("title-short", ""))
    head = re.split(r"\s[-–—]\s|[:?.]\s", written, maxsplit=1)[0]
    return words(written), words(head)


def _first_author(item: Item) -> Iterator[tuple[str, ...]]:
    """Yield the forms in which whoever stands first can be typed, each as its words."""
    for role in ("author", "editor", "director", "translator", "composer", "collection-editor"):
        names = item.names.get(role)
        if names:
            yield from _forms(names[0])
            return
    if publisher := item.text.get("publisher", ""):
        yield from _forms(Name(literal=publisher))


def _forms(name: Name) -> Iterator[tuple[str, ...]]:
    if name.literal:
        whole = words(name.literal)
        telling = [word for word in whole if word not in SMALL_WORDS]
        if whole:
            yield whole
        if len(telling) > 2:
            yield ("".join(word[0] for word in telling),)
        return
    family = words(name.family or name.given)
    if family:
        yield family
        if len(family) > 1 and re.search(r"\w['’]\w", name.family):
            yield ("".join(family),)
        # ue stands for ü in one list, u in another
        plain = tuple(re.sub("(?<=[aou])e", "", word) for word in family)
        if plain != family:
            yield plain


def _author_score(forms: Sequence[tuple[str, ...]], typed: _Typed) -> float:
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


def _years(item: Item) -> frozenset[str]:
    years = {date.year for name in ("issued", "original-date") if (date := item.dates.get(name)) is not None}
    return frozenset(str(year) for year in years if year is not None)


def _year_score(years: frozenset[str], typed: _Typed) -> float | None:
    """Return how well the years agree, None where the record or the reference has none."""
    if not years:
        return None
    if not typed.years:
        return 0.5
    if years & typed.years:
        return 1.0
    near = any(abs(int(one) - int(other)) == 1 for one in years for other in typed.years if one.isdigit())
    return 0.5 if near else 0.0


def _details(item: Item) -> Iterator[str]:
    """Yield the words of the fields that tell works of one title apart."""
    for name in _NUMBERS:
        yield from words(item.number.get(name, "") or item.text.get(name, ""))
    for name in _TEXTS:
        yield from (word for word in words(strip_inline(item.text.get(name, ""))) if word not in SMALL_WORDS)
    for names in item.names.values():
        for name_ in names:
            yield from words(name_.family)

"""Whether a quotation stands in a source word for word, and if not, in what words it differs.

What may be changed unseen is no difference: dots for what is left out, brackets for what is put in, the
case of letters, punctuation, and what stands between two pages or is the number of a note in the source.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final, NamedTuple

from citekit.checks.source_text import SourceText, Word, words_of
from citekit.documents.source_pages import SourcePage

__all__ = ["Difference", "Passage", "can_be_looked_up", "look_up"]

_REMARK: Final = re.compile(
    r"\s*[\[(](?:sic|emphas[ie]s|italics|my emphasis|original emphasis|Hervorh)[^\])]*[\])]", re.IGNORECASE
)
_FIRST_LETTER: Final = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")
_GAP: Final = re.compile(r"[^\s\[\]—]*\[[^\]]*\][^\s\[\]—]*|\.(?:\s?\.){2,3}|…")
"""Dots, and a word that is in brackets or partly so."""
_LEAST_LETTERS: Final = 12
_LEAST_WORDS: Final = 3
_LEAST_SHARE: Final = 0.6
"""Of the words of a piece, those that must be the source's for the rest to be a slip."""
_LEAST_WEIGHT: Final = 0.55
"""The same where rare words count for more: "it is the" is in every source."""
_COMMON: Final = 400
"""A word that stands in a source so often does not tell where a piece comes from."""
_DIAGONAL: Final = 8
_AROUND: Final = 12
_PAGE_FOOT: Final = 400
"""Words of notes and heads that can stand between two pages."""
_LIGATURE: Final = re.compile("ffi|ffl|ff|fi|fl")
"""What files lose that do not tell the letters of their ligatures."""
_CITED: Final = re.compile(r"\W*\([^()]*\d{4}[^()]*\)\W*")
_STOP: Final = re.compile(r"[.!?](?!\w)|\n\s*\n")
_SPELLING: Final = 0.8


class Difference(NamedTuple):
    """Words of a quotation and those that the source has there; one of them may be empty."""

    quoted: str
    source: str

    @property
    def is_spelling(self) -> bool:
        """Whether both are nearly the same letters."""
        ratio = SequenceMatcher(None, self.quoted.casefold(), self.source.casefold()).ratio()
        return ratio >= _SPELLING and len(self.quoted.split()) == len(self.source.split())


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a quotation stands in a source: all the pages that it may be on, and how it differs.

    ``printed`` is what the source has in place of the piece that differs, empty where none does.
    """

    source: SourceText
    pages: tuple[SourcePage, ...]
    differences: tuple[Difference, ...] = ()
    printed: str = ""


def can_be_looked_up(quotation: str) -> bool:
    """Whether a quotation has a piece between dots and brackets that is long enough to tell something."""
    return any(map(_tells, _pieces(quotation)))


def look_up(quotation: str, source: SourceText) -> Passage | None:
    """Return where ``quotation``, the words between the marks, stands in ``source``; None where it does not.

    It differs where one of its pieces between dots and brackets does. A piece of two words tells nothing.
    """
    pieces = [piece for piece in _pieces(quotation) if _tells(piece)]
    pages: dict[SourcePage, None] = {}
    differences: list[Difference] = []
    printed: list[str] = []
    for piece in pieces:
        places = list(source.find([word.key for word in piece]))
        if not places:
            near = _near(piece, source)
            if near is None:
                return None
            words, unlike = near
            # What is printed there may be printed elsewhere, too.
            places = [words, *source.find([source.words[index].key for index in words])]
            if unlike:
                differences += unlike
                printed.append(source.printed(words))
        for place in places:
            pages.update(dict.fromkeys((source.page_of(place[0]), source.page_of(place[-1]))))
    return Passage(source, tuple(pages), tuple(differences), " … ".join(printed)) if pieces else None


def _pieces(quotation: str) -> Iterator[list[Word]]:
    text = _GAP.sub("\0", _FIRST_LETTER.sub(r"\1", _REMARK.sub("", quotation)))
    for piece in text.split("\0"):
        yield words_of(piece)


def _tells(piece: Sequence[Word]) -> bool:
    return len(piece) >= _LEAST_WORDS and sum(len(word.key) for word in piece) >= _LEAST_LETTERS


def _near(piece: Sequence[Word], source: SourceText) -> tuple[range, list[Difference]] | None:
    """Return the words of the source that ``piece`` is nearly, and how it differs from them."""
    best: list[tuple[int, int, int]] = []
    for window in _windows(piece, source):
        pairs = _paired(piece, source, window)
        # A longer window, of two stretches, has more by chance.
        if _size(pairs) >= _size(best) + (_LEAST_WORDS if best else 1):
            best = pairs
    if _size(best) < _LEAST_SHARE * len(piece) or max(size for *_, size in best) < _LEAST_WORDS:
        return None
    weights = [_weight(word, source) for word in piece]
    paired = sum(sum(weights[a : a + size]) for a, _, size in best)
    return _compared(piece, source, best) if paired >= _LEAST_WEIGHT * sum(weights) else None


def _size(pairs: Sequence[tuple[int, int, int]]) -> int:
    return sum(size for _, _, size in pairs)


def _weight(word: Word, source: SourceText) -> float:
    """Return how much a word tells, by how rare it is in the source."""
    return math.log(1 + len(source.words) / (1 + len(source.places.get(word.key, ()))))


def _windows(piece: Sequence[Word], source: SourceText) -> Iterator[range]:
    """Yield stretches of the source that share many words with ``piece``, the likeliest first."""
    votes: Counter[int] = Counter()
    for index, word in enumerate(piece):
        places = source.places.get(word.key, ())
        if len(places) <= _COMMON:
            for place in places:
                votes[(place - index) // _DIAGONAL] += 1
    best = sorted(votes, key=lambda diagonal: -votes[diagonal] - votes[diagonal + 1])[:3]
    for diagonal in best:
        start = diagonal * _DIAGONAL
        yield range(max(0, start - _AROUND), min(len(source.words), start + len(piece) + _DIAGONAL + _AROUND))
    # A piece that runs over the foot of a page has two such stretches.
    for one in best:
        for other in best:
            first, last = one * _DIAGONAL, other * _DIAGONAL + len(piece) + _DIAGONAL
            if 0 < (other - one) * _DIAGONAL <= _PAGE_FOOT and last <= len(source.words):
                yield range(max(0, first - _AROUND), last)


def _paired(piece: Sequence[Word], source: SourceText, window: range) -> list[tuple[int, int, int]]:
    """Return the stretches of equal words: where in the piece, where in the source, how many.

    The longest is surely meant; of equal words before and after it, those that are nearest to it.
    """
    mine = [word.key for word in piece]
    theirs = [source.words[index].key for index in window]
    longest = SequenceMatcher(None, mine, theirs, autojunk=False).find_longest_match()
    a, b, size = longest.a, longest.b, longest.size
    before = SequenceMatcher(None, mine[:a][::-1], theirs[:b][::-1], autojunk=False).get_matching_blocks()
    after = SequenceMatcher(None, mine[a + size :], theirs[b + size :], autojunk=False).get_matching_blocks()
    pairs = [
        *((a - one.a - one.size, window.start + b - one.b - one.size, one.size) for one in reversed(before)),
        (a, window.start + b, size),
        *((a + size + one.a, window.start + b + size + one.b, one.size) for one in after),
    ]
    pairs = [pair for pair in pairs if pair[2]]
    # A word far before or behind is there by chance.
    while len(pairs) > 1 and pairs[0][2] == 1 and _apart(pairs[0], pairs[1]) > _DIAGONAL:
        del pairs[0]
    while len(pairs) > 1 and pairs[-1][2] == 1 and _apart(pairs[-2], pairs[-1]) > _DIAGONAL:
        del pairs[-1]
    return pairs


def _apart(first: tuple[int, int, int], second: tuple[int, int, int]) -> int:
    return second[1] - first[1] - first[2]


def _compared(
    piece: Sequence[Word], source: SourceText, pairs: Sequence[tuple[int, int, int]]
) -> tuple[range, list[Difference]]:
    first_a, first_b, _ = pairs[0]
    last_a, last_b, size = pairs[-1]
    rest = len(piece) - last_a - size
    whole = range(max(0, first_b - first_a), min(len(source.words), last_b + size + rest))
    # A sentence that is quoted to its end or from its beginning does not go on in the one beside it.
    if first_a and _ends_sentence(source, first_b - 1):
        whole = range(first_b, whole.stop)
    if rest and _ends_sentence(source, last_b + size - 1):
        whole = range(whole.start, last_b + size)
    hunks = [(range(first_a), range(whole.start, first_b))]
    for (a, b, length), (next_a, next_b, _) in pairwise(pairs):
        hunks.append((range(a + length, next_a), range(b + length, next_b)))
    hunks.append((range(last_a + size, len(piece)), range(last_b + size, whole.stop)))
    unlike = [
        Difference(" ".join(piece[index].text for index in mine), source.printed(theirs) if theirs else "")
        for mine, theirs in hunks
        if not _is_printing(piece, source, mine, theirs)
    ]
    return whole, unlike


def _is_citation(source: SourceText, words: range) -> bool:
    """Whether words of the source stand in a bracket with a year."""
    before, after = source.words[words[0] - 1].end, source.words[min(words.stop, len(source.words) - 1)].start
    return bool(_CITED.fullmatch(source.text[before:after]))


def _ends_sentence(source: SourceText, word: int) -> bool:
    """Whether a sentence of the source ends after the word with that index."""
    if not 0 <= word < len(source.words) - 1:
        return True
    return bool(_STOP.search(source.text[source.words[word].end : source.words[word + 1].start]))


def _is_printing(piece: Sequence[Word], source: SourceText, mine: range, theirs: range) -> bool:
    """Whether two stretches differ in nothing that the author of the quotation did."""
    ours, others = (
        "".join(piece[index].key for index in mine),
        "".join(source.words[index].key for index in theirs),
    )
    if _LIGATURE.sub("", ours) == _LIGATURE.sub("", others):
        return True
    if not theirs:
        return False
    if source.page_of(max(theirs[0] - 1, 0)) != source.page_of(min(theirs.stop, len(source.words) - 1)):
        # Notes stand at the foot of the page, and a word may be broken over it.
        cuts = range(len(ours) + 1)
        return any(others.startswith(ours[:cut]) and others.endswith(ours[cut:]) for cut in cuts)
    # the number of a note, or whom the source cites
    return not mine and (others.isdecimal() or _is_citation(source, theirs))

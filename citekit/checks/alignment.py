"""Which words of a typed reference are which of the printed one.

Equal words are paired first, in their order. What lies between two pairs on both sides may be the same
said otherwise: a given name and its initials, a shortened page range, an abbreviated journal, a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Final

from citekit.checks.tokens import Token, TokenKind
from citekit.language.small_words import SMALL_WORDS

__all__ = ["Alignment", "Hunk", "Relation", "align"]


class Relation(Enum):
    """How a typed word is the printed one."""

    EQUAL = "equal"
    INITIALS = "a given name in another form"
    SPELLING = "nearly the same letters"
    FORM = "another form of the same, which is as good"


@dataclass(frozen=True, slots=True)
class Hunk:
    """What is left over between two pairs: indexes of printed and of typed words, one of them maybe none."""

    printed: tuple[int, ...]
    typed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which words are paired: for an index among the printed words that of the typed one, and how."""

    pairs: Mapping[int, tuple[int, Relation]]
    hunks: tuple[Hunk, ...]


def align(printed: Sequence[Token], typed: Sequence[Token]) -> Alignment:
    """Pair the words of a printed and a typed reference."""
    matcher = SequenceMatcher(None, [t.key for t in printed], [t.key for t in typed], autojunk=False)
    pairs: dict[int, tuple[int, Relation]] = {}
    for block in matcher.get_matching_blocks():
        if block.size == 1 and _is_chance(printed[block.a], block.a, block.b, printed, typed):
            continue
        for offset in range(block.size):
            pairs[block.a + offset] = (block.b + offset, Relation.EQUAL)
    hunks: list[Hunk] = []
    for hunk in list(_between(pairs, len(printed), len(typed))):
        found = dict(_related(hunk, printed, typed))
        pairs.update(found)
        met = {index for index, _ in found.values()}
        rest = Hunk(
            tuple(i for i in hunk.printed if i not in found),
            tuple(j for j in hunk.typed if j not in met),
        )
        if rest.printed or rest.typed:
            hunks.append(rest)
    return Alignment(dict(sorted(pairs.items())), tuple(hunks))


def _is_chance(token: Token, a: int, b: int, printed: Sequence[Token], typed: Sequence[Token]) -> bool:
    """Whether a lone pair of words says nothing: a small word, or an initial, amid what differs."""
    if token.kind is TokenKind.ADDRESS or token.kind is TokenKind.NUMBER:
        return False
    is_small = token.key in SMALL_WORDS or len(token.key) <= _SHORT
    at_edge = a in (0, len(printed) - 1) and b in (0, len(typed) - 1)
    return is_small and not at_edge and not (token.variable == "" or token.part == "given")


_SHORT: Final = 2


def _between(pairs: Mapping[int, tuple[int, Relation]], printed: int, typed: int) -> Iterator[Hunk]:
    """Yield what lies between the pairs."""
    i = j = 0
    for a, (b, _) in (*sorted(pairs.items()), (printed, (typed, Relation.EQUAL))):
        if a > i or b > j:
            yield Hunk(tuple(range(i, a)), tuple(range(j, b)))
        i, j = a + 1, b + 1


def _related(
    hunk: Hunk, printed: Sequence[Token], typed: Sequence[Token]
) -> Iterator[tuple[int, tuple[int, Relation]]]:
    """Yield the words of a hunk that are the same said otherwise."""
    if not hunk.printed or not hunk.typed:
        return
    at = 0  # among hunk.typed
    place = 0
    while place < len(hunk.printed) and at < len(hunk.typed):
        index = hunk.printed[place]
        given = _given_run(hunk.printed, place, printed)
        if given:
            reach = _initials_reach([printed[i] for i in given], [typed[j] for j in hunk.typed[at:]])
            if reach:
                for offset, i in enumerate(given):
                    j = hunk.typed[at + min(offset, reach - 1)]
                    yield i, (j, Relation.INITIALS)
                at += reach
                place += len(given)
                continue
            place += 1
            continue
        for ahead in range(at, len(hunk.typed)):
            relation = _relation(printed[index], typed[hunk.typed[ahead]])
            if relation:
                yield index, (hunk.typed[ahead], relation)
                at = ahead + 1
                break
        place += 1


def _given_run(indexes: Sequence[int], place: int, printed: Sequence[Token]) -> tuple[int, ...]:
    """Return the printed words from ``place`` on that make one given name, if they do."""
    run: list[int] = []
    for index in indexes[place:]:
        token = printed[index]
        if token.part != "given" or (
            run and (index != run[-1] + 1 or token.variable != printed[run[0]].variable)
        ):
            break
        run.append(index)
    return tuple(run)


def _initials_reach(given: Sequence[Token], typed: Sequence[Token]) -> int:
    """Return how many typed words are the given name in another form, 0 if it is another name."""
    letters = _letters(given)
    best = 0
    for reach in range(1, min(len(typed), len(letters) + 1) + 1):
        if typed[reach - 1].kind in (TokenKind.NUMBER, TokenKind.ADDRESS):
            break
        said = _letters(typed[:reach])
        if said == letters or (letters.startswith(said) and reach == len(typed)):
            best = reach
        elif len(said) > len(letters):
            break
    return best


def _letters(tokens: Sequence[Token]) -> str:
    """Return the initials of names: ``Matthew P.`` and ``MP`` are both mp."""
    result = ""
    for token in tokens:
        is_row = token.kind is TokenKind.INITIALS or (
            token.text.isupper() and len(token.text) <= _ROW and token.text.isalpha()
        )
        result += token.key if is_row else token.key[:1]
    return result


_ROW: Final = 4
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sep sept", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ORDINALS: Final = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7",
    "eighth": "8", "ninth": "9", "tenth": "10",
}  # fmt: skip
_SAME: Final = (
    frozenset(("p", "pp", "pages", "page")), frozenset(("ed", "eds", "edn", "edition", "editor", "editors")),
    frozenset(("vol", "vols", "volume")), frozenset(("no", "number", "nr")),
    frozenset(("u", "univ", "university")), frozenset(("press", "p")), frozenset(("usa", "us")),
    frozenset(("trans", "translated", "translator")), frozenset(("dissertation", "diss", "thesis")),
)  # fmt: skip
_ABBREVIATED: Final = frozenset(
    ("container-title", "collection-title", "publisher", "event-title", "container-title-short", "genre")
)


def _relation(printed: Token, typed: Token) -> Relation | None:
    """Return how two words that differ are the same, None if they are not."""
    a, b = printed.key, typed.key
    if printed.kind is TokenKind.ADDRESS or typed.kind is TokenKind.ADDRESS:
        return None
    if a == b:
        return Relation.EQUAL
    if (a in _MONTHS and _MONTHS.get(a) == _MONTHS.get(b)) or _ordinal(a) == _ordinal(b):
        return Relation.FORM
    if printed.variable.startswith("page") and a.isdigit() and b.isdigit():
        return Relation.FORM if len(a) != len(b) and (a.endswith(b) or b.endswith(a)) else None
    if any(a in forms and b in forms for forms in _SAME):
        return Relation.FORM
    if printed.variable in _ABBREVIATED and (a.startswith(b) or b.startswith(a)):
        return Relation.FORM
    if TokenKind.NUMBER in (printed.kind, typed.kind) or min(len(a), len(b)) < _SPELT:
        return None
    return Relation.SPELLING if _is_slip(a, b) else None


_SPELT: Final = 4


def _ordinal(word: str) -> str:
    digits = re.match(r"(\d+)(?:st|nd|rd|th)?$", word)
    return digits[1] if digits else _ORDINALS.get(word, word)


def _is_slip(one: str, other: str) -> bool:
    """Whether two words differ by a letter or two, as slips do."""
    if abs(len(one) - len(other)) > 2:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SLIP


_SLIP: Final = 0.82

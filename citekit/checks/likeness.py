"""How like two names are: folded to find the same one, as typed to tell how it differs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from citekit.item.name import leading_particle
from citekit.language.fold import fold, words

__all__ = [
    "LIKE",
    "SAME",
    "are_with_and_without_subtitle",
    "is_acronym_of",
    "is_spelt_alike",
    "likeness",
    "name_key",
    "title_likeness",
    "title_rank",
]

SAME: Final = 0.95
"""From here on two names are the same but for accents, marks or a part left out."""
LIKE: Final = 0.8
"""From here on one name may be a slip for the other."""

_SHORT: Final = 4
_UNLIKE: Final = 0.7
_COMMON: Final = 0.6
"""The share of letters that two names must have in common to be looked at closely."""
_MARKS: Final = re.compile(r"[^\w]+")
_UMLAUTS: Final = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))
_LINKS: Final = frozenset(
    re.split(" ", "of for and & the on in at de du des der die für und la le et y e da do")
)


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """Return the letters of ``name`` alone: what O'Neil and Oneil, de-la-Cruz and De la Cruz share."""
    return _MARKS.sub("", fold(name))


@lru_cache(maxsize=20_000)
def likeness(cited: str, listed: str) -> float:
    """Return how like a cited name is to a listed one, from 0 to 1."""
    one, other = _institution_key(cited), _institution_key(listed)
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    if _bare(cited) == _bare(listed) or _is_part(cited, listed):
        return SAME
    if _plain_umlauts(one) == _plain_umlauts(other):
        return SAME
    if len(one) == len(other) <= _SHORT and one[0] == other[0]:
        # In a name of three letters, one is much: Lay and Ley.
        return LIKE if sum(a != b for a, b in zip(one, other, strict=True)) == 1 else 0.0
    ours, theirs = _letters(one), _letters(other)
    if len(ours & theirs) < _COMMON * max(len(ours), len(theirs)):
        return 0.0  # most pairs of names: no slip makes one of the other
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # Below this nothing is asked of a likeness; the bound is quicker to tell than the ratio.
    return matcher.ratio() if matcher.quick_ratio() >= _UNLIKE else 0.0


def is_spelt_alike(cited: str, listed: str) -> bool:
    """Whether two names that are the same are spelt the same, too; case and glyphs aside."""
    one, other = _as_seen(cited), _as_seen(listed)
    if one == other:
        return True
    particle = _as_seen(_without_particle(cited)) == _as_seen(_without_particle(listed))
    # Jane Smith is spelt as Smith is; García is not all of García Márquez.
    return particle or _runs_along(other.split(), one.split())


def _as_seen(name: str) -> str:
    seen = re.sub(r"[’‘ʼ`´]", "'", name.strip(" .,"))
    seen = re.sub(r"[‐‑–—]", "-", seen).replace("&", "and")
    return " ".join(seen.casefold().removeprefix("the ").split())


@lru_cache(maxsize=20_000)
def _institution_key(name: str) -> str:
    return name_key(_as_seen(name))


def _without_particle(name: str) -> str:
    return leading_particle(name.casefold())[1] or name


@lru_cache(maxsize=20_000)
def _letters(key: str) -> frozenset[str]:
    return frozenset(key)


@lru_cache(maxsize=20_000)
def _bare(name: str) -> str:
    return name_key(_without_particle(name))


@lru_cache(maxsize=20_000)
def _plain_umlauts(key: str) -> str:
    for long, short in _UMLAUTS:
        key = key.replace(long, short)
    return key


def _is_part(cited: str, listed: str) -> bool:
    """Whether one name is the beginning or end of the other, word by word: Jane Smith, García Márquez."""
    if " " not in cited + listed and "-" not in cited + listed:
        return False
    one, other = words(cited), words(listed)
    return len(one) != len(other) and (_runs_along(one, other) or _runs_along(other, one))


def _runs_along(part: Sequence[str], whole: Sequence[str]) -> bool:
    size = len(part)
    return 0 < size < len(whole) and (whole[:size] == part or whole[-size:] == part)


def is_acronym_of(acronym: str, name: str) -> bool:
    """Whether ``acronym`` is made of the initials of ``name``: WHO, NASA, CDC for …Control and Prevention."""
    short = re.sub(r"[^\w]", "", acronym)
    if len(short) < 2 or not short.isupper():
        return False
    # Co-operation may count once or twice.
    return any(
        _shortens(short, [word for word in re.split(parting, name) if word])
        for parting in (r"[\s-]+", r"\s+")
    )


def _shortens(short: str, parts: Sequence[str]) -> bool:
    plain = "".join(word[0] for word in parts if word.lower() not in _LINKS).upper()
    with_links = "".join(word[0] for word in parts).upper()
    return (
        short in (plain, with_links)
        or (len(short) >= _SHORTENED and plain.startswith(short))
        or (len(short) > _SHORTENED and len(plain) - len(short) <= 1 and _leaves_out(short, plain))
    )


def _leaves_out(short: str, initials: str) -> bool:
    """Whether an acronym is initials of which some in the middle are left out: NICE, of N I H C E."""
    rest = iter(initials)
    return short[0] == initials[0] and short[-1] == initials[-1] and all(letter in rest for letter in short)


_SHORTENED: Final = 3
"""Letters from which an acronym may leave the end of the name out, as CDC does."""


def are_with_and_without_subtitle(one: str, other: str) -> bool:
    """Whether two titles are the same but that one has a subtitle, and the other none."""
    short, long = sorted((one, other), key=len)
    return ":" not in short and words(short) == words(long.partition(":")[0])


def title_rank(wanted: Sequence[str], title: str) -> int:
    """Return how a short title of folded words stands to a whole one, from 4 to 0.

    It is the whole, all before the colon, the beginning, some of it, or none of it; an article before it
    does not count.
    """
    if not wanted:
        return 0
    whole, main = (_without_article(words(text)) for text in (title, title.partition(":")[0]))
    short = _without_article(tuple(wanted))
    if short in (whole, main):
        return 4 if short == whole else 3
    if whole[: len(short)] == short:
        return 2
    return int(any(whole[at : at + len(short)] == short for at in range(len(whole))))


def _without_article(title: tuple[str, ...]) -> tuple[str, ...]:
    return title[1:] if len(title) > 1 and title[0] in ("the", "a", "an") else title


def title_likeness(cited: str, listed: str) -> float:
    """Return how much of a cited title, which may be shortened, is in a listed one, from 0 to 1."""
    wanted = [word for word in words(cited) if word not in _LINKS and word not in ("a", "an")]
    there = frozenset(words(listed))
    return sum(word in there for word in wanted) / len(wanted) if wanted else 0.0

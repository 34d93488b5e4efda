"""Names of journals and what they are abbreviated to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from citekit.language.fold import words
from citekit.language.small_words import SMALL_WORDS

__all__ = ["abbreviates", "abbreviations_among"]

_LEAST_LEFT_OUT: Final = 3
"""Letters that an abbreviation leaves out at least: Research and Researches are two journals."""


def abbreviates(short: str, full: str) -> bool:
    """Return whether ``short`` is ``full`` with words that are cut short: J. Biol. Chem."""
    return _cuts_short(_telling(short), _telling(full))


def abbreviations_among(names: Iterable[str]) -> Mapping[str, str]:
    """Return each abbreviated name with the one full name among ``names`` that it stands for."""
    by_initials: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for name in dict.fromkeys(names):
        telling = _telling(name)
        by_initials[tuple(word[0] for word in telling)].append((name, telling))
    found: dict[str, str] = {}
    for several in by_initials.values():
        for short, parts in several:
            if len(parts) < 2 and "." not in short:
                continue
            full = [name for name, whole in several if _cuts_short(parts, whole)]
            if len(full) == 1:
                found[short] = full[0]
    # A name that is itself abbreviated is no full one.
    return {short: full for short, full in found.items() if full not in found}


def _telling(name: str) -> tuple[str, ...]:
    return tuple(word for word in words(name) if word not in SMALL_WORDS)


def _cuts_short(parts: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether each part begins the word at its place, and one is really shorter."""
    if len(parts) != len(whole) or parts == whole:
        return False
    shorter = 0
    for part, word in zip(parts, whole, strict=True):
        if part == word:
            continue
        if not word.startswith(part) or len(word) - len(part) < _LEAST_LEFT_OUT:
            return False
        shorter += 1
    return shorter > 0

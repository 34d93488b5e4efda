"""Whose readers a notice names: in "MEMRI Jihad and Terrorism Threat Monitor" a body and its series."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from citekit.formats.pasted_page.institution_table import (
    Institution,
    find_by_acronym,
    find_by_name,
    is_shaped_like_an_institution,
)
from citekit.formats.pasted_page.page import Line, Role
from citekit.formats.pasted_page.word_lists import word_set

__all__ = ["Issuer", "split_issuer"]

_LEVELS: Final = word_set(
    "premium plus gold silver basic pro paid paying print digital online registered our all"
)
"""Words before "subscribers" that name their tariff, and nobody."""
_SMALL: Final = word_set("and of for the on in to a an & und der die das für de la le et des du y e")


class Issuer(NamedTuple):
    """An institution and the series it issues, as read out of one phrase; either may be absent.

    ``known`` is the row of citekit's table, ``name`` what the phrase has. ``series_line`` is the line on
    which the series' name stands by itself, if it does.
    """

    name: str = ""
    known: Institution | None = None
    series: str = ""
    series_line: Line | None = None


def split_issuer(phrase: str, lines: Sequence[Line]) -> Issuer | None:
    """Return what a phrase such as "MEMRI Jihad and Terrorism Threat Monitor" names, or None.

    The table tells where the institution ends; failing that, a line of the page on which the rest of the
    phrase stands alone. An acronym of such a line ("JTTM") names the series again.
    """
    words = [word for word in phrase.split() if word.lower() not in ("the", "our")]
    if phrase.isupper() and len(words) > 1:
        # capitals hide which words are acronyms: only one that the table knows is told
        known_first = words and find_by_acronym(words[0])
        words = [word if not place and known_first else _lowered(word) for place, word in enumerate(words)]
    if not words or words[0].lower() in _LEVELS:
        return None
    for count in range(len(words), 0, -1):
        start = " ".join(words[:count])
        known = find_by_acronym(start) or (find_by_name(start) if count > 1 else None)
        if known:
            series = " ".join(words[count:])
            if len(words) - count < 2:
                series = ""
            return Issuer(start, known, series, _alone(series, lines))
    for count in range(len(words) - 1):
        series = " ".join(words[count:])
        line = _alone(series, lines)
        if line and len(words) - count > 1:
            return Issuer(" ".join(words[:count]), None, series, line)
    if len(words) == 1:
        line = next((line for line in lines if _is_bare(line) and initials(line.text) == words[0]), None)
        return Issuer(series=line.text, series_line=line) if line else None
    name = " ".join(words)
    return Issuer(name) if is_shaped_like_an_institution(name) else None


def _lowered(word: str) -> str:
    return word.lower() if word.lower() in _SMALL else word.capitalize()


def initials(text: str) -> str:
    """Return the acronym that a name gives: "JTTM" for "Jihad and Terrorism Threat Monitor"."""
    words = re.split(r"[\s-]+", text)
    return "".join(word[0] for word in words if word and word.lower() not in _SMALL and word[0].isupper())


def _alone(series: str, lines: Sequence[Line]) -> Line | None:
    """Return the line on which the name of the series stands by itself."""
    wanted = series.casefold()
    return next((line for line in lines if wanted and line.text.casefold().strip(" :.") == wanted), None)


def _is_bare(line: Line) -> bool:
    return line.role in (Role.PLAIN, Role.INSTITUTION, Role.LABEL) and 2 <= line.text.count(" ") + 1 <= 8

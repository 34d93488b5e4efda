"""Where a title ends and what it stands in begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from citekit.formats.reference_text.patterns import word_set

__all__ = ["container_start", "quoted", "sentence_ends"]

_QUOTES: Final = {"“": "”", "„": "“”", '"': '"', "«": "»", "‘": "’", "'": "'", "‹": "›", "»": "«"}
_ABBREVIATIONS: Final = word_set(
    "v vs st dr mr mrs ms prof no nos nr vol vols et al ed eds approx ca cf spp sp subsp var fig figs p pp"
    " dept univ inc ltd co corp jr sr rev gen gov sen rep hon vgl bzw usw z.b d.h i.e e.g u.s u.k u.n"
)
_SMALL: Final = word_set(
    "a an the of and or in on at for to from by with & de la le les des du et en der die das und für von"
    " zur zum im am del di e y da do dos das van het voor og i"
)
_END: Final = re.compile(r"[.?!…][\"”’»)\]]*(?=\s|\0|$)")
_INITIALS: Final = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
_WORD: Final = re.compile(r"[^\s\0]+")
_MOST_WORDS: Final = 16
_FEWEST_OF_SUBTITLE: Final = 3
_JOURNAL: Final = re.compile(
    r"\b(?:Journals?|Reviews?|Proceedings|Transactions|Annals|Bulletin|Quarterly|Letters|Zeitschrift|Revue|Revista"
    r"|Rivista|Acta|Archives?|Annual|J\.|Rev\.|Proc\.|Trans\.|Ann\.|Bull\.|Lett\.)(?=\W|$)"
)
"""What journals are called, and titles seldom."""
_ENDS_OF_ABBREVIATED: Final = word_set("lett rev j bull mag trans sci res soc ann")
"""What is the end of a journal's abbreviated name, and no journal by itself."""


def quoted(text: str, start: int) -> tuple[int, int] | None:
    """Return the span inside the quotation marks that open at ``start``, None if none do.

    Quotation marks inside of others, and apostrophes, do not close it.
    """
    if start >= len(text) or text[start] not in _QUOTES:
        return None
    opening = text[start]
    closings = _QUOTES[opening]
    depth = 0
    for place in range(start + 1, len(text)):
        character = text[place]
        if character == opening and opening not in closings:
            depth += 1
        elif character in closings:
            after = text[place + 1 : place + 2]
            if character in "’'" and (after.isalnum() or (after and after not in " ,.;:)\0")):
                continue
            if character == '"' and after.isalnum():
                continue
            if depth:
                depth -= 1
                continue
            return start + 1, place
    return None


def sentence_ends(text: str, start: int, stop: int) -> Iterator[int]:
    """Yield where sentences end, before the mark that ends them for a full stop, after it for others."""
    for end in _END.finditer(text, start, stop):
        before = text[start : end.start()]
        word = before.rsplit(" ", 1)[-1].lstrip("(“\"'‘[")
        mark = text[end.start()]
        if mark == "." and _is_abbreviation(word, before):
            continue
        following = text[end.end() :].lstrip(" \0")[:1]
        if mark == "." and following.islower():
            continue
        yield end.start() if mark == "." else end.end()


def _is_abbreviation(word: str, before: str) -> bool:
    if word.casefold().rstrip(".") in _ABBREVIATIONS:
        return True
    is_initial = word[:1].isupper() and word != "I" and bool(_INITIALS.fullmatch(word))
    return is_initial and not _ends_with_letter_word(before)


def _ends_with_letter_word(before: str) -> bool:
    """Whether a single letter ends a title and is no initial: ``hepatitis B.``, ``Part A.``."""
    words = before.split()
    return len(words) > 1 and words[-2][:1].islower() and words[-2].isalpha() and len(words[-2]) > 3


def container_start(text: str, start: int, stop: int) -> int | None:
    """Return the end of the title in ``text[start:stop]``, in which title and container stand, or None.

    It is the first end of a sentence after which all words are written as those of a container: with
    capitals, or as abbreviations; or else the last. Of a title all of whose words have capitals no
    sentence counts that is followed by what is called a journal.
    """
    ends = [end for end in sentence_ends(text, start, stop) if text[end:stop].strip(" .,;:?!\0")]
    for end, following in pairwise((*ends, stop)):
        telling = _telling(text[end:stop])
        if not telling or len(telling) > _MOST_WORDS:
            continue
        capital = sum(not word[0].islower() for word in telling)
        if capital >= 0.8 * len(telling) and not _is_subtitle(text, end, following, stop):
            return end
    return ends[-1] if ends else None


def _telling(text: str) -> list[str]:
    words = [word.strip(".,;:()[]\"“”‘’'") for word in _WORD.findall(text.lstrip(" .?!"))]
    return [word for word in words if word and word.casefold() not in _SMALL]


def _is_subtitle(text: str, start: int, end: int, stop: int) -> bool:
    """Whether a sentence goes on with the title before it: the journal comes after it, or it answers it."""
    whole = _telling(text[end:stop])
    if len(_telling(text[start:end])) < _FEWEST_OF_SUBTITLE or not whole:
        return False
    if len(whole) == 1 and whole[0].casefold() in _ENDS_OF_ABBREVIATED:
        return False
    if _JOURNAL.search(text, start, end):
        return False
    return text[start - 1] in "?!" or bool(_JOURNAL.search(text, end, stop))

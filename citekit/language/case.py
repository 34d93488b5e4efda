"""Text case: the six values of CSL's ``text-case`` over runs of text.

CSL 1.0.2, "Text-case". Text comes in runs, because markup cuts it up; a protected run (superscript,
small capitals, "nocase") stays as it is but counts as a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["STOP_WORDS", "apply_case", "lower", "upper"]

STOP_WORDS: Final = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "but",
        "or",
        "nor",
        "for",
        "so",
        "yet",
        "about",
        "above",
        "across",
        "afore",
        "after",
        "against",
        "al",
        "along",
        "alongside",
        "amid",
        "amidst",
        "among",
        "amongst",
        "anenst",
        "apropos",
        "apud",
        "around",
        "as",
        "aside",
        "astride",
        "at",
        "athwart",
        "atop",
        "barring",
        "before",
        "behind",
        "below",
        "beneath",
        "beside",
        "besides",
        "between",
        "beyond",
        "by",
        "circa",
        "despite",
        "down",
        "during",
        "et",
        "except",
        "forenenst",
        "from",
        "given",
        "in",
        "inside",
        "into",
        "lest",
        "like",
        "modulo",
        "near",
        "next",
        "notwithstanding",
        "of",
        "off",
        "on",
        "onto",
        "out",
        "over",
        "per",
        "plus",
        "pro",
        "qua",
        "sans",
        "since",
        "than",
        "through",
        "throughout",
        "thru",
        "thruout",
        "till",
        "to",
        "toward",
        "towards",
        "under",
        "underneath",
        "until",
        "unto",
        "up",
        "upon",
        "versus",
        "via",
        "vis-à-vis",
        "with",
        "within",
        "without",
        "vs",
        "v",
        "vs.",
        "v.",
        "c",
        "ca",
        "de",
        "d'",
        "d’",
        "von",
        "van",
    ]
)
"""English words that a title leaves in lower case, save in first or last place."""

# a word may hold apostrophes between letters
_WORD: Final = re.compile(r"(?:[^\s\-–—/.,;?!:\[\]()\"“”‘’'«»‹›„‚…]|(?<=\w)['’](?=\w))+")
_VERSION: Final = re.compile(r"v\d+")
_AFTER_STOP: Final = re.compile(r"[!?:]")
_TURKIC: Final = frozenset({"tr", "az"})
_PROTECTED: Final = "\ue000"


def upper(text: str, language: str) -> str:
    """Return ``text`` in capitals, as ``language`` writes them (Turkish has a dotted capital İ)."""
    return text.replace("i", "İ").upper() if language[:2] in _TURKIC else text.upper()


def lower(text: str, language: str) -> str:
    """Return ``text`` in small letters, as ``language`` writes them."""
    if language[:2] in _TURKIC:
        return text.replace("I", "ı").replace("İ", "i").lower()
    return text.lower()


def _capital(word: str, language: str) -> str:
    return upper(word[0], language) + word[1:]


def apply_case(runs: Sequence[tuple[str, bool]], case: str, language: str) -> list[str]:
    """Return the texts of ``runs``, pairs of text and whether it is protected, in ``case``.

    ``language`` is a tag; it decides on Turkish letters. Whether a title is English at all is for the
    caller to know.
    """
    if case in ("lowercase", "uppercase"):
        change = lower if case == "lowercase" else upper
        return [text if protected else change(text, language) for text, protected in runs]
    if len(runs) == 1:
        text, protected = runs[0]
        return [text if protected else _cased(text, case, language)]
    # a protected run becomes a row of letters without case, so that it counts as part of a word
    joined = "".join(_PROTECTED * len(text) if protected else text for text, protected in runs)
    cased = _cased_letters(joined, case, language)
    result, start = [], 0
    for text, protected in runs:
        end = start + len(text)
        result.append(text if protected else "".join(cased[start:end]))
        start = end
    return result


def _cased(text: str, case: str, language: str) -> str:
    changes = _changes(text, case, language)
    if not changes:
        return text
    parts: list[str] = []
    at = 0
    for start, end, new in changes:
        parts += (text[at:start], new)
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _cased_letters(text: str, case: str, language: str) -> list[str]:
    letters = list(text)
    for start, end, new in _changes(text, case, language):
        if len(new) == end - start:
            letters[start:end] = new
        else:  # a letter that has no single capital (ß) grows at its own place
            letters[start] = new[: len(new) - (end - start) + 1]
            letters[start + 1 : end] = new[len(new) - (end - start) + 1 :]
    return letters


def _changes(text: str, case: str, language: str) -> list[tuple[int, int, str]]:
    if case == "title":
        return _title(text, language)
    changes = []
    first = True
    for match in _WORD.finditer(text):
        word = match.group()
        if case == "sentence":
            if first:
                new = word if word[0] == _PROTECTED else _capital(word, language)
            else:
                new = lower(word, language)
        elif (first or case == "capitalize-all") and word.islower() and word[0] != _PROTECTED:
            new = _capital(word, language)
        else:
            new = word
        if new != word:
            changes.append((match.start(), match.end(), new))
        first = False
        if case == "capitalize-first":
            break
    return changes


def _title(text: str, language: str) -> list[tuple[int, int, str]]:
    changes: list[tuple[int, int, str]] = []
    words = list(_WORD.finditer(text))
    last = len(words) - 1
    end_before = 0
    for index, match in enumerate(words):
        word, start, end = match.group(), match.start(), match.end()
        between, end_before = text[end_before:start], end
        if not word.islower() or _PROTECTED in word:
            continue
        if len(word) == 1 and not word.isascii():
            continue  # a lone Greek letter is a symbol
        # a letter before an apostrophe (coup d’état) or a number (v2.0) is no word
        letter = len(word) > 1 and (word[1] in "'’" or _VERSION.fullmatch(word) is not None)
        stops = letter or len(word) == 1 or word in STOP_WORDS
        opens = index == 0 or _AFTER_STOP.search(between) is not None
        compound = text[end : end + 1] == "-" and text[start - 1 : start] != "-"
        if not stops or opens or compound or (index == last and not letter and len(word) > 1):
            changes.append((start, end, _capital(word, language)))
    return changes

"""The order of words in a language, as keys that Python compares.

A pure Python stand-in for the Unicode Collation Algorithm (UTS 10) with the tailorings of CLDR that
bibliographies meet: letters first without accents and case, then with accents, then with case; words
before longer words; digits by value; the letters of the language before those of other scripts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

__all__ = ["SortKey", "collator"]

SortKey = tuple[object, ...]

# Letters that a language files behind another: "å" in Swedish stands after "z". A tailored letter is
# written as its base and a sign that sorts after every letter.
_TAILORINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "sv": {"å": "z\uf8f0", "ä": "z\uf8f1", "æ": "z\uf8f1", "ö": "z\uf8f2", "ø": "z\uf8f2"},
    "fi": {"å": "z\uf8f0", "ä": "z\uf8f1", "æ": "z\uf8f1", "ö": "z\uf8f2", "ø": "z\uf8f2"},
    "da": {"æ": "z\uf8f0", "ä": "z\uf8f0", "ø": "z\uf8f1", "ö": "z\uf8f1", "å": "z\uf8f2"},
    "nb": {"æ": "z\uf8f0", "ä": "z\uf8f0", "ø": "z\uf8f1", "ö": "z\uf8f1", "å": "z\uf8f2"},
    "nn": {"æ": "z\uf8f0", "ä": "z\uf8f0", "ø": "z\uf8f1", "ö": "z\uf8f1", "å": "z\uf8f2"},
    "es": {"ñ": "n\uf8f0"},
    "gl": {"ñ": "n\uf8f0"},
    "eu": {"ñ": "n\uf8f0"},
    "pl": {
        "ą": "a\uf8f0", "ć": "c\uf8f0", "ę": "e\uf8f0", "ł": "l\uf8f0", "ń": "n\uf8f0", "ó": "o\uf8f0",
        "ś": "s\uf8f0", "ź": "z\uf8f0", "ż": "z\uf8f1",
    },
    "tr": {"ç": "c\uf8f0", "ğ": "g\uf8f0", "ı": "h\uf8f0", "ö": "o\uf8f0", "ş": "s\uf8f0", "ü": "u\uf8f0"},
    "hr": {"č": "c\uf8f0", "ć": "c\uf8f1", "dž": "d\uf8f0", "đ": "d\uf8f1", "lj": "l\uf8f0", "nj": "n\uf8f0",
           "š": "s\uf8f0", "ž": "z\uf8f0"},
    "cs": {"č": "c\uf8f0", "ch": "h\uf8f0", "ř": "r\uf8f0", "š": "s\uf8f0", "ž": "z\uf8f0"},
    "sk": {"ä": "a\uf8f0", "č": "c\uf8f0", "ch": "h\uf8f0", "ô": "o\uf8f0", "š": "s\uf8f0", "ž": "z\uf8f0"},
    "sl": {"č": "c\uf8f0", "ć": "c\uf8f1", "š": "s\uf8f0", "ž": "z\uf8f0", "đ": "d\uf8f0"},
    "hu": {"cs": "c\uf8f0", "gy": "g\uf8f0", "ly": "l\uf8f0", "ny": "n\uf8f0", "ö": "o\uf8f0", "ő": "o\uf8f0",
           "sz": "s\uf8f0", "ty": "t\uf8f0", "ü": "u\uf8f0", "ű": "u\uf8f0", "zs": "z\uf8f0"},
    "ro": {"ă": "a\uf8f0", "â": "a\uf8f1", "î": "i\uf8f0", "ș": "s\uf8f0", "ş": "s\uf8f0", "ț": "t\uf8f0",
           "ţ": "t\uf8f0"},
    "et": {"š": "s\uf8f0", "z": "s\uf8f1", "ž": "s\uf8f2", "õ": "w\uf8f0", "ä": "w\uf8f1", "ö": "w\uf8f2",
           "ü": "w\uf8f3"},
    "lt": {"č": "c\uf8f0", "š": "s\uf8f0", "ž": "z\uf8f0", "y": "i"},
    "lv": {"č": "c\uf8f0", "ģ": "g\uf8f0", "ķ": "k\uf8f0", "ļ": "l\uf8f0", "ņ": "n\uf8f0", "š": "s\uf8f0",
           "ž": "z\uf8f0"},
    "is": {"á": "a\uf8f0", "ð": "d\uf8f0", "é": "e\uf8f0", "í": "i\uf8f0", "ó": "o\uf8f0", "ú": "u\uf8f0",
           "ý": "y\uf8f0", "þ": "z\uf8f0", "æ": "z\uf8f1", "ö": "z\uf8f2", "å": "z\uf8f3"},
    "cy": {"ch": "c\uf8f0", "dd": "d\uf8f0", "ff": "f\uf8f0", "ng": "g\uf8f0", "ll": "l\uf8f0",
           "ph": "p\uf8f0", "rh": "r\uf8f0", "th": "t\uf8f0"},
    "be": {"ё": "е\uf8f0", "ў": "у\uf8f0"},
    "uk": {"ґ": "г\uf8f0", "ї": "и\uf8f1"},
}  # fmt: skip
# Cyrillic letters that follow others in every language
_CYRILLIC_LETTERS: Final = str.maketrans(
    {"ђ": "д\uf8f0", "є": "е\uf8f0", "і": "и\uf8f0", "ї": "и\uf8f0", "й": "и\uf8f2", "ј": "и\uf8f3",
     "љ": "л\uf8f0", "њ": "н\uf8f0", "ћ": "т\uf8f0", "џ": "ч\uf8f0"}
)  # fmt: skip
# letters that do not decompose but are filed with others
_LETTERS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h", "ı": "i",
     "ŋ": "n", "ſ": "s", "ґ": "г"}
)  # fmt: skip
_CYRILLIC: Final = "\u0400-\u052f"
_ARABIC: Final = "\u0600-\u06ff"
_DEVANAGARI: Final = "\u0900-\u097f"
_HAN: Final = "\u3400-\u9fff"
_OWN_SCRIPTS: Final[Mapping[str, str]] = {
    "ar": _ARABIC, "be": _CYRILLIC, "bg": _CYRILLIC, "el": "\u0370-\u03ff", "fa": _ARABIC,
    "he": "\u0590-\u05ff", "hi": _DEVANAGARI, "hy": "\u0530-\u058f", "ka": "\u10a0-\u10ff",
    "kk": _CYRILLIC, "ko": "\u1100-\u11ff" + _HAN, "mk": _CYRILLIC, "mn": _CYRILLIC, "mr": _DEVANAGARI,
    "ru": _CYRILLIC, "sr": _CYRILLIC, "th": "\u0e00-\u0e7f", "uk": _CYRILLIC, "ur": _ARABIC, "zh": _HAN,
}  # fmt: skip
"""The letters, as ranges of characters, that a language sorts before those of all other scripts."""
_SYMBOLS: Final = "`´¨^¯°©®+±÷×<=>|¦~¬¤¢$£¥€"
"""Symbols in their order. Unlike punctuation they count, and stand before digits and letters."""
_SPLIT: Final = re.compile(rf"(\d+|[{re.escape(_SYMBOLS)}]+)")
_PUNCTUATION: Final = rf"(?:[^\w\s\uf8f0-\uf8ff{re.escape(_SYMBOLS)}]|_)"
_IGNORED: Final = re.compile(_PUNCTUATION)
_BETWEEN_NUMBERS: Final = re.compile(rf"(?<=\d){_PUNCTUATION}+(?=\d)")


def collator(language: str) -> Callable[[str], SortKey]:
    """Return the function that makes sort keys for texts in ``language`` (a tag such as ``de-AT``).

    Keys of one collator compare among themselves only.
    """
    primary = language[:2].lower()
    return _collator(primary, "" if "latn" in language.lower() else _OWN_SCRIPTS.get(primary, ""))


@cache
def _collator(primary: str, own_script: str) -> Callable[[str], SortKey]:
    of_own_script = re.compile(f"[{own_script}]").match if own_script else None
    tailoring = _TAILORINGS.get(primary, {})
    pattern = re.compile("|".join(sorted(tailoring, key=len, reverse=True))) if tailoring else None

    def key(text: str) -> SortKey:
        folded = text.casefold() if not text.isascii() else text.lower()
        if pattern is not None:
            folded = pattern.sub(lambda match: tailoring[match.group()], unicodedata.normalize("NFC", folded))
        letters = folded
        if not folded.isascii():
            decomposed = unicodedata.normalize("NFKD", folded.translate(_CYRILLIC_LETTERS))
            letters = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)
        letters = _IGNORED.sub("", _BETWEEN_NUMBERS.sub(" ", letters))
        words = tuple(_word(word) for word in letters.split())
        if of_own_script is not None:
            words = tuple(
                tuple(
                    (2 if kind == 1 and of_own_script(part) is None else kind, number, part)
                    for kind, number, part in word
                )
                for word in words
            )
        return (words, folded, text.swapcase())

    return key


def _word(word: str) -> tuple[tuple[int, int, str], ...]:
    # symbols sort before digits, these by value, and both before letters (1, or 2 of another script)
    if word.isalpha():
        return ((1, 0, word),)
    return tuple(_part(part) for part in _SPLIT.split(word) if part)


def _part(part: str) -> tuple[int, int, str]:
    if part.isdecimal():
        return (0, int(part), "")
    if part[0] in _SYMBOLS:
        return (-1, 0, "".join(chr(_SYMBOLS.index(symbol)) for symbol in part))
    return (1, 0, part)

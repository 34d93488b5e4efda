"""Text made comparable: what search, sorting out duplicates and "did you mean" look at.

Unicode Standard Annex 15 (normalisation forms) and chapter 5.18 (case folding).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

__all__ = ["fold", "nearest", "words"]

_PLAIN: Final = str.maketrans(
    {
        # letters that no decomposition takes apart
        "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ŧ": "t",
        "ŋ": "n", "ı": "i", "ĸ": "k", "ƒ": "f", "ɨ": "i", "ƶ": "z", "ƀ": "b", "ǥ": "g",
        # Arabic letters that writers of Arabic, Persian and Urdu use for one another
        "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "\u0640": "",
        # quotation marks and apostrophes
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "‹": "'", "›": "'", "′": "'", "ʹ": "'", "ʻ": "'", "ʼ": "'",
        "ʾ": "'", "ʿ": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"', "「": '"', "」": '"',
        # dashes
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "⁃": "-", "⁄": "/",
        # characters that are there for typesetting alone
        "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u200e": "", "\u200f": "",
        "\u2060": "", "\ufeff": "", "\u061c": "", "\u202a": "", "\u202b": "", "\u202c": "",
        "\u202d": "", "\u202e": "", "\u2066": "", "\u2067": "", "\u2068": "", "\u2069": "",
    }
)  # fmt: skip

_ACCENTS: Final = frozenset({1, *range(10, 37), *range(200, 241)})
"""Combining classes of accents, points and harakat. The others (nukta, kana voicing, virama, vowel signs
of South Asia) are part of the letter: without them different words become one."""


def fold(text: str) -> str:
    """Return the key under which ``text`` is found: no case, no accents, no typography.

    Compatibility forms and ligatures become plain letters, ß is ss, ø is o, curly quotes and dashes are
    ASCII, white space is single spaces. Folding twice changes nothing more.
    """
    if not text.isascii():
        text = _fold_letters(text)
    return " ".join(text.lower().replace("`", "'").split())


def _fold_letters(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.replace("´", "'"))
    bare = "".join([c for c in apart if unicodedata.combining(c) not in _ACCENTS])
    return unicodedata.normalize("NFC", bare.casefold().translate(_PLAIN))


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of ``text``: runs of letters and digits, of Han and kana each character."""
    folded = fold(text)
    if folded.isascii():
        return tuple(re.findall("[a-z0-9]+", folded))
    return tuple(_split_words(folded))


def _split_words(folded: str) -> Iterator[str]:
    word = ""
    for character in folded:
        if _stands_alone(character):
            if word:
                yield word
            yield character
            word = ""
        elif character.isalnum() or (word and unicodedata.category(character)[0] == "M"):
            word += character
        elif word:
            yield word
            word = ""
    if word:
        yield word


def _stands_alone(character: str) -> bool:
    """Whether ``character`` is of a script that puts no spaces between words: Han, hiragana, katakana."""
    return character.isalnum() and (
        "\u3040" <= character <= "\u30ff"
        or "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
        or character == "々"
    )


def nearest(word: str, known: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """Return up to ``most`` of ``known`` that ``word`` may be a slip for, the likeliest first.

    Near is: the same but for case and accents; up to three letters wrong, missing, too many or swapped
    (fewer in a short word); the beginning or a part of the known word; the same parts in another order
    (``journal-article``). Nothing near gives ().
    """
    wanted = fold(word)
    if not wanted:
        return ()
    allowed = min(3, (len(wanted) + 1) // 3)
    letters = set(wanted)
    parts = _parts(word)
    found: list[tuple[float, int, str, str]] = []
    for candidate in known:
        folded = fold(candidate)
        distance = _distance(wanted, folded, letters, allowed)
        if distance > 1 and len(parts) > 1 and _parts(candidate) == parts:
            distance = 1
        if distance <= allowed:
            found.append((distance, len(folded), folded, candidate))
    found.sort()
    # beside a slip of one letter, words three letters away only distract
    return tuple(near[-1] for near in found[:most] if near[0] <= max(1, found[0][0]))


def _parts(word: str) -> list[str]:
    spaced = re.sub("(?<=[a-z])(?=[A-Z])", " ", word)
    return sorted(re.findall(r"\w+", fold(spaced).replace("_", " ")))


def _distance(wanted: str, known: str, letters: set[str], allowed: int) -> float:
    if wanted == known:
        return 0
    if len(wanted) >= 2 and known.startswith(wanted):
        return 0.5
    if len(wanted) >= 4 and wanted in known:
        return 0.75
    if abs(len(wanted) - len(known)) > allowed or len(letters.symmetric_difference(known)) > 2 * allowed:
        return allowed + 1
    return _edits(wanted, known, allowed)


def _edits(one: str, other: str, allowed: int) -> int:
    """Return how many letters to change, add, drop or swap; past ``allowed`` the count is cut short."""
    one, other = _unlike(one, other)
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > allowed:
            return allowed + 1
    return row[-1]


def _unlike(one: str, other: str) -> tuple[str, str]:
    """Return the two words without the letters that they begin and end with alike."""
    shorter = min(len(one), len(other))
    start = 0
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]

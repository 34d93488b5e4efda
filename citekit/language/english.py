"""Whether a title is in English, and else in what language: told by its small words where nobody says it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

__all__ = ["is_surely_foreign", "language_of"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH: Final = _words(
    """the of and in for to on with from by an at is are as its their how what why into between toward towards
    under through using versus vs"""
)
_OWN_WORDS: Final[Mapping[str, frozenset[str]]] = {
    "de": _words(
        """das dem und zur zum für fuer über ueber eine einer eines einem einen mit ohne zwischen oder nicht
        ist sich vom beim durch gegen nach wie aus bei auf"""
    ),
    "fr": _words("les une dans pour sur avec aux leur comment chez"),
    "it": _words("della dello degli delle nella nel gli alla dalla sulla"),
    "es": _words("por sobre hacia desde"),
    "pt": _words("nos uma pela pelo"),
    "nl": _words("het een voor naar tot"),
    "sv": _words("och för"),
}
"""Words that no English title has, not even within a name, by the language whose they are alone."""
_FOREIGN: Final = frozenset().union(*_OWN_WORDS.values()) | _words(
    "una og på som til till ett oraz dla przez jak při"
)
"""All of them, with those that several languages share."""
_WITHIN_NAMES: Final = _words(
    "der die den des von van de la le du et en el los las del di da do dei il lo y e con un"
)
"""Words that English titles have within names too, as in "van der Waals": it takes two of them."""
_OPENING: Final = _words("der die")
"""Words that count once more where a title begins with them: "Der Zauberberg"."""
_GERMAN_NOUN: Final = re.compile(r"\w{4,}(?:ung|ungen|keit|keiten|heit|heiten|schaft|schaften|ität|ismus)\Z")
_ELISION: Final = re.compile(r"\b(?:l|d|qu|dell|all|nell|sull)['’](?=[^\W\d_])", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+")
_CERTAIN: Final = 2


def is_surely_foreign(title: str) -> bool:
    """Whether a title is in another language than English, by that language's small words.

    One word of English's own is enough to make it English, and so is a lack of small words.
    """
    words = [word.casefold() for word in _WORD.findall(title)]
    if not words or not _ENGLISH.isdisjoint(words):
        return False
    found = _CERTAIN * len(_FOREIGN.intersection(words)) + sum(word in _WITHIN_NAMES for word in words)
    found += len(_ELISION.findall(title)) + (words[0] in _OPENING)
    return found >= _CERTAIN or any(_GERMAN_NOUN.match(word) for word in words)


def language_of(title: str) -> str:
    """Return the code of the language of a title that `is_surely_foreign`, empty where it could be two."""
    words = {word.casefold() for word in _WORD.findall(title)}
    found = {language: len(own & words) for language, own in _OWN_WORDS.items()}
    found["de"] += any(_GERMAN_NOUN.match(word) for word in words) + ("der" in words) + ("die" in words)
    found["fr"] += 2 * ("du" in words) + ("et" in words) + ("à" in words)
    found["es"] += len(words & {"y", "los", "las"})
    best = max(found, key=lambda language: found[language])
    return best if found[best] and sum(count == found[best] for count in found.values()) == 1 else ""

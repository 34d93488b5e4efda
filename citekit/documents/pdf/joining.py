"""Lines put together again: words that were hyphenated, addresses that were broken.

A typesetter leaves a hyphen where a word was broken, and none where an address was. Whether a hyphen at the
end of a line belongs to the word is told by the rest of the paper; where it does not tell, by what is usual.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from citekit.documents.pdf.lines import Line

__all__ = ["Joiner"]

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-\N{HYPHEN}][^\W\d_]+)*")
_LAST_WORD: Final = re.compile(r"([^\W\d_]+(?:[-\N{HYPHEN}][^\W\d_]+)*)[-\N{HYPHEN}]$")
_FIRST_WORD: Final = re.compile(r"[^\W\d_]+(?:[-\N{HYPHEN}][^\W\d_]+)*")
_ADDRESS: Final = re.compile(r"(?:https?:?/{0,2}|www\.|doi:|\b10\.\d{4,9}/)\S*$", re.IGNORECASE)
_COLONS: Final = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in (("doi", r"\bdoi:(\s?)10\."), ("pages", r"\d\)?:(\s?)[a-z]?\d+[–-]"))
}
"""Colons after which styles have a space or none; the paper tells which."""
_PAGES_FOLLOW: Final = re.compile(r"\d\)?:$")
_PAGES: Final = re.compile(r"[a-z]?\d+[–-]", re.IGNORECASE)
_BROKEN_DOI: Final = re.compile(r"\b10\.\d{4,9}/\S*[^\W\d_]{2}-$")
"""A DOI that was broken like a word; few have a hyphen of their own between letters."""
_GOES_ON: Final = re.compile(r"[/_=?&%#~:+-]$")
_IS_MORE: Final = re.compile(r"\S*[\d/_=?&%#~-]|\S+\.[a-z]", re.IGNORECASE)
_IS_DATE: Final = re.compile(r"\d{1,2}|(?:1[5-9]|20)\d\d|\d+–\d+")
_NO_PART: Final = frozenset({
    "a", "and", "are", "as", "at", "but", "by", "for", "from", "if", "in", "is", "it", "of", "on", "or",
    "that", "the", "to", "was", "were", "which", "who", "with", "und", "oder", "et", "ou", "y", "o",
})  # fmt: skip
"""Words after an address that ends in a slash: they are the sentence's."""
_OFTEN: Final = 40
"""A paper with a hyphen at the end of one line in so many was set by a program that breaks words."""
_PREFIXES: Final = frozenset(
    {
        "self",
        "non",
        "well",
        "cross",
        "ex",
        "e",
        "co",
        "anti",
        "post",
        "pre",
        "quasi",
        "meta",
        "counter",
        "semi",
    }
)


class Joiner:
    """Joins the lines of one paper: ``unsure`` counts the hyphens of which nothing told what they are."""

    def __init__(self, lines: Iterable[Line], addresses: Iterable[str]) -> None:
        self.unsure = 0
        self._addresses = frozenset(addresses)
        self._words: Counter[str] = Counter()
        self._spaces: Counter[str] = Counter()
        number = joined = softened = 0
        ends: list[tuple[str, str]] = []
        before = ""
        for line in lines:
            text = line.text
            number += 1
            softened += text.endswith("\N{SOFT HYPHEN}")
            for kind, colon in _COLONS.items():
                for space in colon.findall(text):
                    self._spaces[kind] += 1 if space else -1
            found = [match[0].replace("\N{HYPHEN}", "-").lower() for match in _WORD.finditer(text)]
            last = _LAST_WORD.search(text)
            # The pieces of a broken word are no words.
            self._words.update(found[1 if before else 0 : -1 if last else None])
            if before and found:
                ends.append((before, found[0]))
            before = last[1].replace("\N{HYPHEN}", "-").lower() if last else ""
        for one, other in ends:
            joined += self._words[one + other] > self._words[f"{one}-{other}"]
        self._breaks_words = bool(joined or softened or len(ends) * _OFTEN > number)

    def join(self, before: str, after: str) -> tuple[int, str]:
        """Return how many characters to take off the end of ``before``, and what to put before ``after``."""
        token = _ADDRESS.search(before)
        first = after.split(None, 1)[0] if after.split() else ""
        if token and token[0].lower() == "doi:":
            return 0, "" if self._spaces["doi"] < 0 else " "
        if _PAGES_FOLLOW.search(before) and _PAGES.match(after):
            return 0, "" if self._spaces["pages"] < 0 else " "
        if token and self._breaks_words and _BROKEN_DOI.search(before) and first[:1].isalpha():
            return 1, ""
        if token and first and self._is_one_address(token[0], first):
            return (1, "") if before.endswith("\N{SOFT HYPHEN}") else (0, "")
        if before.endswith("\N{SOFT HYPHEN}"):
            return 1, ""
        if before.endswith(("-", "\N{HYPHEN}")):
            return (1, "") if self._is_broken(before, after) else (0, _after_hyphen(before, after))
        if before.endswith(("–", "—")) and before[-2:-1].strip():
            return 0, "" if after[:1].isalnum() else " "
        return 0, " "

    def _is_one_address(self, token: str, first: str) -> bool:
        """Whether an address that ends a line goes on with the first word of the next."""
        bare = first.rstrip(".,;)>]")
        if any((token + bare) in address for address in self._addresses):
            return True
        if token.endswith("/") and bare.lower() in _NO_PART:
            return False
        if _GOES_ON.search(token):
            return True
        is_closed = token.endswith(")") and token.count("(") == token.count(")")
        if (token.endswith((",", ";", ")", ">", "]")) and not is_closed) or first[:1] in '([<“"':
            return False
        if token.endswith("."):
            return first[:1].islower() or first[:1].isdigit()
        return bool(_IS_MORE.match(bare)) and not _IS_DATE.fullmatch(bare)

    def _is_broken(self, before: str, after: str) -> bool:
        """Whether the hyphen at the end of a line is the typesetter's."""
        last, first = _LAST_WORD.search(before), _FIRST_WORD.match(after)
        if not last or not first or not first[0][0].islower():
            return False
        one, other = last[1].replace("\N{HYPHEN}", "-").lower(), first[0].replace("\N{HYPHEN}", "-").lower()
        whole, hyphenated = self._words[one + other], self._words[f"{one}-{other}"]
        if whole or hyphenated:
            return whole >= hyphenated
        if one in _PREFIXES or (self._words[one] and self._words[other]):
            return False
        self.unsure += 1
        return self._breaks_words


def _after_hyphen(before: str, after: str) -> str:
    """Return what stands between a hyphen of the author's and the next line: a space after a dash."""
    return " " if before[-2:-1].isspace() or not after[:1].isalnum() else ""

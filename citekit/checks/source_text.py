"""The text of a source in a form in which words are found in it quickly, however they are printed there.

Spaces, hyphens, punctuation and case are what printing changes first: a line that ends breaks a word, a
ligature is one character, quotation marks turn. So a passage is looked for by its letters and digits alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from citekit.documents.source_pages import SourcePage
from citekit.language.fold import fold

__all__ = ["SourceText", "Word", "words_of"]

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ‘][^\W\d_]+)*|\d+")
_LINE_BREAK: Final = re.compile(r"[-\u00ad\u2010\ufffe]\s*\n\s*|\ufffe|\u00ad")
_NO_LETTER: Final = re.compile(r"[\W_\u02c6\u02c7\u02d8-\u02dd]")
"""What is no letter, and the accents that a PDF puts before theirs: r\u02c6ole."""
_PAGES_WITH_TEXT: Final = 0.8
_FEW_LETTERS: Final = 20


class Word(NamedTuple):
    """A word as printed, and the letters and digits that it is compared by."""

    text: str
    key: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Return the words of a text and where in it they stand; a hyphen parts words, an apostrophe does not."""
    return [Word(m[0], _key(m[0]), m.start(), m.end()) for m in _WORD.finditer(text)]


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    return word.lower() if word.isascii() and word.isalnum() else _NO_LETTER.sub("", fold(word))


@dataclass(frozen=True)  # no slots: `cached_property` keeps what it found in the instance
class SourceText:
    """A file that holds a work, to look words up in. ``name`` is what the record calls it."""

    name: str
    pages: tuple[SourcePage, ...]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of all pages, their places those in `text`."""
        return tuple(words_of(self.text))

    @cached_property
    def text(self) -> str:
        """The text of all pages, a line break between two."""
        return "\n".join([page.text for page in self.pages])

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """For the letters of each word the indexes of `words` that have them."""
        found: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            found.setdefault(word.key, []).append(index)
        return found

    @property
    def is_readable(self) -> bool:
        """Whether nearly all of its pages have text; the others may be pictures of it."""
        with_text = sum(len(page.text) >= _FEW_LETTERS for page in self.pages)
        return len(self.pages) == 1 or with_text >= _PAGES_WITH_TEXT * len(self.pages)

    def page_of(self, word: int) -> SourcePage:
        """Return the page that a word stands on."""
        return self.pages[bisect_right(self._page_starts, self.words[word].start) - 1]

    def find(self, keys: Sequence[str]) -> Iterator[range]:
        """Yield where words with these letters stand one after the other, as ranges of `words`.

        What is one word here may be two there: ``well-known``, ``wellknown``.
        """
        wanted = "".join(keys)
        at = self._letters.find(wanted) if wanted else -1
        while at >= 0:
            first = bisect_right(self._starts, at) - 1
            last = bisect_right(self._starts, at + len(wanted) - 1) - 1
            end = self._starts[last] + len(self.words[last].key)
            if self._starts[first] == at and end == at + len(wanted):
                yield range(first, last + 1)
            at = self._letters.find(wanted, at + 1)

    def printed(self, words: range) -> str:
        """Return how words are printed, on one line, with what stands between them."""
        start, end = self.words[words[0]].start, self.words[words[-1]].end
        return " ".join(_LINE_BREAK.sub("", self.text[start:end]).split())

    @cached_property
    def _letters(self) -> str:
        return "".join([word.key for word in self.words])

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(word.key) for word in self.words)][:-1]

    @cached_property
    def _page_starts(self) -> list[int]:
        return [0, *accumulate(len(page.text) + 1 for page in self.pages)][:-1]

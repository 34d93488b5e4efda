"""The files of the works that a paper quotes: what they are called, and which of them cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from citekit.checks.source_text import SourceText
from citekit.checks.verbatim import Passage, look_up
from citekit.errors import CitekitError, UnreadableFile, UnreadableText

__all__ = ["SourceFiles"]


class SourceFiles:
    """Gives the texts of works by the keys of their records, and remembers what was looked up in them.

    ``files_of`` names the files of a record. ``read`` gives the text of one of them, which it remembers, or
    raises `CitekitError`; it is asked for those alone that words are looked up in.
    """

    def __init__(self, files_of: Callable[[str], Sequence[str]], read: Callable[[str], SourceText]) -> None:
        self._files_of = files_of
        self._read = read
        self._files: dict[str, tuple[str, ...]] = {}
        self._unread: dict[str, str] = {}
        self._passages: dict[tuple[str, str], Passage | None] = {}

    def names(self, key: str) -> tuple[str, ...]:
        """Return what the record calls its files."""
        if key not in self._files:
            self._files[key] = tuple(self._files_of(key))
        return self._files[key]

    def has(self, key: str) -> bool:
        """Whether the record names a file."""
        return bool(self.names(key))

    def texts(self, key: str) -> Iterator[SourceText]:
        """Yield the files of a work that can be read, each when it is asked for."""
        for name in self.names(key):
            if name in self._unread:
                continue
            try:
                text = self._read(name)
            except CitekitError as error:
                self._unread[name] = _reason(name, error)
                continue
            if not text.is_readable:
                self._unread[name] = "many of its pages are pictures without text"
            yield text

    def look_up(self, words: str, key: str) -> Passage | None:
        """Return where ``words`` stand in the files of a work, or nearly do; looked for once."""
        if (words, key) not in self._passages:
            self._passages[words, key] = self._found(words, key)
        return self._passages[words, key]

    def _found(self, words: str, key: str) -> Passage | None:
        best: Passage | None = None
        for text in self.texts(key):
            passage = look_up(words, text)
            if passage is not None and not passage.differences:
                return passage
            best = best or passage
        return best

    def is_whole(self, key: str) -> bool:
        """Whether all that was asked for of a work could be read in full."""
        return not any(name in self._unread for name in self.names(key))

    @property
    def unread(self) -> tuple[tuple[str, str], ...]:
        """The files that were asked for and could not be read in full, and why."""
        return tuple(self._unread.items())


def _reason(name: str, error: CitekitError) -> str:
    told = str(error).removeprefix(f"{name}: ")
    # What is said of a file that is no paper is advice for papers.
    is_of_file = isinstance(error, UnreadableFile | UnreadableText)
    return told if is_of_file or not error.hint else f"{told}; {error.hint}"

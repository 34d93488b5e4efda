"""The source of a paper of the bed: one text that holds the paper, its clean twin and its answers.

The marks are CriticMarkup's:

- ``{~~wrong~>right~~}{>>CODES: why<<}`` a planted error, and what the clean twin has in its place;
- ``{--words--}{>>CODES: why<<}`` words that only the paper has, an error by being there;
- ``{++words++}`` words that only the clean twin has;
- ``{==words==}{>>why<<}`` a trap: right, stands in both, and tempts a checker.

CODES are those of `meanings.yaml`. A front matter of YAML between ``---`` says how the paper is checked and
into which formats it is built.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import yaml

__all__ = ["Piece", "Source", "read_source"]

_MARK: Final = re.compile(
    r"\{~~(?P<wrong>.*?)~>(?P<right>.*?)~~\}\{>>(?P<sub>.*?)<<\}"
    r"|\{--(?P<only>.*?)--\}\{>>(?P<del>.*?)<<\}"
    r"|\{\+\+(?P<added>.*?)\+\+\}"
    r"|\{==(?P<trap>.*?)==\}\{>>(?P<why>.*?)<<\}",
    re.DOTALL,
)
_LEFT_OVER: Final = re.compile(r"\{~~|~~\}|\{--|--\}\{|\{\+\+|\+\+\}|\{==|==\}|\{>>|<<\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the source: what the paper has there, what the clean twin has, and what it is.

    ``codes`` are those of an error, ``note`` says why; a trap has a note and no codes, plain text neither.
    """

    wrong: str
    right: str
    codes: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_trap(self) -> bool:
        """Whether it is right and tempts."""
        return bool(self.note) and not self.codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A paper's source, taken apart; ``head`` is its front matter."""

    head: dict[str, Any]
    pieces: tuple[Piece, ...]

    def paper(self) -> str:
        """Return the text with the planted errors."""
        return "".join([piece.wrong for piece in self.pieces])

    def twin(self) -> str:
        """Return the text without them."""
        return "".join([piece.right for piece in self.pieces])

    def marked(self, shown: Callable[[str], str]) -> Iterator[tuple[Piece, str]]:
        """Yield each error and trap with its words as ``shown`` makes them of the source's."""
        for piece in self.pieces:
            if piece.note:
                yield piece, shown(piece.wrong)


def read_source(text: str) -> Source:
    """Return the source in ``text``.

    Raises:
        ValueError: a mark is not closed, or an error has no code.
    """
    _, head, body = text.split("---\n", 2)
    return Source(head=yaml.safe_load(head), pieces=tuple(_pieces(body.lstrip("\n"))))


def _pieces(body: str) -> Iterator[Piece]:
    position = 0
    for mark in _MARK.finditer(body):
        yield _plain(body[position : mark.start()])
        position = mark.end()
        if (added := mark["added"]) is not None:
            yield Piece(wrong="", right=added)
        elif (trap := mark["trap"]) is not None:
            yield Piece(wrong=trap, right=trap, note=mark["why"].strip())
        else:
            codes, note = _codes(mark["sub"] if mark["sub"] is not None else mark["del"])
            wrong = mark["wrong"] if mark["only"] is None else mark["only"]
            yield Piece(wrong=wrong, right=mark["right"] or "", codes=codes, note=note)
    yield _plain(body[position:])


def _plain(text: str) -> Piece:
    if left := _LEFT_OVER.search(text):
        raise ValueError(f"a mark is not closed: …{text[left.start() : left.start() + 60]}")
    return Piece(wrong=text, right=text)


def _codes(comment: str) -> tuple[tuple[str, ...], str]:
    codes, colon, note = comment.partition(":")
    if not colon or not codes.split():
        raise ValueError(f"no code before the colon: {comment!r}")
    return tuple(codes.split()), note.strip()

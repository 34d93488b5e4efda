"""References cut into what is compared: words, initials, addresses, and what stands between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from citekit.checks.printed import Piece, Printed
from citekit.item.identifier import IdentifierKind, try_identifier
from citekit.language.fold import fold

__all__ = ["Token", "TokenKind", "printed_tokens", "typed_tokens"]


class TokenKind(Enum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    INITIALS = "initials"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a reference, its place in the text, and what it is compared by.

    ``key`` is the same for what means the same: case, accents, forms of an address, the letter after a year
    aside. ``variable``, ``part`` and ``element`` are those of a printed reference; typed ones have none.
    """

    text: str
    key: str
    kind: TokenKind
    start: int
    end: int
    is_italic: bool = False
    variable: str = ""
    part: str = ""
    element: str = ""


_ADDRESS: Final = (
    r"(?i:(?:https?://\s?|www\.)[^\s<>\"”»]+|\bdoi:?\s*(?:https?://[^\s<>\"”»]+|10\.\d{4,9}/[^\s<>\"”»]+)"
    r"|\b10\.\d{4,9}/[^\s<>\"”»]+)"
)
_INITIALS: Final = r"(?<!\w)[^\W\d_a-z]\.(?:[ \u00a0\u202f‐-]?[^\W\d_a-z]\.)*"
_TOKEN: Final = re.compile(
    rf"(?P<address>{_ADDRESS})|(?P<initials>{_INITIALS})"
    r"|(?P<word>\d+(?:st|nd|rd|th)\b|\d+[a-z]?\b|&|[^\W\d_]+(?:['’][^\W\d_]+)*|\w+)"
)
_AFTER_ADDRESS: Final = ".,;:)]}>'’"
_ET_AL: Final = re.compile(r"\.?\s+al\b", re.IGNORECASE)
_YEAR: Final = re.compile(r"((?:1[4-9]|20)\d\d)[a-z]$")
_AND: Final = frozenset(("&", "and", "und", "et", "y", "e", "en", "och", "og"))


def typed_tokens(text: str, italics: Sequence[tuple[int, int]] = ()) -> tuple[Token, ...]:
    """Return the tokens of a typed reference; ``italics`` are the spans in italics."""
    starts = [start for start, _ in italics]

    def is_italic(start: int, end: int) -> bool:
        place = bisect_right(starts, start) - 1
        return place >= 0 and italics[place][1] >= end

    return tuple(
        Token(word, _key(word, kind, text[end:]), kind, start, end, is_italic(start, end))
        for word, kind, start, end in _cut(text)
    )


def printed_tokens(reference: Printed) -> tuple[Token, ...]:
    """Return the tokens of a printed reference, each with its field."""
    starts = [piece.start for piece in reference.pieces]
    found = []
    for word, kind, start, end in _cut(reference.text):
        piece = _piece(reference.pieces, starts, start, end)
        found.append(
            Token(
                word,
                _key(word, kind, reference.text[end:]),
                kind,
                start,
                end,
                piece.is_italic,
                piece.variable,
                piece.part,
                piece.element,
            )
        )
    return tuple(found)


def _piece(pieces: Sequence[Piece], starts: Sequence[int], start: int, end: int) -> Piece:
    """Return the piece that characters belong to: the first with a field among those they touch."""
    first = max(bisect_right(starts, start) - 1, 0)
    touched = [piece for piece in pieces[first:] if piece.start < end]
    return next((piece for piece in touched if piece.variable), touched[0])


def _cut(text: str) -> Iterator[tuple[str, TokenKind, int, int]]:
    for match in _TOKEN.finditer(text):
        word, start = match.group(), match.start()
        if match["address"]:
            word = word.rstrip(_AFTER_ADDRESS if "(" not in word else ".,;:]}>'’")
            yield word, TokenKind.ADDRESS, start, start + len(word)
        elif match["initials"]:
            yield word, TokenKind.INITIALS, start, start + len(word)
        else:
            kind = TokenKind.NUMBER if word[0].isdigit() else TokenKind.WORD
            yield word, kind, start, match.end()


def _key(word: str, kind: TokenKind, after: str) -> str:
    if kind is TokenKind.ADDRESS:
        doi = try_identifier(IdentifierKind.DOI, re.sub(r"\s", "", word))
        if doi is not None:
            return f"doi:{doi.key}"
        bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", re.sub(r"\s", "", word).casefold())
        return bare.rstrip("/")
    folded = fold(word)
    if kind is TokenKind.INITIALS:
        return re.sub(r"[\W_]", "", folded)
    if kind is TokenKind.NUMBER:
        year = _YEAR.match(folded)
        return year[1] if year else folded.lstrip("0") or "0"
    if folded == "et" and _ET_AL.match(after):
        return folded
    return "and" if folded in _AND else folded

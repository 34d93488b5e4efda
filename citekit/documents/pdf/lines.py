"""The characters of a page as lines of text, in the order in which they are read.

A page may have two columns, with titles, abstracts and figures across both. Smaller characters beside a line,
above or below the line that it stands on, are its superscripts and subscripts.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from citekit.documents.pdf.page import Glyph, Page
from citekit.documents.pdf.right_to_left import is_right_to_left, reading_order
from citekit.markup.tree import Format

__all__ = ["Char", "Line", "Row", "lines_of", "rows_of"]

_SAME_BASE: Final = 0.12
"""Of the size: characters that stand so near to one line stand on it."""
_WORD_GAP: Final = 0.14
"""Of the size: kerning is less, the narrowest space of a justified line is more."""
_SAME_PLACE: Final = 0.15
_TORN: Final = 1.4
"""Of the size: what stands further apart was not set as one line (columns, cells, labels of lists)."""
_SMALLER: Final = 0.86
"""Of the size of the line: what is set smaller beside it is raised or lowered."""
_RAISED: Final = (0.1, 0.8)
_LOWERED: Final = (-0.4, -0.06)
"""How far, in sizes of the line, the base of a superscript and of a subscript is above that of the line."""
_NARROWEST_GUTTER: Final = 6.0
_FEWEST_LINES: Final = 5
_MOST_ACROSS: Final = 0.4
"""A page has columns if no more than this share of its rows goes across."""
_NEAR: Final = 1.6
_ACCENTS: Final = {
    "´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "~": "\u0303",
    "ˇ": "\u030c", "˘": "\u0306", "¯": "\u0304", "˙": "\u0307", "˚": "\u030a", "˝": "\u030b", "¸": "\u0327",
    "˛": "\u0328",
}  # fmt: skip
"""Accents that old fonts print as characters of their own, over or under a letter."""


class Char(NamedTuple):
    """A character of a line and how it looks; a space looks like what stands on both its sides."""

    text: str
    formats: frozenset[Format]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of text. ``column`` is 0 for a line across the page, else 1 or 2.

    ``size`` is that of most of its characters, ``first_word`` the width of its first word.
    """

    page: int
    column: int
    x0: float
    x1: float
    base: float
    size: float
    first_word: float
    chars: tuple[Char, ...]

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join([char.text for char in self.chars])

    @property
    def is_bold(self) -> bool:
        """Whether all its words are bold."""
        return all(Format.BOLD in char.formats for char in self.chars if not char.text.isspace())


class Row(NamedTuple):
    """What stands on one height of a page: pieces of text with wide space between them."""

    base: float
    pieces: tuple[tuple[Glyph, ...], ...]

    @property
    def text(self) -> str:
        """All that stands there."""
        return " ".join(["".join([char.text for char in _chars(piece)]) for piece in self.pieces])


def rows_of(page: Page) -> tuple[Row, ...]:
    """Return what stands on a page, from the top down."""
    rows: list[list[tuple[Glyph, ...]]] = []
    bases: list[float] = []
    for piece in sorted(_with_small_ones(_pieces(page.glyphs)), key=_base):
        base = _base(piece)
        if bases and base - bases[-1] <= _SAME_BASE * _size(piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
            bases.append(base)
    return tuple(
        Row(base, tuple(sorted(row, key=lambda piece: piece[0].x0)))
        for base, row in zip(bases, rows, strict=True)
    )


def lines_of(pages: Sequence[tuple[Page, Sequence[Row]]]) -> Iterator[Line]:
    """Yield the lines of a document, given as the rows of its pages, in the order in which they are read."""
    gutters = [_find_gutter(rows) for _, rows in pages]
    known = sorted({gutter for gutter in gutters if gutter})
    for (page, rows), own in zip(pages, gutters, strict=True):
        gutter = own or next((one for one in known if _fits(rows, one)), None)
        yield from _lines(page.number, rows, gutter)


def _pieces(glyphs: Sequence[Glyph]) -> Iterator[tuple[Glyph, ...]]:
    """Yield characters that stand on one line side by side, from left to right."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: one.base):
        if row and glyph.base - row[-1].base > _SAME_BASE * max(glyph.size, row[-1].size):
            yield from _torn(row)
            row = []
        row.append(glyph)
    yield from _torn(row)


def _torn(row: list[Glyph]) -> Iterator[tuple[Glyph, ...]]:
    """Yield the pieces of a row, cut where there is wide space and where the size changes."""
    row.sort(key=lambda one: one.x0)
    piece: list[Glyph] = []
    for glyph in row:
        if glyph.text.isspace():
            if piece:
                piece.append(glyph)
            continue
        if piece:
            last = next(one for one in reversed(piece) if not one.text.isspace())
            if glyph.text == last.text and glyph.x0 - last.x0 < _SAME_PLACE * glyph.size:
                continue  # printed twice, to look bold
            is_far = glyph.x0 - last.x1 > _TORN * max(glyph.size, last.size)
            is_other = min(glyph.size, last.size) < _SMALLER * max(glyph.size, last.size)
            if is_far or is_other or glyph.is_raised != last.is_raised:
                yield tuple(piece)
                piece = []
        piece.append(glyph)
    if piece:
        yield tuple(piece)


def _with_small_ones(pieces: Iterator[tuple[Glyph, ...]]) -> list[tuple[Glyph, ...]]:
    """Return pieces, small ones joined to the larger that they are superscripts and subscripts of."""
    largest_first = sorted(pieces, key=lambda piece: (piece[0].is_raised, -_size(piece)))
    wholes: list[list[Glyph]] = []
    for piece in largest_first:
        owner = _owner(piece, wholes)
        if owner is None:
            wholes.append(list(piece))
        else:
            owner.extend(_lifted(piece, owner))
    for whole in wholes:
        whole.sort(key=lambda one: one.x0)
    # Superscripts between two pieces bring them together.
    joined: list[tuple[Glyph, ...]] = []
    for whole in sorted(wholes, key=lambda one: (round(_base(one), 1), one[0].x0)):
        before = joined[-1] if joined else None
        if (
            before is not None
            and abs(_base(before) - _base(whole)) <= _SAME_BASE * _size(whole)
            and whole[0].x0 - before[-1].x1 + _size(whole) >= 0
            and whole[0].x0 - before[-1].x1 <= _TORN * _size(whole)
        ):
            joined[-1] = (*before, *whole)
        else:
            joined.append(tuple(whole))
    return joined


def _owner(piece: Sequence[Glyph], wholes: Sequence[list[Glyph]]) -> list[Glyph] | None:
    size, base = _size(piece), _base(piece)
    best, least = None, 1.0
    for whole in wholes:
        large = _size(whole)
        height = (_base(whole) - base) / large
        if piece[0].is_raised and abs(height) <= _SAME_BASE:
            height = _RAISED[0]
        elif size > _SMALLER * large:
            continue
        is_beside = _RAISED[0] <= height <= _RAISED[1] or _LOWERED[0] <= height <= _LOWERED[1]
        is_near = whole[0].x0 - large <= piece[0].x0 and piece[-1].x1 <= whole[
            -1
        ].x1 + 2 * large + size * len(piece)
        touches = any(
            abs(one.x1 - piece[0].x0) < 0.5 * large or abs(one.x0 - piece[-1].x1) < 0.5 * large
            for one in whole
        )
        if is_beside and is_near and touches and abs(height) < least:
            best, least = whole, abs(height)
    return best


def _lifted(piece: Sequence[Glyph], owner: Sequence[Glyph]) -> Iterator[Glyph]:
    """Yield a superscript's characters as such; a subscript's keep the base that tells them."""
    base = _base(owner)
    is_raised = piece[0].is_raised or _base(piece) < base
    for glyph in piece:
        yield glyph._replace(is_raised=is_raised)


def _size(piece: Sequence[Glyph]) -> float:
    return Counter([one.size for one in piece]).most_common(1)[0][0]


def _base(piece: Sequence[Glyph]) -> float:
    """Return the line on which the characters of the piece's own size stand."""
    size = _size(piece)
    return next(one.base for one in piece if one.size == size)


def _find_gutter(rows: Sequence[Row]) -> float | None:
    """Return the middle of the empty strip between two columns of a page, None if it has one column."""
    edges = [(piece[0].x0, piece[-1].x1) for row in rows for piece in row.pieces]
    if not edges:
        return None
    left, right = min(edge[0] for edge in edges), max(edge[1] for edge in edges)
    gaps = [_gaps(row) for row in rows]
    width = right - left
    best, fewest = None, 1.0
    for step in range(31):
        x = left + width * (0.3 + 0.4 * step / 30)
        across, one_side, other_side = _count(rows, gaps, x)
        if min(one_side, other_side) < _FEWEST_LINES:
            continue
        share = across / len(rows)
        if share <= _MOST_ACROSS and share < fewest - 1e-9:
            best, fewest = x, share
    return best and _middle(rows, best)


def _fits(rows: Sequence[Row], gutter: float) -> bool:
    across, one_side, _ = _count(rows, [_gaps(row) for row in rows], gutter)
    return bool(one_side) and across <= _MOST_ACROSS * len(rows)


def _gaps(row: Row) -> list[tuple[float, float]]:
    """Return where a row is empty for long enough to be parted."""
    glyphs = [one for piece in row.pieces for one in piece if not one.text.isspace()]
    ends = [(one.x1, other.x0) for one, other in pairwise(glyphs) if other.x0 - one.x1 >= _NARROWEST_GUTTER]
    return [(0.0, glyphs[0].x0), *ends, (glyphs[-1].x1, float("inf"))]


def _count(
    rows: Sequence[Row], gaps: Sequence[Sequence[tuple[float, float]]], x: float
) -> tuple[int, int, int]:
    """Return how many rows go across ``x``, and how many have something on its left and on its right."""
    half = _NARROWEST_GUTTER / 2
    across = left = right = 0
    for row, empty in zip(rows, gaps, strict=True):
        if not any(start <= x - half and x + half <= end for start, end in empty):
            across += 1
            continue
        left += row.pieces[0][0].x0 < x
        right += row.pieces[-1][-1].x1 > x
    return across, left, right


def _middle(rows: Sequence[Row], x: float) -> float:
    """Return the middle of the strip around ``x`` that most rows leave empty."""
    strips = [gap for row in rows for gap in _gaps(row) if gap[0] <= x <= gap[1]]
    starts = sorted(start for start, _ in strips)
    ends = sorted(end for _, end in strips)
    # Rows that end early leave more: the strip is what nine in ten leave.
    start, end = starts[int(len(starts) * 0.9)], ends[int(len(ends) * 0.1)]
    return (start + end) / 2 if start < x < end < float("inf") else x


def _lines(page: int, rows: Sequence[Row], gutter: float | None) -> Iterator[Line]:
    left: list[Line] = []
    right: list[Line] = []
    above: float | None = None  # where the last line of a paragraph across the page stands
    for row in rows:
        if gutter is None:
            yield _line(page, 0, row.pieces)
            continue
        one_side, other_side = _parted(row, gutter)
        ends_wide = above is not None and not other_side and row.base - above < _NEAR * _size(row.pieces[0])
        above = row.base if one_side is None or ends_wide else None
        if above is not None:
            yield from (*left, *right)
            left, right = [], []
            yield _line(page, 0, row.pieces)
            continue
        if one_side:
            left.append(_line(page, 1, one_side))
        if other_side:
            right.append(_line(page, 2, other_side))
    yield from (*left, *right)


_Pieces = tuple[tuple[Glyph, ...], ...]


def _parted(row: Row, gutter: float) -> tuple[_Pieces | None, _Pieces]:
    """Return what of a row stands on either side of the gutter, (None, ()) if it goes across."""
    half = _NARROWEST_GUTTER / 2
    if not any(start <= gutter - half and gutter + half <= end for start, end in _gaps(row)):
        return None, ()
    one = [tuple([glyph for glyph in piece if glyph.x0 < gutter]) for piece in row.pieces]
    other = [tuple([glyph for glyph in piece if glyph.x0 >= gutter]) for piece in row.pieces]
    return tuple(filter(_shows, one)), tuple(filter(_shows, other))


def _shows(piece: Sequence[Glyph]) -> bool:
    return any(not glyph.text.isspace() for glyph in piece)


def _line(page: int, column: int, pieces: Sequence[Sequence[Glyph]]) -> Line:
    chars: list[Char] = []
    for index, piece in enumerate(pieces):
        if index:
            # A number that stands apart labels what follows.
            gap = "\t" if "".join(char.text for char in chars).isdigit() else " "
            chars.append(Char(gap, frozenset()))
        chars += _chars(piece)
    glyphs = [glyph for piece in pieces for glyph in piece if not glyph.text.isspace()]
    size = _size(glyphs)
    return Line(
        page=page,
        column=column,
        x0=glyphs[0].x0,
        x1=glyphs[-1].x1,
        base=_base(pieces[0]),
        size=size,
        first_word=_first_word(glyphs),
        chars=tuple(chars),
    )


def _first_word(glyphs: Sequence[Glyph]) -> float:
    for one, other in pairwise(glyphs):
        if other.x0 - one.x1 > _WORD_GAP * max(one.size, other.size):
            return one.x1 - glyphs[0].x0
    return glyphs[-1].x1 - glyphs[0].x0


def _chars(piece: Sequence[Glyph]) -> list[Char]:
    """Return the characters of a piece with the spaces between its words."""
    size = _size(piece)
    base = _base(piece)
    chars: list[Char] = []
    before: Glyph | None = None
    is_apart = False
    for glyph in _composed(piece):
        if glyph.text.isspace():
            is_apart = True
            continue
        formats = _formats(glyph, size, base)
        if before is not None:
            gap = glyph.x0 - before.x1
            largest = max(glyph.size, before.size)
            if gap > _WORD_GAP * largest or (is_apart and gap > 0.04 * largest):
                chars.append(Char(" ", chars[-1].formats & formats))
        chars += [Char(letter, formats) for letter in unicodedata.normalize("NFC", glyph.text)]
        before, is_apart = glyph, False
    text = "".join([char.text for char in chars])
    return reading_order(text, chars) if is_right_to_left(text) else chars


def _formats(glyph: Glyph, size: float, base: float) -> frozenset[Format]:
    formats = set()
    if glyph.is_italic:
        formats.add(Format.ITALIC)
    if glyph.is_bold:
        formats.add(Format.BOLD)
    if glyph.is_raised:
        formats.add(Format.SUPERSCRIPT)
    elif glyph.size < _SMALLER * size and glyph.base - base > -_LOWERED[1] * size:
        formats.add(Format.SUBSCRIPT)
    return frozenset(formats)


def _composed(piece: Sequence[Glyph]) -> Iterator[Glyph]:
    """Yield characters; an accent that is printed over or under a letter is one with it."""
    glyphs = list(piece)
    index = 0
    while index < len(glyphs):
        glyph = glyphs[index]
        following = glyphs[index + 1] if index + 1 < len(glyphs) else None
        if following is not None:
            for accent, letter in ((glyph, following), (following, glyph)):
                middle = (accent.x0 + accent.x1) / 2
                mark = _ACCENTS.get(accent.text)
                if mark and letter.text.isalpha() and letter.x0 < middle < letter.x1:
                    plain = {"ı": "i", "ȷ": "j"}.get(letter.text, letter.text)
                    yield letter._replace(text=unicodedata.normalize("NFC", plain + mark))
                    index += 2
                    break
            else:
                yield glyph
                index += 1
            continue
        yield glyph
        index += 1

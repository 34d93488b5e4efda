"""What the model of typed references is told of each token: its form, its place, its neighbours.

Training and reading ask the same functions, so that the model meets what it was trained on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from citekit.formats.reference_text.dates import YEAR
from citekit.formats.reference_text.kinds import PUBLISHER_WORDS, is_place
from citekit.formats.reference_text.patterns import compiled, word_set
from citekit.formats.reference_text.sheet import BLOT
from citekit.formats.reference_text.titles import quoted
from citekit.item.institutions import is_institution
from citekit.language.fold import fold
from citekit.language.months import month_number, season_number

__all__ = ["Token", "features", "tokens"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number with its dashes, a sign, or a stretch that has been understood already."""

    text: str
    start: int
    end: int


_TOKEN: Final = re.compile(
    r"\0+|(?<=\()\d+/\d+(?=\))|\d+(?:\s?[-–—‐‑]\s?\d+)?[a-z]?\b|[^\W_](?:\w|['’-](?=\w))*|\S"
)
_YEAR: Final = compiled(rf"{YEAR}[a-z]?")
_OPENING: Final = re.compile(r"(?<![^\s\0(\[.,:;])[“„«‹\"‘'](?=\S)")
_ENDS: Final = frozenset(".?!;")
_LINKS: Final = word_set(
    "a an the of and or in on at for to from by with de la et en der die das und für von y"
)
_JOURNALS: Final = compiled(
    r"(?:journal|review|proceedings|annals|transactions|letters|quarterly|bulletin|archives?|magazine|revue"
    r"|zeitschrift|jahrbuch|revista|rivista|studies|advances|research|j|proc|rev|conf|int|lett|sci|acad|annu)$"
)
_LONG: Final = 3


def tokens(rest: str) -> tuple[Token, ...]:
    """Return the tokens of a sheet's ``rest``; each stretch that has been understood is one."""
    return tuple(Token(found[0], found.start(), found.end()) for found in _TOKEN.finditer(rest))


def features(
    rest: str, cut: Sequence[Token], fields: Sequence[str], italics: Sequence[tuple[int, int]]
) -> list[list[str]]:
    """Return the features of each of the tokens ``cut`` of ``rest``.

    ``fields`` names for each token the field that the plain parser found there, or what was understood
    before; empty for none. ``italics`` are the spans in italics.
    """
    shapes = [_shape(token.text) for token in cut]
    words = [_word(token.text) for token in cut]
    segments = _segments(cut)
    quotes = _quotes(rest)
    alone = _alone(cut, words, shapes, fields, italics, quotes, segments)
    last = len(cut) - 1
    found = []
    for index, own in enumerate(alone):
        row = list(own)
        for step in (-3, -2, -1, 1, 2, 3):
            place = index + step
            if not 0 <= place <= last:
                if abs(step) == 1:
                    row.append(f"{step}edge")
                continue
            row += (f"{step}s={shapes[place]}", f"{step}f={fields[place]}")
            if abs(step) < _LONG:
                row.append(f"{step}w={words[place]}")
        row.append(f"s++={'|'.join(shapes[index + 1 : index + 4])}")
        row.append(f"s--={'|'.join(shapes[max(index - 3, 0) : index])}")
        if index < last:
            row.append(f"s+={shapes[index]}|{shapes[index + 1]}")
            row.append(f"f+={fields[index]}|{fields[index + 1]}")
        if index:
            row.append(f"s-={shapes[index - 1]}|{shapes[index]}")
            row.append(f"f-={fields[index - 1]}|{fields[index]}")
        found.append(row)
    return found


def _alone(  # noqa: PLR0917  one parameter for each thing that is known of all tokens
    cut: Sequence[Token],
    words: Sequence[str],
    shapes: Sequence[str],
    fields: Sequence[str],
    italics: Sequence[tuple[int, int]],
    quotes: Sequence[tuple[int, int]],
    segments: Sequence[_Segment],
) -> list[list[str]]:
    """Return what each token says by itself, and by what has gone before it."""
    depth = 0
    seen: set[str] = set()
    years_left = sum(shape == "year" for shape in shapes)
    rows = []
    total = len(cut)
    for index, token in enumerate(cut):
        text = token.text
        if text in ")]" and depth:
            depth -= 1
        segment = segments[index]
        quote = (
            "in"
            if _within(token, quotes)
            else ("after" if any(end < token.start for _, end in quotes) else "")
        )
        row = [
            f"w={words[index]}",
            f"s={shapes[index]}",
            f"f={fields[index]}",
            f"at={10 * index // total}",
            f"fs={fields[index]}|{shapes[index]}",
            f"q={quote}",
            f"b={min(depth, 2)}",
            f"qf={quote}|{fields[index]}",
            f"seg={min(segment.number, 5)}",
            f"segend={min(segment.left, 3)}",
            f"caps={segment.capitals}",
            f"caps|seg={segment.capitals}|{min(segment.number, 4)}|{min(segment.left, 2)}",
            f"seglen={segment.length}",
            f"year={shapes[index] == 'year'}|{min(2, years_left)}|{'year' in seen}",
        ]
        row += segment.signs
        if _within(token, italics):
            row.append("italic")
        elif italics:
            row.append("upright")
        if text[0].isalpha():
            row += (f"pre={words[index][:3]}", f"suf={words[index][-3:]}", *_lexicons(text, words[index]))
        row += [f"seen={field}" for field in sorted(seen) if field]
        rows.append(row)
        seen.add(fields[index])
        if shapes[index] == "year":
            years_left -= 1
            seen.add("year")
        if text in "([":
            depth += 1
    return rows


def _within(token: Token, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= token.start and token.end <= end for start, end in spans)


def _quotes(rest: str) -> list[tuple[int, int]]:
    """Return the spans inside quotation marks, those in others left out."""
    spans: list[tuple[int, int]] = []
    for mark in _OPENING.finditer(rest):
        inside = quoted(rest, mark.start()) if not spans or mark.start() > spans[-1][1] else None
        if inside:
            spans.append(inside)
    return spans


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch between the marks that end sentences: which it is, how many follow, how it is written."""

    number: int
    left: int
    length: str
    capitals: str
    signs: tuple[str, ...]


def _segments(cut: Sequence[Token]) -> list[_Segment]:
    bounds = [0]
    for index, token in enumerate(cut[:-1]):
        before = cut[index - 1].text if index else ""
        ends = token.text in _ENDS and not (token.text == "." and len(before) <= 1)
        if ends or token.text[0] == BLOT:
            bounds.append(index + 1)
    bounds.append(len(cut))
    result: list[_Segment] = []
    total = len(bounds) - 2
    for number in range(total + 1):
        part = [token.text for token in cut[bounds[number] : bounds[number + 1]]]
        words = [word for word in part if word[0].isalpha() and word not in _LINKS]
        telling = [word for word in words[1:] if len(word) > 1]
        share = sum(not word[0].islower() for word in telling) / len(telling) if telling else -1.0
        capitals = f"{int(share * 4)}" if telling else "none"
        signs = []
        if any(_JOURNALS.match(word.lower()) for word in words):
            signs.append("segjournal")
        if any(PUBLISHER_WORDS.match(word) for word in words):
            signs.append("segpublisher")
        if is_institution([" ".join(words)]):
            signs.append("seginstitution")
        if any(word[0].isdigit() for word in part):
            signs.append("segdigit")
        length = len(words)
        segment = _Segment(
            number,
            total - number,
            str(length) if length < 4 else ("mid" if length < 9 else "long"),
            capitals,
            tuple(signs),
        )
        result += [segment] * len(part)
    return result


def _lexicons(text: str, word: str) -> list[str]:
    found = []
    if month_number(text) or season_number(text):
        found.append("month")
    if PUBLISHER_WORDS.fullmatch(text):
        found.append("publisher")
    if _JOURNALS.match(word):
        found.append("journal")
    if is_place(word):
        found.append("place")
    if word in _LINKS:
        found.append("link")
    if is_institution([f"The {text}"]):
        found.append("institution")
    return found


def _word(text: str) -> str:
    if text[0] == BLOT:
        return "understood"
    if text[0].isdigit():
        return "#"
    return fold(text) if text[0].isalpha() else text


def _shape(text: str) -> str:
    first = text[0]
    if first == BLOT:
        return "understood"
    if first.isdigit():
        if _YEAR.fullmatch(text):
            return "year"
        if not text.isdigit():
            return "range" if any(mark in text for mark in "-–—‐‑") else "dx"
        return f"d{min(len(text), 5)}"
    if not first.isalpha():
        return first
    if len(text) == 1:
        return "X" if first.isupper() else "x"
    if text.isupper():
        return "XX" if len(text) < 4 else "XXXX"
    if first.isupper():
        return "Xx" if text[1:].islower() else "XxX"
    return "xx" if first.islower() else "letters"

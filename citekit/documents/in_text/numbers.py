"""Citations by number: in square brackets, raised, or in round brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from citekit.documents.blocks import Block, RunKind
from citekit.documents.in_text.citation import InTextCitation, InTextKind
from citekit.markup.tree import Format

__all__ = ["cites_in_round", "numeric_citations", "round_citations", "sign_citations"]

_NUMERIC: Final = re.compile(
    r"\[(?P<inner>\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*)"
    r"(?:\]\s?[–—-]\s?\[(?P<last>\d{1,3})\]|(?P<after>\s*,\s*[^\[\]]{1,60})?\])"
)
_RAISED: Final = re.compile(r"\d{1,3}(?:\s*[,–—-]\s*\d{1,3})*")
_SIGNS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁽⁾", "0123456789–()")
_RAISED_SIGNS: Final = re.compile(
    r"(?<=[^\s⁺⁻(])(?P<numbers>[⁰¹²³⁴-⁹]{1,3}(?:\s?[,⁻–-]\s?[⁰¹²³⁴-⁹]{1,3})*)(?![⁰¹²³⁴-⁹⁺⁻])"
)
"""Numbers that are raised by their signs, as plain text has them: ¹,³⁻⁵."""
_PAGES: Final = re.compile(r"(?<=\d)\s?\(pp?\.?\s?[\d–—,\s-]+\)")
"""The pages that AMA puts beside a raised number: 12(p88)."""
_INTERVAL: Final = re.compile(
    r"(?:\b(?:interval|range|domain|window|between|within|from|to|CI|IQR|bounds?|values?\s+in|lies?\s+in|scaled\s+to"
    r"|normali[sz]ed\s+to|clipped\s+to)|[=∈≈⊂×(])\s*$"
)
"""What stands before two numbers in brackets that are the ends of an interval: the range [2, 10]."""
_ROUND: Final = re.compile(r"(?<![\w\d])\((?P<inner>\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*)\)")
_COUNTED: Final = re.compile(
    r"(?:\b(?:eqs?|equations?|tables?|figs?|figures?|steps?|points?|nos?|numbers?|items?|models?|chapters?)\.?"
    r"|[:;,]|\b(?:and|or))\s*$",
    re.IGNORECASE,
)
"""Before a number that counts: Equation (3), Table (2), and those of an enumeration: (1) first, (2) then."""
_FEWEST_NUMBERED: Final = 3
_UNIT: Final = re.compile(r"(?:^|[\s(/·×\d])(?:[A-Za-z]|[kcmµn]?m|cm|mm|km|ft|in|sec|χ|η|ω|10)$")
_LARGEST_NUMBER: Final = 999


_MEASURED: Final = re.compile(r"(?<![\w.,])(?!(?:1[4-9]|20)\d\d\s$)-?\d+(?:[.·]\d+)?%?\s$")
"""A value before its interval, 12 [8–19], which a year is not."""


_INDEXED: Final = re.compile(r"(?<![^\W_])[A-Za-z]$|\w_\w+$")
"""Before the index of an array: a[3], max_len[2]."""


def numeric_citations(block: Block, index: int, text: str) -> Iterator[InTextCitation]:
    """Yield the numbers in square brackets and the raised ones."""
    for match in _NUMERIC.finditer(text):
        # "[2]–[4]" is one citation of three.
        numbers = _numbers(f"{match['inner']}–{match['last']}" if match["last"] else match["inner"])
        is_interval = len(numbers) > 1 and not match["last"] and _INTERVAL.search(text, 0, match.start())
        is_interval = is_interval or (len(numbers) > 1 and _MEASURED.search(text, 0, match.start()))
        if len(set(numbers)) < len(numbers):
            continue  # "[256, 256]" is a size
        if numbers and not is_interval and not _INDEXED.search(text, 0, match.start()):
            start, end = match.span()
            yield InTextCitation(
                InTextKind.NUMERIC, block.span_of(start, end), index, start, end, numbers=numbers
            )
    position = 0
    for run in () if _names_authors(block) else block.runs:
        start, position = position, position + len(run.text)
        if run.kind is not RunKind.TEXT or Format.SUPERSCRIPT not in run.formats:
            continue
        raised = _PAGES.sub("", run.text).strip()
        if _RAISED.fullmatch(raised) and start and not _UNIT.search(text[max(0, start - 8) : start]):
            numbers = tuple(dict.fromkeys(_numbers(raised)))
            is_isotope = text[position : position + 1].isalpha() and text[start - 1] in "(["
            if numbers and not text[start - 1].isspace() and not is_isotope:
                yield InTextCitation(
                    InTextKind.NUMERIC,
                    block.span_of(start, position),
                    index,
                    start,
                    position,
                    numbers=numbers,
                    is_raised=True,
                )


def _names_authors(block: Block) -> bool:
    """Whether a block is the line of the paper's own authors, whose raised numbers are their institutes."""
    raised = [
        run for run in block.runs if Format.SUPERSCRIPT in run.formats and run.text.strip()[:1].isdigit()
    ]
    if len(raised) < _FEWEST_AUTHORS:
        return False
    words = _NAME_WORD.findall("".join([run.text for run in block.runs if run not in raised]))
    return bool(words) and sum(word[0].islower() for word in words) <= _FEW_SMALL * len(words)


_NAME_WORD: Final = re.compile(r"(?!(?:and|van|von|de|der|den|del|da|di|la|le|el)\b)[^\W\d_]{2,}")
_FEWEST_AUTHORS: Final = 2
_FEW_SMALL: Final = 0.2


def sign_citations(block: Block, index: int, text: str) -> Iterator[InTextCitation]:
    """Yield the numbers in raised signs that no unit or figure has as its power."""
    for match in _RAISED_SIGNS.finditer(text):
        start, end = match.span()
        numbers = tuple(dict.fromkeys(_numbers(match["numbers"].translate(_SIGNS))))
        if numbers and not _POWER.search(text, max(0, start - 8), start):
            yield InTextCitation(
                InTextKind.NUMERIC,
                block.span_of(start, end),
                index,
                start,
                end,
                numbers=numbers,
                is_raised=True,
            )


_POWER: Final = re.compile(rf"{_UNIT.pattern}|(?<!\w)[^\W_]$|\d$|[=+×/√Σ]$")
"""What has a power: a unit, a figure, a letter of a formula."""


def round_citations(block: Block, index: int, text: str) -> Iterator[InTextCitation]:
    """Yield the numbers in round brackets, which may cite: (3,4)."""
    for match in _ROUND.finditer(text):
        numbers = _numbers(match["inner"])
        following = text[match.end() : match.end() + 2]
        counts = _COUNTED.search(text, 0, match.start()) and following[:1] == " " and following[1:].isalpha()
        if numbers and match.start() and not counts:
            start, end = match.span()
            yield InTextCitation(
                InTextKind.NUMERIC, block.span_of(start, end), index, start, end, numbers=numbers
            )


def cites_in_round(
    rounds: Sequence[InTextCitation], found: Sequence[InTextCitation], labels: Sequence[int]
) -> bool:
    """Whether a paper cites by numbers in round brackets: its list is numbered, and they go through it."""
    if len(labels) < _FEWEST_NUMBERED:
        return False
    named = {number for citation in rounds for number in citation.numbers} & set(labels)
    others = sum(citation.kind is not InTextKind.NOTE for citation in found)
    return len(named) * 2 >= len(set(labels)) and len(rounds) > others


def _numbers(typed: str) -> tuple[int, ...]:
    """Return ``2, 5–7`` as 2, 5, 6, 7; nothing where it is an interval or no count from 1."""
    numbers: list[int] = []
    for piece in re.split(r"\s*[,;]\s*", typed.strip()):
        ends = [int(number) for number in re.split(r"\s*[–—-]\s*", piece) if number]
        if not ends or min(ends) < 1 or max(ends) > _LARGEST_NUMBER or ends != sorted(ends):
            return ()
        numbers += range(ends[0], ends[-1] + 1)
    return tuple(numbers)

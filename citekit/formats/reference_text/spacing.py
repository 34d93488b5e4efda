"""Wide spaces in a typed reference, such as scanned and justified text is full of: they say nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from citekit.formats.reference_text.reference import ParsedReference, ReferenceParser

__all__ = ["read_through_spaces"]

_WIDE: Final = re.compile(r"(?<=\S)[ \u00a0\t]{2,7}(?=\S)")


def read_through_spaces(
    read: ReferenceParser, text: str, italics: Sequence[tuple[int, int]]
) -> ParsedReference:
    """Return what ``read`` makes of ``text`` with single spaces; its spans are those of ``text``.

    What is indented, or stands behind a gap of eight spaces and more, stays so.
    """
    dropped = {place for gap in _WIDE.finditer(text) for place in range(gap.start() + 1, gap.end())}
    if not dropped:
        return read(text, italics=italics)
    kept = [place for place in range(len(text)) if place not in dropped]
    found = read("".join([text[place] for place in kept]), italics=_moved(italics, kept))
    parts = tuple(replace(one, start=kept[one.start], end=kept[one.end - 1] + 1) for one in found.parts)
    rest = tuple((kept[start], kept[end - 1] + 1) for start, end in found.rest)
    return replace(found, text=text, parts=parts, rest=rest)


def _moved(spans: Sequence[tuple[int, int]], kept: Sequence[int]) -> list[tuple[int, int]]:
    """Return ``spans`` of a text as they are among its ``kept`` characters alone."""
    new = []
    for start, end in spans:
        inside = [index for index, place in enumerate(kept) if start <= place < end]
        if inside:
            new.append((inside[0], inside[-1] + 1))
    return new

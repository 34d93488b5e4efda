"""One typed reference, read by its structure: what has marks first, then what stands between.

No style is asked for. What styles have in common is enough: names come first, the title next, numbers after
what they count in, and each has one of few shapes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citekit.formats.base import Confidence
from citekit.formats.reference_text.authors import take_authors, take_head_year
from citekit.formats.reference_text.cases import take_case
from citekit.formats.reference_text.containers import take_work
from citekit.formats.reference_text.dates import find_accessed
from citekit.formats.reference_text.kinds import confidence_of, settle, type_of
from citekit.formats.reference_text.marks import take_identifiers, take_missing_date
from citekit.formats.reference_text.reference import ParsedReference
from citekit.formats.reference_text.sheet import Sheet

__all__ = ["parse_reference"]

_LABEL: Final = re.compile(r"\s*(?:\[\w{1,12}\]|\(?\d{1,4}[.)]|\d{1,4}(?=\s+[^\W\d])|[•·*–-])\s+")
_ONLINE: Final = re.compile(
    r"\s*\[(?:Online|Internet|online|en ligne|en línea)\]\.?|(?<=\.\s)(?:Online|online)\.\s"
)


def parse_reference(text: str, *, italics: Sequence[tuple[int, int]] = ()) -> ParsedReference:
    """Return what the reference ``text`` says, in whatever style it is typed.

    ``italics`` are the spans in italics, where the source shows them; ``*asterisks*`` around words do it too.
    Raises nothing: what cannot be read is the rest.
    """
    sheet = Sheet(text, italics)
    label = _LABEL.match(sheet.rest)
    if label:
        sheet.blot(*label.span())
    take_identifiers(sheet)
    accessed = find_accessed(sheet.rest)
    if accessed:
        sheet.take("accessed", accessed.start, accessed.end, accessed.date, confidence=Confidence.HIGH)
    online = _ONLINE.search(sheet.rest)
    if online:
        sheet.blot(*online.span())
    start = label.end() if label else 0
    is_case = take_case(sheet, start)
    if not is_case:
        take_work(sheet, take_head_year(sheet, take_authors(sheet, start)))
        take_missing_date(sheet)
        settle(sheet, type_of(sheet))
    rest = tuple(sheet.left())
    return ParsedReference(
        text=text,
        type="legal_case" if is_case else type_of(sheet),
        parts=tuple(sorted(sheet.parts.values(), key=lambda part: part.start)),
        rest=rest,
        confidence=confidence_of(sheet, rest),
    )

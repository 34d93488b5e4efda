"""An edition that is written with its word, so that the style's own comes on top."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.shelf import Shelf

__all__ = ["CHECK"]

_NUMBERED: Final = re.compile(
    r"(\d{1,3})\s*(?:st|nd|rd|th|\.|ª|a|e|ème|er|ère)?\s*"
    r"(?:ed\.?|edn\.?|edition|aufl\.?|auflage|éd\.?|édition|ed(?:ición|ição|izione))",
    re.IGNORECASE,
)
_ORDINALS: Final = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
_IN_WORDS: Final = re.compile(rf"({'|'.join(_ORDINALS)})(?:\s+(?:ed\.?|edition))?", re.IGNORECASE)


def _find(shelf: Shelf) -> Iterator[Finding]:
    for record in shelf.records:
        edition = record.item.number.get("edition", "")
        if not edition or edition.isdecimal():
            continue
        if match := _NUMBERED.fullmatch(edition):
            number = match[1]
        elif match := _IN_WORDS.fullmatch(edition):
            number = str(_ORDINALS.index(match[1].lower()) + 1)
        else:
            continue
        yield Finding(
            check="edition-form",
            level=Level.WARNING,
            where=shelf.where(record, "edition"),
            message=f'{record.key}: edition "{edition}" has words, which the style puts there its own way.',
            quote=edition,
            expected=number,
            fix=Fix(text=number, fields=(("edition", number),), safe=True),
            habit="the edition in words",
        )


CHECK = RecordCheck(
    id="edition-form",
    title="An edition in words",
    group=Group.RECORDS,
    level=Level.WARNING,
    reason="Styles write 2nd ed., 2. Aufl. or second edition as they want it; they need the number alone.",
    remedy="Write the number alone, and words only where there is no number (Revised).",
    source="CSL 1.0.2, edition",
    example=Example(
        wrong="type: book\ntitle: Sleep\nedition: 2nd ed.\n",
        right="type: book\ntitle: Sleep\nedition: 2\n",
    ),
    find=_find,
)

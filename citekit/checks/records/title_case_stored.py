"""A title stored in capitals, or all in small letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.shelf import Shelf
from citekit.markup.inline import strip_inline

__all__ = ["CHECK"]

_FIELDS: Final = ("title", "container-title", "collection-title")
_LEAST_LETTERS: Final = 12
_LEAST_WORDS: Final = 3


def _find(shelf: Shelf) -> Iterator[Finding]:
    for record in shelf.records:
        for field in _FIELDS:
            title = record.item.text.get(field, "")
            if title.isupper() and _is_long(title):
                suggested = _sentence(title)
                yield Finding(
                    check="title-case-stored",
                    level=Level.WARNING,
                    where=shelf.where(record, field),
                    message=f"{record.key}: {field} is in capitals, which no style makes small.",
                    quote=title,
                    expected=suggested,
                    fix=Fix(text=suggested, fields=((field, suggested),)),
                    habit=f"{field} in capitals",
                )
            elif title.islower() and field == "title" and _begins_with_a_word(title):
                suggested = title[0].upper() + title[1:]
                yield Finding(
                    check="title-case-stored",
                    level=Level.LOOK,
                    where=shelf.where(record, field),
                    message=f"{record.key}: {field} begins with a small letter, and so it is printed.",
                    quote=title,
                    expected=suggested,
                    fix=Fix(text=suggested, fields=((field, suggested),)),
                    habit="titles in small letters",
                )


def _is_long(title: str) -> bool:
    words = [
        word for word in re.findall(r"[^\W\d_]{2,}", strip_inline(title)) if word.lower() != word.upper()
    ]
    return len(words) >= _LEAST_WORDS and sum(map(len, words)) >= _LEAST_LETTERS


def _begins_with_a_word(title: str) -> bool:
    return _is_long(title) and bool(re.match(r"[a-z]{3,}\s", title)) and "$" not in title


def _sentence(title: str) -> str:
    """Return a title in capitals as a sentence; its names are in small letters then."""
    small = title.lower()
    return re.sub(r"(?:^|[:.?!]\s+)\W*\w", lambda start: start[0].upper(), small)


CHECK = RecordCheck(
    id="title-case-stored",
    title="A title stored in capitals or in small letters",
    group=Group.RECORDS,
    level=Level.WARNING,
    reason=(
        "Styles make capitals of small letters and never the reverse, since only a person knows which words "
        "are names: a title in capitals shouts in every reference list."
    ),
    remedy="Write the title as a sentence, with the capitals of its names and acronyms.",
    source="CSL 1.0.2, text-case; Zotero, sentence casing",
    example=Example(
        wrong="type: book\ntitle: THE EFFECTS OF SLEEP ON GRADES\n",
        right="type: book\ntitle: The effects of sleep on grades\n",
    ),
    find=_find,
)

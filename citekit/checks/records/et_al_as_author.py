"""The words "et al." stored as if they were somebody's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.shelf import Shelf
from citekit.item.name import Name

__all__ = ["CHECK"]

_WORDS: Final = re.compile(
    r"(?:^|[\s,;])(?:et\.? ?al(?:ii|\.)?|u\. ?a\.|and others|& others|et autres|y otros)\.?$", re.IGNORECASE
)
_WHOLE: Final = frozenset(("others", "al", "al."))


def _find(shelf: Shelf) -> Iterator[Finding]:
    for record in shelf.records:
        for role, names in record.item.names.items():
            for name in names:
                if not _is_et_al(name):
                    continue
                written = name.display()
                yield Finding(
                    check="et-al-as-author",
                    level=Level.WARNING,
                    where=shelf.where(record, role),
                    message=f'{record.key}: "{written}" stands in {role} as if it were a name.',
                    quote=written,
                    habit='"et al." as an author',
                )


def _is_et_al(name: Name) -> bool:
    if name.sort_family.casefold() in _WHOLE:
        return True
    return any(_WORDS.search(part) for part in (name.literal, name.family, name.given))


CHECK = RecordCheck(
    id="et-al-as-author",
    title='"et al." stored as an author',
    group=Group.RECORDS,
    level=Level.WARNING,
    reason=(
        "The style shortens the list of authors where it wants to; stored as a name, et al. is printed among "
        'the authors, as "Al, E.", and counted as one.'
    ),
    remedy="Enter all authors as the title page has them, and leave the shortening to the style.",
    source="APA 7, 9.8; Chicago 17, 14.76",
    example=Example(
        wrong="type: book\ntitle: Sleep\nauthor: [{family: Doe, given: Jane}, {literal: et al.}]\n",
        right="type: book\ntitle: Sleep\nauthor: [{family: Doe, given: Jane}, {family: Roe}]\n",
    ),
    find=_find,
)

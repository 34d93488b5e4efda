"""A key for an item of a format that has none: the first author's name and the year."""

from __future__ import annotations

import re
from collections.abc import Container

from citekit.item.date import Date
from citekit.item.name import Name
from citekit.language.fold import fold

__all__ = ["made_key"]


def made_key(names: tuple[Name, ...], issued: Date | None, taken: Container[str]) -> str:
    """Return ``doe2020``, or ``doe2020-2`` where that is taken."""
    word = re.sub("[^a-z0-9]", "", fold(names[0].sort_family.split(" ")[0])) if names else ""
    wanted = f"{word or 'work'}{issued.year if issued and issued.year else ''}"
    key, counter = wanted, 1
    while key in taken:
        counter += 1
        key = f"{wanted}-{counter}"
    return key

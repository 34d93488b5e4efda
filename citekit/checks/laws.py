"""Laws, which papers cite by name and year and no style gives an author: National Heritage Act 1983."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["Law", "is_law", "read_law"]

_KIND: Final = (
    r"(?:Act|Bill|Code|Charter|Constitution|Convention|Covenant|Decree|Directive|Law|Order|Ordinance|Protocol"
    r"|Regulations?|Rules|Statute|Treaty)"
)
_NAME: Final = re.compile(rf"[^\W\d_a-z].*\b{_KIND}(?:\s\([^()\d]{{2,40}}\))?$", re.DOTALL)
_LISTED: Final = re.compile(
    rf"\s*(?P<name>[^\W\d_a-z][^\d.:“”\"]{{2,120}}?\b{_KIND}(?:\s\([^()\d]{{2,40}}\))?),?\s"
    r"(?:of\s)?\(?(?P<year>(?:1[2-9]|20)\d\d)\b"
)


class Law(NamedTuple):
    """What a law is called, and its year."""

    name: str
    year: str


def is_law(name: str) -> bool:
    """Whether ``name`` is that of a law and not of its author."""
    return len(name.split()) > 1 and bool(_NAME.fullmatch(name.strip()))


def read_law(reference: str) -> Law | None:
    """Return the law that a typed reference begins with, None if it begins with something else."""
    found = _LISTED.match(reference)
    return (
        Law(" ".join(found["name"].split()), found["year"])
        if found and found["name"].count(",") < 3
        else None
    )

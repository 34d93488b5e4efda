"""Copyright lines, which name who published: "© 2022 Gartner, Inc. All rights reserved."."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["read_rights"]


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        (
            r"(?:copyright:?|©|\(c\))\s*(?:©|\(c\))?\s*(?:by\s)?(?:(?:19"
            r"|20)\d\d(?:\s?[-–,/]\s?(?:(?:19|20)\d\d|present))*)?,?\s*(?:by\s)?(?:the\s)?"
            r"(?P<owner>[^\W\d_](?:[^.,;|©]|,?\s(?=(?:inc|ltd|llc|corp|s\.a)\b)|\.(?=\w)"
            r"|(?<=\b\w)\.){1,100})"
        ),
        re.IGNORECASE,
    )


def read_rights(text: str) -> str | None:
    """Return who holds the rights by a copyright line, as written, or None if it is no such line."""
    if len(text) > 300 or not re.search(
        r"©|\(c\)\s|^copyright:|copyright\s(?:©|\(c\)|(?:19|20)\d\d|by\s)", text, re.IGNORECASE
    ):
        return None
    match = _pattern().search(text)
    if match is None or match.start() > 60:
        return None
    owner = re.split(
        (
            r"\s+(?:and/or its|all rights|alle rechte|tous droits|todos los derechos|or its"
            r"|and its affiliates)\b"
        ),
        match["owner"],
        flags=re.IGNORECASE,
    )[0]
    owner = re.sub(r"^(?:19|20)\d\d\s+(?:by\s+)?|\s+(?:19|20)\d\d$", "", owner.strip())
    legal_form = re.search(rf"{re.escape(owner)}(\.)", text)
    if legal_form and re.search(r"\b(?:Inc|Ltd|Corp|Co)$", owner):
        owner += "."
    return owner.strip()

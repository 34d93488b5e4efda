"""What is as good as what the style prints: a correct reference must never be accused.

Styles on file are one reading of a manual, and records hold more than a reader needs; what typed references
may leave out or write otherwise stands here.
"""

from __future__ import annotations

import re
from typing import Final

from citekit.item.item import Item

__all__ = ["REPORTED_IF_MISSING", "is_accepted_gap", "is_optional"]

REPORTED_IF_MISSING: Final = frozenset(
    ("author", "editor", "translator", "issued", "title", "container-title", "volume", "issue", "page",
     "edition", "publisher", "DOI", "URL", "genre", "number", "publisher-place")
)  # fmt: skip
"""Fields without which a reader cannot find the work, or the style's own elements."""

_ONLINE: Final = frozenset(
    (
        "webpage",
        "post",
        "post-weblog",
        "dataset",
        "software",
        "motion_picture",
        "broadcast",
        "entry-encyclopedia",
    )
)
_QUOTES: Final = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": '"', "’": '"', "'": '"'}
)
_DASHES: Final = str.maketrans({"‐": "-", "‑": "-", "‒": "-", "—": "-", "−": "-", "–": "-"})
_INSIDE: Final = frozenset(
    ("title", "container-title", "publisher", "collection-title", "genre", "event-title", "number", "edition",
     "accessed", "URL", "publisher-place", "collection-number", "note", "medium", "archive", "section")
)  # fmt: skip
"""Fields whose own punctuation is the author's affair: subtitles after a colon or a full stop, hyphens."""


def is_optional(variable: str, item: Item) -> bool:
    """Whether a reference of ``item`` is as good without ``variable``."""
    if variable == "URL":
        return item.type not in _ONLINE
    if variable == "publisher":
        # APA does not name an organisation that publishes its own work a second time.
        is_author = any(name.literal == item.text.get("publisher") for name in item.names.get("author", ()))
        return is_author or item.type in _ONLINE or item.type.startswith("article")
    if variable == "publisher-place":
        return True  # manuals have dropped it one after the other
    if variable == "editor":
        return item.type not in ("chapter", "paper-conference", "book", "collection")
    if variable == "number":
        return item.type != "report"
    return False


def is_accepted_gap(found: str, expected: str, *, before: str, after: str) -> bool:
    """Whether the marks ``found`` between two words do as well as those that the style prints.

    ``before`` and ``after`` are the fields of the two words.
    """
    if found == expected:
        return True
    one, other = _plain(found), _plain(expected)
    if one == other and not _is_range(expected, before, after):
        return True
    if before == after and before in _INSIDE:
        return True
    if _is_range(expected, before, after):
        return re.sub(r"\s", "", found) == re.sub(r"\s", "", expected)
    return re.sub(r"\s+", "", one) == re.sub(r"\s+", "", other) and not (one.strip() and " " in other + one)


def _is_range(expected: str, before: str, after: str) -> bool:
    return before == after == "page" and expected.strip() in ("–", "-", "—")


def _plain(gap: str) -> str:
    """Return the marks of a gap without what typography adds, and without a full stop after another mark."""
    gap = re.sub(r"[\s\u00a0\u202f\u2009]+", " ", gap).translate(_QUOTES).translate(_DASHES)
    return re.sub(r"([?!…])(\"?)[.,]", r"\1\2", gap)

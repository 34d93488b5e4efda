"""Which record each typed reference of a paper is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from citekit.checks.match import Match, Matcher
from citekit.checks.paper import ListedReference

__all__ = ["find_matches"]


def find_matches(references: Iterable[ListedReference], matcher: Matcher) -> Mapping[int, Match]:
    """Return the record that each of ``references`` is, by its number; those that are none are left out."""
    found = {each.number: matcher.find(each.text, title=each.title) for each in references}
    return {number: match for number, match in found.items() if match is not None}

"""A name as CSL sees it, and the short forms in which people type one.

CSL 1.0.2, "Names"; CSL-JSON 1.0, ``definitions/name-variable``.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person (``family`` and what goes with it) or an institution (``literal``).

    Each part is the text as typed; an absent part is the empty string. ``comma_suffix`` asks for a
    comma before the suffix ("Doe, Jr." style names), ``static_ordering`` for family name first in
    every position, as for names in Chinese or Hungarian.
    """

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    literal: str = ""
    comma_suffix: bool = False
    static_ordering: bool = False

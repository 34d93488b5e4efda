"""What papers of each format have of their own, where it changes what their citations print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["Habits", "habits_of"]

_SPACE: Final = re.compile(r"[ \t\u00a0]*(?:\r?\n[ \t]*)?\Z")
_TIED: Final = re.compile(r"[ \t\u00a0~]*(?:\r?\n[ \t]*)?\Z")
"""The same in LaTeX, where ``~`` is a space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """The habits of one format.

    ``has_commands`` says that what cites may print something else than a citation, ``shares_prefix`` that the
    words before several keys stand before all of them, ``lists_in_text`` that a citation may list a work and
    print nothing. ``space`` is the white space before a citation. ``has_dashes`` says that dashes are written
    with hyphens, ``has_head`` that the text begins with YAML, ``moves_text`` that headings and captions are
    written to a file and tables set in boxes, ``has_biblatex_types`` that lists ask for types of BibLaTeX's.
    ``raises`` says that numbers can be raised. ``links_with`` is the package without which a paper can hold
    no links.
    """

    has_commands: bool = False
    shares_prefix: bool = False
    lists_in_text: bool = False
    space: re.Pattern[str] = _SPACE
    has_dashes: bool = False
    has_head: bool = False
    moves_text: bool = False
    has_biblatex_types: bool = False
    raises: bool = True
    links_with: str = ""


_PLAIN: Final = Habits()
_HABITS: Final[Mapping[str, Habits]] = MappingProxyType(
    {
        "latex": Habits(
            has_commands=True,
            shares_prefix=True,
            space=_TIED,
            moves_text=True,
            has_biblatex_types=True,
            links_with="hyperref",
        ),
        "markdown": Habits(has_dashes=True, has_head=True),
        "org": Habits(lists_in_text=True, has_dashes=True),
        "text": Habits(raises=False),
        "typst": Habits(has_commands=True, lists_in_text=True),
    }
)


def habits_of(format_: str) -> Habits:
    """Return the habits of papers of a format, by the name of its reader."""
    return _HABITS.get(format_, _PLAIN)

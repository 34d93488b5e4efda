"""What a check found: where, what, what was expected, and how to mend it.

A finding quotes the author's own words and speaks to the author. Checks yield findings; sorting, grouping,
printing and mending are other files' work.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from citekit.documents.document import Edit
from citekit.documents.places import Place, Span, Unit
from citekit.library.record import Record

__all__ = ["Finding", "Fix", "Level", "Related", "Where", "in_record"]


class Level(StrEnum):
    """How sure a finding is, the surest first."""

    ERROR = "error"
    """A contradiction that the paper, or the record, itself proves."""
    WARNING = "warning"
    """It breaks a rule of the style."""
    LOOK = "look"
    """Only a person can tell; the sentence says what to look at."""
    UNCHECKED = "could-not-check"
    """It could not be checked, and why. Never a verdict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """What a finding is about: a span of the paper, a field of a record, or the paper as a whole.

    ``place`` is for people. ``span`` is None where no piece of the paper is meant. ``key`` and ``field`` are
    those of the record concerned, empty where there is none. ``reference`` is the number of the typed
    reference in the list, from 1, 0 where the finding is about none.
    """

    place: Place | None = None
    span: Span | None = None
    key: str = ""
    field: str = ""
    reference: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """The other end of a finding: the entry that a citation contradicts, the earlier of two twins."""

    where: Where
    words: str
    """What stands there, in a few words: ``the list has Becker (2015)``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A way to mend what was found.

    ``text`` is ready to be pasted in place of what stands at the finding's `Where`. ``edits`` do it in the
    paper, ``fields`` in the record that ``Where`` names (a field and its new value, None to remove it); both
    may be empty where no one span can be named. ``safe`` says that nothing is lost or guessed when it is done
    unseen.
    """

    text: str = ""
    edits: tuple[Edit, ...] = ()
    fields: tuple[tuple[str, str | None], ...] = ()
    safe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, or to be looked at.

    ``check`` is the id of the check. ``quote`` holds the author's words, as typed. ``message`` is one
    sentence that names what is wrong; ``expected`` is what should stand there, in the same words as
    ``quote``, empty where that cannot be said. Findings with the same ``habit`` have one cause, which the
    habit's words name (``"and" inside brackets``); it is empty where each stands for itself.
    """

    check: str
    level: Level
    where: Where
    message: str
    quote: str = ""
    expected: str = ""
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    habit: str = ""


def in_record(record: Record, field: str, *, line: int | None = None) -> Where:
    """Return the place of a field of a record; ``line`` counts from 1 in the record's file."""
    place = Place(str(record.path), Unit.LINE, line or 1, 1)
    return Where(place=place, key=record.key, field=field)

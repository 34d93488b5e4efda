"""What a check is: its name, why it matters, an example of wrong and right, and the function that finds.

Everything that people read about a check stands in the check's own file: `citekit check --explain ID` and
``docs/checks/`` print it, and the tests run its examples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.shelf import Shelf

__all__ = ["Check", "Example", "Group", "Need", "PaperCheck", "RecordCheck"]


class Group(StrEnum):
    """What a check looks at."""

    RECORDS = "records"
    REFERENCES = "references"
    CITATIONS = "citations"
    LIST = "list"
    KEYS = "keys"
    CONTRADICTIONS = "contradictions"
    SOURCES = "sources"

    @property
    def heading(self) -> str:
        """What stands above the checks of the group."""
        return _TITLES[self]


_TITLES = {
    Group.RECORDS: "Records of the library",
    Group.REFERENCES: "Typed references against the style and the library",
    Group.CITATIONS: "Citations in the text against the list",
    Group.LIST: "The list as a whole",
    Group.KEYS: "Keys and generated documents",
    Group.CONTRADICTIONS: "Contradictions that the paper itself proves",
    Group.SOURCES: "Quotations against their sources",
}


class Need(StrEnum):
    """What must be there for a check to say anything; without it the check is left out, and that is told."""

    LIST = "a reference list"
    CITATIONS = "citations in the text"
    KEYS = "citations by key"
    RECORDS = "records"
    STYLE = "a style"
    ITALICS = "italics"
    MANAGED = "citations that a reference manager made"
    INDENTS = "indents"
    SOURCES = "records with files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A paper, or a record, with the mistake and without it; both are run by the tests.

    For papers ``wrong`` and ``right`` are Markdown, for records YAML. ``style`` is the style's name, empty
    for one that does not matter. ``records`` are those of the library, YAML by key, ``files`` the texts of
    the files that they name, by their names.
    """

    wrong: str
    right: str
    style: str = "apa"
    records: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One rule.

    ``id`` is stable and says what is wrong (``year-differs``). ``title`` is a line, ``reason`` why it matters
    to a reader, in a sentence or two, ``remedy`` what to do. ``source`` names the rule of a manual, or the
    study, that it rests on. ``level`` is the usual one; a finding may be less sure, never surer. ``off``
    checks run only when they are asked for by name.
    """

    id: str
    title: str
    group: Group
    level: Level
    reason: str
    remedy: str
    example: Example
    source: str = ""
    needs: frozenset[Need] = frozenset()
    off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCheck(Check):
    """A rule about papers."""

    find: Callable[[Paper], Iterator[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCheck(Check):
    """A rule about records; it goes through those of the shelf itself, since many a rule compares them."""

    find: Callable[[Shelf], Iterator[Finding]]

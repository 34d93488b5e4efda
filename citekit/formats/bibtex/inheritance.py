"""What entries take from others: ``crossref``, ``xdata``, ``@set``.

biblatex manual, 2.4.1 and appendix B ("Default Inheritance Setup"), and BibTeX's plain ``crossref``. A field
that an entry has itself is never replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from citekit.formats.bibtex.scanner import RawEntry

__all__ = ["inherit"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NEVER: Final = _set(
    "ids crossref xref xdata entryset entrysubtype execute label options presort related relatedoptions "
    "relatedstring relatedtype shorthand shorthandintro sortkey sorttitle sortname sortyear sortshorthand "
    "file timestamp owner groups csl-id csl-type csl-custom"
)
"""Fields that say something of their own entry alone."""
_DATES: Final = frozenset({"date", "year", "month", "day"})

_MULTIVOLUME: Final = {
    "mvbook": {"book", "inbook", "bookinbook", "suppbook"},
    "mvcollection": {"collection", "reference", "incollection", "inreference", "suppcollection"},
    "mvreference": {"collection", "reference", "incollection", "inreference", "suppcollection"},
    "mvproceedings": {"proceedings", "inproceedings", "conference"},
}
_BOOKS: Final = {
    "book": {"inbook", "bookinbook", "suppbook"},
    "collection": {"incollection", "inreference", "suppcollection"},
    "reference": {"incollection", "inreference", "suppcollection"},
    "proceedings": {"inproceedings", "conference"},
}
_PERIODICALS: Final = {"periodical": {"article", "suppperiodical"}}
_PARTS: Final = frozenset(
    {
        "inbook",
        "bookinbook",
        "suppbook",
        "incollection",
        "inreference",
        "suppcollection",
        "inproceedings",
        "conference",
    }
)
_TITLES: Final = ("title", "subtitle", "titleaddon")
_OWN_TITLES: Final = frozenset({"shorttitle", "sorttitle", "indextitle", "indexsorttitle"})


def inherit(entries: Mapping[str, RawEntry]) -> Iterator[tuple[RawEntry, str, str]]:
    """Give each entry the fields it inherits, and yield what is wrong: the entry, the field, the fault."""
    if any(
        "crossref" in entry.fields or "xdata" in entry.fields or entry.type == "set"
        for entry in entries.values()
    ):
        family = _Family(entries)
        for key in entries:
            yield from family.complete(key, ())


class _Family:
    """The entries of a file, and which of them are complete."""

    def __init__(self, entries: Mapping[str, RawEntry]) -> None:
        self._entries = entries
        self._complete: set[str] = set()
        self._names = {key.lower(): key for key in entries}
        for key, entry in entries.items():
            for name in entry.fields.get("ids", "").split(","):
                self._names.setdefault(name.strip().lower(), key)

    def complete(self, key: str, waiting: tuple[str, ...]) -> Iterator[tuple[RawEntry, str, str]]:
        """Complete one entry, after those that it takes from; ``waiting`` are those that take from it."""
        if key in self._complete:
            return
        entry = self._entries[key]
        missing = False
        for field, names in list(_sources(entry)):
            for name in names:
                parent = name if name in self._entries else self._names.get(name.lower())
                missing = parent is None
                if parent is None:
                    yield entry, field, f'names "{name}", which is not in this file; nothing is taken from it'
                elif parent == key or parent in waiting:
                    yield (
                        entry,
                        field,
                        f'names "{name}", which takes from this entry itself; nothing is taken',
                    )
                elif len(waiting) > _DEEPEST:
                    yield entry, field, f"is the last of a chain of {_DEEPEST} entries; nothing is taken"
                else:
                    yield from self.complete(parent, (*waiting, key))
                    _take(entry, self._entries[parent], field)
            if field != "entryset" and not missing:
                del entry.fields[field]
        self._complete.add(key)


_DEEPEST: Final = 50
"""Entries that take from one another; real chains have three."""


def _sources(entry: RawEntry) -> Iterator[tuple[str, list[str]]]:
    fields = entry.fields
    if "xdata" in fields:
        yield "xdata", [name.strip() for name in fields["xdata"].split(",") if name.strip()]
    if "crossref" in fields and fields["crossref"].strip():
        yield "crossref", [fields["crossref"].strip()]
    if entry.type == "set" and fields.get("entryset", "").strip():
        yield "entryset", [fields["entryset"].split(",")[0].strip()]


def _take(entry: RawEntry, parent: RawEntry, how: str) -> None:
    fields = entry.fields
    if how == "entryset" and entry.type == "set":
        entry.type = parent.type
    renamed = _renamed(parent.type, entry.type) if how == "crossref" else {}
    has_date = not _DATES.isdisjoint(fields)
    for name, value in parent.fields.items():
        if name in _NEVER or (has_date and name in _DATES):
            continue
        for target in renamed.get(name, (name,)):
            if target in _ALIASES and _ALIASES[target] in fields:
                continue
            fields.setdefault(target, value)


_ALIASES: Final = {
    "journal": "journaltitle", "journaltitle": "journal", "address": "location", "location": "address",
    "school": "institution", "institution": "school", "annote": "annotation", "annotation": "annote",
    "langid": "hyphenation", "hyphenation": "langid",
}  # fmt: skip
"""Fields that say the same: who has the one, needs not the other."""


def _renamed(parent: str, child: str) -> dict[str, tuple[str, ...]]:
    """Return the fields of a parent that get another name in a child, with those names."""
    prefix = ""
    if child in _MULTIVOLUME.get(parent, ()):
        prefix = "main"
    elif child in _BOOKS.get(parent, ()):
        prefix = "book"
    elif child in _PERIODICALS.get(parent, ()):
        prefix = "journal"
    elif child in _PARTS:
        # a pair that biblatex has no rule for; a part has a container all the same
        prefix = "book"
    if not prefix:
        return {}
    names: dict[str, tuple[str, ...]] = {name: (prefix + name,) for name in _TITLES}
    names |= dict.fromkeys(_OWN_TITLES, ())
    if parent in ("mvbook", "book") and child in ("inbook", "bookinbook", "suppbook"):
        names["author"] = ("author", "bookauthor")
    return names

"""The library as the faces of citekit hold it: find records, change records.

Reading by key opens one file. Everything else asks the index, which has compared itself with the files.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from citekit.errors import AmbiguousReference, KeyTaken, Problem, RecordNotFound
from citekit.files import Stamp
from citekit.item.identifier import Identifier, IdentifierKind, try_identifier
from citekit.item.identifiers import guess_identifier
from citekit.item.item import Item
from citekit.language.fold import nearest
from citekit.library.alike import MANY, identifiers_in, keys_alike
from citekit.library.change import Change
from citekit.library.entries import Entries, load_record
from citekit.library.index import Index, Progress
from citekit.library.journal import Interrupted, PastChange
from citekit.library.key import key_of
from citekit.library.known_by import KnownBy
from citekit.library.query import Query
from citekit.library.record import Record
from citekit.library.schema import RECORD_ORDER
from citekit.library.search_sql import condition_of
from citekit.library.store import Changed, Plan, Store
from citekit.library.summary import SORTS, Summary
from citekit.library.view import View
from citekit.yaml_text.editing import add_to_list, remove_from_list

__all__ = ["SORTS", "FoundItems", "FoundRecords", "KnownItems", "Library", "SearchResult", "Summary"]

_FEW: Final = 20
"""So many records are sooner read from their files than through the index."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The lines of the records that were found, and every problem that may have kept others from it.

    ``problems`` holds what makes records of the library unusable, found or not, and what of its folder
    is not read: nobody knows whether that would have matched.
    """

    rows: tuple[Summary, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class FoundItems:
    """The items of the usable records that were found, by key, and the problems as in `SearchResult`."""

    items: tuple[Item, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class FoundRecords:
    """The records that were found, by key, and the problems as in `SearchResult`."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class KnownItems:
    """The items of the usable records by key, what each is known by, and problems as in `SearchResult`."""

    items: Mapping[str, Item]
    known: tuple[KnownBy, ...]
    problems: tuple[Problem, ...]


class Library:
    """The records below the folder ``root``.

    ``cache`` is the folder for what can be made again, None for memory alone. ``on_progress`` is told how
    many files of how many have been read, where there are many; up to ``workers`` processes then read.
    ``clock`` gives the time in nanoseconds since 1970, ``command`` the words under which what is changed
    can be undone.

    Wherever a *reference* is asked for, it is a key, a former key, or an identifier: DOI, ISBN, arXiv,
    report number, URL. Keys are compared letter by letter.
    """

    def __init__(
        self,
        root: Path,
        *,
        cache: Path | None,
        on_progress: Progress | None = None,
        workers: int = os.cpu_count() or 1,
        clock: Callable[[], int] = time.time_ns,
        command: str = "citekit",
    ) -> None:
        self.root = root
        self._entries = Entries(root)
        self._store = Store(self._entries, command=command, clock=clock, workers=workers)
        self._index = Index(
            self._entries,
            folder=cache and cache / "index",
            clock=clock,
            workers=workers,
            on_progress=on_progress,
        )

    def keys(self) -> tuple[str, ...]:
        """Return the key of every record, sorted.

        Raises:
            NoLibrary, UnreadableFile: there is no folder of records, or it may not be read.
        """
        return self._entries.keys()

    def taken_keys(self) -> frozenset[str]:
        """Return what no new record may be called: every key, and every former key that still finds one."""
        return frozenset((*self.keys(), *self._index.ask(View.aliases)))

    def path_of(self, reference: str) -> Path:
        """Return the file of the record that the reference names.

        Raises:
            RecordNotFound, AmbiguousReference: it names none, or several.
        """
        return self._entries.find(reference) or self.get(reference).path

    def get(self, reference: str) -> Record:
        """Return the record that the reference names, however faulty.

        Raises:
            RecordNotFound: it names none; says which keys are near.
            AmbiguousReference: it is an identifier that several records carry.
        """
        return self.get_all((reference,))[0]

    def get_all(self, references: Sequence[str]) -> tuple[Record, ...]:
        """Return the record that each reference names, comparing the index with the files once at most.

        Raises:
            RecordNotFound, AmbiguousReference: the first that does not name one record.
        """
        found = {reference: self._read(reference) for reference in references}
        others = [reference for reference, record in found.items() if record is None]
        if others:
            keys = self._index.ask(lambda view: [_keys_named(view, other) for other in others])
            for other, named in zip(others, keys, strict=True):
                found[other] = self._entries.read(self._one(other, named))
        return tuple(record for reference in references if (record := found[reference]))

    def find_all(self, keys: Sequence[str]) -> dict[str, Record]:
        """Return the records that keys and former keys find, each under what was asked for.

        Those that find none are left out. Many records are read through the index, few from their files.

        Raises:
            AmbiguousReference: a former key of several records.
        """
        few = len(keys) <= _FEW
        found = {key: record for key in keys if (record := self._read(key))} if few else {}
        if len(found) == len(keys):
            return found

        def question(view: View) -> tuple[dict[str, Record], dict[str, tuple[str, ...]]]:
            texts = [key for key in keys if key not in found and _is_text(key)]
            records = {} if few else {record.key: record for record in view.records_of(texts)}
            others = [key for key in texts if key not in records]
            return records, {key: view.keys_of_alias(key) for key in others}

        records, former = self._index.ask(question)
        found |= records
        for key, named in former.items():
            record = self._read(self._one(key, named) if named else key)
            if record:
                found[key] = record
        return found

    def _read(self, key: str) -> Record | None:
        path = self._entries.find(key)
        try:
            return load_record(path, key_of(path.name)) if path else None
        except FileNotFoundError:
            return None

    def _one(self, reference: str, keys: Sequence[str]) -> str:
        if len(keys) > 1:
            raise AmbiguousReference(reference, keys)
        if not keys:
            near = nearest(reference, self.taken_keys())
            raise RecordNotFound(reference, self._entries.folder, near)
        return keys[0]

    def keys_of(self, identifier: Identifier) -> tuple[str, ...]:
        """Return the key of every record that carries the identifier."""
        return self._index.ask(lambda view: view.keys_of((identifier,)))

    def records(self, keys: Iterable[str] | None = None) -> tuple[Record, ...]:
        """Return the records of these keys in their order, or every record by key.

        A key whose file is gone is left out: it may have gone since somebody looked.
        """
        if keys is None:
            return self._index.ask(lambda view: view.records(condition_of(None)))
        wanted = tuple(keys)
        if len(wanted) <= _FEW:
            return tuple(record for key in wanted if (record := self._read(key)))
        return self._index.ask(lambda view: view.records_of(wanted))

    def search(
        self,
        query: Query | None = None,
        *,
        sort: str = "key",
        reverse: bool = False,
        limit: int | None = None,
    ) -> SearchResult:
        """Return the lines of the records that match, or of all, sorted by one of `SORTS`.

        Records that lack what is sorted by come last, in reverse too.
        """
        condition = condition_of(query)

        def question(view: View) -> SearchResult:
            rows = view.summaries(condition, sort=sort, reverse=reverse, limit=limit)
            return SearchResult(rows, view.problems())

        return self._index.ask(question)

    def items(self, query: Query | None = None) -> FoundItems:
        """Return the items of the records that match, or of all; faster than reading the records."""
        condition = condition_of(query)
        return self._index.ask(lambda view: FoundItems(view.items(condition), view.problems()))

    def items_alike(self, works: Sequence[Item], keys: Collection[str] = ()) -> tuple[Item, ...]:
        """Return the items that one of ``works`` may be the same work as, and those of ``keys``, by key.

        What is left out, `citekit.library.duplicates` tells apart from all of them.
        """
        if len(works) > MANY:
            return self.items().items
        texts = [key for key in keys if _is_text(key)]
        identifiers = [one for one in identifiers_in(works) if _is_text(one.key)]

        def question(view: View) -> tuple[Item, ...]:
            return view.items_of({*texts, *view.all_keys_of(identifiers), *keys_alike(works, view.known())})

        return self._index.ask(question)

    def find_records(self, query: Query | None = None) -> FoundRecords:
        """Return the records that match, or all, unusable ones too."""
        condition = condition_of(query)
        return self._index.ask(lambda view: FoundRecords(view.records(condition), view.problems()))

    def known_items(self) -> KnownItems:
        """Return the items of all records with what they are known by; each is read when it is asked for."""
        return self._index.ask(lambda view: KnownItems(view.packed_items(), view.known(), view.problems()))

    def add(self, key: str, text: str, *, dry_run: bool = False) -> Change:
        """Make the record ``key`` with the YAML ``text``.

        Raises:
            InvalidKey, KeyTaken: the key cannot be used, or finds a record already.
            InvalidRecord: the text cannot be used as a record.
            CannotWrite, LibraryLocked: nothing was written.
        """
        self._refuse_alias(key)
        return self._store.add(key, text, dry_run=dry_run)

    def change(self, key: str, edit: Callable[[str], str], *, dry_run: bool = False) -> Change:
        """Let ``edit`` make a new text of the record's text, and write that; see `Store.change`."""
        return self._store.change(key, edit, dry_run=dry_run)

    def change_all(
        self, keys: Sequence[str], edit: Callable[[str], str], *, dry_run: bool = False
    ) -> Changed:
        """Change many records as one change that can be undone; see `Store.change_all`."""
        return self._store.change_all(keys, edit, dry_run=dry_run)

    def state(self) -> str:
        """Return what is other as soon as a record was made, changed or removed; see `Plan`."""
        return self._store.state()

    def carry_out(
        self, plan: Plan, *, dry_run: bool = False, on_edit: Progress | None = None
    ) -> tuple[Change, ...]:
        """Add, edit and remove records as one change, all of it or nothing; see `Store.carry_out`."""
        return self._store.carry_out(plan, dry_run=dry_run, on_edit=on_edit)

    def past_changes(self) -> tuple[PastChange, ...]:
        """Return what can be undone or made again, the last first."""
        return self._store.past_changes()

    def undo(self, *, dry_run: bool = False) -> tuple[PastChange, tuple[Change, ...]]:
        """Take back the last change; see `Store.undo`."""
        return self._store.undo(dry_run=dry_run)

    def redo(self, *, dry_run: bool = False) -> tuple[PastChange, tuple[Change, ...]]:
        """Make again what was undone last; see `Store.redo`."""
        return self._store.redo(dry_run=dry_run)

    def recover(self) -> tuple[Interrupted, ...]:
        """Take back what a process was changing when it died; see `Store.recover`."""
        return self._store.recover()

    def replace(self, key: str, text: str, *, expected: Stamp) -> Change:
        """Write ``text`` over a record's file, if it holds what ``expected`` says; see `Store.replace`."""
        return self._store.replace(key, text, expected=expected)

    def remove(self, key: str, *, dry_run: bool = False) -> Change:
        """Remove a record; see `Store.remove`."""
        return self._store.remove(key, dry_run=dry_run)

    def rename(
        self, old: str, new: str, *, documents: Sequence[Change] = (), dry_run: bool = False
    ) -> tuple[Change, ...]:
        """Give the record ``old`` the key ``new``; the old key becomes an alias. See `Store.rename`."""
        self._refuse_alias(new, own=old)

        def edit(text: str) -> str:
            return add_to_list(remove_from_list(text, "aliases", new), "aliases", old, order=RECORD_ORDER)

        return self._store.rename(old, new, edit, documents=documents, dry_run=dry_run)

    def _refuse_alias(self, key: str, *, own: str = "") -> None:
        """Refuse a key by which papers may still cite another record."""
        for holder in self._index.ask(lambda view: view.keys_of_alias(key)):
            if holder != own:
                raise KeyTaken(key, self._entries.find(holder))


def _keys_named(view: View, reference: str) -> tuple[str, ...]:
    """Return the keys of the records that a reference names which is no key."""
    if not _is_text(reference):
        return ()
    return view.keys_of_alias(reference) or view.keys_of(_identifiers(reference))


def _identifiers(reference: str) -> tuple[Identifier, ...]:
    """Return what identifier a reference may be, the likelier first: any word may be a report's number."""
    guesses = (guess_identifier(reference), try_identifier(IdentifierKind.REPORT_NUMBER, reference))
    return tuple(dict.fromkeys(guess for guess in guesses if guess))


def _is_text(reference: str) -> bool:
    """Whether no byte of it, typed in another encoding, stands for itself (PEP 383)."""
    return not any("\ud800" <= character <= "\udfff" for character in reference)

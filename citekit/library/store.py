"""Records written, and the only way to do it.

Whatever is written is written under the library's lock, atomically, and only over what was read: commands
that run at once each see what the one before them left. What one command writes is one change in the
journal: it happens as a whole or not at all, and can be taken back.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from citekit.errors import (
    CannotWrite,
    CitekitError,
    InvalidRecord,
    KeyTaken,
    LibraryChanged,
    NoLibrary,
    Problem,
    StaleRecord,
)
from citekit.files import Stamp, create_file, is_left_over, lock, reason_of, stamp
from citekit.library.change import Change
from citekit.library.entries import Entries, read_contents
from citekit.library.file_edits import FileEdit, OnEdit
from citekit.library.journal import Interrupted, Journal, PastChange
from citekit.library.key import check_key, key_of
from citekit.library.record import Record
from citekit.library.schema import read_record
from citekit.library.spread import spread
from citekit.yaml_text.reading import decode

__all__ = ["Changed", "Plan", "Store"]

_OWN_FOLDER: Final = ".citekit"
_LOCK_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one command does to records: those it adds with their texts, those it edits, those it removes.

    ``state`` is that of the library when the plan was made (`Store.state`), empty where it does not matter;
    ``seen`` the stamps of records by key, as they were when it was made.
    """

    added: Mapping[str, str] = field(default_factory=dict)
    edited: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    removed: Sequence[str] = ()
    state: str = ""
    seen: Mapping[str, Stamp] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changed:
    """What was changed in many records, and by key why others could not be."""

    changes: tuple[Change, ...]
    failures: Mapping[str, CitekitError]


class Store:
    """Adds, changes and removes the records of a library.

    Two keys that differ in case alone are refused, since some disks cannot keep both. ``patience`` says for
    how many seconds to wait for another process that is writing, ``command`` what the journal calls what is
    done, ``clock`` gives the time in nanoseconds since 1970; up to ``workers`` processes check many texts.
    """

    def __init__(
        self,
        entries: Entries,
        *,
        patience: float = _LOCK_SECONDS,
        command: str = "citekit",
        clock: Callable[[], int] = time.time_ns,
        workers: int = 1,
    ) -> None:
        self._entries = entries
        self._workers = workers
        self._patience = patience
        self._command = command
        self._folder = entries.root / _OWN_FOLDER
        self._journal = Journal(entries.root, self._folder / "history", clock=clock)
        self._swept = False

    def add(self, key: str, text: str, *, dry_run: bool = False) -> Change:
        """Make the record ``key`` with this text.

        Raises:
            InvalidKey: no record can have the key.
            KeyTaken: a record has it, perhaps in another case.
            InvalidRecord: the text cannot be used as a record.
            CannotWrite, LibraryLocked: nothing was written.
        """
        return self.carry_out(Plan(added={key: text}), dry_run=dry_run)[0]

    def change(self, key: str, edit: Callable[[str], str], *, dry_run: bool = False) -> Change:
        """Let ``edit`` make a new text of the record's text, and write that.

        Reading, editing and writing happen under the lock, so that no other citekit comes between. A text
        with a fault that the old one did not have, and that would keep the record from being used, is
        not written.

        Raises:
            RecordNotFound, UnreadableFile, UnreadableText: there is no text to edit.
            InvalidRecord: the new text cannot be used as a record.
            StaleRecord: another program changed the file meanwhile.
            CannotWrite, LibraryLocked: nothing was written.
            Whatever ``edit`` raises.
        """
        return self.carry_out(Plan(edited={key: edit}), dry_run=dry_run)[0]

    def change_all(
        self, keys: Sequence[str], edit: Callable[[str], str], *, dry_run: bool = False
    ) -> Changed:
        """Let ``edit`` make a new text of each record's text, and write those as one change.

        What `change` raises of a single record, but for the disk, keeps that record as it is, and the others
        are changed all the same.

        Raises:
            CannotWrite, LibraryLocked, StaleRecord: nothing was written.
        """
        made: list[tuple[Change, FileEdit]] = []
        failures: dict[str, CitekitError] = {}
        with self._writing(dry_run=dry_run):
            for key in keys:
                try:
                    made.append(self._edited(key, edit))
                except CitekitError as error:
                    failures[key] = error
            self._make([edit for _, edit in made], dry_run=dry_run)
        return Changed(tuple(change for change, _ in made), failures)

    def carry_out(
        self, plan: Plan, *, dry_run: bool = False, on_edit: OnEdit | None = None
    ) -> tuple[Change, ...]:
        """Do all that the plan says, or nothing. ``on_edit`` is told how far the writing is.

        Raises:
            LibraryChanged: the library is no longer in the state of the plan.
            StaleRecord: a record is no longer as the plan has seen it.
            What `add`, `change` and `remove` raise.
        """
        for key in plan.added:
            check_key(key)
        new = self._new(plan.added)
        with self._writing(dry_run=dry_run):
            if plan.state and plan.state != self.state():
                raise LibraryChanged(self._entries.folder)
            self._refuse_taken(plan.added)
            self._refuse_stale(plan.seen)
            made = [self._edited(key, edit) for key, edit in plan.edited.items()]
            made += [self._removed(key) for key in plan.removed]
            made += [(Change(edit.path, None, plan.added[key]), edit) for key, edit in new.items()]
            try:
                self._make([edit for _, edit in made], dry_run=dry_run, on_edit=on_edit)
            except FileExistsError as error:
                path = Path(str(error))
                raise KeyTaken(key_of(path.name), path) from None
        return tuple(change for change, _ in made)

    def state(self) -> str:
        """Return what is other as soon as a record's file was made, changed or removed.

        Raises:
            NoLibrary, UnreadableFile: there is no folder of records, or it may not be read.
        """
        listing = self._entries.scan()
        return stamp(
            "\n".join([entry.signature for entry in listing.entries]).encode("utf-8", "surrogateescape")
        )

    def replace(self, key: str, text: str, *, expected: Stamp) -> Change:
        """Write ``text`` over the record's file, if it holds what ``expected`` says. The text is not checked.

        Raises:
            RecordNotFound: there is no such record.
            StaleRecord: the file holds something else by now; it was not touched.
            CannotWrite, LibraryLocked: nothing was written.
        """
        with self._writing():
            path = self._entries.path_of(key)
            data = read_contents(path)
            if stamp(data) != expected:
                raise StaleRecord(path)
            self._make([FileEdit(path, data, _encode(text, path))])
        return Change(path, _shown(data), text)

    def remove(self, key: str, *, dry_run: bool = False) -> Change:
        """Remove the record's file.

        Raises:
            RecordNotFound: there is no such record.
            CannotWrite, LibraryLocked, StaleRecord: nothing was removed.
        """
        return self.carry_out(Plan(removed=(key,)), dry_run=dry_run)[0]

    def rename(
        self,
        old: str,
        new: str,
        edit: Callable[[str], str],
        *,
        documents: Sequence[Change] = (),
        dry_run: bool = False,
    ) -> tuple[Change, ...]:
        """Give the record ``old`` the key ``new``, and the text that ``edit`` makes of its text.

        The ``documents`` that cite it are changed with it.

        Raises:
            What `change` raises.
            InvalidKey, KeyTaken: the new key cannot be used; nothing was changed.
        """
        check_key(new)
        with self._writing(dry_run=dry_run):
            path = self._entries.path_of(old)
            target = path.with_name(new + path.suffix)
            if path == target:
                return ()
            self._refuse_taken((new,), own=key_of(path.name))
            change, edited = self._edited(old, edit)
            edits = [FileEdit(target, None, edited.after), FileEdit(path, edited.before, None)]
            edits += [
                FileEdit(document.path, document.before.encode(), document.after.encode())
                for document in documents
                if document.before is not None and document.after is not None
            ]
            try:
                self._make(edits, dry_run=dry_run)
            except FileExistsError:
                raise KeyTaken(new, target) from None
        return Change(path, change.before, None), Change(target, None, change.after), *documents

    def past_changes(self) -> tuple[PastChange, ...]:
        """Return what can be taken back or made again, the last first; see `Journal.changes`."""
        return self._journal.changes()

    def undo(self, *, dry_run: bool = False) -> tuple[PastChange, tuple[Change, ...]]:
        """Take back the last change; see `Journal.undo`."""
        with self._writing(dry_run=dry_run):
            return self._journal.undo(dry_run=dry_run)

    def redo(self, *, dry_run: bool = False) -> tuple[PastChange, tuple[Change, ...]]:
        """Make again what was taken back last; see `Journal.redo`."""
        with self._writing(dry_run=dry_run):
            return self._journal.redo(dry_run=dry_run)

    def recover(self) -> tuple[Interrupted, ...]:
        """Take back what a process was changing when it died, unless one is at work now.

        Raises:
            CannotWrite, UnreadableText: it cannot be taken back.
            LibraryLocked: another process is writing.
        """
        if not self._journal.is_interrupted():
            return ()
        with lock(self._lock_file(), timeout=0):
            return self._journal.recover()

    def _refuse_stale(self, seen: Mapping[str, Stamp]) -> None:
        for key, expected in seen.items():
            path = self._entries.path_of(key)
            if stamp(read_contents(path)) != expected:
                raise StaleRecord(path)

    def _new(self, texts: Mapping[str, str]) -> dict[str, FileEdit]:
        """Return what makes records of these texts.

        Raises:
            InvalidRecord: some cannot be used as records; says all that is wrong with all of them.
        """
        paths = {key: self._entries.folder / f"{key}.yaml" for key in texts}
        edits = {key: FileEdit(path, None, _encode(texts[key], path)) for key, path in paths.items()}
        each = list(edits.items())

        def check(number: int) -> tuple[tuple[Any, ...], ...]:
            key, edit = each[number]
            record = read_record(edit.after or b"", path=edit.path, key=key)
            return tuple((p.line, p.column, p.field, p.message, p.remedy) for p in record.problems if p.fatal)

        found = [
            (number, Problem(each[number][1].path, *problem))
            for number, problems in spread(len(each), check, workers=self._workers)
            for problem in problems
        ]
        _refuse(tuple(problem for _, problem in sorted(found, key=lambda one: one[0])))
        return edits

    def _edited(self, key: str, edit: Callable[[str], str]) -> tuple[Change, FileEdit]:
        path = self._entries.path_of(key)
        key = key_of(path.name)
        data = read_contents(path)
        before = decode(data, name=path)
        after = edit(before)
        new = data
        if after != before:
            new = _encode(after, path)
            _refuse_new(read_record(data, path=path, key=key), read_record(new, path=path, key=key))
        return Change(path, before, after), FileEdit(path, data, new)

    def _removed(self, key: str) -> tuple[Change, FileEdit]:
        path = self._entries.path_of(key)
        data = read_contents(path)
        return Change(path, _shown(data), None), FileEdit(path, data, None)

    def _make(
        self, edits: Sequence[FileEdit], *, dry_run: bool = False, on_edit: OnEdit | None = None
    ) -> None:
        needed = [edit for edit in edits if edit.before != edit.after]
        if needed and not dry_run:
            self._journal.make(needed, command=self._command, on_edit=on_edit)

    def _refuse_taken(self, wanted: Iterable[str], *, own: str = "") -> None:
        """Refuse keys that a record has, perhaps in another case, or that two of them share."""
        keys = self._entries.keys()
        taken = {key.casefold(): key for key in keys if key != own}
        for key in wanted:
            folded = key.casefold()
            if folded in taken:
                raise KeyTaken(taken[folded], self._entries.find(taken[folded]))
            taken[folded] = key

    @contextlib.contextmanager
    def _writing(self, *, dry_run: bool = False) -> Iterator[None]:
        """Hold the library's lock, unless nothing will be written."""
        if dry_run:
            yield
            return
        with lock(self._lock_file(), timeout=self._patience):
            self._journal.recover()
            self._sweep()
            yield

    def _lock_file(self) -> Path:
        folder = self._folder
        try:
            folder.mkdir()
        except FileExistsError:
            pass
        except FileNotFoundError:
            raise NoLibrary(self._entries.root) from None
        except OSError as error:
            raise CannotWrite(folder, reason_of(error)) from error
        if not (folder / ".gitignore").exists():
            # Another process may make it at the same moment, with the same content.
            with contextlib.suppress(FileExistsError):
                create_file(folder / ".gitignore", b"*\n")
        return folder / "lock"

    def _sweep(self) -> None:
        """Remove what writers that were killed left behind; under the lock no other writer is alive."""
        if self._swept:
            return
        self._swept = True
        for name in list(self._entries.names()):
            if is_left_over(name):
                with contextlib.suppress(OSError):
                    (self._entries.folder / name).unlink()


def _shown(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _encode(text: str, path: Path) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        message = "holds characters that are no Unicode text"
        raise InvalidRecord([Problem(path, None, None, "", message, "type them again")]) from None


def _refuse(problems: tuple[Problem, ...]) -> None:
    fatal = [problem for problem in problems if problem.fatal]
    if fatal:
        raise InvalidRecord(fatal)


def _refuse_new(before: Record, after: Record) -> None:
    """Refuse a change that makes a record unusable or worse; one that mends some faults may leave others."""
    known = {(problem.field, problem.message) for problem in before.problems}
    _refuse(tuple(p for p in after.problems if (p.field, p.message) not in known))

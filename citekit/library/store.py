"""Records written, and the only way to do it.

Whatever is written is written under the library's lock, atomically, and only over what was read: commands
that run at once each see what the one before them left.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from citekit.errors import CannotWrite, InvalidRecord, KeyTaken, NoLibrary, Problem
from citekit.files import (
    Stamp,
    create_file,
    is_left_over,
    lock,
    reason_of,
    remove_file,
    rename_file,
    replace_file,
    stamp,
)
from citekit.library.change import Change
from citekit.library.entries import Entries, read_contents
from citekit.library.key import check_key, key_of
from citekit.library.record import Record
from citekit.library.schema import read_record
from citekit.yaml_text.reading import decode

__all__ = ["Store"]

_OWN_FOLDER: Final = ".citekit"
_LOCK_SECONDS: Final = 10.0


class Store:
    """Adds, changes and removes the records of a library.

    Two keys that differ in case alone are refused, since some disks cannot keep both. ``patience`` says for
    how many seconds to wait for another process that is writing.
    """

    def __init__(self, entries: Entries, *, patience: float = _LOCK_SECONDS) -> None:
        self._entries = entries
        self._patience = patience
        self._swept = False

    def add(self, key: str, text: str, *, dry_run: bool = False) -> Change:
        """Make the record ``key`` with this text.

        Raises:
            InvalidKey: no record can have the key.
            KeyTaken: a record has it, perhaps in another case.
            InvalidRecord: the text cannot be used as a record.
            CannotWrite, LibraryLocked: nothing was written.
        """
        check_key(key)
        path = self._entries.folder / f"{key}.yaml"
        data = _encode(text, path)
        _refuse(read_record(data, path=path, key=key).problems)
        with self._writing(dry_run=dry_run):
            self._refuse_taken(key)
            if not dry_run:
                try:
                    create_file(path, data)
                except FileExistsError:
                    raise KeyTaken(key, path) from None
        return Change(path, None, text)

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
        with self._writing(dry_run=dry_run):
            return self._change(self._entries.path_of(key), edit, dry_run=dry_run)

    def _change(self, path: Path, edit: Callable[[str], str], *, dry_run: bool) -> Change:
        key = key_of(path.name)
        data = read_contents(path)
        before = decode(data, name=path)
        after = edit(before)
        if after != before:
            new = _encode(after, path)
            _refuse_new(read_record(data, path=path, key=key), read_record(new, path=path, key=key))
            if not dry_run:
                replace_file(path, new, expected=stamp(data))
        return Change(path, before, after)

    def replace(self, key: str, text: str, *, expected: Stamp) -> Change:
        """Write ``text`` over the record's file, if it holds what ``expected`` says. The text is not checked.

        Raises:
            RecordNotFound: there is no such record.
            StaleRecord: the file holds something else by now; it was not touched.
            CannotWrite, LibraryLocked: nothing was written.
        """
        with self._writing():
            path = self._entries.path_of(key)
            before = _shown(read_contents(path))
            replace_file(path, _encode(text, path), expected=expected)
        return Change(path, before, text)

    def remove(self, key: str, *, dry_run: bool = False) -> Change:
        """Remove the record's file.

        Raises:
            RecordNotFound: there is no such record.
            CannotWrite, LibraryLocked, StaleRecord: nothing was removed.
        """
        with self._writing(dry_run=dry_run):
            path = self._entries.path_of(key)
            data = read_contents(path)
            if not dry_run:
                remove_file(path, expected=stamp(data))
        return Change(path, _shown(data), None)

    def rename(
        self, old: str, new: str, edit: Callable[[str], str], *, dry_run: bool = False
    ) -> tuple[Change, ...]:
        """Give the record ``old`` the key ``new``, and the text that ``edit`` makes of its text.

        The text is written first, then the file renamed: at every moment the record is there under one of
        the keys, or both. Where a process died between, the same call completes its work.

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
            if not _is_one_file(path, target):
                self._refuse_taken(new, own=key_of(path.name))
            edited = self._change(path, edit, dry_run=dry_run)
            if not dry_run:
                self._move(edited, target)
        return Change(path, edited.before, None), Change(target, None, edited.after)

    def _move(self, edited: Change, target: Path) -> None:
        path, before, after = edited.path, edited.before, edited.after
        try:
            rename_file(path, target)
        except (CannotWrite, FileExistsError) as error:
            if before is not None and after is not None:
                replace_file(path, before.encode(), expected=stamp(after.encode()))
            if isinstance(error, FileExistsError):
                raise KeyTaken(key_of(target.name), target) from None
            raise

    def _refuse_taken(self, key: str, *, own: str = "") -> None:
        folded, keys = key.casefold(), self._entries.keys()
        for taken in keys:
            if taken.casefold() == folded and taken != own:
                raise KeyTaken(taken, self._entries.find(taken))

    @contextlib.contextmanager
    def _writing(self, *, dry_run: bool = False) -> Iterator[None]:
        """Hold the library's lock, unless nothing will be written."""
        if dry_run:
            yield
            return
        with lock(self._lock_file(), timeout=self._patience):
            self._sweep()
            yield

    def _lock_file(self) -> Path:
        folder = self._entries.root / _OWN_FOLDER
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


def _is_one_file(path: Path, other: Path) -> bool:
    return other.exists() and path.samefile(other)


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

"""The folder of records, read: which there are, where they stand, what they hold."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from citekit.errors import NoLibrary, Problem, RecordNotFound, UnreadableFile
from citekit.files import reason_of, stamp
from citekit.item.item import Item
from citekit.language.fold import nearest
from citekit.library.folder import FOLDER
from citekit.library.key import ENDINGS, is_record_name, key_of, spellings
from citekit.library.record import Record
from citekit.library.schema import read_record

__all__ = ["Entries", "Entry", "Listing", "load_record", "read_contents", "unreadable_record"]

LARGEST_FILE: Final = 16_000_000
"""In bytes. A larger file is no record, and reading it would only fill the memory."""


class Entry(NamedTuple):
    """A record's file as the folder lists it; ``name`` is as the disk spells it.

    ``signature`` is other after every change that the disk takes note of: name, size, times and inode.
    ``touched`` is the later of the two times, in nanoseconds since 1970; setting back the one that programs
    can set (``touch -r``, ``rsync -t``) moves the other.
    """

    key: str
    name: str
    signature: str
    touched: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of all records, sorted by key, and what of the folder cannot be read as one."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


class Entries:
    """The records of the library in the folder ``root``, to read. A key is compared letter by letter."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / FOLDER

    def keys(self) -> tuple[str, ...]:
        """Return the key of every record, sorted.

        Raises:
            NoLibrary, UnreadableFile: there is no folder of records, or it may not be read.
        """
        return tuple(sorted({key_of(name) for name in self.names() if is_record_name(name)}))

    def scan(self) -> Listing:
        """Return every record's file with what tells whether it was touched.

        A file that goes away meanwhile is left out.

        Raises:
            NoLibrary, UnreadableFile: as `keys`.
        """
        found: list[Entry] = []
        problems: list[Problem] = []
        for listed in self._listed():
            name = listed.name
            if is_record_name(name):
                try:
                    status = listed.stat()
                except FileNotFoundError:
                    problems += self._vanished(listed)
                    continue
                if stat.S_ISREG(status.st_mode):
                    found.append(_entry(name, status))
                    continue
            if not name.startswith("."):
                problems += self._stray(listed)
        found.sort(key=_in_order)
        return Listing(tuple(self._first_of_each(found, problems)), tuple(problems))

    def names(self) -> Iterator[str]:
        """Yield the name of everything in the folder, in no order."""
        return (listed.name for listed in self._listed())

    def _listed(self) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(self.folder) as folder:
                yield from folder
        except FileNotFoundError:
            raise NoLibrary(self.root) from None
        except OSError as error:
            raise UnreadableFile(self.folder, reason_of(error)) from error

    def _vanished(self, listed: os.DirEntry[str]) -> Iterator[Problem]:
        if listed.is_symlink():
            message = "points to a file that is not there"
            yield _unread(self.folder / listed.name, message, "mend the link or remove it")

    def _stray(self, listed: os.DirEntry[str]) -> Iterator[Problem]:
        """Say what is wrong with something that somebody may have taken for records."""
        path = self.folder / _printable(listed.name)
        if listed.is_dir():
            message = "is a folder; what is in it is not read"
            yield _unread(path, message, f"move its records up into {FOLDER}/", fatal=False)
        elif is_record_name(listed.name):
            yield _unread(path, "is no ordinary file and is not read", "remove it")
        elif listed.name.lower().endswith(ENDINGS):
            yield _unread(path, "is not read: its name cannot be a key", "rename it to end in .yaml")

    def _first_of_each(self, found: Iterable[Entry], problems: list[Problem]) -> Iterator[Entry]:
        """Yield one file for each key, and say what others there are."""
        last = None
        for entry in found:
            if last is None or entry.key != last.key:
                yield entry
                last = entry
            else:
                message = f"is not read: {last.name} is the record {last.key} already"
                problems.append(_unread(self.folder / entry.name, message, "keep one of the two"))

    def find(self, key: str) -> Path | None:
        """Return the file of the record ``key``, or None if there is none."""
        if not is_record_name(f"{key}.yaml") or "/" in key or os.sep in key:
            return None
        paths = (self.folder / f"{stem}{ending}" for stem in spellings(key) for ending in ENDINGS)
        try:
            return next((path for path in paths if path.is_file()), None)
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                return None
            raise UnreadableFile(self.folder, reason_of(error)) from error

    def path_of(self, key: str) -> Path:
        """Return the file of the record ``key``.

        Raises:
            RecordNotFound: there is none; names the nearest keys.
        """
        path = self.find(key)
        if path is None:
            raise RecordNotFound(key, self.folder, nearest(key, self.keys()))
        return path

    def read(self, key: str) -> Record:
        """Return the record ``key``, however faulty its file.

        Raises:
            RecordNotFound: there is none; names the nearest keys.
        """
        path = self.path_of(key)
        try:
            return load_record(path, key_of(path.name))
        except FileNotFoundError:
            raise RecordNotFound(key, self.folder, nearest(key, self.keys())) from None


def load_record(path: Path, key: str) -> Record:
    """Return the record in the file ``path``, however faulty.

    Raises:
        FileNotFoundError: the file is gone.
    """
    try:
        data = read_contents(path)
    except UnreadableFile as error:
        return unreadable_record(path, key, error.reason)
    return read_record(data, path=path, key=key)


def read_contents(path: Path) -> bytes:
    """Return the bytes of a record's file.

    Raises:
        FileNotFoundError: the file is gone.
        UnreadableFile: it may not be read, or is too large to be a record.
    """
    try:
        with path.open("rb", buffering=0) as file:
            if os.fstat(file.fileno()).st_size > LARGEST_FILE:
                raise UnreadableFile(path, f"is larger than {LARGEST_FILE // 1_000_000} MB, no record is")
            return file.readall()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise UnreadableFile(path, f"cannot be read: {reason_of(error)}") from error


def unreadable_record(path: Path, key: str, reason: str) -> Record:
    """Return a record of which nothing is known but why."""
    problem = Problem(path, None, None, "", reason, "make it readable, or move it away")
    return Record(key=key, item=Item(id=key, type=""), path=path, stamp=stamp(b""), problems=(problem,))


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)


def _entry(name: str, status: os.stat_result) -> Entry:
    modified, changed = status.st_mtime_ns, status.st_ctime_ns
    signature = f"{name} {status.st_size} {modified} {changed} {status.st_ino}"
    return Entry(key_of(name), name, signature, max(modified, changed))


def _in_order(entry: Entry) -> tuple[str, bool, str]:
    return entry.key, not entry.name.endswith(ENDINGS[0]), entry.name


def _unread(path: Path, message: str, remedy: str, *, fatal: bool = True) -> Problem:
    return Problem(path, None, None, "", message, remedy, fatal)

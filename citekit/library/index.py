"""The index: what the files say, kept in SQLite so that ten thousand need not be read again.

It is a cache. Before every answer each file is compared with what the index knew of it, and read again
where anything differs; a lost, damaged or outdated index is built anew; where none can be kept, it is
built in memory. The answer comes from the very state that was compared, so that another process that is
just writing an older one does no harm.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from citekit import __version__
from citekit.errors import UnreadableFile
from citekit.files import Stamp, stamp
from citekit.library.entries import Entries, Entry, Listing, read_contents, unreadable_record
from citekit.library.index_row import WORD_FIELDS, IndexRow, index_row
from citekit.library.packed import FORM
from citekit.library.schema import read_record
from citekit.library.spread import spread
from citekit.library.view import View

__all__ = ["Index", "Progress"]

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Is told how many files of how many have been read."""

_FORM: Final = f"citekit {__version__}, tables 2, records {FORM}"
"""What wrote an index. One that says anything else is not read."""

_BUSY_SECONDS: Final = 20.0
"""How long to wait for a process that builds the index: its work is ours too."""
_DOUBT: Final = 2_000_000_000
"""In nanoseconds, the coarsest step in which disks count time (FAT). A file touched so shortly before it
was read may have been changed again since and show the same signature."""
_PROGRESS_STEP: Final = 100

_DAMAGED: Final = frozenset(
    (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH)
)

_WORD_COLUMNS: Final = ", ".join(f'"{field}"' for field in WORD_FIELDS)
_TABLES: Final = (
    "CREATE TABLE form (form TEXT NOT NULL)",
    """CREATE TABLE record (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, signature TEXT NOT NULL,
        settled INTEGER NOT NULL, stamp TEXT NOT NULL, type TEXT NOT NULL, authors TEXT NOT NULL,
        year TEXT NOT NULL, title TEXT NOT NULL, tags TEXT NOT NULL, access TEXT NOT NULL,
        usable INTEGER NOT NULL, sort_author TEXT NOT NULL, sort_title TEXT NOT NULL, first_year INTEGER,
        last_year INTEGER, exact TEXT NOT NULL
    )""",
    "CREATE INDEX unusable ON record (key) WHERE NOT usable",
    """CREATE TABLE known (
        id INTEGER PRIMARY KEY, title TEXT NOT NULL, main INTEGER NOT NULL, first TEXT NOT NULL,
        years TEXT NOT NULL, tails TEXT NOT NULL
    )""",
    "CREATE TABLE packed (id INTEGER PRIMARY KEY, json TEXT NOT NULL)",
    """CREATE TABLE pointer (
        kind TEXT, value TEXT, record INTEGER, PRIMARY KEY (kind, value, record)
    ) WITHOUT ROWID""",
    "CREATE INDEX pointing ON pointer (record)",
    # The words come folded and spaced: this tokenizer leaves them as they are.
    f"CREATE VIRTUAL TABLE word USING fts5 ({_WORD_COLUMNS}, tokenize = 'ascii', columnsize = 0)",
    "INSERT INTO form VALUES (?)",
)
_INSERT_RECORD: Final = "INSERT INTO record VALUES (NULL" + ", ?" * 17 + ")"
_INSERT_WORDS: Final = "INSERT INTO word (rowid, {}) VALUES (?{})".format(  # noqa: S608  our own names
    _WORD_COLUMNS, ", ?" * len(WORD_FIELDS)
)


class _Known(NamedTuple):
    """What the index knows of one file. It is ``settled`` if no change to it can have gone unseen."""

    id: int
    signature: str
    settled: int
    stamp: Stamp


class Index:
    """Answers questions about the records of a library, always as the files are at that moment.

    ``folder`` is where to keep the index, None for memory alone. ``clock`` gives the time in nanoseconds
    since 1970, as disks count it. Up to ``workers`` processes read where there is much to read, and
    ``on_progress`` is called meanwhile.
    """

    def __init__(
        self,
        entries: Entries,
        *,
        folder: Path | None,
        clock: Callable[[], int],
        workers: int = 1,
        on_progress: Progress | None = None,
    ) -> None:
        self._entries = entries
        self._workers = workers
        self._clock = clock
        self._on_progress = on_progress
        self._path = folder and folder / f"{_name_of(entries.root)}.sqlite"
        self._memory: sqlite3.Connection | None = None

    def ask(self, question: Callable[[View], T]) -> T:
        """Return what ``question`` finds in the records.

        It may be asked twice, if the index turns out to be damaged.

        Raises:
            NoLibrary, UnreadableFile: there is no folder of records, or it may not be read.
        """
        if self._memory is None and self._path is not None:
            with contextlib.suppress(sqlite3.DatabaseError, OSError):
                return self._ask_file(self._path, question)
        if self._memory is None:
            self._memory = _connect(":memory:")
            weakref.finalize(self, self._memory.close)
        return self._answer(self._memory, question)

    def _ask_file(self, path: Path, question: Callable[[View], T]) -> T:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._ask_once(path, question)
        except _Outdated as error:
            _discard(path, error.inode)
            return self._ask_once(path, question)

    def _ask_once(self, path: Path, question: Callable[[View], T]) -> T:
        with contextlib.closing(_connect(str(path))) as connection:
            inode = _inode(path)
            try:
                return self._answer(connection, question)
            except sqlite3.DatabaseError as error:
                if _is_damage(error):
                    raise _Outdated(inode) from error
                raise

    def _answer(self, connection: sqlite3.Connection, question: Callable[[View], T]) -> T:
        started = self._clock()
        listing = self._entries.scan()
        try:
            connection.execute("BEGIN")
            if _needs_work(connection, listing):
                # The files are read under the lock of the index: a second process waits for the work
                # of the first, and then finds it done.
                connection.execute("ROLLBACK")
                connection.execute("BEGIN IMMEDIATE")
                started = self._clock()
                listing = self._entries.scan()
                self._update(connection, listing, started)
            answer = question(View(connection, self._entries, listing.problems))
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return answer

    def _update(self, connection: sqlite3.Connection, listing: Listing, started: int) -> None:
        _make_tables(connection)
        known = _known(connection)
        for gone in known.keys() - {entry.key for entry in listing.entries}:
            _forget(connection, known[gone].id)
        doubtful = [entry for entry in listing.entries if _is_doubtful(entry, known.get(entry.key))]

        def read(number: int) -> tuple[Any, ...] | None:
            entry = doubtful[number]
            old = known.get(entry.key)
            return _read_row(self._entries.folder / entry.name, entry.key, old.stamp if old else None)

        with contextlib.closing(spread(len(doubtful), read, workers=self._workers)) as rows:
            for done, (number, row) in enumerate(rows, start=1):
                entry = doubtful[number]
                settled = entry.touched < started - _DOUBT
                _apply(connection, entry, known.get(entry.key), row, settled=settled)
                if self._on_progress and (done % _PROGRESS_STEP == 0 or done == len(doubtful)):
                    self._on_progress(done, len(doubtful))


class _Outdated(sqlite3.DatabaseError):
    """The index in the file with this inode is damaged, or another citekit's."""

    def __init__(self, inode: int | None) -> None:
        super().__init__()
        self.inode = inode


def _name_of(root: Path) -> str:
    return hashlib.sha256(str(root.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:20]


def _connect(database: str) -> sqlite3.Connection:
    # Transactions are begun and ended here, not by the module's rules.
    return sqlite3.connect(database, timeout=_BUSY_SECONDS, isolation_level=None)


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return None


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the file is no use; else the disk is full, the folder read-only, or somebody is at it."""
    # Errors of the module itself, such as text that is no UTF-8, carry no code.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return (code & 0xFF) in _DAMAGED


def _discard(path: Path, inode: int | None) -> None:
    """Remove the index, unless another process has put a new one in its place."""
    if _inode(path) == inode:
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        path.unlink(missing_ok=True)


def _needs_work(connection: sqlite3.Connection, listing: Listing) -> bool:
    tables = connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'form'").fetchone()
    if not tables[0]:
        return True
    form = connection.execute("SELECT form FROM form").fetchone()
    if form != (_FORM,):
        raise sqlite3.DatabaseError
    # What is not settled agrees with no file, so that it is looked at again, or forgotten with its file.
    known = dict(connection.execute("SELECT key, CASE WHEN settled THEN signature END FROM record"))
    return known != {entry.key: entry.signature for entry in listing.entries}


def _make_tables(connection: sqlite3.Connection) -> None:
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        return
    for statement in _TABLES:
        connection.execute(statement, (_FORM,) if "?" in statement else ())


def _known(connection: sqlite3.Connection) -> dict[str, _Known]:
    rows = connection.execute("SELECT key, id, signature, settled, stamp FROM record")
    return {key: _Known(*rest) for key, *rest in rows}


def _is_doubtful(entry: Entry, known: _Known | None) -> bool:
    return known is None or known.signature != entry.signature or not known.settled


def _read_row(path: Path, key: str, known: Stamp | None) -> tuple[Any, ...] | None:
    """Return the `IndexRow` of a file as a plain tuple, () if the file is ``known``, None if it is gone."""
    try:
        data = read_contents(path)
    except FileNotFoundError:
        return None
    except UnreadableFile as error:
        return tuple(index_row(unreadable_record(path, key, error.reason)))
    if known is not None and stamp(data) == known:
        return ()
    return tuple(index_row(read_record(data, path=path, key=key)))


def _apply(
    connection: sqlite3.Connection,
    entry: Entry,
    known: _Known | None,
    row: tuple[Any, ...] | None,
    *,
    settled: bool,
) -> None:
    """Write what reading a file gave."""
    if known and row == ():
        if settled or known.signature != entry.signature:
            connection.execute(
                "UPDATE record SET name = ?, signature = ?, settled = ? WHERE id = ?",
                (entry.name, entry.signature, settled, known.id),
            )
        return
    if known:
        _forget(connection, known.id)
    if row:
        _remember(connection, entry, IndexRow(*row), settled=settled)


def _forget(connection: sqlite3.Connection, id_: int) -> None:
    connection.execute("DELETE FROM record WHERE id = ?", (id_,))
    connection.execute("DELETE FROM known WHERE id = ?", (id_,))
    connection.execute("DELETE FROM packed WHERE id = ?", (id_,))
    connection.execute("DELETE FROM pointer WHERE record = ?", (id_,))
    connection.execute("DELETE FROM word WHERE rowid = ?", (id_,))


def _remember(connection: sqlite3.Connection, entry: Entry, row: IndexRow, *, settled: bool) -> None:
    *columns, words, pointers, known, packed = row
    inserted = connection.execute(_INSERT_RECORD, (entry.key, entry.name, entry.signature, settled, *columns))
    id_ = inserted.lastrowid
    connection.execute("INSERT INTO known VALUES (?, ?, ?, ?, ?, ?)", (id_, *known))
    connection.execute("INSERT INTO packed VALUES (?, ?)", (id_, packed))
    connection.execute(_INSERT_WORDS, (id_, *words))
    connection.executemany(
        "INSERT OR IGNORE INTO pointer VALUES (?, ?, ?)", [(*pointer, id_) for pointer in pointers]
    )

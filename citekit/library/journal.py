"""The journal: what each command changed, so that it can be taken back, and is whole or has not happened.

One file for one command, in ``.citekit/history``, which git leaves alone. Its first line tells the command
and the time, each further line what one file held before and after. Its name tells how things stand::

    000012.changing.json   being made; if nobody is at it any more, it is taken back
    000012.done.json       made; `undo` takes back the last of these
    000012.undoing.json    being taken back; if nobody is at it any more, it is made again
    000012.undone.json     taken back; `redo` makes the first of these again
    000012.redoing.json    being made again; if nobody is at it any more, it is taken back again

Whoever calls anything but `changes` holds the library's lock.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from citekit.errors import CannotWrite, ChangedSince, NothingToUndo, StaleRecord, UnreadableText
from citekit.files import create_file, read_file, reason_of, rename_file, sync_folder
from citekit.library.change import Change
from citekit.library.file_edits import FileEdit, OnEdit, apply_edits, check_edits, reverse, unmade

__all__ = ["Interrupted", "Journal", "PastChange"]

_FORM: Final = 1
_MOST: Final = 100
"""So many changes are kept, and no more than so many bytes of them; the last one always is."""
_MOST_BYTES: Final = 100_000_000


class _State(StrEnum):
    CHANGING = "changing"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    REDOING = "redoing"


@dataclass(frozen=True, slots=True, order=True)
class PastChange:
    """What one command did: its words, when it ended in nanoseconds since 1970, how many files it changed.

    ``undone`` says that it was taken back and can be made again.
    """

    number: int
    command: str
    time: int
    files: int
    undone: bool


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A command that died while it changed files, and whose change was taken back (or its undo).

    ``foreign`` are files that somebody else changed since; they stay as they are.
    """

    command: str
    foreign: tuple[Path, ...]


class Journal:
    """The journal of the library in the folder ``root``. ``clock`` gives nanoseconds since 1970."""

    def __init__(self, root: Path, folder: Path, *, clock: Callable[[], int]) -> None:
        self._root = root
        self._folder = folder
        self._clock = clock

    def changes(self) -> tuple[PastChange, ...]:
        """Return what can be taken back or made again, the last first.

        Raises:
            UnreadableFile, UnreadableText: a file of the journal is damaged.
        """
        kept = [
            _past_change(self._path(number, state), number, undone=state is _State.UNDONE)
            for number, state in self._files()
            if state in (_State.DONE, _State.UNDONE)
        ]
        return tuple(sorted(kept, reverse=True))

    def is_interrupted(self) -> bool:
        """Whether a change is being made, or was when its process died."""
        return any(state in _ENDS for _, state in self._files())

    def make(self, edits: Sequence[FileEdit], *, command: str, on_edit: OnEdit | None = None) -> None:
        """Make the edits, all or none of them, and remember them.

        Raises:
            FileExistsError, StaleRecord: a file is not as its edit expects.
            CannotWrite: the disk is full, or a folder read-only. In either case, nothing was changed.
        """
        check_edits(edits)
        self._make_folder()
        files = self._files()
        number = max((number for number, _ in files), default=0) + 1
        path = self._path(number, _State.CHANGING)
        create_file(path, _encode(edits, root=self._root, command=command, time=self._clock()))
        self._carry_out(edits, path, self._path(number, _State.DONE), None, on_edit=on_edit)
        self._forget(files)

    def undo(self, *, dry_run: bool = False) -> tuple[PastChange, tuple[Change, ...]]:
        """Take back the last change, and return it with what that does to each file.

        Raises:
            NothingToUndo: there is none.
            ChangedSince: one of its files has been changed; nothing was done.
            CannotWrite: nothing was done.
        """
        numbers = [number for number, state in self._files() if state is _State.DONE]
        if not numbers:
            raise NothingToUndo("undo")
        number = max(numbers)
        path = self._path(number, _State.DONE)
        past, edits = _past_change(path, number, undone=True), reverse(self._edits(path))
        self._again(past, edits, (path, _State.UNDOING, _State.UNDONE), dry_run=dry_run)
        return past, _changes(edits)

    def redo(self, *, dry_run: bool = False) -> tuple[PastChange, tuple[Change, ...]]:
        """Make again the change that was taken back last.

        Raises:
            NothingToUndo, ChangedSince, CannotWrite: as `undo`.
        """
        numbers = [number for number, state in self._files() if state is _State.UNDONE]
        if not numbers:
            raise NothingToUndo("redo")
        number = min(numbers)
        path = self._path(number, _State.UNDONE)
        past, edits = _past_change(path, number, undone=False), self._edits(path)
        self._again(past, edits, (path, _State.REDOING, _State.DONE), dry_run=dry_run)
        return past, _changes(edits)

    def _again(
        self,
        past: PastChange,
        edits: Sequence[FileEdit],
        way: tuple[Path, _State, _State],
        *,
        dry_run: bool,
    ) -> None:
        path, during, after = way
        try:
            check_edits(edits)
        except FileExistsError as error:
            raise ChangedSince(Path(str(error)), past.command) from None
        except StaleRecord as error:
            raise ChangedSince(error.path, past.command) from None
        if dry_run:
            return
        under_way = self._path(past.number, during)
        rename_file(path, under_way)
        self._carry_out(edits, under_way, self._path(past.number, after), path, on_edit=None)

    def recover(self) -> tuple[Interrupted, ...]:
        """Take back what a process was changing when it died. Without such a change nothing is read.

        Raises:
            CannotWrite: it cannot be taken back now.
            UnreadableText: a file of the journal is damaged.
        """
        found = []
        for number, state in self._files():
            if state in _ENDS:
                path = self._path(number, state)
                command = _past_change(path, number, undone=False).command
                edits = self._edits(path)
                if state is _State.UNDOING:
                    edits = reverse(edits)
                end = _ENDS[state]
                foreign = self._take_back(edits, path, self._path(number, end) if end else None)
                found.append(Interrupted(command, foreign))
        return tuple(found)

    def _carry_out(
        self, edits: Sequence[FileEdit], path: Path, end: Path, start: Path | None, *, on_edit: OnEdit | None
    ) -> None:
        """Make the edits of the journal's file ``path``; it is called ``end`` then, else ``start`` again."""
        try:
            apply_edits(edits, on_edit=on_edit)
            rename_file(path, end)
        except BaseException:
            # What cannot be taken back now, on a full disk, is taken back by the next command.
            with contextlib.suppress(CannotWrite):
                self._take_back(edits, path, start)
            raise

    def _take_back(self, edits: Sequence[FileEdit], path: Path, start: Path | None) -> tuple[Path, ...]:
        back, foreign = unmade(edits)
        apply_edits(back)
        if start:
            rename_file(path, start)
        else:
            _remove(path)
        return foreign

    def _forget(self, before: Iterable[tuple[int, _State]]) -> None:
        """Remove what was taken back before a new change was made, and the oldest of what is too much."""
        done = sorted(number for number, state in self._files() if state is _State.DONE)
        size = 0
        kept: list[Path] = []
        for number in reversed(done):
            path = self._path(number, _State.DONE)
            size += path.stat().st_size
            if kept and (len(kept) >= _MOST or size > _MOST_BYTES):
                _remove(path)
            else:
                kept.append(path)
        for number, state in before:
            if state is _State.UNDONE:
                _remove(self._path(number, state))

    def _files(self) -> list[tuple[int, _State]]:
        """Return the number and state of every change in the journal, in order."""
        found = []
        try:
            names = [path.name for path in self._folder.iterdir()]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise CannotWrite(self._folder, reason_of(error)) from error
        for name in names:
            number, _, rest = name.partition(".")
            state = rest.removesuffix(".json")
            if number.isdecimal() and rest.endswith(".json") and state in _STATES:
                found.append((int(number), _State(state)))
        return sorted(found)

    def _path(self, number: int, state: _State) -> Path:
        return self._folder / f"{number:06d}.{state}.json"

    def _make_folder(self) -> None:
        try:
            self._folder.mkdir(exist_ok=True)
        except OSError as error:
            raise CannotWrite(self._folder, reason_of(error)) from error

    def _edits(self, path: Path) -> tuple[FileEdit, ...]:
        lines = read_file(path).split(b"\n")[1:-1]
        return tuple(_decode(self._root, _load(path, line)) for line in lines)


_STATES: Final = frozenset(state.value for state in _State)
_ENDS: Final[Mapping[_State, _State | None]] = MappingProxyType(
    {_State.CHANGING: None, _State.UNDOING: _State.DONE, _State.REDOING: _State.UNDONE}
)
"""The states that last only while a process is at work, and what they go back to when it died."""


def _encode(edits: Sequence[FileEdit], *, root: Path, command: str, time: int) -> bytes:
    lines: list[object] = [{"form": _FORM, "command": command, "time": time, "files": len(edits)}]
    for edit in edits:
        path = edit.path.relative_to(root) if edit.path.is_relative_to(root) else edit.path
        lines.append([path.as_posix(), _text(edit.before), _text(edit.after)])
    # Bytes that are no UTF-8 stand for themselves (PEP 383); in ASCII, JSON can hold those too.
    return "".join(f"{json.dumps(line)}\n" for line in lines).encode()


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "surrogateescape")


def _decode(root: Path, line: Any) -> FileEdit:
    path, before, after = line
    return FileEdit(root / path, _bytes(before), _bytes(after))


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")


def _past_change(path: Path, number: int, *, undone: bool) -> PastChange:
    try:
        with path.open("rb") as file:
            header = _load(path, file.readline())
    except OSError as error:
        raise CannotWrite(path, f"cannot be read: {reason_of(error)}") from error
    if header.get("form") != _FORM:
        raise UnreadableText(path, "was written by another version of citekit", hint=f"remove {path}")
    return PastChange(number, header["command"], header["time"], header["files"], undone)


def _load(path: Path, line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        raise UnreadableText(path, "is damaged", hint=f"remove {path}") from None


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(path, reason_of(error)) from error
    sync_folder(path.parent)


def _changes(edits: Sequence[FileEdit]) -> tuple[Change, ...]:
    return tuple(Change(edit.path, _shown(edit.before), _shown(edit.after)) for edit in edits)


def _shown(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "replace")

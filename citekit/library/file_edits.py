"""Many files changed together: all is made ready beside them first, then each takes its name.

What may fail for want of room fails before anything is seen of it. A process that dies between two names
leaves some files changed and some not; `citekit.library.journal` knows then what they held.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from citekit.errors import CannotWrite, StaleRecord
from citekit.files import reason_of, stage_file, sync_folder, take_name

__all__ = ["FileEdit", "OnEdit", "apply_edits", "check_edits", "reverse", "unmade"]

OnEdit = Callable[[int, int], None]
"""Is told how many files of how many are ready."""

_MANY: Final = 16
"""From so many files on, the disk is forced once for all of them, where the system can do that."""
_STEP: Final = 100


@dataclass(frozen=True, slots=True)
class FileEdit:
    """What the file ``path`` holds before and after; None where there is no file."""

    path: Path
    before: bytes | None
    after: bytes | None


def reverse(edits: Sequence[FileEdit]) -> tuple[FileEdit, ...]:
    """Return the edits that take ``edits`` back, the last one first."""
    return tuple(FileEdit(edit.path, edit.after, edit.before) for edit in reversed(edits))


def check_edits(edits: Sequence[FileEdit]) -> None:
    """Pass if every file holds what its edit expects, and may be written.

    Raises:
        FileExistsError: a file that is to be made is there already; its name is that of the error.
        StaleRecord: a file holds something else, or is gone.
        CannotWrite: a file is read-only, or may not be read.
    """
    for edit in edits:
        found = _contents(edit.path)
        if edit.before is None and found is not None:
            if any(_is_one_file(edit.path, other.path) for other in edits if other.after is None):
                continue
            raise FileExistsError(str(edit.path))
        if found != edit.before:
            raise StaleRecord(edit.path)
        if edit.after is not None and found is not None and not os.access(edit.path, os.W_OK):
            raise CannotWrite(edit.path, "the file is read-only")


def apply_edits(edits: Sequence[FileEdit], *, on_edit: OnEdit | None = None) -> None:
    """Make every edit. A file keeps its mode, and a symbolic link goes on pointing to what it points to.

    Raises:
        FileExistsError, StaleRecord: a file is not as its edit expects; those before it are changed.
        CannotWrite: the disk is full, or a folder read-only; perhaps some are changed.
    """
    together = len(edits) >= _MANY and sys.platform == "linux"
    staged: dict[Path, Path] = {}
    try:
        for done, edit in enumerate(edits, start=1):
            if edit.after is not None:
                with _sentence(edit.path):
                    staged[edit.path] = _stage(edit, edit.after, sync=not together)
            if on_edit and (done % _STEP == 0 or done == len(edits)):
                on_edit(done, len(edits))
        if together and staged:
            os.sync()
        for edit in _in_safe_order(edits):
            with _sentence(edit.path):
                _make(edit, staged.get(edit.path))
        for folder in {_target(edit.path).parent for edit in edits}:
            sync_folder(folder)
    finally:
        for temporary in staged.values():
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def unmade(edits: Sequence[FileEdit]) -> tuple[tuple[FileEdit, ...], tuple[Path, ...]]:
    """Return the edits that take back those of ``edits`` that were made, and the files of another content.

    Those neither hold what they held before nor what they should hold after: somebody else changed them.

    Raises:
        CannotWrite: a file may not be read.
    """
    back, foreign = [], []
    for edit in reverse(edits):
        found = _contents(edit.path)
        if found == edit.before:
            back.append(edit)
        elif found != edit.after:
            foreign.append(edit.path)
    return tuple(back), tuple(foreign)


def _contents(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        # A link that leads nowhere keeps the name all the same.
        return b"" if path.is_symlink() else None
    except OSError as error:
        raise CannotWrite(path, f"cannot be read: {reason_of(error)}") from error


def _is_one_file(path: Path, other: Path) -> bool:
    """Whether a name in another case is that of the same file, on disks that do not tell case apart."""
    same_name = path.name.casefold() == other.name.casefold()
    return same_name and other.exists() and path.samefile(other)


def _target(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _stage(edit: FileEdit, data: bytes, *, sync: bool) -> Path:
    if edit.before is None:
        return stage_file(edit.path, data, sync=sync)
    target = _target(edit.path)
    return stage_file(target, data, like=target.stat(), sync=sync)


def _in_safe_order(edits: Sequence[FileEdit]) -> Iterator[FileEdit]:
    """Yield removals last, so that a renamed file is always there under one name at least.

    Only where the names differ in case alone, the old one must make room on disks that do not tell.
    """
    made = {str(edit.path).casefold() for edit in edits if edit.after is not None}
    first = [edit for edit in edits if edit.after is None and str(edit.path).casefold() in made]
    yield from first
    yield from (edit for edit in edits if edit.after is not None)
    yield from (edit for edit in edits if edit.after is None and edit not in first)


def _make(edit: FileEdit, temporary: Path | None) -> None:
    if temporary is not None and edit.before is None:
        take_name(temporary, edit.path)
        return
    # The last thing before the new content takes the name, so that an editor's save that came meanwhile
    # is seen.
    if _contents(edit.path) != edit.before:
        raise StaleRecord(edit.path)
    if temporary is not None:
        temporary.replace(_target(edit.path))
    else:
        edit.path.unlink()


@contextlib.contextmanager
def _sentence(path: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise FileExistsError(str(path)) from None
    except OSError as error:
        raise CannotWrite(path, reason_of(error)) from error

"""Files read whole, and written so that no moment shows half of one.

A write goes to a temporary file beside the target, is forced to the disk, and takes the target's name in
one step: whoever reads, and whatever dies, finds the old content or the new (POSIX.1-2017, ``rename``).
A write over something says what it expects to find there, by its `Stamp`.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NewType

from citekit.errors import CannotWrite, LibraryLocked, StaleRecord, UnreadableFile

__all__ = [
    "Stamp",
    "create_file",
    "is_left_over",
    "lock",
    "read_file",
    "reason_of",
    "rename_file",
    "replace_file",
    "stage_file",
    "stamp",
    "sync_folder",
    "take_name",
    "write_file",
]

Stamp = NewType("Stamp", str)
"""What a file held when it was read: SHA-256 of its bytes, in hexadecimal."""

_TEMPORARY: Final = (".citekit-", ".tmp")
_BINARY: Final = getattr(os, "O_BINARY", 0)
_NO_HARD_LINKS: Final = frozenset(
    (errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK, errno.EXDEV)
)
_POLL_SECONDS: Final = (0.002, 0.05)
"""How long a waiter for a lock sleeps at first and at most: a write takes a few milliseconds."""

_REASONS: Final = {
    errno.EACCES: "permission denied",
    errno.EDQUOT: "your quota on the disk is used up",
    errno.EFBIG: "the system allows no file as large",
    errno.EISDIR: "is a folder",
    errno.ELOOP: "a symbolic link that leads back to itself",
    errno.ENOENT: "no such file or folder",
    errno.ENOSPC: "the disk is full",
    errno.ENOTDIR: "part of the path is no folder",
    errno.EPERM: "permission denied",
    errno.EROFS: "the disk is read-only",
}


def stamp(data: bytes) -> Stamp:
    """Return the stamp of a file that holds ``data``."""
    return Stamp(hashlib.sha256(data).hexdigest())


def reason_of(error: OSError) -> str:
    """Return in plain words why the system refused."""
    return _REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()


def read_file(path: Path) -> bytes:
    """Return all that the file holds.

    Raises:
        UnreadableFile: it is not there, is a folder, or may not be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(path, reason_of(error)) from error


def write_file(path: Path, data: bytes) -> None:
    """Make the file hold ``data``, whatever it held before. For what can be made again, not for records.

    Raises:
        CannotWrite: the disk is full, the folder read-only; what stood there stands there still.
    """
    with _sentence(path):
        target = _target(path)
        with _temporary(target, data) as temporary:
            temporary.replace(target)
        sync_folder(target.parent)


def create_file(path: Path, data: bytes) -> None:
    """Make a new file that holds ``data``.

    Raises:
        FileExistsError: something of that name is there; it was not touched.
        CannotWrite: the disk is full, the folder read-only; there is no new file.
    """
    with _sentence(path), _temporary(path, data) as temporary:
        take_name(temporary, path)
    sync_folder(path.parent)


def replace_file(path: Path, data: bytes, *, expected: Stamp) -> None:
    """Make the file hold ``data`` in place of the content whose stamp is ``expected``.

    The file keeps its mode, and its group where the system allows. A symbolic link goes on pointing to
    the file that is replaced.

    Raises:
        StaleRecord: the file holds something else by now, or is gone; it was not touched.
        CannotWrite: the disk is full, the file or its folder read-only; the file is as it was.
    """
    with _sentence(path):
        target = _target(path)
        try:
            before = target.stat()
        except FileNotFoundError:
            raise StaleRecord(path) from None
        if not os.access(target, os.W_OK):
            raise CannotWrite(path, "the file is read-only")
        with _temporary(target, data, like=before) as temporary:
            # The last thing before the new content takes the name, so that an editor's save that came
            # while it was written to the disk is seen.
            _expect(path, target, expected)
            temporary.replace(target)
        sync_folder(target.parent)


def rename_file(old: Path, new: Path) -> None:
    """Give the file ``old`` the name ``new``; at every moment it has one of them or both.

    Raises:
        FileExistsError: another file has that name; neither was touched.
        CannotWrite: the folder is read-only.
    """
    with _sentence(old):
        if _is_same_file(old, new):
            # A process that was renaming died between its two steps, or the names differ in case alone on
            # a disk that does not tell case apart.
            if {old.name, new.name} <= {path.name for path in old.parent.iterdir()}:
                old.unlink()
            else:
                old.replace(new)
        else:
            take_name(old, new)
        sync_folder(new.parent)


def is_left_over(name: str) -> bool:
    """Whether ``name`` is that of a temporary file, which stays behind where a writer was killed."""
    return name.startswith(_TEMPORARY[0]) and name.endswith(_TEMPORARY[1])


@contextlib.contextmanager
def lock(path: Path, *, timeout: float) -> Iterator[None]:
    """Hold the lock that the file ``path`` stands for; the system frees it when the process dies.

    It keeps out other holders of the same lock, in other processes and in this one, and nobody else. The
    file is made where it is missing, and stays.

    Raises:
        LibraryLocked: somebody else held it for ``timeout`` seconds.
        CannotWrite: the file cannot be made, or the disk knows no locks.
    """
    with _sentence(path):
        descriptor = _acquire(path, timeout)
    try:
        yield
    finally:
        _unlock(descriptor)
        os.close(descriptor)


def _acquire(path: Path, timeout: float) -> int:
    deadline = time.monotonic() + timeout
    pause, longest = _POLL_SECONDS
    while True:
        descriptor = _open_lock(path)
        try:
            # Without the second question, a lock on a file that somebody removed would keep nobody out.
            if _try_lock(descriptor) and _is_open_at(descriptor, path):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        left = deadline - time.monotonic()
        if left <= 0:
            raise LibraryLocked(path, timeout)
        time.sleep(min(pause, left))
        pause = min(pause * 2, longest)


def _open_lock(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError:
        # Made by another member of the group: a lock needs no right to write into the file.
        return os.open(path, os.O_RDONLY)


def _is_open_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


@contextlib.contextmanager
def _sentence(path: Path) -> Iterator[None]:
    """Turn what the system refuses into `CannotWrite`, save that a name is taken."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno == errno.ENOENT and not path.parent.exists():
            raise CannotWrite(path, "its folder is not there", f"make {path.parent} first") from error
        raise CannotWrite(path, reason_of(error)) from error


def _target(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _expect(path: Path, target: Path, expected: Stamp) -> None:
    try:
        found = stamp(target.read_bytes())
    except FileNotFoundError:
        raise StaleRecord(path) from None
    if found != expected:
        raise StaleRecord(path)


@contextlib.contextmanager
def _temporary(target: Path, data: bytes, *, like: os.stat_result | None = None) -> Iterator[Path]:
    """Make a file beside ``target`` that holds ``data``, safe on the disk; it is gone afterwards."""
    path = stage_file(target, data, like=like)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def stage_file(target: Path, data: bytes, *, like: os.stat_result | None = None, sync: bool = True) -> Path:
    """Make a temporary file beside ``target`` that holds ``data``, to take its name later; return its path.

    It gets the mode and group of ``like``. Without ``sync`` it is not yet safe on the disk.

    Raises:
        OSError: the system refused; there is no new file.
    """
    start, end = _TEMPORARY
    path = target.with_name(f"{start}{os.urandom(6).hex()}{end}")
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            if like is not None:
                _imitate(descriptor, path, like)
            file.write(data)
            file.flush()
            if sync:
                os.fsync(descriptor)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _imitate(descriptor: int, path: Path, like: os.stat_result) -> None:
    if hasattr(os, "fchown") and os.fstat(descriptor).st_gid != like.st_gid:
        # Only a member may give a file to a group; the content matters more.
        with contextlib.suppress(OSError):
            os.fchown(descriptor, -1, like.st_gid)
    path.chmod(stat.S_IMODE(like.st_mode))


def take_name(old: Path, new: Path) -> None:
    """Rename ``old`` to ``new`` if nothing has that name.

    Raises:
        FileExistsError: something has it.
        OSError: the system refused.
    """
    if sys.platform == "win32":
        old.rename(new)
        return
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        # FAT and some network disks have no hard links. An empty file keeps the name for us.
        os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        old.replace(new)
    else:
        old.unlink()


def _is_same_file(old: Path, new: Path) -> bool:
    try:
        return os.path.samestat(old.lstat(), new.lstat())
    except FileNotFoundError:
        return False


def sync_folder(folder: Path) -> None:
    """Force the names in ``folder`` to the disk, on systems that open folders for that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

"""Do a thing again whenever a file that it reads is saved."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import NamedTuple, NoReturn

__all__ = ["State", "state_of", "watch"]


class State(NamedTuple):
    """What tells whether a file was touched: time in nanoseconds, size in bytes, inode."""

    modified: int
    size: int
    inode: int


def state_of(path: Path) -> State | None:
    """Return the state of a file or folder, None where there is nothing."""
    try:
        status = path.stat()
    except OSError:
        return None
    return State(status.st_mtime_ns, status.st_size, status.st_ino)


def watch(
    redo: Callable[[], Collection[Path]],
    first: Collection[Path],
    *,
    look: Callable[[Path], State | None],
    pause: Callable[[], None],
) -> NoReturn:
    """Call ``redo`` now, and again after each change of a file that it read, until it or ``pause`` raises.

    ``redo`` returns what it read; ``first`` is what it is known to read. ``look`` tells the state of a file
    and ``pause`` waits between two looks. Files that are being saved are waited for: ``redo`` is called when
    two looks in a row see the same. What is saved while ``redo`` is at work makes it work again.
    """
    known = _look(first, look)
    while True:
        paths = redo()
        known = {path: known[path] if path in known else look(path) for path in paths}
        while (seen := _look(paths, look)) == known:
            pause()
        known = _settled(seen, look, pause)


def _look(paths: Collection[Path], look: Callable[[Path], State | None]) -> dict[Path, State | None]:
    return {path: look(path) for path in paths}


def _settled(
    seen: dict[Path, State | None], look: Callable[[Path], State | None], pause: Callable[[], None]
) -> dict[Path, State | None]:
    while True:
        pause()
        now = _look(seen, look)
        if now == seen:
            return now
        seen = now

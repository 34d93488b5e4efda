"""Work spread over child processes, where the system can fork and there is enough of it.

Nothing here depends on the children: what one of them does not bring, because it was killed or ran out
of memory, is worked out by the parent.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Generator
from typing import Any, Final, NamedTuple

__all__ = ["spread"]

_CHUNK: Final = 32
_WORTHWHILE: Final = 500
"""Below so many tasks, starting children takes longer than it saves."""
_MOST: Final = 4
_HEADER: Final = 4


class _Child(NamedTuple):
    """A process that works, and the end of the pipe on which it brings what it has."""

    process: int
    pipe: int


def spread(count: int, work: Callable[[int], Any], *, workers: int) -> Generator[tuple[int, Any]]:
    """Yield each number below ``count`` with what ``work`` makes of it, in no order.

    What it makes must be plain: None, text, numbers, bytes, and tuples of them. Up to ``workers`` children
    do the work; where there can be none, or it is little, this process does.
    """
    missing = set(range(count))
    if workers > 1 and count >= _WORTHWHILE and _can_fork():
        for number, result in _from_children(count, work, min(workers, _MOST)):
            missing.discard(number)
            yield number, result
    for number in sorted(missing):
        yield number, work(number)


def _can_fork() -> bool:
    # Elsewhere a fork is not there, or not safe; nor is it beside threads, which may hold locks.
    return sys.platform == "linux" and threading.active_count() == 1


def _from_children(count: int, work: Callable[[int], Any], workers: int) -> Generator[tuple[int, Any]]:
    children: dict[int, _Child] = {}
    try:
        for first in range(workers):
            child = _start(range(first, count, workers), work)
            children[child.pipe] = child
        open_ = set(children)
        while open_:
            for pipe in select.select(open_, (), ())[0]:
                chunk = _read(pipe)
                if chunk is None:
                    open_.discard(pipe)
                else:
                    yield from chunk
    finally:
        for child in children.values():
            os.close(child.pipe)
            with contextlib.suppress(ProcessLookupError):
                os.kill(child.process, signal.SIGKILL)
            os.waitpid(child.process, 0)


def _start(numbers: range, work: Callable[[int], Any]) -> _Child:
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return _Child(process, reading)
    # From here on this is the child; it must not return into the parent's code.
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        for start in range(0, len(numbers), _CHUNK):
            data = marshal.dumps([(number, work(number)) for number in numbers[start : start + _CHUNK]])
            _write(writing, len(data).to_bytes(_HEADER, "big") + data)
    finally:
        os._exit(0)


def _write(pipe: int, data: bytes) -> None:
    while data:
        data = data[os.write(pipe, data) :]


def _read(pipe: int) -> list[tuple[int, Any]] | None:
    """Return the next results from a child, None at their end."""
    header = _read_all(pipe, _HEADER)
    data = _read_all(pipe, int.from_bytes(header, "big")) if len(header) == _HEADER else b""
    try:
        results: list[tuple[int, Any]] = marshal.loads(data)  # noqa: S302  our own child wrote it
    except (EOFError, ValueError):
        return None  # the child is done, or died in the middle
    return results


def _read_all(pipe: int, size: int) -> bytes:
    parts = []
    while size and (part := os.read(pipe, size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)

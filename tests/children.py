"""Code run in a child process: killed at a line, on a full disk, or as a user without rights."""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

__all__ = [
    "in_child",
    "interrupted_at_every_line",
    "killed_at_every_line",
    "limit_file_size",
    "without_rights",
]

NOBODY = 65534


def in_child(action: Callable[[], object], *, before: Callable[[], None] | None = None) -> str:
    """Return what ``action`` returns in a child process, or what it raises, as text: ``Class: sentence``."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if before:
                before()
            answer = str(action())
        except BaseException as error:  # noqa: BLE001  whatever it is, the test wants to see it
            answer = f"{type(error).__name__}: {error}"
        os.write(writing, answer.encode()[:4096])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as answers:
        answer = answers.read()
    os.waitpid(child, 0)
    return answer


def without_rights() -> None:
    """Go on as nobody, where the tests run as root, whom no permission stops."""
    if os.geteuid() == 0:
        os.setuid(NOBODY)


def limit_file_size(size: int) -> Callable[[], None]:
    """Make every write past ``size`` bytes of a file fail, as on a full disk; those before are written."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def killed_at_every_line(action: Callable[[], object], module: Path) -> Iterator[int]:
    """Run ``action`` in one child after another, the n-th killed before it runs its n-th line of ``module``.

    Yield n after each death; end when a child lived to the end of it.
    """
    line = 1
    while _dies_at(line, action, str(module), _kill):
        yield line
        line += 1


def interrupted_at_every_line(action: Callable[[], object], module: Path) -> Iterator[int]:
    """Run ``action`` in one child after another, with Ctrl-C before its n-th line of ``module``.

    Yield n after each interruption; end when a child went on to the end of it.
    """
    line = 1
    while _dies_at(line, action, str(module), _interrupt):
        yield line
        line += 1


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _interrupt() -> None:
    raise KeyboardInterrupt


def _dies_at(line: int, action: Callable[[], object], module: str, end: Callable[[], None]) -> bool:
    child = os.fork()
    if child == 0:
        left = line

        def trace(frame: FrameType, event: str, _argument: Any) -> Any:
            nonlocal left
            if frame.f_code.co_filename != module:
                return None
            if event == "line":
                left -= 1
                if left == 0:
                    end()
            return trace

        sys.settrace(trace)
        try:
            action()
        except KeyboardInterrupt:
            _kill()
        except BaseException:  # noqa: BLE001  a child that raises is no dead one
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0, "the action failed in the child"
    return os.WIFSIGNALED(status)

"""What a command did, or would do, to one file."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Change"]

_NOTHING = "/dev/null"


@dataclass(frozen=True, slots=True)
class Change:
    """The text of the file ``path`` before and after; None where there is no such file."""

    path: Path
    before: str | None
    after: str | None

    def diff(self, root: Path) -> str:
        """Return the change as a unified diff that ``git apply`` takes, with paths below ``root``."""
        try:
            name = self.path.relative_to(root).as_posix()
        except ValueError:
            name = self.path.as_posix()
        lines = difflib.unified_diff(
            _lines(self.before),
            _lines(self.after),
            _NOTHING if self.before is None else f"a/{name}",
            _NOTHING if self.after is None else f"b/{name}",
        )
        return "".join(_complete(lines))


def _lines(text: str | None) -> list[str]:
    """Split at line feeds alone: a lone carriage return or U+2028 ends no line for diff and patch."""
    if not text:
        return []
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _complete(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line
        if not line.endswith("\n"):
            yield "\n\\ No newline at end of file\n"

"""What the copy of a paper is called that is handed back to its author."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Final

__all__ = ["copy_of", "is_copy"]

_MARKED: Final = ".checked"


def copy_of(source: str) -> str:
    """Return the name of the copy of the paper ``source``: ``essay.checked.docx`` beside ``essay.docx``."""
    path = PurePath(source)
    return str(path.with_name(f"{path.stem}{_MARKED}{path.suffix}"))


def is_copy(path: Path) -> bool:
    """Whether a file is a copy that was handed back, and no paper."""
    return path.stem.endswith(_MARKED)

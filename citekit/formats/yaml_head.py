"""The beginning of a file in YAML, by which its format is told before anything of it is parsed."""

from __future__ import annotations

__all__ = ["lines_of_yaml"]


def lines_of_yaml(head: bytes) -> list[bytes]:
    """Return the lines that say something: no blank ones, no comments, not the ``---`` before them."""
    lines = [line for line in head.splitlines() if line.strip() and not line.lstrip().startswith(b"#")]
    return lines[1:] if lines and lines[0].strip() == b"---" else lines

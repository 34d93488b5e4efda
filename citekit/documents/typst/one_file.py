"""A file that a Typst paper includes, in the place of what includes it."""

from __future__ import annotations

__all__ = ["typst_content"]


def typst_content(command: str, text: str) -> str:
    """Return what stands in place of ``command``, which includes ``text``.

    It is a content of its own, as an included file is: what it sets and defines holds in it alone.
    """
    mark = "#" if command.startswith("#") else ""
    return f"{mark}[\n{text}\n]"

"""The table of formats, and which one a file is in."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from citekit.errors import UnreadableText
from citekit.formats import csl_json, csl_yaml
from citekit.formats.base import Format

__all__ = ["ALL_FORMATS", "guess_format"]

ALL_FORMATS: Final[tuple[Format, ...]] = (csl_json, csl_yaml)
"""Every format that citekit reads or writes."""

_START: Final = 4096


def guess_format(name: str, data: bytes) -> Format:
    """Return the format of the file ``name``, by its content first and its ending second.

    Raises:
        UnreadableText: it is empty or of no format that citekit knows.
    """
    start = data[:_START].decode("utf-8", "replace")
    if not data.strip():
        raise UnreadableText(name, "is empty", hint="name a file that holds records")
    ending = PurePath(name).suffix.lower()
    named = [one for one in ALL_FORMATS if ending in one.EXTENSIONS]
    for one in (*named, *ALL_FORMATS):
        if one.looks_like(start):
            return one
    if named:
        return named[0]
    known = ", ".join(one.NAME for one in ALL_FORMATS)
    raise UnreadableText(name, "is in no format that citekit knows", hint=f"the formats are {known}")

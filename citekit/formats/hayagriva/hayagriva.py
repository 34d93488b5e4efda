"""Hayagriva YAML as a format of the table."""

from __future__ import annotations

import re
from typing import Final

from citekit.formats.base import Format
from citekit.formats.hayagriva.reading import read
from citekit.formats.hayagriva.writing import FIDELITY, write

__all__ = ["FORMAT"]

_BEGINS: Final = re.compile(
    rb"\s*(?:---\s*\n)?(?:\s*#.*\n)*\s*(?!references:|items:|cff-version:|title:|type:|id:)"
    rb"[^\s#:\-\[{][^\n]*:[ \t]*\n(?:\s*#.*\n|\s*\n)*[ \t]+(?:type|title|author|date|parent|url|publisher):",
)
"""A key, and under it, indented, a field of an entry."""

FORMAT: Final = Format(
    name="hayagriva",
    title="hayagriva YAML",
    description="hayagriva YAML, the bibliography format of Typst",
    extensions=(".yml", ".yaml"),
    recognise=lambda head: _BEGINS.match(head) is not None,
    read=read,
    write=write,
    fidelity=FIDELITY,
)

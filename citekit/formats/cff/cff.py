"""CITATION.cff as a format of the table."""

from __future__ import annotations

import re
from typing import Final

from citekit.formats.base import Format
from citekit.formats.cff.reading import read
from citekit.formats.cff.writing import FIDELITY, write

__all__ = ["FORMAT"]

_BEGINS: Final = re.compile(rb"^[\"']?cff-version[\"']?[ \t]*:", re.MULTILINE)

FORMAT: Final = Format(
    name="cff",
    title="CITATION.cff",
    description="CITATION.cff 1.2.0, in which a repository says how it is cited",
    extensions=(".cff",),
    recognise=lambda head: _BEGINS.search(head) is not None,
    read=read,
    write=write,
    fidelity=FIDELITY,
)

"""An institution's name, as written somewhere on a page, made a candidate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.formats.pasted_page.candidate import Candidate
from citekit.formats.pasted_page.institution_table import (
    Institution,
    InstitutionKind,
    find_by_acronym,
    find_by_name,
)
from citekit.formats.pasted_page.page import Line

__all__ = ["known_issuer", "named_issuer"]


def named_issuer(
    name: str, line: Line, score: int, reason: str, *, as_written: int = 0
) -> Iterator[Candidate]:
    """Yield the institution that ``name`` names, under its name in citekit's table.

    An acronym is written out from the table, at medium confidence. An institution that the table does not
    have is taken as written, with the score ``as_written``; 0 leaves it out.
    """
    name = re.sub(r"\s*\([A-Z][\w-]{1,9}\)$", "", name.strip(" .,:;"))
    known = find_by_name(name)
    if known is None and (known := find_by_acronym(name)):
        score = min(score, 68)
        reason += f'; "{name}" is written out from citekit\'s table of institutions'
    if known:
        yield from known_issuer(known, line.text, line.number, score, reason)
    elif as_written:
        abbreviated = re.search(r"\b(?:Inc|Ltd|Corp|Co)$", name) and f"{name}." in line.text
        written = f"{name}." if abbreviated else name
        yield Candidate(
            "publisher", written, line.text, line.number, as_written, f"{reason}; the name as written"
        )


def known_issuer(
    known: Institution, evidence: str, line: int, score: int, reason: str
) -> Iterator[Candidate]:
    """Yield an institution of the table: as ``publisher``, or a newspaper as ``container-title``."""
    if known.kind is not InstitutionKind.BLOGS:
        field = "container-title" if known.is_outlet else "publisher"
        yield Candidate(field, known.name, evidence, line, score, reason)

"""A PubMed number or an address that is none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.records.malformed_identifiers import malformed_identifiers
from citekit.checks.shelf import Shelf
from citekit.item.identifier import IdentifierKind, parse_identifier

__all__ = ["CHECK"]

_KINDS: Final = {
    "PMID": IdentifierKind.PMID,
    "PMCID": IdentifierKind.PMCID,
    "URL": IdentifierKind.URL,
}


def _find(shelf: Shelf) -> Iterator[Finding]:
    return (one.finding(shelf, CHECK.id) for one in malformed_identifiers(shelf, _KINDS, parse_identifier))


CHECK = RecordCheck(
    id="identifier-malformed",
    title="A PMID, PMCID or address that is none",
    group=Group.RECORDS,
    level=Level.WARNING,
    reason="Readers follow the identifier to the work; one that leads nowhere is worse than none.",
    remedy="Copy it anew from the work's page.",
    example=Example(
        wrong="type: book\ntitle: Sleep\nPMCID: 10.1093/sleep\n",
        right="type: book\ntitle: Sleep\nPMCID: PMC1234567\n",
    ),
    find=_find,
)

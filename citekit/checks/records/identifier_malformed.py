"""A PubMed number or an address that is none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.shelf import Shelf
from citekit.errors import InvalidValue
from citekit.item.identifiers import IdentifierKind, parse_identifier

__all__ = ["CHECK"]

_KINDS: Final = {
    "PMID": IdentifierKind.PMID,
    "PMCID": IdentifierKind.PMCID,
    "URL": IdentifierKind.URL,
}


def _find(shelf: Shelf) -> Iterator[Finding]:
    for record in shelf.records:
        for field, kind in _KINDS.items():
            written = record.item.text.get(field, "")
            if not written:
                continue
            try:
                parse_identifier(kind, written)
            except InvalidValue as error:
                hint = f"; {error.hint}" if error.hint else ""
                yield Finding(
                    check="identifier-malformed",
                    level=Level.WARNING,
                    where=shelf.where(record, field),
                    message=f'{record.key}: {field} "{written}" {error.reason}{hint}.',
                    quote=written,
                )


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

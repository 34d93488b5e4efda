"""An ISBN or ISSN that is mistyped: its own check digit says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.records.malformed_identifiers import malformed_identifiers
from citekit.checks.shelf import Shelf
from citekit.item.identifier import IdentifierKind, parse_identifiers, try_identifier
from citekit.library.record import Record

__all__ = ["CHECK"]

_KINDS: Final = {"ISBN": IdentifierKind.ISBN, "ISSN": IdentifierKind.ISSN}


def _find(shelf: Shelf) -> Iterator[Finding]:
    for one in malformed_identifiers(shelf, _KINDS, parse_identifiers):
        issn = try_identifier(IdentifierKind.ISSN, one.written) if one.field == "ISBN" else None
        yield _issn_in_isbn(shelf, one.record, issn.value) if issn else one.finding(shelf, CHECK.id)


def _issn_in_isbn(shelf: Shelf, record: Record, issn: str) -> Finding:
    fields: tuple[tuple[str, str | None], ...] = (("ISBN", None),)
    known = record.item.text.get("ISSN")
    if known is None:
        fields = (("ISBN", None), ("ISSN", issn))
    return Finding(
        check=CHECK.id,
        level=Level.WARNING,
        where=shelf.where(record, "ISBN"),
        message=f"{record.key}: ISBN {issn} is an ISSN, the journal's number; it belongs into ISSN.",
        quote=issn,
        expected=f"ISSN: {issn}",
        fix=Fix(text=f"ISSN: {issn}", fields=fields, safe=known is None or issn in known),
        habit="an ISSN in ISBN",
    )


CHECK = RecordCheck(
    id="isbn-check-digit",
    title="An ISBN or ISSN that is mistyped",
    group=Group.RECORDS,
    level=Level.WARNING,
    reason="The last character of an ISBN or ISSN is worked out from the others: it tells every single slip.",
    remedy="Compare the number with the work, digit by digit.",
    source="ISO 2108; ISO 3297",
    example=Example(
        wrong="type: book\ntitle: Sleep\nISBN: 978-1-84946-324-8\n",
        right="type: book\ntitle: Sleep\nISBN: 978-1-84946-324-9\n",
    ),
    find=_find,
)

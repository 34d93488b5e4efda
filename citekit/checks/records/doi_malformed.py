"""A DOI that is none, or that stands in the record as an address or with a label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.shelf import Shelf
from citekit.errors import InvalidValue
from citekit.item.identifiers import IdentifierKind, parse_identifier

__all__ = ["CHECK"]

_OF_THE_PAGE: Final = re.compile(
    r"(?:(?<=[a-z0-9])\.(?:pdf|html?|full|abstract)|/(?:abstract|full|fulltext|pdf|epdf|meta))$",
    re.IGNORECASE,
)
"""What addresses of pages have after the DOI."""


def _find(shelf: Shelf) -> Iterator[Finding]:
    for record in shelf.records:
        written = record.item.text.get("DOI", "")
        if not written:
            continue
        try:
            doi = parse_identifier(IdentifierKind.DOI, written).value
        except InvalidValue as error:
            hint = f"; {error.hint}" if error.hint else ""
            yield Finding(
                check="doi-malformed",
                level=Level.WARNING,
                where=shelf.where(record, "DOI"),
                message=f'{record.key}: DOI "{written}" {error.reason}{hint}.',
                quote=written,
            )
            continue
        bare = _OF_THE_PAGE.sub("", doi)
        if doi == written and bare == doi:
            continue
        why = "is written as an address or with a label; styles add their own"
        if bare != doi:
            why = f"ends as the address of a page does; the DOI is likely {bare}"
        yield Finding(
            check="doi-malformed",
            level=Level.WARNING if bare == doi else Level.LOOK,
            where=shelf.where(record, "DOI"),
            message=f'{record.key}: DOI "{written}" {why}.',
            quote=written,
            expected=bare,
            fix=Fix(text=bare, fields=(("DOI", bare),), safe=bare == doi),
            habit="the DOI as an address or with a label" if bare == doi else "",
        )


CHECK = RecordCheck(
    id="doi-malformed",
    title="A DOI that is malformed, or stored as an address",
    group=Group.RECORDS,
    level=Level.WARNING,
    reason="Styles put https://doi.org/ or doi: in front of the DOI; what stands there already is doubled.",
    remedy="Store the bare DOI, from 10. to its last character.",
    source="DOI Handbook, 2.2; CSL 1.0.2, DOI",
    example=Example(
        wrong="type: book\ntitle: Sleep\nDOI: https://doi.org/10.1093/sleep/44.2\n",
        right="type: book\ntitle: Sleep\nDOI: 10.1093/sleep/44.2\n",
    ),
    find=_find,
)

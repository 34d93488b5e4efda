"""Identifiers of records that their own form tells to be none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from citekit.checks.finding import Finding, Level
from citekit.checks.shelf import Shelf
from citekit.errors import InvalidValue
from citekit.item.identifier import IdentifierKind
from citekit.library.record import Record

__all__ = ["Malformed", "malformed_identifiers"]


class Malformed(NamedTuple):
    """An identifier as it is written in a field of a record, and why it is none."""

    record: Record
    field: str
    written: str
    error: InvalidValue

    def finding(self, shelf: Shelf, check: str) -> Finding:
        """Return what ``check`` says of it."""
        hint = f"; {self.error.hint}" if self.error.hint else ""
        return Finding(
            check=check,
            level=Level.WARNING,
            where=shelf.where(self.record, self.field),
            message=f'{self.record.key}: {self.field} "{self.error.value}" {self.error.reason}{hint}.',
            quote=self.written,
        )


def malformed_identifiers(
    shelf: Shelf, kinds: Mapping[str, IdentifierKind], parse: Callable[[IdentifierKind, str], object]
) -> Iterator[Malformed]:
    """Yield what ``parse`` refuses in the fields of ``kinds``, record by record."""
    for record in shelf.records:
        for field, kind in kinds.items():
            written = record.item.text.get(field, "")
            if written:
                try:
                    parse(kind, written)
                except InvalidValue as error:
                    yield Malformed(record, field, written, error)

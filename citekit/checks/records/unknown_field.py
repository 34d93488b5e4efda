"""A field that neither CSL nor citekit has, so that nothing will ever print it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.shelf import Shelf
from citekit.item.variables import RECORD_VARIABLES, VARIABLES, Kind
from citekit.library.foreign_names import similar_fields

__all__ = ["CHECK"]

_RENAMED: Final = (Kind.TEXT, Kind.NUMBER)
"""The kinds of fields that take a text as it stands."""


def _find(shelf: Shelf) -> Iterator[Finding]:
    for record in shelf.records:
        item = record.item
        for name, value in item.custom.items():
            if name in VARIABLES:
                continue  # its value could not be read, which other checks tell
            near = [field for field in similar_fields(name) if item.get(field) is None]
            if not near and not record.problems:
                continue  # an import that kept what it did not know is nobody's slip
            field = near[0] if len(near) == 1 else ""
            variable = RECORD_VARIABLES.get(field)
            fix = None
            if variable is not None and variable.kind in _RENAMED:
                fix = Fix(text=f"{field}: {value}", fields=((name, None), (field, value)))
            advice = f"; did you mean {' or '.join(near)}?" if near else "."
            yield Finding(
                check="unknown-field",
                level=Level.WARNING if near else Level.LOOK,
                where=shelf.where(record, name),
                message=f"{record.key} has a field {name}, which no style prints{advice}",
                quote=name,
                expected=field,
                fix=fix,
                habit=f"{name}: for {field}:" if field else f"fields called {name}",
            )


CHECK = RecordCheck(
    id="unknown-field",
    title="A field that CSL does not have, or a misspelt one",
    group=Group.RECORDS,
    level=Level.WARNING,
    reason="Styles print the fields of CSL and no others; what stands in any other is kept, and never seen.",
    remedy="Rename the field to the one of CSL that is meant. A field of your own may stay as it is.",
    source="CSL 1.0.2, Appendix IV",
    example=Example(
        wrong="type: book\ntitle: Sleep\npublisher-plase: Oxford\n",
        right="type: book\ntitle: Sleep\npublisher-place: Oxford\n",
    ),
    find=_find,
)

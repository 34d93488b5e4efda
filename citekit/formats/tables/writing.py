"""Items to a table: a column for each field that one of them has, under its CSL name.

Cells hold the values exactly. A value that begins with =, +, - or @ is no exception: whoever opens the
table in a spreadsheet imports its columns as text, and whoever reads it gets back what was in the item.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from citekit.errors import InvalidValue
from citekit.formats.base import WriteOptions
from citekit.formats.csl_item import name_to_json
from citekit.formats.fidelity import Fidelity
from citekit.formats.note_fields import unpack_note
from citekit.formats.tables.columns import column_of
from citekit.formats.tables.reading import CUSTOM, read_date_cell
from citekit.item.item import Item
from citekit.item.name import Name, parse_names
from citekit.item.variables import VARIABLES, Kind

__all__ = ["FIDELITY", "write_csv", "write_tsv"]


def write_csv(items: Iterable[Item], options: WriteOptions) -> str:  # noqa: ARG001  nothing to choose
    """Return ``items`` as rows of cells between commas, in UTF-8 and with plain line ends."""
    return _write(tuple(items), ",")


def write_tsv(items: Iterable[Item], options: WriteOptions) -> str:  # noqa: ARG001  nothing to choose
    """Return ``items`` as rows of cells between tabs."""
    return _write(tuple(items), "\t")


def _settle(item: Item) -> Item:
    """A date in words that reads like a date is one when it comes back, and a note's fields are fields."""
    dates = {
        variable: read_date_cell(date.literal) if date.literal else date
        for variable, date in item.dates.items()
    }
    return unpack_note(replace(item, dates=dates))


FIDELITY: Final = Fidelity(settle=_settle)


def _write(items: tuple[Item, ...], mark: str) -> str:
    used = {variable for item in items for variable in item.variables()}
    columns = [variable for variable in VARIABLES if variable in used]
    own = list(dict.fromkeys(name for item in items for name in item.custom))
    output = io.StringIO()
    writer = csv.writer(output, delimiter=mark, lineterminator="\n")
    writer.writerow(("id", "type", *columns, *map(_header, own)))
    for item in items:
        cells = (_cell(item, variable) for variable in columns)
        writer.writerow((item.id, item.type, *cells, *(item.custom.get(name, "") for name in own)))
    return output.getvalue()


def _header(name: str) -> str:
    known = column_of(name) or name.startswith((CUSTOM, "column "))
    return f"{CUSTOM}{name}" if known else name


def _cell(item: Item, variable: str) -> str:
    kind = VARIABLES[variable].kind
    if kind is Kind.TEXT:
        return item.text.get(variable, "")
    if kind is Kind.NUMBER:
        return item.number.get(variable, "")
    if kind is Kind.DATE:
        date = item.dates.get(variable)
        return date.edtf() if date else ""
    names = item.names.get(variable)
    return _names(names) if names else ""


def _names(names: tuple[Name, ...]) -> str:
    """Return names as people type them, or as CSL-JSON where typing cannot tell them."""
    typed = [_typed(name) for name in names]
    if all(typed):
        joined = "; ".join(typed)
        if len(typed) == 1 or not any(mark in joined for mark in '{}"；') or _reads_as(joined, names):
            return joined
    return json.dumps([name_to_json(name) for name in names], ensure_ascii=False)


def _reads_as(text: str, names: tuple[Name, ...]) -> bool:
    try:
        return parse_names(text) == names
    except InvalidValue:
        return False


@lru_cache(maxsize=20_000)
def _typed(name: Name) -> str:
    """Return a name as `parse_names` reads it alone, empty if there is no such form."""
    for form in (name.inverted(), f"{{{name.literal}}}" if name.literal else ""):
        if form and not form.startswith("[{") and _reads_as(form, (name,)):
            return form
    return ""

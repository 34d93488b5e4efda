"""Fields in the note of an item: what Zotero's "Extra" holds for CSL variables that it has no fields for.

The lines at the head of a note that read ``variable: value`` (Zotero, "Citing fields from Extra"; citeproc-js
takes them so too, and its older ``{:variable: value}``) are the fields that they name, where the item has
none. Other lines are the note. Names stand as ``editor: Family || Given``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from citekit.item.date import Date, date_from_parts
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import ALIASES, RECORD_VARIABLES, TYPES, Kind

__all__ = ["unpack_note"]

_LINE: Final = re.compile(
    r"\{:([A-Za-z][A-Za-z _-]*):\s*([^{}]+?)\s*\}"
    r"|([A-Za-z][A-Za-z0-9. _-]*?)\s*:\s+(\S.*?)\s*"
    r"|([A-Za-z_-]+):([^\s/].*?)\s*"
)


def _folded(name: str) -> str:
    return re.sub("[ _]", "-", name.strip().lower())


_VARIABLES: Final = {_folded(name): ALIASES.get(name, name) for name in RECORD_VARIABLES if name != "note"}


def unpack_note(item: Item) -> Item:
    """Return the item with the fields that its note names, and the rest of the note."""
    note = item.text.get("note", "")
    if ":" not in note:
        return item
    type_ = item.type
    found: dict[str, Any] = {}
    left: list[str] = []
    lines = note.replace("}{:", "}\n{:").split("\n")
    for number, line in enumerate(lines):
        match = _LINE.fullmatch(line.strip())
        if not match:
            left += lines[number:]
            break
        name, value = next((match[i], match[i + 1]) for i in (1, 3, 5) if match[i])
        variable = _VARIABLES.get(_folded(name), "")
        if _folded(name) == "type" and value in TYPES:
            type_ = value
        elif not variable or item.get(variable) is not None or not _put(found, variable, value):
            left.append(line)
    if not found and type_ == item.type:
        return item
    return _joined(item, type_, found, "\n".join(left).strip())


def _put(found: dict[str, Any], variable: str, value: str) -> bool:
    """Put the value where it belongs, and return whether it is one."""
    kind = RECORD_VARIABLES[variable].kind
    if kind is Kind.NAME:
        family, bars, given = (part.strip() for part in value.partition("||"))
        name = Name(family=family, given=given) if bars and family else Name(literal=family)
        found[variable] = (*found.get(variable, ()), name)
        return True
    if variable in found:
        return False
    if kind is Kind.DATE:
        date: Date = date_from_parts({"raw": value})
        if date.literal:
            return False
        found[variable] = date
    else:
        found[variable] = value
    return True


def _joined(item: Item, type_: str, found: dict[str, Any], note: str) -> Item:
    text = {name: value for name, value in item.text.items() if name != "note"}
    if note:
        text["note"] = note
    maps: dict[Kind, dict[str, Any]] = {kind: {} for kind in Kind}
    for variable, value in found.items():
        maps[RECORD_VARIABLES[variable].kind][variable] = value
    return replace(
        item,
        type=type_,
        text={**text, **maps[Kind.TEXT]},
        number={**item.number, **maps[Kind.NUMBER]},
        names={**item.names, **maps[Kind.NAME]},
        dates={**item.dates, **maps[Kind.DATE]},
    )

"""Abbreviations that a paper names in a file, as pandoc's ``citation-abbreviations`` does.

Pandoc manual, "Other relevant metadata fields": ``{"default": {"container-title": {"Full": "Short"}}}``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from citekit.cli.app import App
from citekit.documents.document import Metadata
from citekit.errors import UnreadableText
from citekit.item.item import Item

__all__ = ["with_abbreviations"]

FIELD: Final = "citation-abbreviations"
_SHORT: Final = {"title": "title-short", "container-title": "container-title-short"}
"""What CSL prints of a variable where a style asks for the short form."""


def with_abbreviations(app: App, metadata: Metadata, items: Mapping[str, Item]) -> Mapping[str, Item]:
    """Return ``items`` with the short forms that the paper's file of abbreviations gives.

    Raises:
        UnreadableFile, UnreadableText: there is no such file, or it is not as pandoc has it.
    """
    name = metadata.values.get(FIELD)
    if not isinstance(name, str) or not name:
        return items
    try:
        read = json.loads(app.read_input(name))
        tables = {variable: dict(read["default"].get(variable, {})) for variable in _SHORT}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        hint = 'it is to hold {"default": {"container-title": {"Full Name": "Abbr."}}}'
        raise UnreadableText(name, f"is no file of abbreviations, as {FIELD} names it", hint=hint) from None
    return {key: _abbreviated(item, tables) for key, item in items.items()}


def _abbreviated(item: Item, tables: Mapping[str, Mapping[str, Any]]) -> Item:
    added = {
        _SHORT[variable]: str(table[item.text[variable]])
        for variable, table in tables.items()
        if item.text.get(variable) in table
    }
    return replace(item, text={**item.text, **added}) if added else item

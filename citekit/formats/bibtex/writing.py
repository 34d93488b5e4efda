"""Writing a .bib file: one entry after another, one field a line, the same bytes for the same items."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from citekit.formats.base import WriteOptions
from citekit.formats.bibtex.entry_writing import entry_fields, entry_type, is_plain_key
from citekit.item.item import Item

__all__ = ["write_bib"]

_NOTHING: Final = "% Encoding: UTF-8\n"
"""A file without entries; an empty one would be no file of this format."""


def write_bib(items: Iterable[Item], options: WriteOptions, *, biblatex: bool) -> str:
    """Return the text of a file with an entry for each item, in their order."""
    items = tuple(items)
    taken = {item.id for item in items if is_plain_key(item.id)}
    entries = []
    for item in items:
        key = _key(item.id, taken)
        taken.add(key)
        fields = entry_fields(item, biblatex=biblatex, ascii_only=options.ascii)
        lines = "".join(f"  {name} = {value},\n" for name, value in fields)
        entries.append(f"@{entry_type(item, biblatex=biblatex)}{{{key},\n{lines}}}\n")
    return "\n".join(entries) if entries else _NOTHING


def _key(id_: str, taken: set[str]) -> str:
    """Return the key of an entry: the item's, or the nearest that BibTeX can bear and that is free."""
    if is_plain_key(id_):
        return id_
    plain = "".join(c if is_plain_key(c) else "-" for c in id_).strip("-") or "item"
    key, counter = plain, 1
    while key in taken:
        counter += 1
        key = f"{plain}-{counter}"
    return key

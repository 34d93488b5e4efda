"""Writing a .bib file: one entry after another, one field a line, the same bytes for the same items."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
    # BibTeX takes Doe2020 and doe2020 for one key, and skips the second entry
    fold: Callable[[str], str] = str if biblatex else str.lower
    plain = {fold(item.id) for item in items if is_plain_key(item.id)}
    taken: set[str] = set()
    entries = []
    for item in items:
        key = item.id
        if not is_plain_key(key) or fold(key) in taken:
            key = _free_key(key, lambda key: fold(key) in taken or fold(key) in plain)
        taken.add(fold(key))
        fields = entry_fields(item, key=key, biblatex=biblatex, ascii_only=options.ascii)
        lines = "".join(f"  {name} = {value},\n" for name, value in fields)
        entries.append(f"@{entry_type(item, biblatex=biblatex)}{{{key},\n{lines}}}\n")
    return "\n".join(entries) if entries else _NOTHING


def _free_key(id_: str, is_taken: Callable[[str], bool]) -> str:
    """Return the nearest key that BibTeX can bear and that is free."""
    plain = "".join(c if is_plain_key(c) else "-" for c in id_).strip("-") or "item"
    key, counter = plain, 1
    while is_taken(key):
        counter += 1
        key = f"{plain}-{counter}"
    return key

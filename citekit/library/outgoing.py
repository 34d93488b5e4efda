"""A record as other programs get it: its item, with what only the library knows in fields beside CSL's."""

from __future__ import annotations

from citekit.item.item import Item
from citekit.library.record import Record

__all__ = ["outgoing_item"]


def outgoing_item(record: Record, *, custom: bool) -> Item:
    """Return the item of a record, to be written in another format.

    With ``custom``, for formats that hold fields of any name, citekit's own fields stand in them as text, as
    `parse_field` reads them. Other formats get the tags among the keywords; what else they cannot hold they
    tell.
    """
    item = record.item
    own = {
        "access": record.access.value if record.access else "",
        "aliases": ", ".join(record.aliases),
        "files": "; ".join(record.files),
        "supersedes": ", ".join(record.supersedes),
    }
    if record.archived:
        date = record.archived.date
        own["archived"] = f"{record.archived.url} {date.edtf() if date else ''}".rstrip()
    text = dict(item.text)
    if custom:
        own["tags"] = ", ".join(record.tags)
    elif record.tags:
        words = [word.strip() for word in text.get("keyword", "").replace(";", ",").split(",")]
        text["keyword"] = ", ".join(dict.fromkeys(word for word in (*words, *record.tags) if word))
    fields = {name: value for name, value in own.items() if value}
    return Item(
        id=item.id,
        type=item.type,
        text=text,
        number=item.number,
        names=item.names,
        dates=item.dates,
        custom={**item.custom, **fields},
    )

"""The type of an item, from the type of its entry and what stands in it."""

from __future__ import annotations

from citekit.formats.bibtex.bibliography_strings import resolve
from citekit.formats.bibtex.entry_types import ENTRY_TYPES, SUBTYPES
from citekit.formats.bibtex.fields.draft import Draft
from citekit.formats.bibtex.fields.own import OWN_PREFIX
from citekit.item.variables import TYPES

__all__ = ["read_type"]


def read_type(draft: Draft) -> str:
    """Return the type of the item; the genre is read with it."""
    kind = draft.raw.type
    type_ = ENTRY_TYPES.get(kind)
    subtype = draft.left.get("entrysubtype", "").strip().lower()
    if type_ is None:
        draft.problems.append(
            ("", f'"@{kind}" is no type of entry that is known; it is taken for a document')
        )
        draft.custom["entrytype"] = kind
        type_ = "document"
    if type_ == "article-journal" and subtype in SUBTYPES:
        type_ = SUBTYPES[subtype]
        draft.take("entrysubtype")
    elif kind == "unpublished" and (
        {"event-title", "event-place"} & draft.values.keys() or "event-date" in draft.dates
    ):
        type_ = "speech"
    elif (
        kind == "misc"
        and {"eprinttype", "archiveprefix"} & draft.left.keys()
        and "container-title" not in draft.values
    ):
        type_ = "article"
    said = draft.take("type")
    if said:
        genre = resolve(draft.decoder.text(said))
        draft.set("genre", genre)
    elif kind in ("mastersthesis", "phdthesis"):
        draft.set("genre", resolve("mathesis" if kind == "mastersthesis" else kind))
    own = draft.take(f"{OWN_PREFIX}type").strip()
    return own if own in TYPES else type_

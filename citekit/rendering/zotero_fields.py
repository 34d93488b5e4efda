"""Citations as fields of Zotero's, with the data of their works inside.

The form is that of Zotero's plug-in for Word: ``ADDIN ZOTERO_ITEM CSL_CITATION`` with a JSON object of the
schema csl-citation.json, ``ADDIN ZOTERO_BIBL`` around the list, and the style in ``ZOTERO_PREF``.
A work that is not in the reader's Zotero library is known by the data in the field.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Final

from citekit.csl.citation import Mode
from citekit.csl.model.style import Style
from citekit.documents.citations import KeyCitation, to_csl
from citekit.formats.csl_item import item_to_json
from citekit.item.item import Item
from citekit.word.run_writing import escaped

__all__ = ["BIBLIOGRAPHY", "citation_instruction", "preferences"]

BIBLIOGRAPHY: Final = 'ADDIN ZOTERO_BIBL {"uncited":[],"omitted":[],"custom":[]} CSL_BIBLIOGRAPHY'
_SCHEMA: Final = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"
_KEY_CHARACTERS: Final = "23456789ABCDEFGHIJKLMNPQRSTUVWXYZ"
"""What the keys of Zotero's items are made of."""


def citation_instruction(
    typed: KeyCitation, items: Mapping[str, Item], shown: str, *, number: int, note: int
) -> str:
    """Return the instruction of a citation's field, empty where the data of a work are missing.

    ``shown`` is the text that stands in the field, by which Zotero knows whether somebody changed it.
    ``number`` tells the citations of a document apart; ``note`` is the note's, 0 in the text.
    """
    if not all(cite.key in items for cite in typed.cites):
        return ""
    cites: list[dict[str, object]] = []
    for cite in to_csl(typed).cites:
        item = items[cite.id]
        id_ = int.from_bytes(hashlib.sha256(item.id.encode()).digest()[:4]) % 2**31
        one: dict[str, object] = {
            "id": id_,
            "uris": [f"http://zotero.org/users/local/{_key('citekit')}/items/{_key(item.id)}"],
            "itemData": {**item_to_json(item), "id": id_, "citation-key": item.id},
        }
        if cite.locator:
            one |= {"locator": cite.locator.value, "label": cite.locator.label}
        if cite.prefix:
            one["prefix"] = cite.prefix
        if cite.suffix:
            one["suffix"] = cite.suffix
        if cite.mode is Mode.SUPPRESS_AUTHOR:
            one["suppress-author"] = True
        cites.append(one)
    data = {
        "citationID": _key(f"{number} {'; '.join(typed.keys)}").lower(),
        "properties": {"formattedCitation": shown, "plainCitation": shown, "noteIndex": note},
        "citationItems": cites,
        "schema": _SCHEMA,
    }
    return f"ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(data, ensure_ascii=False)}"


def preferences(style: Style) -> str:
    """Return the settings of a document: its style, and that citations are fields."""
    has_list = "1" if style.bibliography is not None else "0"
    notes = '<pref name="noteType" value="1"/>' if style.is_note else ""
    return (
        f'<data data-version="3" zotero-version="6.0.30"><session id="{_key(style.info.id)}"/>'
        f'<style id="{escaped(style.info.id)}" locale="{escaped(style.locale.language)}" '
        f'hasBibliography="{has_list}" bibliographyStyleHasBeenSet="{has_list}"/>'
        f'<prefs><pref name="fieldType" value="Field"/>{notes}</prefs></data>'
    )


def _key(text: str) -> str:
    """Return eight characters that stand for ``text``, as Zotero's keys do for items."""
    digest = hashlib.sha256(text.encode()).digest()
    return "".join(_KEY_CHARACTERS[byte % len(_KEY_CHARACTERS)] for byte in digest[:8])

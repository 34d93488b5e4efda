"""What fields are called elsewhere: the names that people bring from BibTeX, RIS, Zotero and habit.

A record has CSL's names only; this table is for saying which one was meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from citekit.item.variables import RECORD_VARIABLES
from citekit.language.fold import nearest
from citekit.library.record import OWN_FIELDS

__all__ = ["FOREIGN_NAMES", "similar_fields"]

FOREIGN_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "address": "publisher-place",
        "authors": "author",
        "booktitle": "container-title",
        "bookauthor": "container-author",
        "chapter": "chapter-number",
        "city": "publisher-place",
        "conference": "event-title",
        "container": "container-title",
        "creator": "author",
        "date": "issued",
        "description": "abstract",
        "editors": "editor",
        "eventdate": "event-date",
        "file": "files",
        "howpublished": "medium",
        "institution": "publisher",
        "issuetitle": "volume-title",
        "journal": "container-title",
        "journaltitle": "container-title",
        "keywords": "keyword",
        "lang": "language",
        "link": "URL",
        "location": "publisher-place",
        "maintitle": "container-title",
        "notes": "annote",
        "organization": "publisher",
        "origdate": "original-date",
        "origtitle": "original-title",
        "pages": "page",
        "pagetotal": "number-of-pages",
        "place": "publisher-place",
        "publication": "container-title",
        "published": "issued",
        "published-date": "issued",
        "report-number": "number",
        "school": "publisher",
        "series": "collection-title",
        "shorttitle": "title-short",
        "subtitle": "title",
        "summary": "abstract",
        "tag": "tags",
        "translators": "translator",
        "university": "publisher",
        "urldate": "accessed",
        "venue": "event-place",
        "volumes": "number-of-volumes",
        "website": "URL",
        "year": "issued",
    }
)
"""Names in small letters, and the field of a record that holds what they mean."""


@lru_cache(maxsize=1024)
def similar_fields(field: str) -> tuple[str, ...]:
    """Return the fields that ``field`` may stand for, the likeliest first."""
    meant = FOREIGN_NAMES.get(field.lower().replace("_", "-")) or FOREIGN_NAMES.get(field.lower())
    if meant:
        return (meant,)
    return nearest(field, ("type", *RECORD_VARIABLES, *OWN_FIELDS))

"""The names of all fields that reading makes something of."""

from __future__ import annotations

from typing import Final

from citekit.formats.bibtex.fields.addresses import IDENTIFIERS
from citekit.formats.bibtex.fields.dates import ACCESS_DATES
from citekit.formats.bibtex.fields.own import VARIABLES
from citekit.formats.bibtex.fields.people import PEOPLE
from citekit.formats.bibtex.fields.simple import TEXTS, TITLES
from citekit.formats.bibtex.fields.titles import TITLE_PARTS

__all__ = ["SPOKEN_FOR"]

SPOKEN_FOR: Final = frozenset(
    {*IDENTIFIERS, *TEXTS, *TITLES, *PEOPLE, *ACCESS_DATES, *VARIABLES}
    | {prefix + part for prefix in ("", "main", "book", "issue", "journal") for part in TITLE_PARTS}
    | {f"editor{letter}{type_}" for letter in ("", "a", "b", "c") for type_ in ("", "type")}
    | {
        f"{prefix}{end}{part}"
        for prefix in ("", "event", "orig", "url")
        for end in ("", "end")
        for part in ("date", "year", "month", "day")
    }
    | {
        "langid", "langidopts", "hyphenation", "language", "shorttitle", "journal", "series", "school",
        "institution", "organization", "howpublished", "publisher", "location", "address", "number", "issue",
        "volume", "part", "pages", "eid", "url", "doi", "annotation", "annote", "addendum", "note", "extra",
        "pubstate", "file", "pdf", "ids", "groups", "type", "entrysubtype", "crossref", "xdata", "entryset",
        "options", "eprint", "eprinttype", "archiveprefix",
    }
)  # fmt: skip
"""The fields that the reader makes something of: no field of another meaning can bear such a name."""

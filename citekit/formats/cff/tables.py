"""What the Citation File Format calls things, and what CSL calls them.

Citation File Format 1.2.0, ``schema-guide.md`` and ``schema.json``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = [
    "ANONYMOUS",
    "COLLECTIONS",
    "DOI",
    "IDENTIFIERS",
    "JOURNALS",
    "KEY",
    "LANGUAGE",
    "LICENCES",
    "NAMES",
    "STAND_IN",
    "STATUS",
    "TEXTS",
    "TYPES_READ",
    "TYPES_WRITTEN",
    "UNTITLED",
    "URL",
]

TYPES_WRITTEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "article": "article",
        "article-journal": "article",
        "article-magazine": "magazine-article",
        "article-newspaper": "newspaper-article",
        "bill": "bill",
        "book": "book",
        "broadcast": "film-broadcast",
        "chapter": "generic",
        "classic": "historical-work",
        "collection": "catalogue",
        "dataset": "data",
        "document": "generic",
        "entry": "encyclopedia",
        "entry-dictionary": "dictionary",
        "entry-encyclopedia": "encyclopedia",
        "event": "conference",
        "figure": "art",
        "graphic": "art",
        "hearing": "hearing",
        "interview": "generic",
        "legal_case": "legal-case",
        "legislation": "statute",
        "manuscript": "unpublished",
        "map": "map",
        "motion_picture": "video",
        "musical_score": "music",
        "pamphlet": "pamphlet",
        "paper-conference": "conference-paper",
        "patent": "patent",
        "performance": "generic",
        "periodical": "serial",
        "personal_communication": "personal-communication",
        "post": "website",
        "post-weblog": "blog",
        "regulation": "legal-rule",
        "report": "report",
        "review": "article",
        "review-book": "article",
        "software": "software",
        "song": "sound-recording",
        "speech": "slides",
        "standard": "standard",
        "thesis": "thesis",
        "treaty": "statute",
        "webpage": "website",
    }
)
"""The type of a reference for each CSL type."""

TYPES_READ: Final[Mapping[str, str]] = MappingProxyType(
    {
        "art": "graphic",
        "article": "article-journal",
        "audiovisual": "motion_picture",
        "bill": "bill",
        "blog": "post-weblog",
        "book": "book",
        "catalogue": "collection",
        "conference": "event",
        "conference-paper": "paper-conference",
        "data": "dataset",
        "database": "dataset",
        "dataset": "dataset",
        "dictionary": "book",
        "edited-work": "book",
        "encyclopedia": "book",
        "film-broadcast": "broadcast",
        "generic": "document",
        "government-document": "report",
        "grant": "document",
        "hearing": "hearing",
        "historical-work": "classic",
        "legal-case": "legal_case",
        "legal-rule": "regulation",
        "magazine-article": "article-magazine",
        "manual": "book",
        "map": "map",
        "multimedia": "motion_picture",
        "music": "musical_score",
        "newspaper-article": "article-newspaper",
        "pamphlet": "pamphlet",
        "patent": "patent",
        "personal-communication": "personal_communication",
        "proceedings": "book",
        "report": "report",
        "serial": "periodical",
        "slides": "speech",
        "software": "software",
        "software-code": "software",
        "software-container": "software",
        "software-executable": "software",
        "software-virtual-machine": "software",
        "sound-recording": "song",
        "standard": "standard",
        "statute": "legislation",
        "thesis": "thesis",
        "unpublished": "manuscript",
        "video": "motion_picture",
        "website": "webpage",
    }
)
"""The CSL type of each type of the file or of a reference."""

JOURNALS: Final = frozenset(
    (
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "review",
        "review-book",
        "periodical",
    )
)
"""CSL types whose container is the ``journal``; that of the others is the collection."""

COLLECTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "paper-conference": "proceedings",
        "chapter": "book",
        "post": "website",
        "post-weblog": "blog",
        "webpage": "website",
    }
)
"""The ``collection-type`` of the container of these CSL types; ``work`` for the others."""

TEXTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "abbreviation": "title-short",
        "abstract": "abstract",
        "volume-title": "volume-title",
        "volume": "volume",
        "issue": "issue",
        "number": "number",
        "number-volumes": "number-of-volumes",
        "edition": "edition",
        "section": "section",
        "version": "version",
        "department": "division",
        "database": "source",
        "medium": "medium",
        "notes": "note",
    }
)
"""Fields that hold what the CSL variable holds."""

NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "editors": "editor",
        "editors-series": "collection-editor",
        "translators": "translator",
        "recipients": "recipient",
    }
)

STATUS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "abstract": "abstract",
        "advance-online": "advance online publication",
        "in-preparation": "in preparation",
        "in-press": "in press",
        "submitted": "submitted",
    }
)
"""The states that the format knows, in words; ``preprint`` makes an article a CSL ``article``."""

IDENTIFIERS: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        "ISBN": re.compile(r"[0-9\- ]{10,17}X?"),
        "ISSN": re.compile(r"[0-9]{4}-[0-9]{3}[0-9xX]"),
        "PMCID": re.compile("PMC[0-9]{7}"),
        "PMID": re.compile("(?!)"),
    }
)
"""What an identifier must look like to stand in the field of its name; another stands among the others."""

DOI: Final = re.compile(r"10\.[0-9]{4,9}(\.[0-9]+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+")
URL: Final = re.compile(r"(https?|s?ftp)://[^\s]+")
LANGUAGE: Final = re.compile("[a-z]{2,3}")

KEY: Final = "citation key"
"""The description of the identifier that keeps the key of an item."""

ANONYMOUS: Final = "anonymous"
UNTITLED: Final = "[untitled]"
"""What stands for the authors and the title that the format demands."""

STAND_IN: Final = "Cite the works under references that you use."
"""The message of a file that is about no software or data itself."""

LICENCES: Final = frozenset(
    (
        "0BSD", "AFL-3.0", "AGPL-3.0", "AGPL-3.0-only", "AGPL-3.0-or-later", "Apache-1.1", "Apache-2.0",
        "Artistic-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSD-3-Clause-Clear", "BSD-4-Clause", "BSL-1.0",
        "CC-BY-1.0", "CC-BY-2.0", "CC-BY-2.5", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-NC-3.0", "CC-BY-NC-4.0",
        "CC-BY-NC-ND-3.0", "CC-BY-NC-ND-4.0", "CC-BY-NC-SA-3.0", "CC-BY-NC-SA-4.0", "CC-BY-ND-4.0",
        "CC-BY-SA-3.0", "CC-BY-SA-4.0", "CC0-1.0", "CECILL-2.1", "CECILL-B", "CECILL-C", "ECL-2.0",
        "EPL-1.0", "EPL-2.0", "EUPL-1.1", "EUPL-1.2", "GFDL-1.3", "GPL-2.0", "GPL-2.0-only",
        "GPL-2.0-or-later", "GPL-3.0", "GPL-3.0-only", "GPL-3.0-or-later", "ISC", "LGPL-2.1",
        "LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0", "LGPL-3.0-only", "LGPL-3.0-or-later", "LPPL-1.3c",
        "MIT", "MIT-0", "MPL-1.1", "MPL-2.0", "MS-PL", "MS-RL", "NCSA", "ODC-By-1.0", "ODbL-1.0", "OFL-1.1",
        "OSL-3.0", "PDDL-1.0", "PostgreSQL", "Python-2.0", "UPL-1.0", "Unlicense", "Vim", "WTFPL", "X11",
        "Zlib",
    )
)  # fmt: skip
"""SPDX identifiers of licences in use; any other is written as words, under ``copyright``."""

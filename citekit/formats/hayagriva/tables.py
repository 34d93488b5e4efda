"""Where hayagriva keeps what CSL keeps: types, parents, roles and fields.

The tables follow hayagriva's own bridge to CSL (its ``csl/taxonomy.rs``, as typst 0.15 has it), so that
Typst prints of a written file what citekit prints of the items. Several CSL types have no type of their own
there; they get the nearest one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = [
    "CONTAINERS",
    "DEFAULT_PARENTS",
    "EVENTS",
    "FORMATTED",
    "PLAIN",
    "ROLES",
    "SERIAL_NUMBERS",
    "SERIES",
    "SHAPES",
    "TYPES_READ",
    "Shape",
]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a CSL type is written: the entry's type, and the type of the parent that holds its container.

    ``required``: the parent is written even if it is empty, because the CSL type hangs on it. ``holds``: the
    container also holds what belongs to it rather than to the entry (volume, issue, publisher, editor).
    """

    type: str
    container: str = ""
    required: bool = False
    holds: bool = False


def _in(type_: str, container: str) -> Shape:
    return Shape(type_, container, required=True, holds=True)


SHAPES: Final[Mapping[str, Shape]] = MappingProxyType(
    {
        "article": Shape("article", "book"),
        "article-journal": _in("article", "periodical"),
        "article-magazine": _in("article", "periodical"),
        "article-newspaper": _in("article", "newspaper"),
        "bill": Shape("legislation", "anthology"),
        "book": Shape("book"),
        "broadcast": Shape("video", "video", required=True),
        "chapter": _in("chapter", "book"),
        "classic": Shape("book"),
        "collection": Shape("anthology"),
        "dataset": Shape("repository", "anthology"),
        "document": Shape("misc", "anthology"),
        "entry": Shape("entry"),
        "entry-dictionary": _in("chapter", "reference"),
        "entry-encyclopedia": _in("chapter", "reference"),
        "event": Shape("exhibition"),
        "figure": Shape("artwork", "article", required=True),
        "graphic": Shape("artwork", "anthology"),
        "hearing": Shape("misc", "anthology"),
        "interview": Shape("misc", "anthology"),
        "legal_case": Shape("case", "book"),
        "legislation": Shape("legislation", "anthology"),
        "manuscript": Shape("manuscript", "anthology"),
        "map": Shape("artwork", "anthology"),
        "motion_picture": Shape("video"),
        "musical_score": _in("audio", "book"),
        "pamphlet": Shape("book"),
        "paper-conference": _in("article", "proceedings"),
        "patent": Shape("patent", "anthology"),
        "performance": Shape("performance"),
        "periodical": Shape("book"),
        "personal_communication": Shape("misc", "anthology"),
        "post": Shape("post", "thread"),
        "post-weblog": _in("article", "blog"),
        "regulation": Shape("legislation", "anthology"),
        "report": Shape("report", "book"),
        "review": _in("article", "periodical"),
        "review-book": _in("article", "periodical"),
        "software": Shape("repository", "anthology"),
        "song": Shape("audio"),
        "speech": Shape("misc", "anthology"),
        "standard": Shape("report", "book"),
        "thesis": Shape("thesis", "anthology"),
        "treaty": Shape("legislation", "anthology"),
        "webpage": Shape("web", "web"),
    }
)
"""How each CSL type is written."""

TYPES_READ: Final[Mapping[str, str]] = MappingProxyType(
    {
        "anthology": "collection",
        "anthos": "chapter",
        "article": "article",
        "artwork": "graphic",
        "audio": "song",
        "blog": "webpage",
        "book": "book",
        "case": "legal_case",
        "chapter": "chapter",
        "conference": "event",
        "entry": "entry",
        "exhibition": "event",
        "legislation": "legislation",
        "manuscript": "manuscript",
        "misc": "document",
        "newspaper": "periodical",
        "original": "document",
        "patent": "patent",
        "performance": "performance",
        "periodical": "periodical",
        "post": "post",
        "proceedings": "book",
        "reference": "book",
        "report": "report",
        "repository": "software",
        "scene": "broadcast",
        "thesis": "thesis",
        "thread": "webpage",
        "tweet": "post",
        "video": "motion_picture",
        "web": "webpage",
    }
)
"""The CSL type of an entry, where its parents say nothing else."""

DEFAULT_PARENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "anthos": "anthology",
        "article": "periodical",
        "artwork": "exhibition",
        "audio": "audio",
        "chapter": "book",
        "entry": "reference",
        "legislation": "anthology",
        "post": "post",
        "scene": "video",
        "tweet": "post",
        "video": "video",
        "web": "web",
    }
)
"""The type of a parent that does not say its own, by the type of the child; misc for the others."""

CONTAINERS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "anthos": ("book", "anthology", "reference", "report"),
        "article": (
            "book",
            "proceedings",
            "periodical",
            "newspaper",
            "blog",
            "reference",
            "web",
            "conference",
        ),
        "artwork": ("article", "anthology"),
        "audio": ("book", "periodical", "reference", "blog", "web", "audio", "video", "anthology"),
        "case": ("report", "book", "anthology", "reference"),
        "chapter": ("book", "proceedings", "anthology", "reference", "report"),
        "entry": ("reference", "book", "anthology"),
        "legislation": ("anthology", "book", "reference", "periodical"),
        "manuscript": ("anthology", "book"),
        "misc": ("anthology", "book", "periodical", "reference", "web"),
        "patent": ("anthology", "book"),
        "post": ("thread", "blog", "web", "post"),
        "report": ("book", "anthology", "reference"),
        "repository": ("anthology", "web", "book"),
        "scene": ("video", "audio", "performance", "artwork"),
        "thesis": ("anthology", "book"),
        "thread": ("thread", "web", "blog"),
        "tweet": ("post", "thread", "blog", "web"),
        "video": ("video", "audio", "anthology", "web"),
        "web": ("web", "blog", "thread"),
    }
)
"""What counts as the container of an entry: the parent of the first of these types that there is."""

SERIES: Final = frozenset(
    ("anthology", "book", "exhibition", "newspaper", "performance", "periodical", "proceedings", "reference")
)
"""Types of which a parent of the same type, or an anthology, is the series."""

EVENTS: Final = ("conference", "exhibition", "misc")
"""Types of parents that are the event at which a work was presented."""

ROLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "translator": "translator",
        "compiler": "compiler",
        "composer": "composer",
        "collaborator": "contributor",
        "director": "director",
        "executive-producer": "executive-producer",
        "illustrator": "illustrator",
        "narrator": "narrator",
        "organizer": "organizer",
        "cast-member": "performer",
        "producer": "producer",
        "writer": "script-writer",
        "founder": "series-creator",
    }
)
"""What ``affiliated`` calls a role, and the CSL variable for it."""

FORMATTED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "genre": "genre",
        "organization": "authority",
        "archive": "archive",
        "archive-location": "archive_location",
        "call-number": "call-number",
        "note": "note",
        "abstract": "abstract",
    }
)
"""Fields that hold formattable strings and belong to the entry itself."""

PLAIN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "volume-total": "number-of-volumes",
        "page-range": "page",
        "page-total": "number-of-pages",
        "chapter": "chapter-number",
        "runtime": "dimensions",
        "language": "language",
    }
)
"""Fields that hold numbers and the like and belong to the entry itself."""

SERIAL_NUMBERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "serial": "number",
        "version": "version",
        "printing": "printing-number",
        "doi": "DOI",
        "isbn": "ISBN",
        "issn": "ISSN",
        "pmid": "PMID",
        "pmcid": "PMCID",
    }
)
"""The keys of ``serial-number``; hayagriva reads any other too, and prints it nowhere."""

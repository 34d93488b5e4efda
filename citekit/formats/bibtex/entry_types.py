"""The entry types of BibTeX and BibLaTeX, and the types of CSL that each means.

Sources: biblatex manual, 2.1.1 to 2.1.4 (types, aliases, types without support); biblatex-apa; the styles of
BibTeX. Where CSL 1.0.2 has a type of its own (software, standard, periodical, performance), that is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final

__all__ = ["BIBLATEX_TYPES", "BIBTEX_TYPES", "ENTRY_TYPES", "SHAPES", "SUBTYPES", "Shape"]


class Shape(Enum):
    """How the fields of an entry are to be understood."""

    ARTICLE = "article"
    """In a periodical: ``number`` is the issue, ``journaltitle`` the container."""
    PART = "part"
    """In a book: ``booktitle`` is the container, ``number`` the one within the series."""
    BOOK = "book"
    """A book: ``number`` is the one within the series."""
    OTHER = "other"
    """On its own: ``number`` is its own number."""


ENTRY_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "article": "article-journal",
        "artwork": "graphic",
        "audio": "song",
        "book": "book",
        "bookinbook": "chapter",
        "booklet": "pamphlet",
        "collection": "book",
        "commentary": "book",
        "conference": "paper-conference",
        "data": "dataset",
        "dataset": "dataset",
        "electronic": "webpage",
        "image": "graphic",
        "inbook": "chapter",
        "incollection": "chapter",
        "inproceedings": "paper-conference",
        "inreference": "entry-encyclopedia",
        "jurisdiction": "legal_case",
        "legadminmaterial": "regulation",
        "legal": "treaty",
        "legislation": "legislation",
        "legmaterial": "legislation",
        "letter": "personal_communication",
        "letters": "personal_communication",
        "manual": "book",
        "mastersthesis": "thesis",
        "misc": "document",
        "movie": "motion_picture",
        "music": "song",
        "mvbook": "book",
        "mvcollection": "book",
        "mvproceedings": "book",
        "mvreference": "book",
        "newsarticle": "article-newspaper",
        "newspaper": "article-newspaper",
        "online": "webpage",
        "patent": "patent",
        "performance": "speech",
        "periodical": "article-journal",
        "phdthesis": "thesis",
        "presentation": "speech",
        "proceedings": "book",
        "reference": "book",
        "report": "report",
        "review": "review",
        "set": "document",
        "software": "software",
        "standard": "standard",
        "suppbook": "chapter",
        "suppcollection": "chapter",
        "suppperiodical": "article-journal",
        "techreport": "report",
        "thesis": "thesis",
        "unpublished": "manuscript",
        "video": "motion_picture",
        "www": "webpage",
    }
)
"""The CSL type of each entry type."""

SUBTYPES: Final[Mapping[str, str]] = MappingProxyType(
    {"magazine": "article-magazine", "newspaper": "article-newspaper"}
)
"""What ``entrysubtype`` makes of an article."""


def _shapes() -> dict[str, Shape]:
    shapes = dict.fromkeys(
        ("article", "periodical", "suppperiodical", "review", "newsarticle", "newspaper"), Shape.ARTICLE
    )
    shapes |= dict.fromkeys(
        (
            "inbook",
            "incollection",
            "inproceedings",
            "conference",
            "inreference",
            "bookinbook",
            "suppbook",
            "suppcollection",
        ),
        Shape.PART,
    )
    shapes |= dict.fromkeys(
        (
            "book",
            "collection",
            "proceedings",
            "reference",
            "mvbook",
            "mvcollection",
            "mvproceedings",
            "mvreference",
        ),
        Shape.BOOK,
    )
    return shapes


SHAPES: Final[Mapping[str, Shape]] = MappingProxyType(_shapes())
"""The shape of each entry type that is not `Shape.OTHER`."""

BIBLATEX_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "article": "online",
        "article-journal": "article",
        "article-magazine": "article",
        "article-newspaper": "article",
        "bill": "legislation",
        "book": "book",
        "broadcast": "misc",
        "chapter": "incollection",
        "classic": "book",
        "collection": "misc",
        "dataset": "dataset",
        "document": "misc",
        "entry": "inreference",
        "entry-dictionary": "inreference",
        "entry-encyclopedia": "inreference",
        "event": "misc",
        "figure": "image",
        "graphic": "image",
        "hearing": "misc",
        "interview": "misc",
        "legal_case": "jurisdiction",
        "legislation": "legislation",
        "manuscript": "unpublished",
        "map": "misc",
        "motion_picture": "movie",
        "musical_score": "misc",
        "pamphlet": "booklet",
        "paper-conference": "inproceedings",
        "patent": "patent",
        "performance": "performance",
        "periodical": "misc",
        "personal_communication": "letter",
        "post": "online",
        "post-weblog": "online",
        "regulation": "legislation",
        "report": "report",
        "review": "article",
        "review-book": "article",
        "software": "software",
        "song": "music",
        "speech": "unpublished",
        "standard": "standard",
        "thesis": "thesis",
        "treaty": "legal",
        "webpage": "online",
    }
)
"""The entry type that biblatex has for each CSL type, or the nearest."""

BIBTEX_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    dict.fromkeys(BIBLATEX_TYPES, "misc")
    | {
        "article-journal": "article",
        "article-magazine": "article",
        "article-newspaper": "article",
        "book": "book",
        "chapter": "incollection",
        "classic": "book",
        "entry": "incollection",
        "entry-dictionary": "incollection",
        "entry-encyclopedia": "incollection",
        "manuscript": "unpublished",
        "pamphlet": "booklet",
        "paper-conference": "inproceedings",
        "report": "techreport",
        "review": "article",
        "review-book": "article",
        "speech": "unpublished",
        "standard": "techreport",
        "thesis": "phdthesis",
    }
)
"""The entry type that the styles of BibTeX know for each CSL type, or the nearest."""

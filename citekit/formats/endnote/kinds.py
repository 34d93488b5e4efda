"""The kinds of reference that EndNote and RIS know: code, name, number, and the CSL type of each.

RIS: the specification of 2011 (Thomson ResearchSoft) and what Zotero, Mendeley and EndNote add to it.
EndNote XML: the names and numbers of EndNote's reference types.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from citekit.item.item import Item
from citekit.item.variables import TYPES

__all__ = ["KINDS", "Kind", "codes_of", "kind_called", "kind_numbered", "kind_of_item", "read_back"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of reference: its code in RIS, its name and number in EndNote, its CSL type."""

    code: str
    name: str
    number: int
    type: str


_KINDS: Final = (
    Kind("JOUR", "Journal Article", 17, "article-journal"),
    Kind("BOOK", "Book", 6, "book"),
    Kind("CHAP", "Book Section", 5, "chapter"),
    Kind("CONF", "Conference Proceedings", 10, "paper-conference"),
    Kind("CPAPER", "Conference Paper", 47, "paper-conference"),
    Kind("RPRT", "Report", 27, "report"),
    Kind("THES", "Thesis", 32, "thesis"),
    Kind("ELEC", "Web Page", 12, "webpage"),
    Kind("GEN", "Generic", 13, "document"),
    Kind("NEWS", "Newspaper Article", 23, "article-newspaper"),
    Kind("MGZN", "Magazine Article", 19, "article-magazine"),
    Kind("UNPB", "Unpublished Work", 34, "article"),
    Kind("MANSCPT", "Manuscript", 36, "manuscript"),
    Kind("DATA", "Dataset", 59, "dataset"),
    Kind("COMP", "Computer Program", 9, "software"),
    Kind("STAND", "Standard", 58, "standard"),
    Kind("PAT", "Patent", 25, "patent"),
    Kind("CASE", "Case", 7, "legal_case"),
    Kind("STAT", "Statute", 31, "legislation"),
    Kind("LEGAL", "Legal Rule or Regulation", 50, "regulation"),
    Kind("BILL", "Bill", 4, "bill"),
    Kind("HEAR", "Hearing", 14, "hearing"),
    Kind("ENCYC", "Encyclopedia", 53, "entry-encyclopedia"),
    Kind("DICT", "Dictionary", 52, "entry-dictionary"),
    Kind("BLOG", "Blog", 56, "post-weblog"),
    Kind("PCOMM", "Personal Communication", 26, "personal_communication"),
    Kind("MPCT", "Film or Broadcast", 21, "motion_picture"),
    Kind("VIDEO", "Audiovisual Material", 3, "motion_picture"),
    Kind("SOUND", "Music", 61, "song"),
    Kind("MUSIC", "Music", 61, "musical_score"),
    Kind("ART", "Artwork", 2, "graphic"),
    Kind("FIGURE", "Figure", 37, "figure"),
    Kind("MAP", "Map", 20, "map"),
    Kind("PAMP", "Pamphlet", 24, "pamphlet"),
    Kind("CLSWK", "Classical Work", 49, "classic"),
    Kind("SLIDE", "Conference Paper", 47, "speech"),
    Kind("SER", "Serial", 57, "periodical"),
    # read, and never written
    Kind("ABST", "", 0, "article-journal"),
    Kind("ADVS", "Audiovisual Material", 3, "motion_picture"),
    Kind("AGGR", "Aggregated Database", 55, "dataset"),
    Kind("ANCIENT", "Ancient Text", 51, "classic"),
    Kind("CHART", "Chart or Table", 38, "figure"),
    Kind("CTLG", "Catalog", 8, "book"),
    Kind("DBASE", "Online Database", 45, "dataset"),
    Kind("EBOOK", "Electronic Book", 44, "book"),
    Kind("ECHAP", "Electronic Book Section", 60, "chapter"),
    Kind("EDBOOK", "Edited Book", 28, "book"),
    Kind("EJOUR", "Electronic Article", 43, "article-journal"),
    Kind("EQUA", "Equation", 39, "figure"),
    Kind("GOVDOC", "Government Document", 46, "report"),
    Kind("GRANT", "Grant", 54, "document"),
    Kind("GRNT", "", 0, "document"),
    Kind("ICOMM", "", 0, "personal_communication"),
    Kind("INPR", "", 0, "article-journal"),
    Kind("INTV", "Interview", 0, "interview"),
    Kind("JFULL", "", 0, "periodical"),
    Kind("MULTI", "Online Multimedia", 48, "motion_picture"),
    Kind("PODCST", "Podcast", 0, "broadcast"),
    Kind("PRESS", "Press Release", 0, "report"),
    Kind("FORUM", "Discussion Forum", 0, "post"),
    Kind("SOCIAL", "Social Media", 0, "post"),
    Kind("TVEPI", "Television Episode", 0, "broadcast"),
    Kind("UNBILL", "", 0, "bill"),
    Kind("UNPD", "", 0, "manuscript"),
    Kind("WEB", "", 0, "webpage"),
)

KINDS: Final[Mapping[str, Kind]] = MappingProxyType({kind.code: kind for kind in _KINDS})
"""Every kind by its code."""

_NAMED: Final = {re.sub(r"\W", "", kind.name).lower(): kind for kind in reversed(_KINDS) if kind.name} | {
    "conferencepaper": KINDS["CPAPER"],
    "music": KINDS["SOUND"],
    "audiovisualmaterial": KINDS["VIDEO"],
    "thesisdissertation": KINDS["THES"],
    "journal": KINDS["JOUR"],
    "newspaper": KINDS["NEWS"],
    "magazine": KINDS["MGZN"],
    "electronicsource": KINDS["ELEC"],
    "website": KINDS["ELEC"],
    "preprint": KINDS["UNPB"],
    "workingpaper": KINDS["UNPB"],
    "software": KINDS["COMP"],
}
_NUMBERED: Final = {kind.number: kind for kind in reversed(_KINDS) if kind.number} | {
    47: KINDS["CPAPER"],
    61: KINDS["SOUND"],
    3: KINDS["VIDEO"],
}

_CODE_OF_TYPE: Final[Mapping[str, str]] = {
    # the first kind of a type is the one that is written
    **{kind.type: kind.code for kind in reversed(_KINDS[:37])},
    # types that have no kind of their own
    "broadcast": "VIDEO",
    "collection": "GEN",
    "entry": "ENCYC",
    "event": "GEN",
    "interview": "PCOMM",
    "performance": "VIDEO",
    "post": "BLOG",
    "review": "JOUR",
    "review-book": "JOUR",
    "treaty": "LEGAL",
}

_NO_OTHERS: Final[Mapping[str, str]] = MappingProxyType({})


def read_back(others: Mapping[str, str] = _NO_OTHERS) -> Mapping[str, str]:
    """Return each CSL type with the one that is read back of it; ``others`` as in `codes_of`."""
    return MappingProxyType({type_: KINDS[codes_of(type_, others)[0]].type for type_ in TYPES})


def codes_of(type_: str, others: Mapping[str, str] = _NO_OTHERS) -> tuple[str, ...]:
    """Return the codes that items of a type are written under; ``others`` has types written otherwise."""
    if type_ == "motion_picture":
        return "MPCT", "VIDEO"
    return (others.get(type_) or _CODE_OF_TYPE.get(type_, "GEN"),)


def kind_of_item(item: Item, others: Mapping[str, str] = _NO_OTHERS) -> Kind:
    """Return the kind under which an item is written; ``others`` as in `codes_of`.

    A film whose director is known is a film, in which authors are directors; any other is a video.
    """
    codes = codes_of(item.type, others)
    return KINDS[codes[0] if len(codes) == 1 or "director" in item.names else codes[1]]


def kind_called(name: str) -> Kind | None:
    """Return the kind that EndNote calls ``name``, or None."""
    return _NAMED.get(re.sub(r"\W", "", name).lower())


def kind_numbered(number: int) -> Kind | None:
    """Return the kind that EndNote XML numbers so, or None."""
    return _NUMBERED.get(number)

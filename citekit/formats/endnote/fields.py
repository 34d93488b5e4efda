"""What each field of a reference means, kind by kind.

EndNote's model has a few dozen fields whose meaning depends on the kind of reference: the secondary title is
a journal, a book, a series or a conference. RIS, Refer and EndNote XML are three spellings of that model. The
tags of RIS name its fields here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from citekit.formats.endnote.kinds import KINDS, codes_of
from citekit.item.identifier import IdentifierKind, try_identifier
from citekit.item.variables import TYPES

__all__ = [
    "COUNTED",
    "FALLBACKS",
    "FIELDS",
    "SECOND_ROLES",
    "bare_serial",
    "carried_types",
    "serial_variable",
]

_ALWAYS: Final = {
    "AU": "author",
    "TI": "title",
    "ST": "title-short",
    "A4": "translator",
    "PY": "issued",
    "Y2": "accessed",
    "PB": "publisher",
    "CY": "publisher-place",
    "ET": "edition",
    "VL": "volume",
    "IS": "issue",
    "NV": "number-of-volumes",
    "SP": "page",
    "SE": "section",
    "M1": "number",
    "M3": "genre",
    "SN": "ISBN",
    "DO": "DOI",
    "AN": "PMID",
    "C2": "PMCID",
    "UR": "URL",
    "LA": "language",
    "CN": "call-number",
    "DB": "archive",
    "AV": "archive_location",
    "DP": "source",
    "RI": "reviewed-title",
    "KW": "keyword",
    "AB": "abstract",
    "N1": "note",
    "RN": "annote",
}
_IN_CONTAINER: Final = {
    "T2": "container-title",
    "J2": "container-title-short",
    "T3": "collection-title",
    "A2": "editor",
    "A3": "collection-editor",
}
_ON_ITS_OWN: Final = {
    "T2": "collection-title",
    "A2": "collection-editor",
    "ED": "editor",
}
_SERIES: Final = {"M1": "collection-number"}
_FILM: Final = {**_ON_ITS_OWN, "A3": "producer", "A4": "performer"}
_LAW: Final = {**_IN_CONTAINER, "T3": "authority", "OP": "references", "A2": "contributor", "A3": ""}

_SPECIAL: Final[Mapping[str, Mapping[str, str]]] = {
    "JOUR": {**_IN_CONTAINER, "C7": "number", "M1": "", "ET": "available-date"},
    "BOOK": {**_ON_ITS_OWN, **_SERIES},
    "CHAP": {**_IN_CONTAINER, **_SERIES, "SE": "chapter-number"},
    "CONF": {**_IN_CONTAINER, **_SERIES, "C3": "event-title", "C1": "event-place"},
    "RPRT": {**_ON_ITS_OWN, **_SERIES, "SN": "number", "IS": ""},
    "THES": {**_ON_ITS_OWN, "A2": "", "A3": "contributor"},
    "COMP": {**_ON_ITS_OWN, "ET": "version", "M1": "number"},
    "STAND": _ON_ITS_OWN,
    "MANSCPT": _ON_ITS_OWN,
    "PAMP": {**_ON_ITS_OWN, **_SERIES},
    "CLSWK": {**_ON_ITS_OWN, **_SERIES},
    "MAP": {**_ON_ITS_OWN, **_SERIES, "C1": "scale"},
    "ART": {**_ON_ITS_OWN, "C3": "dimensions"},
    "MUSIC": {**_ON_ITS_OWN, **_SERIES, "A3": "composer"},
    "SOUND": {**_IN_CONTAINER, "A2": "performer", "A3": "composer", "C5": "medium"},
    "MPCT": {**_FILM, "AU": "director", "C5": "medium"},
    "VIDEO": {**_FILM, "C5": "medium"},
    "SLIDE": {**_ON_ITS_OWN, "T2": "event-title", "CY": "event-place"},
    "PAT": {**_IN_CONTAINER, "A2": "contributor", "SN": "number", "M1": "", "C3": "jurisdiction",
            "C6": "status", "C5": "references"},
    "CASE": {**_IN_CONTAINER, "PB": "authority", "A2": "contributor", "A3": "", "OP": "references"},
    "STAT": _LAW,
    "BILL": _LAW,
    "LEGAL": {**_LAW, "SE": "section"},
    "HEAR": _LAW,
    "PCOMM": {**_IN_CONTAINER, "A2": "recipient"},
    "ENCYC": {**_IN_CONTAINER, **_SERIES},
    "DICT": {**_IN_CONTAINER, **_SERIES},
}  # fmt: skip
_LIKE: Final = {
    "ABST": "JOUR", "EJOUR": "JOUR", "INPR": "JOUR", "EBOOK": "BOOK", "EDBOOK": "BOOK", "CTLG": "BOOK",
    "ECHAP": "CHAP", "CPAPER": "CONF", "GOVDOC": "RPRT", "PRESS": "RPRT", "ANCIENT": "CLSWK",
    "UNPD": "MANSCPT", "UNBILL": "BILL", "ADVS": "VIDEO", "MULTI": "VIDEO", "ICOMM": "PCOMM",
}  # fmt: skip


def _fields(code: str) -> Mapping[str, str]:
    own = {**_ALWAYS, **_SPECIAL.get(_LIKE.get(code, code), _IN_CONTAINER)}
    return MappingProxyType({tag: variable for tag, variable in own.items() if variable})


FIELDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType({code: _fields(code) for code in KINDS})
"""By kind and by tag of RIS: the CSL variable that the field holds. What is not here is kept apart."""

FALLBACKS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        **{code: {"M1": "issue"} for code in ("JOUR", "EJOUR", "ABST", "INPR", "MGZN", "NEWS")},
        **{code: {"IS": "number", "M1": "number"} for code in ("RPRT", "GOVDOC", "PRESS", "PAT")},
    }
)
"""Fields that hold the variable if its own field is missing, as some programs write it."""

SECOND_ROLES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        # EndNote's third author of a book is its editor, ProQuest's second of a thesis the advisor
        **{code: {"A3": "editor"} for code in ("BOOK", "EBOOK", "EDBOOK", "RPRT", "GOVDOC", "PAMP", "CLSWK")},
        "THES": {"A2": "contributor"},
    }
)
"""Fields of names that hold the role too, which is written in another field."""

COUNTED: Final = frozenset(
    {"BOOK", "EBOOK", "EDBOOK", "CTLG", "THES", "RPRT", "GOVDOC", "PAMP", "MANSCPT", "CLSWK", "ANCIENT"}
)
"""Kinds whose single number of pages says how many there are: nobody cites them for one page."""

_SERIALS: Final = frozenset({"article-journal", "article-magazine", "article-newspaper", "periodical"})
_ISSN: Final = re.compile(r"\d{4}-?\d{3}[\dXx]")
_ISBN: Final = re.compile(r"(?:97[89][ -]?)?(?:\d[ -]?){9}[\dXx]")
_YEAR: Final = re.compile(r"(?:19|20)\d\d-")
_LABELLED: Final = re.compile(r"(?:e?-?IS[SB]N:? *)?([\dXx][\dXx -]{7,16}?) *(?:\([A-Za-z -]{3,12}\))?\.?")
_BETWEEN: Final = re.compile(r"[\s,;]+")


def bare_serial(value: str) -> str:
    """Return an ISSN or ISBN without the words around it: ``03044017 (ISSN)``, ``ISBN 978…``."""
    labelled = _LABELLED.fullmatch(value)
    return labelled[1].strip() if labelled else value


def serial_variable(value: str, code: str) -> str:
    """Return the variable that a value of SN belongs to: ISBN, ISSN, or the number of a report or patent."""
    first = value if _ISBN.fullmatch(value) else _BETWEEN.split(value)[0]
    numbered = FIELDS[code]["SN"] == "number"
    if not numbered:
        if _ISBN.fullmatch(first):
            return "ISBN"
        return "ISSN" if KINDS[code].type in _SERIALS or _ISSN.fullmatch(first) else "ISBN"
    if _ISBN.fullmatch(first) and try_identifier(IdentifierKind.ISBN, first):
        return "ISBN"
    # 2019-1235 is rather the number of a report than a serial's
    if _ISSN.fullmatch(first) and not _YEAR.match(first) and try_identifier(IdentifierKind.ISSN, first):
        return "ISSN"
    return "number"


def carried_types(has: Callable[[str, str], bool], others: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    """Return for each variable that any kind holds the CSL types of items for which it is written.

    ``has`` says whether a spelling of the model has a field: by code of the kind and tag of RIS; ``others``
    is as in `codes_of`.
    """
    found: dict[str, set[str]] = {}
    for type_ in TYPES:
        for code in codes_of(type_, others):
            for variable in held_variables(code, has):
                found.setdefault(variable, set()).add(type_)
    return {variable: frozenset(types) for variable, types in found.items()}


def held_variables(code: str, has: Callable[[str, str], bool]) -> frozenset[str]:
    """Return the variables that a reference of this kind holds in a spelling of the model."""
    variables = {variable for tag, variable in FIELDS[code].items() if has(code, tag)} | {"ISBN", "ISSN"}
    if code in COUNTED:
        variables.add("number-of-pages")
    if code == "JOUR":
        variables.add("reviewed-author")
    return frozenset(variables)

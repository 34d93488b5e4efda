"""One identifier: its kind, its normal form, and the key it is compared by."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from citekit.errors import InvalidValue
from citekit.item import identifier_schemes as schemes
from citekit.item.check_digits import isbn13_digit
from citekit.item.identifier_schemes import Fault
from citekit.item.report_numbers import report_number_key

__all__ = ["Identifier", "IdentifierKind", "parse_identifier", "parse_identifiers", "try_identifier"]


class IdentifierKind(StrEnum):
    """The scheme that an identifier belongs to; the value is what people call it."""

    DOI = "DOI"
    ISBN = "ISBN"
    ISSN = "ISSN"
    ARXIV = "arXiv"
    PMID = "PMID"
    PMCID = "PMCID"
    ORCID = "ORCID"
    URL = "URL"
    REPORT_NUMBER = "report number"


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier in its normal form, as `parse_identifier` makes it."""

    kind: IdentifierKind
    value: str

    @property
    def key(self) -> str:
        """What the spellings of one identifier have in common; to compare within a kind, never to print.

        A DOI in small letters, an ISBN as its thirteen digits, an arXiv number without version, a report
        number's letters and digits, a URL without scheme, ``www.``, closing slash and fragment.
        """
        return _KEYS.get(self.kind, str)(self.value)


def parse_identifier(kind: IdentifierKind, text: str) -> Identifier:
    """Return the one identifier of ``kind`` in ``text``, without label, resolver or stray punctuation.

    Case is kept where people may choose it. Check digits are checked.

    Raises:
        InvalidValue: With what is wrong, and what was probably meant.

    """
    bare = _unwrapped(text)
    if not bare:
        raise InvalidValue(kind, text, "is empty", "leave the field out")
    value = _READERS[kind](bare)
    if isinstance(value, str):
        return Identifier(kind, value)
    for other in _FIELDS:
        if other is not kind and isinstance(_READERS[other](bare), str):
            article = "an" if other.startswith("IS") else "a"
            value = Fault(f"is {article} {other}", f"put it into the field {other}")
            break
    raise InvalidValue(kind, text, value.reason, value.remedy)


def parse_identifiers(kind: IdentifierKind, text: str) -> tuple[Identifier, ...]:
    """Return the identifiers in a field that may hold several, as ISBN and ISSN do.

    Separated by spaces, commas or semicolons, with or without notes in brackets.

    Raises:
        InvalidValue: One of them is wrong.

    """
    separate = _SEPARATE.get(kind)
    if separate:
        found = re.findall(separate, text, re.ASCII)
        if len(found) > 1 and not re.search(r"\d", re.sub(separate, "", text, flags=re.ASCII)):
            return tuple(parse_identifier(kind, part) for part in found)
    return (parse_identifier(kind, text),)


def try_identifier(kind: IdentifierKind, text: str) -> Identifier | None:
    """Return the one identifier of ``kind`` that ``text`` is, or None."""
    value = _READERS[kind](_unwrapped(text))
    return Identifier(kind, value) if isinstance(value, str) and value else None


_READERS: Final[Mapping[IdentifierKind, Callable[[str], str | Fault]]] = {
    IdentifierKind.DOI: schemes.read_doi,
    IdentifierKind.ISBN: schemes.read_isbn,
    IdentifierKind.ISSN: schemes.read_issn,
    IdentifierKind.ARXIV: schemes.read_arxiv,
    IdentifierKind.PMID: schemes.read_pmid,
    IdentifierKind.PMCID: schemes.read_pmcid,
    IdentifierKind.ORCID: schemes.read_orcid,
    IdentifierKind.URL: schemes.read_url,
    IdentifierKind.REPORT_NUMBER: schemes.read_report_number,
}

_FIELDS: Final = (IdentifierKind.DOI, IdentifierKind.ISSN, IdentifierKind.ISBN)
"""What people and programs put into the wrong field, if it has a field of its own."""

_SEPARATE: Final[Mapping[IdentifierKind, str]] = {
    IdentifierKind.ISBN: r"(?<![\w-])(?:97[89][-‐– ]?)?(?:\d[-‐–]?){9}[\dXx](?![\w-])",
    IdentifierKind.ISSN: r"(?<![\w-])\d{4}[-‐–]?\d{3}[\dXx](?![\w-])",
}
"""One of several in a field."""


def _unwrapped(text: str) -> str:
    """Return ``text`` without white space, quotation marks and brackets around it."""
    bare = text.strip(" \t\r\n\f\v\u00a0\u200b\u200e\u200f\ufeff")
    while len(bare) > 1 and bare[0] + bare[-1] in {"<>", '""', "“”", "''", "()", "[]", "{}"}:
        bare = bare[1:-1].strip()
    return bare


def _isbn_key(value: str) -> str:
    if len(value) == 13:
        return value
    twelve = f"978{value[:9]}"
    return twelve + isbn13_digit(twelve)


def _arxiv_key(value: str) -> str:
    return re.sub(r"v\d+$|\.[A-Z]{2}(?=/)", "", value)


def _pmcid_key(value: str) -> str:
    return value.partition(".")[0]


def _url_key(value: str) -> str:
    bare = re.sub(r"\A[a-z][a-z0-9+.-]*://(?:www\.)?", "", value.partition("#")[0], flags=re.IGNORECASE)
    host, slash, path = bare.partition("/")
    return (host.casefold() + slash + path).rstrip("/")


_KEYS: Final[Mapping[IdentifierKind, Callable[[str], str]]] = {
    IdentifierKind.DOI: str.casefold,
    IdentifierKind.ISBN: _isbn_key,
    IdentifierKind.ARXIV: _arxiv_key,
    IdentifierKind.PMCID: _pmcid_key,
    IdentifierKind.URL: _url_key,
    IdentifierKind.REPORT_NUMBER: report_number_key,
}

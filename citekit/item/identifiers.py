"""Identifiers where they stand: in running text, in what a person typed, in an item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from citekit.errors import InvalidValue
from citekit.item.identifier import (
    Identifier,
    IdentifierKind,
    parse_identifier,
    parse_identifiers,
    try_identifier,
)
from citekit.item.item import Item
from citekit.item.report_numbers import find_report_numbers, is_report_number

__all__ = [
    "Identifier",
    "IdentifierKind",
    "IdentifierPlace",
    "find_identifiers",
    "guess_identifier",
    "identifiers_of",
    "locate_identifiers",
    "parse_identifier",
    "parse_identifiers",
]

_NUMBERED_TYPES: Final = frozenset(
    {
        "article", "bill", "dataset", "document", "hearing", "legislation", "manuscript", "map", "pamphlet",
        "patent", "regulation", "report", "standard", "thesis", "treaty",
    }
)  # fmt: skip
"""The item types whose ``number`` is an identifier: not an episode, a court's docket or a journal's page."""

_SERIES: Final = (
    ("NBER|National Bureau of Economic Research", r"w?(\d{4,5})", ("NBER w{}", "{}")),
    ("IMF|International Monetary Fund", r"(?:WP/)?(\d\d(?:\d\d)?/\d{1,3})", ("WP/{}",)),
)
"""Series whose numbers are written short or in full: who publishes, the number, its other spellings."""

_FOREIGN: Final = "，。；：、（）《》「」،؛؟"
"""Punctuation that no address and no DOI holds; Chinese and Arabic put no space before or after it."""

_DOI_NAME: Final = rf"(?:[^\s<>\"“”„«»{_FOREIGN}]|<[\d:]+[^<>\s]{{0,100}}>){{1,500}}"
"""What follows the slash of a DOI. Old ones hold angle brackets: ``115<1606:GARSPP>2.0.CO;2``."""

_IN_TEXT: Final = (
    (IdentifierKind.DOI, rf"(?:https?://)?(?:dx\.|www\.)?doi\.org/10\.\d+(?:\.\d+)*/{_DOI_NAME}"),
    (
        IdentifierKind.URL,
        rf"(?<![\w@])(?:(?:https?|ftp)://|(?:www|arxiv|orcid)\.(?=\w))[^\s<>\"“”„«»‹›\\^`|{_FOREIGN}]{{1,2000}}",
    ),
    (IdentifierKind.DOI, rf"(?<!\w)doi[: ] ?10\.\d+(?:\.\d+)*/{_DOI_NAME}"),
    (IdentifierKind.DOI, rf"(?<![\w./])10\.\d{{4,9}}(?:\.\d+)*/{_DOI_NAME}"),
    (
        IdentifierKind.ARXIV,
        r"(?<!\w)arxiv[: ] ?(?:[a-z-]+(?:\.[a-z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?(?!\d)",
    ),
    (IdentifierKind.ARXIV, r"(?<![\w/.-])[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?(?![\w/])"),
    (IdentifierKind.ORCID, r"(?<![\w-])\d{4}-\d{4}-\d{4}-\d{3}[\dX](?![\w-])"),
    (IdentifierKind.PMCID, r"(?<!\w)(?-i:PMC) ?\d{4,8}(?:\.\d)?(?!\w)"),
    (IdentifierKind.PMID, r"(?<!\w)(?:PMID|PubMed ID)[: ]+\d{1,8}(?!\w)"),
    (IdentifierKind.ISBN, r"(?<![\w-])97[89][-‐– ]?(?:\d[-‐– ]?){9}\d(?![\w-])"),
    (
        IdentifierKind.ISBN,
        r"(?<!\w)(?:e-?)?ISBN(?:[-‐ ]?1[03])?[:)]?\s*(?:97[89][-‐– ]?)?(?:\d[-‐– ]?){9}[\dX](?!\w)",
    ),
    (IdentifierKind.ISSN, r"(?<!\w)(?:[ep]-?)?ISSN(?:-L)?(?: ?\(\w+\))?:?\s*\d{4}[-‐–]?\d{3}[\dX](?!\w)"),
)
"""What running text is searched for, in this order: what one pattern has found is hidden from the next."""


def find_identifiers(text: str) -> tuple[Identifier, ...]:
    """Return every identifier in running ``text``, in its order, each as often as it stands there.

    An address of a DOI, of arXiv, PubMed or ORCID is that identifier. What fails its check digit is left
    out, and so is what needs a label to be told from an ordinary number and has none: ISSN, PMID.
    """
    return tuple(place.identifier for place in locate_identifiers(text))


@dataclass(frozen=True, slots=True)
class IdentifierPlace:
    """An identifier in running text, with its label, and where both stand in it."""

    start: int
    end: int
    identifier: Identifier


@lru_cache(maxsize=1_000)  # reading, matching and checking a reference each ask for those in its text
def locate_identifiers(text: str) -> tuple[IdentifierPlace, ...]:
    """Return every identifier in running ``text`` with its place, as `find_identifiers` finds them."""
    found: list[IdentifierPlace] = []
    rest = re.sub(r"[^\S\n]", " ", text)
    for kind, pattern in _IN_TEXT:
        rest = _hide(rest, found, kind, re.compile(pattern, re.IGNORECASE | re.ASCII))
    for start, end in find_report_numbers(rest):
        found.append(IdentifierPlace(start, end, Identifier(IdentifierKind.REPORT_NUMBER, rest[start:end])))
    return tuple(sorted(found, key=lambda place: place.start))


def _hide(text: str, found: list[IdentifierPlace], kind: IdentifierKind, pattern: re.Pattern[str]) -> str:
    """Add what ``pattern`` finds to ``found``; return ``text`` with it blotted out."""
    pieces = []
    done = 0
    place = 0
    while match := pattern.search(text, place):
        value = _cut(match[0]) if kind in {IdentifierKind.URL, IdentifierKind.DOI} else match[0]
        identifier = _from_address(value) if kind is IdentifierKind.URL else try_identifier(kind, value)
        place = match.end()
        if identifier:
            place = match.start() + len(value)
            found.append(IdentifierPlace(match.start(), place, identifier))
            pieces += [text[done : match.start()], _BLOT * len(value)]
            done = place
    return "".join(pieces) + text[done:]


_BLOT: Final = "\0"


def _cut(text: str) -> str:
    """Return ``text`` up to a closing bracket that it did not open, without punctuation at its end."""
    opened: list[str] = []
    for place, character in enumerate(text):
        if character in _CLOSED_BY:
            opened.append(_CLOSED_BY[character])
        elif character in ")]}" and (not opened or opened.pop() != character):
            text = text[:place]
            break
    return re.sub(r"(?:[.,;:!?'’‘*_…]|&(?:[lg]t|quot|nbsp);.*)+$", "", text)


_CLOSED_BY: Final = {"(": ")", "[": "]", "{": "}"}


def _from_address(address: str) -> Identifier | None:
    """Return the identifier that a web address stands for, or else the address."""
    whole = address if "://" in address else f"https://{address}"
    for kind, pattern in _ADDRESSES:
        if re.match(pattern, whole, re.IGNORECASE) and (identifier := try_identifier(kind, whole)):
            return identifier
    return try_identifier(IdentifierKind.URL, whole)


_ADDRESSES: Final = (
    (IdentifierKind.DOI, r"https?://(?:dx\.|www\.)?doi\.org/"),
    (IdentifierKind.ARXIV, r"https?://(?:www\.|export\.)?arxiv\.org/"),
    (
        IdentifierKind.PMCID,
        r"https?://(?:(?:www\.)?ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov)/articles/",
    ),
    (IdentifierKind.PMID, r"https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed)/"),
    (IdentifierKind.ORCID, r"https?://(?:www\.)?orcid\.org/"),
)


def guess_identifier(text: str) -> Identifier | None:
    """Return the identifier that ``text`` as a whole is, labelled or bare, or None.

    A bare number of four digits or more is taken for a report number: only a label tells a PMID from it.
    """
    typed = text.strip().strip("<>\"'“”‘’[]").strip()
    if not typed or len(typed) > 2000:
        return None
    for kind, pattern in _WHOLE:
        if re.fullmatch(pattern, typed, re.IGNORECASE) and (identifier := try_identifier(kind, typed)):
            return identifier
    if re.match(r"(?:https?|ftp)://|www\.\w", typed, re.IGNORECASE):
        return None if re.search(r"\s", typed) else _from_address(_cut(typed))
    number = typed.rstrip(".,;")
    label = re.match(_NUMBER_LABEL, number, re.IGNORECASE)
    number = number[label.end() :] if label else number
    return try_identifier(IdentifierKind.REPORT_NUMBER, number) if is_report_number(number) else None


_NUMBER_LABEL: Final = r"(?:\w+ )?(?:report (?:no|number|nr)|document (?:id|no)|id)\b[.: ]*(?=\S)"

_WHOLE: Final = (
    (
        IdentifierKind.DOI,
        r"(?:doi[:\s]\s*)?(?:https?://(?:dx\.|www\.)?doi\.org/|(?:dx\.)?doi\.org/)?10(?:\.\d+)*/\S+",
    ),
    (IdentifierKind.ARXIV, r"(?:arxiv[:\s]?\s*)?[a-z.-]*/?\d{4}\.?\d{3,5}(?:v\d+)?(?: \[[\w.-]+\])?"),
    (IdentifierKind.PMCID, r"(?:PMCID:?\s*)?PMC\s?\d+(?:\.\d+)?"),
    (IdentifierKind.PMID, r"(?:PMID|PubMed(?: ID)?)[:\s]*\d+"),
    (IdentifierKind.ORCID, r"(?:orcid(?: id)?[:\s]\s*)?(?:\d{4}[-‐– ]){3}\d{3}[\dX]"),
    (IdentifierKind.ISBN, r"(?:ISBN(?:-1[03])?:?\s*)?[\d\s‐–-]{9,17}[\dX]"),
    (IdentifierKind.ISSN, r"(?:(?:[ep]-?)?ISSN(?:-L)?:?\s*\d{4}[-‐–]?|\d{4}[-‐–])\d{3}[\dX]"),
)


def identifiers_of(item: Item) -> tuple[Identifier, ...]:
    """Return the identifiers that ``item`` carries, each once; what is mistyped is left out.

    Several ISBNs or ISSNs in one field are told apart. A URL that resolves a DOI, or leads to arXiv or
    PubMed, counts as that identifier too, and a DOI of arXiv as the arXiv number. ``number`` counts for
    reports, standards, patents and their kin, with the number of an institution's series in its full form.
    """
    found: dict[tuple[IdentifierKind, str], Identifier] = {}
    for identifier in _carried(item):
        found.setdefault((identifier.kind, identifier.key), identifier)
    return tuple(found.values())


_FIELDS: Final = (
    IdentifierKind.DOI,
    IdentifierKind.ISBN,
    IdentifierKind.ISSN,
    IdentifierKind.PMID,
    IdentifierKind.PMCID,
)
"""The kinds that are CSL variables, besides URL."""


def _carried(item: Item) -> Iterator[Identifier]:
    for kind in _FIELDS:
        if written := item.text.get(kind):
            yield from _several(kind, written)
    doi = item.text.get("DOI", "")
    if doi.startswith("10.48550/") or (doi and not doi.startswith("10.")):
        yield from _several(IdentifierKind.ARXIV, doi)
    if url := item.text.get("URL"):
        yield from _several(IdentifierKind.URL, url) or find_identifiers(url)
        address = _from_address(url)
        if address and address.kind is not IdentifierKind.URL:
            yield address
    yield from _numbers(item)


def _several(kind: IdentifierKind, text: str) -> tuple[Identifier, ...]:
    try:
        return parse_identifiers(kind, text)
    except InvalidValue:
        return ()


def _numbers(item: Item) -> Iterator[Identifier]:
    number = item.number.get("number", "").strip()
    if not number or item.type not in _NUMBERED_TYPES:
        return
    for kind in (IdentifierKind.ARXIV, IdentifierKind.REPORT_NUMBER):
        if identifier := try_identifier(kind, number):
            yield identifier
    series = " ".join(item.text.get(name, "") for name in ("publisher", "collection-title", "genre"))
    for issuer, form, spellings in _SERIES:
        short = re.fullmatch(form, number)
        if short and re.search(rf"\b(?:{issuer})\b", series):
            for spelling in spellings:
                yield Identifier(IdentifierKind.REPORT_NUMBER, spelling.format(short[1]))

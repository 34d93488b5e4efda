"""What kind of work a reference is of, what is left of it, and how sure its reading is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citekit.formats.base import Confidence
from citekit.formats.reference_text.patterns import any_of, compiled, word_set
from citekit.formats.reference_text.sheet import TRIM, Sheet
from citekit.item.date import Date
from citekit.item.institutions import is_institution

__all__ = ["MAKERS", "PUBLISHER_WORDS", "confidence_of", "is_place", "settle", "type_of"]

PUBLISHER_WORDS: Final = compiled(
    r"\b",
    any_of(
        "press", "publish(?:er|ers|ing)", "verlag", "books", "éditions?", "editorial", "university",
        "universität", "institut(?:e|ion)?", "springer", "elsevier", "wiley", "routledge", "sage",
        "penguin", "macmillan", "palgrave", "mcgraw", "pearson", "o['’]reilly", "de gruyter", "brill",
        "suhrkamp", "gallimard", "seuil", "puf", "norton", "blackwell", "kluwer", "addison", "crc",
        "academic", "harper", "random house", "oxford", "cambridge", "mit", "(?-i:UP|U of)",
    ),
    r"\b",
    flags=re.IGNORECASE,
)  # fmt: skip
"""Words that publishers are called by."""

_PROCEEDINGS: Final = compiled(
    any_of(
        r"\bproc(?:\.|eedings)", r"\bconf(?:\.|erence)\b", r"\bsymp(?:\.|osium)", r"\bworkshop\b",
        r"\bkonferenz", r"\btagung\b", r"\bcongress\b", r"\bcongreso\b",
    ),
    flags=re.IGNORECASE,
)  # fmt: skip
_GENRES: Final = (
    ("thesis", re.compile(r"(?i)thesis|dissertation|diss\.|arbeit|habilitation")),
    ("report", re.compile(r"(?i)report|paper|brief|bericht|rfc")),
    ("dataset", re.compile(r"(?i)data ?set")),
    ("software", re.compile(r"(?i)software|computer program")),
    ("motion_picture", re.compile(r"(?i)\bfilm\b")),
)
_WHOLE_WORKS: Final = frozenset(
    {"book", "chapter", "thesis", "report", "document", "paper-conference", "dataset", "software"}
)
_MOST_LEFT: Final = 0.35
_MOST_WORDS: Final = 6
_LITTLE_LEFT: Final = 0.05


_PLACES: Final = word_set(
    "london york cambridge oxford boston berlin paris münchen munich chicago wien vienna amsterdam leiden"
    " stuttgart hamburg leipzig frankfurt madrid barcelona milano roma philadelphia washington toronto"
    " sydney melbourne"
    " princeton dordrecht heidelberg basel zürich geneva genève edinburgh bonn köln tübingen moscow tokyo"
    " beijing ny ma ca uk usa dc nj pa il md mass"
)
"""Words of the places where most books are published."""


MAKERS: Final = ("author", "editor", "director", "authority")
"""The variables of which a reference has one at least."""


_ON_A_RIVER: Final = re.compile(r"\s(?:a\.\s?m\.|am main|an der oder|am see)$")


def is_place(text: str) -> bool:
    """Whether a book may be published in ``text``: its last word is that of a known place."""
    words = _ON_A_RIVER.sub("", text.casefold()).split()
    return bool(words) and words[-1].strip(".,") in _PLACES


def type_of(sheet: Sheet) -> str:
    """Return the CSL type that the parts found so far speak for."""
    number, genre = _text(sheet, "number"), _text(sheet, "genre")
    if number.startswith("arXiv") and not sheet.has("volume"):
        return "article"
    for type_, pattern in _GENRES:
        if pattern.search(genre):
            return type_
    if genre and number:
        return "report"
    if sheet.has("container-title"):
        return _type_of_part(sheet)
    if sheet.has("version"):
        return "software"
    if any(sheet.has(field) for field in ("publisher", "publisher-place", "edition", "ISBN")):
        return "book"
    if number:
        return "report"
    return "webpage" if sheet.has("URL") else "document"


def _type_of_part(sheet: Sheet) -> str:
    if _PROCEEDINGS.search(_text(sheet, "container-title")):
        return "paper-conference"
    if sheet.has("volume") or sheet.has("issue") or sheet.has("ISSN"):
        return "chapter" if sheet.has("editor") and sheet.has("publisher") else "article-journal"
    if sheet.has("publisher") or sheet.has("editor"):
        return "chapter"
    issued = sheet.parts.get("issued")
    if issued and isinstance(issued.value, Date) and issued.value.start and issued.value.start.day:
        return "article-newspaper"
    if sheet.has("page") or sheet.has("DOI"):
        return "article-journal"
    return "webpage" if sheet.has("URL") else "document"


def _text(sheet: Sheet, field: str) -> str:
    part = sheet.parts.get(field)
    return part.value if part and isinstance(part.value, str) else ""


def settle(sheet: Sheet, type_: str) -> None:
    """Give what is left, and can be one thing only, to the field that lacks it."""
    for start, end in tuple(sheet.left()):
        text = sheet.text[start:end]
        if type_ in _WHOLE_WORKS and not sheet.has("publisher"):
            if PUBLISHER_WORDS.search(text) or is_institution([text]) or _ends_it(sheet, start, end):
                sheet.take("publisher", start, end, confidence=Confidence.LOW)
        elif type_ == "webpage" and start > 0 and sheet.has("title"):
            sheet.take("container-title", start, end, confidence=Confidence.LOW)


def _ends_it(sheet: Sheet, start: int, end: int) -> bool:
    """Whether a few words with capitals end a reference after its title, but for the year."""
    issued, title = sheet.parts.get("issued"), sheet.parts.get("title")
    text = sheet.text[start:end]
    if not (issued and title and title.start < start) or sheet.has("container-title"):
        return False
    if sheet.rest[end:].strip(TRIM) or any(character.isdigit() for character in text):
        return False
    if issued.start > end and not sheet.text[end:].startswith(", "):
        return False  # "New York Times Magazine. 2013."
    words = text.split()
    telling = [word for word in words if len(word) > 3]
    return len(words) <= _MOST_WORDS and bool(telling) and all(word[0].isupper() for word in telling)


def confidence_of(sheet: Sheet, rest: Sequence[tuple[int, int]]) -> Confidence:
    """Return how sure the reading is: by what was found, and by how much is left."""
    has_maker = any(sheet.has(role) for role in MAKERS)
    found = has_maker + sheet.has("title") + sheet.has("issued")
    left = sum(end - start for start, end in rest) / max(1, len(sheet.text))
    if not sheet.has("title") or found < 2 or left > _MOST_LEFT:
        return Confidence.LOW
    return Confidence.HIGH if found == 3 and left < _LITTLE_LEFT else Confidence.MEDIUM

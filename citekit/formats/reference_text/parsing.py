"""One typed reference, read by its structure: what has marks first, then what stands between.

No style is asked for. What styles have in common is enough: names come first, the title next, numbers after
what they count in, and each has one of few shapes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from citekit.formats.base import Confidence
from citekit.formats.reference_text.authors import take_authors, take_head_year
from citekit.formats.reference_text.cases import take_case
from citekit.formats.reference_text.containers import take_work
from citekit.formats.reference_text.dates import find_accessed, slipped_year
from citekit.formats.reference_text.kinds import confidence_of, settle, type_of
from citekit.formats.reference_text.marks import take_identifiers, take_missing_date
from citekit.formats.reference_text.reference import ParsedReference
from citekit.formats.reference_text.sheet import Sheet
from citekit.formats.reference_text.spacing import read_through_spaces
from citekit.item.date import Date, DateParts

__all__ = ["SAME_PEOPLE", "parse_reference", "prepared"]

_LABEL: Final = re.compile(r"\s*(?:\[\w{1,12}\]|\(?\d{1,4}[.)]|\d{1,4}(?=\s+[^\W\d])|[•·*–-])\s+")
_ONLINE: Final = re.compile(
    r"\s*\[(?:Online|Internet|online|en ligne|en línea)\]\.?|(?<=\.\s)(?:Online|online)\.\s"
)

SAME_PEOPLE: Final = re.compile(r"\s*(?:[—–―]{2,}|-{2,}|_{3,})[.,:]?(?=\s)")
"""Dashes for the names of the reference before."""
_ARXIV_CLASS: Final = re.compile(r"\[[a-z-]+\.[A-Z]{2}\]")
_KIND_MARK: Final = re.compile(r"(?<=\S)\[(?:[A-Z]{1,2}(?:/OL)?)\](?=\s?[.,．])")
"""What kind a work is, as GB/T 7714 marks it: ``[M]``, ``[J]``, ``[EB/OL]``."""
_ARTICLE: Final = re.compile(
    r"(?<=[,;] )(?:Article|Artikel|Art\.)(?:\s(?:no\.|ID|number|Nr\.))?\s"
    r"(?P<number>[A-Za-z]{0,3}\d[\w-]{2,14})(?=[.,;\s\0]|$)"
)
"""The number of an article in a journal that has no pages."""

_STAND_IN: Final = "2000"
"""Is read in the place of a year that cannot be, so that what stands around it is understood."""


def parse_reference(text: str, *, italics: Sequence[tuple[int, int]] = ()) -> ParsedReference:
    """Return what the reference ``text`` says, in whatever style it is typed.

    ``italics`` are the spans in italics, where the source shows them; ``*asterisks*`` around words do it too.
    Raises nothing: what cannot be read is the rest.
    """
    return read_through_spaces(_read, text, italics)


def _read(text: str, *, italics: Sequence[tuple[int, int]] = ()) -> ParsedReference:
    slip = slipped_year(text)
    if slip is None:
        return _parsed(text, italics)
    start, end = slip
    found = _parsed(f"{text[:start]}{_STAND_IN}{text[end:]}", italics)
    issued = found.part("issued")
    if issued is None or issued.start > start or issued.end < end or not isinstance(issued.value, Date):
        return _parsed(text, italics)
    date = replace(issued.value, start=DateParts(int(text[start:end])))
    parts = [replace(part, value=date) if part is issued else part for part in found.parts]
    return replace(found, text=text, parts=tuple(parts))


def _parsed(text: str, italics: Sequence[tuple[int, int]]) -> ParsedReference:
    sheet, start = prepared(text, italics)
    is_case = take_case(sheet, start)
    if not is_case:
        take_work(sheet, take_head_year(sheet, take_authors(sheet, start)))
        take_missing_date(sheet)
        settle(sheet, type_of(sheet))
    rest = tuple(sheet.left())
    return ParsedReference(
        text=text,
        type="legal_case" if is_case else type_of(sheet),
        parts=tuple(sorted(sheet.parts.values(), key=lambda part: part.start)),
        rest=rest,
        confidence=confidence_of(sheet, rest),
    )


def prepared(text: str, italics: Sequence[tuple[int, int]] = ()) -> tuple[Sheet, int]:
    """Return a sheet on which what needs no parser is understood, and where the reference begins on it.

    That is the number before it or the dashes for names, identifiers and addresses, the day on which
    they were looked at.
    """
    sheet = Sheet(text, italics)
    start = 0
    for mark in (_LABEL, SAME_PEOPLE):
        before = mark.match(sheet.rest, start)
        if before:
            start = before.end()
            sheet.blot(*before.span())
    take_identifiers(sheet)
    accessed = find_accessed(sheet.rest)
    if accessed:
        sheet.take("accessed", accessed.start, accessed.end, accessed.date, confidence=Confidence.HIGH)
    article = _ARTICLE.search(sheet.rest, start)
    if article and not sheet.has("number"):
        sheet.take("number", *article.span("number"), confidence=Confidence.HIGH)
        sheet.blot(*article.span())
    for mark in (_ONLINE, _ARXIV_CLASS, _KIND_MARK):
        found = mark.search(sheet.rest, start)
        if found:
            sheet.blot(*found.span())
    return sheet, start

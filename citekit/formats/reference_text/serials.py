"""Volume, issue, pages and their kin, in the order and with the marks of every style."""

from __future__ import annotations

import re
from typing import Final

from citekit.formats.base import Confidence
from citekit.formats.reference_text.dates import MONTH, WHEN, YEAR, read_date
from citekit.formats.reference_text.patterns import LatePattern, any_of, compiled
from citekit.formats.reference_text.sheet import Sheet
from citekit.language.months import month_number

__all__ = ["CLUSTERS", "take_labelled", "take_serials"]

_VOLUME: Final = r"(?:\d{1,4}[A-Za-z]?(?:[-–/]\d{1,4})?|[IVXLC]{1,8}|[A-Z]{1,2}\d{1,4})"
_ISSUE: Final = any_of(
    MONTH,
    r"(?:Pt|Suppl|Supp|Supplement|Special Issue|SI|Part)\.?\s?[\w.]*",
    r"\w{1,8}(?:[-–/.]\w{1,8})*(?:\s(?:Suppl|Pt)\.?\s?\w*)?",
)
_PAGE: Final = r"(?:[A-Za-z]{0,2}\d{1,7}[A-Za-z]?|[ivxlc]{1,7}(?![a-z]))"
_DASH: Final = r"\s?[-–—‐‑]\s?"
_PAGES: Final = rf"{_PAGE}(?:{_DASH}{_PAGE})?(?:,\s?{_PAGE}{_DASH}{_PAGE})*"
_ARTICLE: Final = r"(?:e|E)?[a-z]{0,4}[-_]?\d[\w.-]{0,13}\w"
_NO: Final = r"(?:no|nos|nr|iss|issue|n°|nº|№|num|núm|Heft|H)(?:\.?:?\s|[.:]|(?=\d))"
_VOL: Final = r"(?:vol|vols|volume|Bd|Band|Jg|Jahrgang|t|T|Т|tome|v)\.?\s?"
_PP: Final = r"(?:pp?|pgs?|pages?|S|С|Seiten?|ss)\.?:?\s?"
_END: Final = r"(?![\w–—-])"
_BEGIN: Final = r"(?<![\w.–—/-])"

_V: Final = rf"{_BEGIN}(?:{_VOL})?(?P<volume>{_VOLUME})"
_I: Final = rf"(?:{_NO})(?P<issue>{_ISSUE})"
_P: Final = rf"(?:{_PP})?(?P<page>{_PAGES})"
_P_OR_ARTICLE: Final = rf"(?:{_PP})?(?P<page>{_PAGES}|{_ARTICLE})"
_IN_BRACKETS: Final = rf"\((?P<issued>{WHEN})\)"
_DATE_BEFORE: Final = rf"(?:(?<=[.,;] )(?P<issued2>{WHEN})\.\s)?"
_HAS_NO: Final = rf"(?:\d[a-z]?|[ivxlc]|\)),?\s{_NO}\w"
CLUSTERS: Final = (
    # 2020 Mar 5;12(3):45-67  ·  2020;12:45  ·  2020 Mar-Apr;12(3 Suppl 1):S45
    LatePattern(
        r";",
        rf"(?P<issued>{YEAR}[a-z]?(?:\s{MONTH}(?:\s\d{{1,2}})?)?)[\s\0]{{0,40}};\s?",
        rf"(?:{_VOL})?(?P<volume>{_VOLUME}(?![^\W\d_]))?(?:\s?\((?P<issue>{_ISSUE})\))?",
        rf"(?:\s?[:,]\s?{_P_OR_ARTICLE})?",
    ),
    # Publisher; 2004:137-150
    LatePattern(
        r"\d{4}:\w",
        rf"(?<=;\s)(?P<issued>{YEAR}):(?P<page>{_PAGES})",
    ),
    # vol. 12, no. 3, [Mar.] 2020, pp. 45–67  ·  2020. Vol. 12, no. 3, p. 45
    LatePattern(
        _HAS_NO,
        rf"{_DATE_BEFORE}{_BEGIN}(?:{_VOL})(?P<volume>{_VOLUME}),\s{_I}",
        rf"(?:,\s(?P<issued>{WHEN})|\s\((?P<issued3>{WHEN})\))?(?:\s?[,:]\s?{_P})?{_END}",
    ),
    # no. 191, 1992, pp. 90–110
    LatePattern(
        r"\d{4}[a-z]?,\s",
        rf"(?<=[,.\0]\s){_I},\s(?P<issued>{WHEN}),\s{_P}{_END}",
    ),
    # 12, no. 3 (March 2020): 45–67  ·  12, Nr. 3 (2020), S. 45
    LatePattern(
        _HAS_NO,
        rf"{_V},?\s{_I}(?:\s?{_IN_BRACKETS})?(?:\s?[:,]\s?{_P_OR_ARTICLE})?{_END}",
    ),
    # 12 (2020), Nr. 3, S. 45–67
    LatePattern(
        _HAS_NO,
        rf"{_V}\s{_IN_BRACKETS},?\s{_I}(?:\s?[:,]\s?{_P})?{_END}",
    ),
    # 105.11 (2014), pp. 45–67
    LatePattern(
        r"\d\.\d{1,4}(?:[-–/]\d{1,3})?\s\(",
        rf"{_BEGIN}(?P<volume>\d{{1,4}})\.(?P<issue>\d{{1,4}}(?:[-–/]\d{{1,3}})?)\s{_IN_BRACKETS}",
        rf"(?:[:,]\s{_P})?",
    ),
    # 12(3) (2020): 45–67
    LatePattern(
        r"\)\s\(",
        rf"{_V}\s?\((?P<issue>{_ISSUE})\)\s{_IN_BRACKETS}(?:\s?[:,]\s?{_P})?{_END}",
    ),
    # Bd. 75, AIP (1999), Nr. 26, S. 4133
    LatePattern(
        rf"{_VOL}{_VOLUME},\s[^(),\0]{{2,50}}\s\(",
        rf"{_BEGIN}(?:{_VOL})(?P<volume>{_VOLUME}),\s(?P<publisher>[^(),\0]{{2,50}})\s{_IN_BRACKETS}",
        rf"(?:,\s{_I})?(?:\s?[:,]\s?{_P})?{_END}",
    ),
    # 12 (2020): 45–67  ·  12 (March 2020), 45
    LatePattern(
        r"\(",
        rf"{_V}\s?{_IN_BRACKETS}(?:\s?[:,]?\s?{_P_OR_ARTICLE})?{_END}",
    ),
    # 12(3), 2020, pp. 45–67
    LatePattern(
        r"\),\s\d{4},",
        rf"{_V}\s?\((?P<issue>{_ISSUE})\),\s(?P<issued>{YEAR}),\s(?:{_PP})(?P<page>{_PAGES}){_END}",
    ),
    # 12(3), 45–67  ·  12 (3): 45  ·  vol. 12(3)
    LatePattern(
        r"\(",
        rf"{_V}\s?\((?P<issue>{_ISSUE})\)(?:\s?[:,.]\s?{_P_OR_ARTICLE})?{_END}",
    ),
    # 12, 45–67 (2020)  ·  12:45 (2020)
    LatePattern(
        r"\(",
        rf"{_BEGIN}(?P<volume>{_VOLUME})\s?[,:]\s?{_P_OR_ARTICLE},?\s?{_IN_BRACKETS}",
    ),
    # 2020, 12 (3), 45–67
    LatePattern(
        r"\d{4}[a-z]?,",
        rf"{_BEGIN}(?P<issued>{YEAR}[a-z]?),\s?(?:{_VOL})?(?P<volume>{_VOLUME})",
        rf"(?:\s?\((?P<issue>{_ISSUE})\))?[,:]\s?{_P_OR_ARTICLE}{_END}",
    ),
    # vol. 12, pp. 45–67  ·  2020. Vol. 12, p. 45
    LatePattern(
        rf"[,:]\s?{_PP}\w",
        rf"{_DATE_BEFORE}{_BEGIN}(?:{_VOL})(?P<volume>{_VOLUME})(?:,\s(?P<issued>{WHEN}))?\s?[,:]\s?",
        rf"(?:{_PP})(?P<page>{_PAGES}){_END}",
    ),
    # 12:45–67  ·  12, 45–67  ·  12, pp. 45-67; 5,000 is one number
    LatePattern(
        r"[,:]",
        rf"{_V}(?!,\d{{3}}\b)\s?[,:]\s?(?:{_PP})?",
        rf"(?P<page>{_PAGE}\s?[-–—]\s?{_PAGE}|[eE]?\d{{2,7}}|[A-Z]\d{{1,6}}){_END}",
    ),
)
"""In each the order of what is said; that of the patterns counts where two say as much."""
_LABELLED: Final = {
    "volume": rf"{_BEGIN}(?:vol|vols|volume|Bd|Band|Jg|Jahrgang|tome|Т)\.?\s(?P<v>{_VOLUME}){_END}",
    "issue": rf"{_BEGIN}(?:{_NO})(?P<v>\d[\w/–-]*){_END}",
    "page": rf"{_BEGIN}(?:pp|p|pages?|S|С|Seiten?)\.?\s?(?P<v>{_PAGES}){_END}",
    "number": r"(?<!\w)(?:Art(?:icle|\.)?|Artikel)(?:\s(?:no|ID|number))?\.?:?\s?(?P<v>[A-Z]?\d\w{2,12})",
}


def take_serials(sheet: Sheet, start: int) -> int | None:
    """Take volume, issue, pages and date where they stand together; return where they begin, or None.

    Of several places the one that says most counts, and of equals the last: a title can hold numbers too.
    """
    best = _best(sheet.rest, start)
    if best is None:
        return _take_lone(sheet, start)
    for field, value in best.groupdict().items():
        if not value:
            continue
        if field.startswith("issued"):
            date = read_date(value)
            if date:
                sheet.take("issued", *best.span(field), date)
        else:
            sheet.take(field, *best.span(field))
    sheet.blot(*best.span())
    return best.start()


def _best(text: str, start: int) -> re.Match[str] | None:
    best: tuple[int, int] | None = None
    found: re.Match[str] | None = None
    for order, pattern in enumerate(CLUSTERS):
        for match in pattern.finditer(text, start):
            said = sum(bool(value) for value in match.groupdict().values())
            weight = (said * 100 - order, match.start())
            if said > 1 and (best is None or weight > best) and not _is_no_volume(text, match):
                best, found = weight, match
    return found


_PAGE_MARK: Final = re.compile(r"(?<!\w)(?:pp?|S)\.\s?$")
"""What makes a number after it a page, which has a word of its own."""


def _take_lone(sheet: Sheet, start: int) -> int | None:
    found = [
        lone
        for lone in _LONE.finditer(sheet.rest, start)
        if not _YEARS.fullmatch(lone[0]) and not _PAGE_MARK.search(sheet.rest, start, lone.start())
    ]
    # Of ranges the last: a title can end in years, 900–1900.
    lone = next((one for one in reversed(found) if one["page"]), found[0] if found else None)
    if lone is None:
        return None
    sheet.take("page" if lone["page"] else "volume", *lone.span(), confidence=Confidence.LOW)
    return lone.start()


def take_labelled(sheet: Sheet, start: int) -> int | None:
    """Take what has a word before it that says what it is; return where the first of it begins, or None."""
    first: int | None = None
    for field, pattern in _LABELLED.items():
        match = re.compile(pattern, re.IGNORECASE if field != "page" else 0).search(sheet.rest, start)
        if match and not sheet.has(field):
            sheet.take(field, *match.span("v"), confidence=Confidence.HIGH)
            sheet.blot(*match.span())
            first = match.start() if first is None else min(first, match.start())
    return first


def _is_no_volume(text: str, match: re.Match[str]) -> bool:
    """Whether the volume is a year, or the day of a date: ``2020, 15``, ``December 31, 2022``."""
    volume = match.groupdict().get("volume") or ""
    if re.fullmatch(r"(?:1[4-9]|20)\d\d", volume) and not match.groupdict().get("issue"):
        return True
    before = text[: match.start()].rstrip(" \0").rsplit(" ", 1)[-1]
    return volume.isdecimal() and int(volume) <= 31 and bool(month_number(before.strip(".,(")))


_YEARS: Final = re.compile(rf"{YEAR}(?:\s?[-–—]\s?{YEAR})?")
_RANGE: Final = r"\d{1,5}\s?[-–—]\s?\d{1,5}"
_LONE: Final = compiled(
    r"(?<=[^\W\d_.)]\s)(?P<volume>\d{1,4}|[IVXLC]+\b)(?=[.,]?\s?(?:\0|$))|(?<=\.\s)(?P<volume2>\d{1,4})(?=[.,]?\s?(?:\0|$))",
    rf"|(?:(?<=[^\W\d_.)]\s)|(?<=[.,]\s))(?P<page>{_RANGE})(?=[.,]?\s?(?:\0|$|\()|\.\s[^\W\d_a-z])",
)
"""A number or a range of pages that nothing else explains, at the end or at that of a sentence."""

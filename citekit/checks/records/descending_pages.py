"""Pages that run backwards, or are written so that styles print them wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.shelf import Shelf

__all__ = ["CHECK", "runs_backwards"]

_RANGE: Final = re.compile(r"\s*([A-Za-z]*)(\d{1,9})[a-z]?\s*[-‐‑–—]+\s*([A-Za-z]*)(\d{1,9})[a-z]?\s*")
_LABEL: Final = re.compile(r"(?:pp?|pages?|Seiten?|S)(?:\.\s*|\s+)(?=\d)")
_TOTAL: Final = re.compile(r"(\d+)\s*(?:pp?|pages|Seiten|(?<=\s)S)\.?", re.IGNORECASE)
_MOST_LEFT_OUT: Final = 3
_LONGEST: Final = 60
"""Few articles have more pages: 101-99 hardly ever means 101-199."""


class _Wrong(NamedTuple):
    level: Level
    message: str
    mended: str = ""
    safe: bool = False


def _find(shelf: Shelf) -> Iterator[Finding]:
    for record in shelf.records:
        pages = record.item.number.get("page", "")
        if not pages or pages.isdecimal():
            continue
        wrong = _wrong(pages)
        if wrong is None:
            continue
        fields: tuple[tuple[str, str | None], ...] = (("page", wrong.mended),)
        if _TOTAL.fullmatch(pages):
            fields = (("page", None), ("number-of-pages", wrong.mended))
        yield Finding(
            check="descending-pages",
            level=wrong.level,
            where=shelf.where(record, "page"),
            message=f"{record.key}: page {pages} {wrong.message}.",
            quote=pages,
            expected=wrong.mended,
            fix=Fix(text=wrong.mended, fields=fields, safe=wrong.safe) if wrong.mended else None,
        )


def _wrong(pages: str) -> _Wrong | None:
    if total := _TOTAL.fullmatch(pages):
        return _Wrong(Level.LOOK, "looks like the number of all pages: that is number-of-pages", total[1])
    if label := _LABEL.match(pages):
        mended = pages[label.end() :].strip()
        return _Wrong(
            Level.WARNING, "has a label, which the style puts there a second time", mended, safe=True
        )
    if re.fullmatch(r"[-‐‑–—]+\s*\w+|\w+\s*[-‐‑–—]+", pages):
        return _Wrong(Level.WARNING, "has one end only")
    for part in re.split(r"[,;&]", pages):
        if found := runs_backwards(part):
            return _Wrong(Level.ERROR, found)
    return None


def runs_backwards(part: str) -> str:
    """Return what is wrong with a range of pages that ends before it begins, or ""."""
    match = _RANGE.fullmatch(part)
    if match is None or (match[3] and match[1].casefold() != match[3].casefold()):
        return ""
    first, last = match[2], match[4]
    if int(last) >= int(first) or last.startswith("0") or (match[1] and not match[3]):
        return ""
    if len(first) - len(last) > _MOST_LEFT_OUT:
        return ""  # 236802-1 is the first page of article 236802
    whole = first[: len(first) - len(last)] + last
    if len(last) < len(first) and int(first) <= int(whole) <= int(first) + _LONGEST:
        return ""  # 321-28 is 321-328
    return "runs backwards: it ends before it begins"


CHECK = RecordCheck(
    id="descending-pages",
    title="Pages that run backwards, or in a form that prints wrongly",
    group=Group.RECORDS,
    level=Level.ERROR,
    reason="A range ends after it begins; 101-99 is a slip in one of the two. Labels come from the style.",
    remedy="Write first and last page with a hyphen, as 101-118, and nothing else.",
    source="CSL 1.0.2, page; APA 7, 9.25",
    example=Example(
        wrong="""\
type: article-journal
title: Sleep and grades
container-title: Journal of Sleep
issued: 2019
page: 1101-1099
""",
        right="""\
type: article-journal
title: Sleep and grades
container-title: Journal of Sleep
issued: 2019
page: 1099-1101
""",
    ),
    find=_find,
)

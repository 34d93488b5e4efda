"""Pages that run backwards, or are written so that styles print them wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.page_ranges import runs_backwards
from citekit.checks.shelf import Shelf

__all__ = ["CHECK"]

_LABEL: Final = re.compile(r"(?:pp?|pages?|Seiten?|S)(?:\.\s*|\s+)(?=\d)")
_TOTAL: Final = re.compile(r"(\d+)\s*(?:pp?|pages|Seiten|(?<=\s)S)\.?", re.IGNORECASE)


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
        if runs_backwards(part):
            return _Wrong(Level.ERROR, "runs backwards: it ends before it begins")
    return None


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

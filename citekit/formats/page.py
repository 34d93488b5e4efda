"""A pasted page: the text that a reader copied off a work's page, as one draft.

It is the same reading as that of ``citekit add --text``, without anybody to ask and without a calendar: what
is only a guess is left out, and so is a date that counts from the day of copying ("2 hours ago").
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Final

from citekit.errors import Problem, UnreadableText
from citekit.formats.base import Confidence, Format, ItemSource, ReadResult, decode
from citekit.formats.pasted_page.draft import FoundField, PageDraft
from citekit.formats.pasted_page.pasted_page import read_page
from citekit.item.date import Date

__all__ = ["FORMAT", "read"]

_ID: Final = "item-1"
_NO_DAY: Final = dt.date(9990, 12, 31)
"""Counted from here, "2 hours ago" is in a year that no work was published in."""
_RELATIVE: Final = 9000
"""From this year on, a date was counted from `_NO_DAY`."""


def read(data: bytes, *, name: Path | str) -> ReadResult:
    """Return the one item that the page describes.

    Raises:
        UnreadableText: there is no text, it is not the text of a page, or it has no headline.
    """
    text = decode(data, name=name)
    try:
        page = read_page(text, today=_NO_DAY)
    except UnreadableText as error:
        raise UnreadableText(name, error.reason, line=error.line, hint=error.hint) from None
    problems = [
        Problem(
            Path(name),
            found.line,
            None,
            found.field,
            f'is left out: "{found.evidence.strip()[:60]}" counts from the day of copying',
            "`citekit add --text` reads it on that day",
            fatal=False,
        )
        for found in page.fields
        if _is_relative(found)
    ]
    known = replace(page, fields=tuple(found for found in page.fields if not _is_relative(found)))
    problems += [
        Problem(Path(name), found.line, None, found.field, "is left out: it would be a guess", fatal=False)
        for found in known.questions
        if found.is_guess
    ]
    sure = known.without_guesses()
    if sure.get("title") is None:
        raise UnreadableText(name, "has no headline", hint="give the title with `citekit add --text … --set`")
    item = replace(sure.item(_ID), custom=dict(sure.own_fields()))
    source = ItemSource(line=1, confidence=_confidence(sure))
    return ReadResult((item,), tuple(problems), {_ID: source})


def _is_relative(found: FoundField) -> bool:
    values = (found.value, *found.choices)
    return any(isinstance(value, Date) and (value.year or 0) >= _RELATIVE for value in values)


def _confidence(page: PageDraft) -> Confidence:
    """Return how sure the least sure of the fields is that a reference cannot do without."""
    order = list(Confidence)
    main = [found.confidence for found in page.fields if found.field in ("title", "author", "issued")]
    return Confidence(max(main, key=lambda sure: order.index(Confidence(sure))))


FORMAT: Final = Format(
    name="page",
    title="pasted page",
    description="the text copied off a work's page in a browser, as one draft; told by name alone",
    extensions=(),
    recognise=lambda _head: False,
    read=read,
)

"""What the tests of the finders share: a short text, its page, and what a finder says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from citekit.formats.pasted_page.candidate import Candidate
from citekit.formats.pasted_page.headline import Headline, find_headlines
from citekit.formats.pasted_page.layout import lay_out
from citekit.formats.pasted_page.page import Page, read_lines
from citekit.item.date import Date

__all__ = ["BODY", "TODAY", "page_of", "shown"]

TODAY = dt.date(2024, 5, 6)
BODY = "\n\nThe crane fell over on Monday. It was the third time this year, and nobody was hurt.\n\n"


def page_of(text: str) -> tuple[Page, Headline | None]:
    """Return the page of a text and its headline."""
    page = lay_out(read_lines(text), TODAY)
    headlines = find_headlines(page, text)
    return page, headlines[0] if headlines else None


def shown(candidates: Iterable[Candidate]) -> dict[str, str]:
    """Return the best value of each field, as text."""
    best: dict[str, Candidate] = {}
    for one in candidates:
        if one.field not in best or one.score > best[one.field].score:
            best[one.field] = one
    return {field: _text(one) for field, one in best.items()}


def _text(one: Candidate) -> str:
    if isinstance(one.value, str):
        return one.value
    if isinstance(one.value, Date):
        return one.value.edtf()
    return "; ".join(name.inverted() for name in one.value)

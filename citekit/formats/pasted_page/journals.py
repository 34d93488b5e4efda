"""The line that tells of an article where it stands: "Volume 12, Issue 3, September 2021, Pages 214-231"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from citekit.formats.pasted_page.candidate import Candidate
from citekit.formats.pasted_page.date_text import find_dates
from citekit.formats.pasted_page.page import Line, Page, Role

__all__ = ["find_journal", "journal_line"]

_VOLUME: Final = r"vol(?:ume|\.)?\s?(?P<volume>[A-Z]?\d{1,4}[A-Za-z]?)"
_PAGES: Final = r"(?:pages?|pp?\.)\s?(?P<page>\w{1,8}(?:\s?[-–]\s?\w{1,8})?)"
_YEAR: Final = r"\(?(?:19|20)\d\d\)?"
_ISSUE: Final = r"(?:[,:]?\s?(?:issue|no\.?|number)\s?(?P<issue>[\w-]{1,8}))?"
_WHEN: Final = rf"(?:[,.:]?\s(?:[^\W\d_]{{3,12}}[-–/ ]?){{0,2}}{_YEAR})?"
_ARTICLE: Final = r"article(?: number:?)?\s(?P<number>\w+)"
_PLACES: Final = (
    # ScienceDirect and Wiley: Volume 12, Issue 3, September 2021, Pages 214-231
    rf"(?P<name>\S.{{3,90}}?[,|¦]?\s)?{_VOLUME}{_ISSUE}{_WHEN}(?:[,.:]?\s{_PAGES})?(?:[,.]?\s{_YEAR})?",
    # Springer Nature: Journal of Ports volume 12, pages 214–231 (2021)
    rf"(?P<name>\S.{{3,90}}?)\s{_VOLUME},\s(?:{_ARTICLE}|{_PAGES})\s{_YEAR}(?:\s?cite this article)?",
)


def journal_line(text: str) -> re.Match[str] | None:
    """Return volume, issue and pages of a line that tells nothing else, None where it is no such line."""
    if len(text) > 160 or not re.search(r"(?i)\bvol", text):
        return None
    for pattern in _PLACES:
        match = re.fullmatch(pattern, text.strip(" .|"), re.IGNORECASE)
        if match and (match["page"] or match.groupdict().get("issue") or match.groupdict().get("number")):
            return match
    return None


def find_journal(page: Page, today: dt.date) -> Iterator[Candidate]:
    """Yield candidates from the first such line at the head: the journal stands in it, or right above it."""
    for index, line in enumerate(page.head):
        match = journal_line(line.plain)
        if match is None:
            continue
        reason = "the line tells where the article stands"
        above = page.head[index - 1] if index else None
        name = (match["name"] or "").strip(" ,|¦") or (above.text if above and _is_name(above, line) else "")
        found = {**match.groupdict(), "container-title": name, "type": "article-journal"}
        for field in ("type", "container-title", "volume", "issue", "page", "number"):
            if found.get(field):
                yield Candidate(field, str(found[field]), line.text, line.number, 88, reason)
        for date in find_dates(line.plain, today)[:1]:
            # a day that the page names is nearer than the month of the issue
            yield Candidate("issued", date.date, line.text, line.number, 60, reason)
        return


def _is_name(above: Line, line: Line) -> bool:
    return (
        above.role in (Role.PLAIN, Role.INSTITUTION)
        and line.number - above.number <= 2
        and len(above.text) < 100
    )

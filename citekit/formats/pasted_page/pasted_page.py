"""A pasted page becomes a draft of a record: every finder asked, one choice made, in order of dependence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from citekit.formats.pasted_page.access_notices import read_access
from citekit.formats.pasted_page.addresses import find_addresses
from citekit.formats.pasted_page.authors import find_authors
from citekit.formats.pasted_page.candidate import Candidate, choose
from citekit.formats.pasted_page.dates import find_page_dates
from citekit.formats.pasted_page.draft import Confidence, FoundField, PageDraft
from citekit.formats.pasted_page.headline import Headline, find_headlines
from citekit.formats.pasted_page.institution_table import find_by_name
from citekit.formats.pasted_page.issuers import find_issuers, issuer_of_address, server_of_doi
from citekit.formats.pasted_page.journals import find_journal
from citekit.formats.pasted_page.kind import find_types
from citekit.formats.pasted_page.layout import lay_out
from citekit.formats.pasted_page.page import Page, Role, read_lines
from citekit.formats.pasted_page.press_releases import find_press_release
from citekit.formats.pasted_page.series import find_labels, find_series, labels_of
from citekit.formats.pasted_page.suggested_citation import find_suggested_citation
from citekit.item.name import Name

__all__ = ["read_page"]

_ORDER: Final = (
    "type", "title", "author", "container-title", "volume", "issue", "page", "collection-title",
    "collection-number", "publisher", "issued", "accessed", "genre", "number", "version", "DOI", "ISBN",
    "ISSN", "URL", "access",
)  # fmt: skip
_OWN_WORK: Final = frozenset(("report", "webpage", "dataset", "standard", "document"))
"""Types whose author, where no person is named, is the institution that published them."""


def read_page(text: str, *, today: dt.date) -> PageDraft:
    """Return what the text copied off a page says of the work: title, date, author, publisher and the rest.

    ``today`` is the day the page was copied, for "2 hours ago". What the text does not say is left out,
    and what it only suggests has low confidence.

    Raises:
        UnreadableText: there is no text, or it is not the text of a page (a PDF's bytes, HTML source).
    """
    page = lay_out(read_lines(text), today)
    citation = find_suggested_citation(page)
    headlines = find_headlines(page, text, citation)
    headline = headlines[0] if headlines and headlines[0].score >= 35 else None
    own = headline.lines if headline else ()
    labels = labels_of(page, own, today)
    dates, notes = find_page_dates(page, own, today)
    candidates = [
        *(one.candidate() for one in headlines),
        *dates,
        *find_authors(page, own, today),
        *find_series(page),
        *find_labels(page, own, labels),
        *find_journal(page, today),
        *find_addresses(page),
        *find_issuers(page, headline),
        *find_press_release(page, labels),
        *_find_access(page),
    ]
    found = {one.field: one for one in choose(candidates)}
    if "URL" in found:
        address = found["URL"]
        candidates += issuer_of_address(str(address.value), address.line)
        found = {one.field: one for one in choose(candidates)}
    if citation:
        candidates += citation.candidates(found)
        found = {one.field: one for one in choose(candidates)}
    if "DOI" in found:
        candidates += server_of_doi(str(found["DOI"].value), found["DOI"].line)
        found = {one.field: one for one in choose(candidates)}
    candidates += find_types(page, own, labels, found)
    found = {one.field: one for one in choose(candidates)}
    found = _with_doubts_of_headline(_with_institution_as_author(found))
    fields = tuple(found[field] for field in _ORDER if field in found)
    return PageDraft(fields, (*notes, *_notes(found, headline, page)))


def _find_access(page: Page) -> Iterator[Candidate]:
    for line in page.lines[: page.end]:
        if line.role is Role.NOTICE and (notice := read_access(line.text)):
            yield Candidate(
                "access", notice.access, line.text, line.number, notice.score, "the notice says so"
            )


def _with_institution_as_author(found: Mapping[str, FoundField]) -> dict[str, FoundField]:
    """Add the institution as author of its own work where the page names no person."""
    fields = dict(found)
    publisher, type_ = found.get("publisher"), found.get("type")
    if "author" in found or publisher is None or type_ is None:
        return fields
    if type_.value not in _OWN_WORK and not (type_.value == "book" and _is_body(str(publisher.value))):
        return fields
    if publisher.confidence is Confidence.LOW:
        return fields
    fields["author"] = FoundField(
        "author",
        (Name(literal=str(publisher.value)),),
        publisher.evidence,
        publisher.line,
        Confidence.MEDIUM,
        f"no person is named, so it is the institution's own; {publisher.reason}",
    )
    return fields


def _is_body(publisher: str) -> bool:
    """Whether a publisher is an institution that writes what it publishes, and no press."""
    known = find_by_name(publisher)
    return known is not None and not known.is_outlet and not re.search(_PRESS, publisher)


_PRESS: Final = r"\b(?:Press|Publish\w+|Verlag|Books|Éditions?)\b"


def _with_doubts_of_headline(found: Mapping[str, FoundField]) -> dict[str, FoundField]:
    """Make a date a guess where only its place beside the headline speaks for it, and that is a guess."""
    fields = dict(found)
    title, issued = found.get("title"), found.get("issued")
    if title and issued and title.confidence is Confidence.LOW and "the headline" in issued.reason:
        fields["issued"] = replace(issued, confidence=Confidence.LOW)
    return fields


def _notes(found: Mapping[str, FoundField], headline: Headline | None, page: Page) -> Iterator[str]:
    if headline and headline.title.isupper() and headline.title.lower() != headline.title:
        yield "the headline is in capitals, and is taken as it stands; retype it if you like"
    author = found.get("author")
    unnamed = (
        re.search(r"\b(?:and|&|und|et|y) (\d+ (?:more|others|weitere|autres|más))\b", author.evidence)
        if author
        else None
    )
    if author and unnamed:
        yield f"line {author.line} names {unnamed[1]} without their names; add them with `citekit edit`"
    if "title" not in found and page.body == 0:
        yield "the text begins with running text, without a headline"

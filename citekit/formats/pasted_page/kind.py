"""What type of work a page is: report, newspaper article, blog post, or just a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from urllib.parse import urlsplit

from citekit.formats.pasted_page.access_notices import read_access
from citekit.formats.pasted_page.candidate import Candidate
from citekit.formats.pasted_page.draft import FoundField
from citekit.formats.pasted_page.institution_table import InstitutionKind, find_by_domain, find_by_name
from citekit.formats.pasted_page.page import Line, Page, Role
from citekit.formats.pasted_page.preprint_servers import preprint_server
from citekit.formats.pasted_page.word_lists import rows_in
from citekit.formats.pasted_page.work_labels import WorkLabel

__all__ = ["find_types"]

_OUTLET_TYPES = {
    InstitutionKind.NEWSPAPER: "article-newspaper",
    InstitutionKind.WIRE: "article-newspaper",
    InstitutionKind.BROADCASTER: "article-newspaper",
    InstitutionKind.MAGAZINE: "article-magazine",
    InstitutionKind.BLOGS: "post-weblog",
    InstitutionKind.ENCYCLOPEDIA: "entry-encyclopedia",
}


@cache
def _signs() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    return tuple(
        (type_, int(score), re.compile(pattern)) for type_, score, pattern in rows_in("type_signs.tsv")
    )


def find_types(
    page: Page,
    headline: Sequence[Line],
    labels: Sequence[tuple[Line, WorkLabel]],
    found: Mapping[str, FoundField],
) -> Iterator[Candidate]:
    """Yield candidates for ``type``: from labels, notices, the outlet, and what else was ``found``."""
    for line, label in labels:
        yield from _of_label(line, label)
    yield from _of_fields(found)
    yield from _of_outlet(found)
    if "DOI" in found and (abstract := next((one for one in page.lines if _is_abstract(one)), None)):
        yield Candidate(
            "type", "article-journal", abstract.text, abstract.number, 66, "it has a DOI and an abstract"
        )
    for line in page.lines:
        yield from _of_line(line)
    first = headline[0] if headline else page.lines[0]
    yield Candidate(
        "type", "webpage", first.text, first.number, 36, "nothing on the page says what kind of work it is"
    )


def _of_label(line: Line, label: WorkLabel) -> Iterator[Candidate]:
    if label.genre or (label.type and not label.number and not label.series):
        reason = f'the page calls it "{label.genre or line.text}"'
        yield Candidate("type", label.type or "report", line.text, line.number, 90, reason)
    if label.series:
        yield Candidate("type", "report", line.text, line.number, 70, "it belongs to a numbered series")


def _of_fields(found: Mapping[str, FoundField]) -> Iterator[Candidate]:
    """Tell the type from what only works of that type have."""
    number, series = found.get("number"), found.get("collection-title")
    genre, isbn = found.get("genre"), found.get("ISBN")
    if number and str(number.value).startswith("arXiv:"):
        yield Candidate("type", "article", number.evidence, number.line, 90, "a preprint of arXiv")
    elif (doi := found.get("DOI")) and (server := preprint_server(str(doi.value))):
        reason = f"its DOI is that of a preprint of {server}"
        yield Candidate("type", "article", doi.evidence, doi.line, 90, reason)
    elif number:
        yield Candidate("type", "report", number.evidence, number.line, 80, "it has a report number")
    if series:
        yield Candidate("type", "report", series.evidence, series.line, 58, "it belongs to a series")
    if genre and genre.value == "Press release":
        yield Candidate("type", "report", genre.evidence, genre.line, 68, "a press release")
    if isbn:
        yield Candidate("type", "book", isbn.evidence, isbn.line, 60, "it has an ISBN")


def _of_outlet(found: Mapping[str, FoundField]) -> Iterator[Candidate]:
    outlet = found.get("container-title")
    known = find_by_name(str(outlet.value)) if outlet else None
    if outlet and known and known.kind in _OUTLET_TYPES:
        yield Candidate(
            "type",
            _OUTLET_TYPES[known.kind],
            outlet.evidence,
            outlet.line,
            82,
            f"it appeared in {known.name}",
        )
    address = found.get("URL")
    if address:
        host = urlsplit(str(address.value)).hostname or ""
        known = find_by_domain(host)
        is_blog = host.startswith(("blog.", "blogs.")) or re.search(r"/blogs?/", str(address.value))
        if is_blog or (known and known.kind is InstitutionKind.BLOGS):
            yield Candidate(
                "type", "post-weblog", address.evidence, address.line, 86, "its address is a blog's"
            )


def _is_abstract(line: Line) -> bool:
    return re.match(r"(?i)(?:abstract|zusammenfassung|résumé|resumen)\b[:.]?(?:\s|$)", line.text) is not None


def _of_line(line: Line) -> Iterator[Candidate]:
    text = line.text.lower().strip()
    for type_, score, pattern in _signs():
        if type_ == "report" and score > 70 and line.role is Role.PROSE and read_access(line.text) is None:
            continue  # "this report" in running text may be another's
        if len(text) < 300 and pattern.search(text):
            yield Candidate("type", type_, line.text, line.number, score, "the page says so or is built so")
    if line.role is Role.NOTICE and "report" in text and (notice := read_access(line.text)):
        yield Candidate(
            "type",
            "report",
            line.text,
            line.number,
            max(notice.score - 5, 70),
            "the notice calls it a report",
        )

"""The series a work belongs to, its genre and its report number."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from citekit.formats.pasted_page.access_notices import read_access
from citekit.formats.pasted_page.candidate import Candidate
from citekit.formats.pasted_page.date_lines import without_date
from citekit.formats.pasted_page.page import Line, Page, Role
from citekit.formats.pasted_page.subscribers import split_issuer
from citekit.formats.pasted_page.work_labels import WorkLabel, known_numbers, read_label, segments

__all__ = ["find_labels", "find_series", "labels_of"]

_PART_OF = (
    r"\b[Tt]his (?:report|paper|brief|article|post|essay|study|piece|publication|story"
    r"|note) is (?:\w+ )?part of (?:the|our|a)\s"
    r"(?:series,?\s(?:of \w+\s)?(?:called\s|titled\s"
    r"|entitled\s)?[“\"'‘](?P<quoted>[^”\"’]{3,90}?),?[”\"'’]"
    r"|[“\"‘]?(?P<named>[A-Z][^.,;”\"]{2,80}?)[”\"’]? series\b)"
)


def labels_of(page: Page, headline: Sequence[Line], today: dt.date) -> list[tuple[Line, WorkLabel]]:
    """Return what the page calls its work, from the lines that are no running text and no headline."""
    found: list[tuple[Line, WorkLabel]] = []
    for index, line in enumerate(page.lines[: page.end]):
        if line in headline or line.role in (Role.PROSE, Role.BOILERPLATE):
            continue
        if index > page.body and line.role is not Role.LABEL:
            continue
        parts = segments(line.plain)
        read = [label for part in parts if (label := read_label(without_date(part, today)))]
        if not read and (whole := read_label(line.plain)):
            read = [whole]
        found += [(line, label) for label in read]
    return found


def find_labels(
    page: Page, headline: Sequence[Line], labels: Sequence[tuple[Line, WorkLabel]]
) -> Iterator[Candidate]:
    """Yield candidates for ``genre``, ``number``, ``collection-title`` and ``collection-number``."""
    for line, label in labels:
        above = page.index(line.number) < page.body
        less = 0 if above else 25
        for field, value, score in (
            (
                "genre",
                "" if label.type == "article-journal" else label.genre,
                72 if label.series and not label.number else 84,
            ),
            ("number", label.number, 90),
            ("collection-title", label.series, 82),
            ("collection-number", label.series_number, 82),
            ("container-title", label.container, 92),
        ):
            if value:
                yield Candidate(field, value, line.text, line.number, score - less, "the label says so")
    yield from _of_running_heads(page, headline)
    yield from _of_numbers_alone(page, headline)


def _of_running_heads(page: Page, headline: Sequence[Line]) -> Iterator[Candidate]:
    """Find a number that tells itself by its shape in short lines: "Page 2    GAO-23-105634 Ports"."""
    for line in page.lines[: page.end]:
        if line.role in (Role.PROSE, Role.BOILERPLATE) or len(line.text) > 120:
            continue
        in_head = page.index(line.number) < page.body
        score = 84 if line in headline or in_head else 60
        for number, institution in known_numbers(line.plain):
            whose = f", as those of {institution}" if institution else ""
            yield Candidate("number", number, line.text, line.number, score, f"a report number{whose}")


def _of_numbers_alone(page: Page, headline: Sequence[Line]) -> Iterator[Candidate]:
    """Find a number of a shape that nobody but its house knows, alone on a line at the head: "R49999"."""
    for line in page.head:
        if line in headline or line.role is not Role.PLAIN:
            continue
        if re.fullmatch(
            r"(?=(?:\D*\d){4})[A-Z]{1,8}(?:[-/. ]?[A-Z]{1,6}){0,2}[-/. ]?\d[\d./-]*[A-Z]{0,2}", line.text
        ):
            yield Candidate(
                "number",
                line.text,
                line.text,
                line.number,
                58,
                "letters and digits alone at the head of the page",
            )


def find_series(page: Page) -> Iterator[Candidate]:
    """Yield candidates for ``collection-title`` from sentences that name the series the work is part of."""
    for line in page.lines[: page.end]:
        part = re.search(_PART_OF, line.text)
        if part:
            series = (part["quoted"] or part["named"]).rstrip(".,")
            yield Candidate("collection-title", series, line.text, line.number, 72, "the page says so")
        notice = read_access(line.text)
        issuer = split_issuer(notice.readers_of, page.lines) if notice else None
        if issuer is None or not issuer.series:
            continue
        if issuer.series_line:
            reason = (
                f"the notice names its subscribers, and line {issuer.series_line.number} is its name alone"
            )
            yield Candidate(
                "collection-title", issuer.series_line.text.strip(" :."), line.text, line.number, 86, reason
            )
        else:
            reason = "the notice names its subscribers"
            yield Candidate("collection-title", issuer.series, line.text, line.number, 68, reason)

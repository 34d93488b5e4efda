"""What each source of a paper is cited for, as HTML: its sentences, each with a link to the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from citekit.checks.uses import SourceUse, Use, shown_page
from citekit.documents.document import Document
from citekit.reports.html.markup import words
from citekit.reports.html.paper_text import block_of

__all__ = ["write_sources"]

_LONGEST: Final = 320
"""Characters of a sentence that are shown."""


def write_sources(document: Document, uses: Sequence[SourceUse], *, anchor: str) -> Iterator[str]:
    """Yield the sources with the sentences that cite them; ``anchor`` begins the ids of the blocks."""
    if not uses:
        return
    yield "<h3>What each source is cited for</h3>\n<ul>\n"
    for source in uses:
        yield f"<li><strong>{words(source.called)}</strong>{_key(source)}: {_told(source)}"
        if source.uses:
            yield "\n<ul>\n"
            yield from (f"<li>{_use(document, use, anchor)}</li>\n" for use in source.uses)
            yield "</ul>\n"
        yield "</li>\n"
    yield "</ul>\n"


def _key(source: SourceUse) -> str:
    return f" <code>{words(source.key)}</code>" if source.key else ""


def _told(source: SourceUse) -> str:
    """Return how often a source is cited and for which pages, and what stands out."""
    number = len(source.uses)
    often = {0: "", 1: "cited once", 2: "cited twice"}.get(number, f"cited {number} times")
    told = () if source.remarks else (often, *_pages(source))
    return words("; ".join(part for part in (*told, *source.remarks) if part))


def _pages(source: SourceUse) -> Iterator[str]:
    """Yield the pages that are cited, in their order, and then what is no page."""
    named = list(dict.fromkeys(use.page for use in source.uses if use.page))
    pages = sorted((one for one in named if one[0].isdigit()), key=lambda one: int(re.split(r"\D", one)[0]))
    if pages:
        yield shown_page(", ".join(pages))
    yield from (one for one in named if not one[0].isdigit())


def _use(document: Document, use: Use, anchor: str) -> str:
    sentence = use.sentence
    if len(sentence) > _LONGEST:
        sentence = f"{sentence[:_LONGEST].rsplit(' ', 1)[0]} …"
    at = use.where.place
    place = f"{at.unit.value} {at.page or at.line}" if at is not None else ""
    index = block_of(document, use.where.span) if use.where.span is not None else None
    linked = words(place) if index is None else f'<a href="#{anchor}b{index}">{words(place)}</a>'
    return f"{words(sentence)} ({linked})"

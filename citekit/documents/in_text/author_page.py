"""Works by author and page: Smith 12, or a name that the list has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.csl.citation import Locator
from citekit.documents.in_text.author_year import CITED_IN
from citekit.documents.in_text.citation import InTextCite
from citekit.documents.name_text import is_no_author, read_names, strip_lead_in
from citekit.language.fold import fold
from citekit.language.months import month_number

__all__ = ["known_cites", "paged_cites", "paged_parts"]

_PAGES: Final = re.compile(
    r"(?P<pages>\d{1,4}[a-z]?(?:\s?[–-]\s?\d{1,4})?(?:,\s?\d{1,4}(?:\s?[–-]\s?\d{1,4})?)*)$"
)
_NAMED_AND_PAGED: Final = re.compile(
    r"(?P<names>[^\d\"“”(){}\[\]]*?[^\s\d,])(?:(?P<comma>,)?\s+(?:pp?\.\s?)?"
    r"(?P<pages>\d{1,3}(?:\.\d{1,4}){1,3}(?:[–-]\d{1,4})?|\d{1,4}(?:\s?[–-]\s?\d{1,4})?"
    r"|[ivxl]{1,7}(?:[–-][ivxl]{1,7})?))?"
)


_NAMED_TITLED_PAGED: Final = re.compile(
    r"(?P<name>[^\W\d_a-z][\w’'-]+),?\s[“\"‘](?P<title>[^”\"]{2,80})[”\"’],?\s+pp?\.?\s?"
    r"(?P<pages>\d{1,4}(?:\s?[–-]\s?\d{1,4})?)"
)
"""Walcott, “Schooner,” p. 346."""


def paged_parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield ``Smith 12`` and ``Jones 14`` of ``Smith 12, Jones 14``, and other pieces whole."""
    for comma in re.compile(r"(?<=\d),(?=\s+[^\W\d_a-z])").finditer(text, start, end):
        yield start, comma.start()
        start = comma.end()
    yield start, end


def known_cites(text: str, start: int, end: int, authors: frozenset[str]) -> Iterator[InTextCite]:
    """Yield the cite of ``Smith``, ``Smith, 12`` or ``Smith, “Title,” p. 12``, if the list has a Smith."""
    rest, prefix = strip_lead_in(text[start:end])
    titled_so = _NAMED_TITLED_PAGED.fullmatch(rest.strip())
    if titled_so and fold(titled_so["name"]) in authors:
        first = end - len(rest)
        yield InTextCite(
            (titled_so["name"],),
            "",
            first,
            first + len(rest.rstrip()),
            has_comma=True,
            title=titled_so["title"].rstrip(","),
            prefix=prefix,
            locator=Locator("page", titled_so["pages"]),
        )
        return
    match = _NAMED_AND_PAGED.fullmatch(rest.strip())
    names = read_names(match["names"]) if match else None
    if match and names is not None and fold(names.names[0]) in authors:
        first = end - len(rest)
        # Two names that a comma alone parts are a name and a title: (Woolf, Mrs Dalloway)
        titled = len(names.names) == 2 and not names.joiner and not names.has_et_al
        yield InTextCite(
            names.names[:1] if titled else names.names,
            "",
            first,
            first + len(rest.rstrip()),
            has_et_al=names.has_et_al,
            joiner=names.joiner,
            has_comma=bool(match["comma"]),
            title=names.names[1] if titled else "",
            prefix=prefix,
            locator=Locator("page", match["pages"]) if match["pages"] else None,
        )


def paged_cites(text: str, start: int, end: int) -> Iterator[InTextCite]:
    """Yield the cite of ``Smith 12`` or ``Smith, “Title” 12``: names, perhaps a title, a page, no comma."""
    typed = text[start:end].rstrip()
    cited_in = CITED_IN.match(typed.lstrip())
    lead = len(typed) - len(typed.lstrip()) + (cited_in.end() if cited_in else 0)
    pages = _PAGES.search(typed, lead)
    if not pages or not typed[lead : pages.start()].endswith(" "):
        return
    rest, prefix = strip_lead_in(typed[lead : pages.start()])
    title = ""
    found = re.search(
        r"(?:,\s*)?[“\"‘](?P<title>[^”\"’]{2,100})[”\"’](?P<after>,?)\s*$|,\s+(?P<short>[^\W\d_a-z][^,]{2,60}?)(?P<comma>,?)\s*$",
        rest,
    )
    if found:
        title = found["title"] or found["short"]
        rest = rest[: found.start()]
    bare = rest.strip()
    if bare and (bare.endswith(",") or is_no_author(bare) or month_number(bare.rstrip(".")) is not None):
        return
    names = read_names(bare) if bare else None
    if (names is None and not (title and not bare)) or (names is not None and len(names.names) > 3):
        return
    yield InTextCite(
        names.names if names else (),
        "",
        start + lead,
        start + len(typed),
        has_et_al=bool(names and names.has_et_al),
        joiner=names.joiner if names else "",
        has_comma=bool(found and (found["comma"] or found["after"])),
        title=title,
        prefix=prefix,
        locator=Locator("page", pages["pages"]),
    )

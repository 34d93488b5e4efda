"""The work's own address and numbers: URL, DOI, ISBN, ISSN; not those of what it cites or links to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.formats.pasted_page.candidate import Candidate
from citekit.formats.pasted_page.page import Line, Page, Role
from citekit.item.identifiers import Identifier, IdentifierKind, find_identifiers

__all__ = ["find_addresses"]

_URL_LABEL: Final = (
    r"(?:url|link|permalink|permanent link|short ?link|source|retrieved from"
    r"|available (?:at|from|online(?: at)?)|online|web(?:site)?"
    r"|read (?:it )?online(?: at)?|abrufbar unter|quelle|verfügbar unter|lien"
    r"|disponible (?:sur|en)|enlace|fuente|الرابط|رابط|المصدر|出典|原文)"
    r"\s*[:：]?\s*"
)
_NOT_OURS: Final = (
    r"://(?:www\.|m\.)?(?:facebook|twitter|x|linkedin|instagram|youtube|youtu|reddit"
    r"|pinterest|t|telegram|wa|whatsapp|addtoany|"
    r"sharethis|tiktok|threads|bsky|mastodon|flipboard|google|apple|play\.google|fonts|cdn"
    r"|creativecommons)\.(?:\w+)(?:/|$)|/(?:share|sharer|intent)\b"
)
"""Sites that a page links to in order to be shared or followed, and that are seldom the work's own."""
_OWN_NUMBERS: Final = {IdentifierKind.ISBN: "ISBN", IdentifierKind.ISSN: "ISSN"}


def find_addresses(page: Page) -> Iterator[Candidate]:
    """Yield candidates for ``URL``, ``DOI``, ``ISBN`` and ``ISSN``."""
    last = len(page.lines) - 1
    for index, line in enumerate(page.lines):
        if line.role is Role.BOILERPLATE or len(line.text) > 500 or not _may_hold(line.text):
            continue
        is_edge = index in {0, last}
        if index >= page.end and not is_edge:
            continue
        for identifier in find_identifiers(line.text):
            if identifier.kind is IdentifierKind.URL:
                yield from _of_url(identifier, line, page, index, is_edge=is_edge)
            elif identifier.kind is IdentifierKind.DOI:
                yield from _of_doi(identifier, line, page, index)
            elif (
                identifier.kind is IdentifierKind.ARXIV and index < page.body and line.role is not Role.PROSE
            ):
                number = f"arXiv:{identifier.value.removeprefix('arXiv:')}"
                yield Candidate(
                    "number", number, line.text, line.number, 86, "a number of arXiv at the head of the page"
                )
            elif identifier.kind in _OWN_NUMBERS and line.role is not Role.PROSE:
                field = _OWN_NUMBERS[identifier.kind]
                score = 88 if index < page.body else 70
                yield Candidate(field, identifier.value, line.text, line.number, score, f"labelled {field}")


def _may_hold(text: str) -> bool:
    """Whether there can be an identifier in a line: a quick look before the long one."""
    return (
        "10." in text
        or "www." in text
        or "://" in text
        or re.search(r"(?i)is[bs]n|97[89]|arxiv", text) is not None
    )


def _of_url(
    identifier: Identifier, line: Line, page: Page, index: int, *, is_edge: bool
) -> Iterator[Candidate]:
    url = identifier.value
    if re.search(_NOT_OURS, url, re.IGNORECASE) or line.role is Role.PROSE:
        return
    labelled = re.match(_URL_LABEL, line.text, re.IGNORECASE)
    alone = line.role is Role.ADDRESS
    if not (alone or labelled):
        return
    in_head = index < page.body
    if index == 0:
        score, reason = 94, "the text begins with it"
    elif labelled and labelled[0].strip():
        score, reason = (88 if in_head or is_edge else 72), "the line says that it is the address"
    elif in_head:
        score, reason = 84, "it stands by itself at the head of the page"
    elif is_edge:
        score, reason = 78, "the text ends with it"
    else:
        score, reason = 40, "it stands by itself below the text"
    if re.fullmatch(r"(?:https?://)?[^/]+/?", url):
        # the address of a whole site is not that of one page
        score -= 60
    yield Candidate("URL", url, line.text, line.number, score, reason)


def _of_doi(identifier: Identifier, line: Line, page: Page, index: int) -> Iterator[Candidate]:
    """Weigh a DOI: below the text it may be one of the works cited, and in it, it is."""
    labelled = re.match(r"(?i)\s*(?:doi\b|https?://(?:dx\.)?doi\.org/|.{0,20}\bdoi\s*:)", line.text)
    if line.role is Role.PROSE:
        suggested = re.match(
            r"(?i)(?:suggested citation|cite (?:this|as)|citation|how to cite|zitiervorschlag)\b", line.text
        )
        if suggested:
            yield Candidate("DOI", identifier.value, line.text, line.number, 78, "in the suggested citation")
        return
    if index < page.body:
        score, reason = (
            (92, "labelled at the head of the page") if labelled else (84, "at the head of the page")
        )
    elif line.role is Role.ADDRESS or labelled:
        score, reason = 74, "on a line of its own below the text"
    else:
        return
    yield Candidate("DOI", identifier.value, line.text, line.number, score, reason)

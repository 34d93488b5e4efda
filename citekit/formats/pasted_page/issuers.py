"""Which institution published the work, or which newspaper it appeared in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from citekit.formats.pasted_page.access_notices import read_access
from citekit.formats.pasted_page.candidate import Candidate
from citekit.formats.pasted_page.headline import Headline
from citekit.formats.pasted_page.institution_table import (
    Institution,
    find_by_acronym,
    find_by_domain,
    find_by_name,
    is_shaped_like_an_institution,
)
from citekit.formats.pasted_page.page import Line, Page, Role
from citekit.formats.pasted_page.person_names import read_people
from citekit.formats.pasted_page.rights_notices import read_rights
from citekit.formats.pasted_page.subscribers import split_issuer
from citekit.formats.pasted_page.work_labels import known_numbers, read_label, segments

__all__ = ["find_issuers", "issuer_of_address"]

_PUBLISHED_BY = (
    r"(?:published by|publisher|issued by|issuing (?:body|agency|organi[sz]ation)|produced by|institution|organi[sz]ation|agency"
    r"|herausgeber(?:in)?|herausgegeben von|hrsg\.?(?: von)?|éditeur|publié par|édité par|organismo|institución|publicado por"
    r"|editore|pubblicato da|uitgever|utgivare|الناشر|صادر عن|発行(?:者|所|元)?|発表者?|发布机构|出版(?:者|社)?)"
    r"(?P<colon>\s*[:：])?\s*(?P<who>\S.{1,120})"
)
_ABOUT = r"(?:about|über|à propos de|sobre|acerca de)\s+(?:the\s+)?(?P<who>[^\W\d_].{1,90}?):?"
_ANNOUNCES = (
    r"(?:[–—]|--?\s|/)\s*(?:the\s+)?(?P<who>[^\W\d_][\w&.'’ -]{2,90}?)\s*(?:\([^)]{2,30}\))?,?\s+(?:has\s+)?(?:today\s+)?"
    r"(?:announced|announces|released|published|launched|unveiled|said today|reported today|completed)\b"
)


def find_issuers(page: Page, headline: Headline | None) -> Iterator[Candidate]:
    """Yield candidates for ``publisher`` and, for newspapers and their kin, ``container-title``.

    Only what stands apart tells: an institution that the running text mentions is its subject. Acronyms are
    written out where citekit's table knows them, which the reason then says.
    """
    own = headline.lines if headline else ()
    if headline and headline.site:
        yield from _named(headline.site, own[0], 78, "the name of the site, behind the headline")
    for index, line in enumerate(page.lines[: page.end]):
        if line in own:
            continue
        yield from _of_notice(line, page)
        if line.role is Role.PROSE:
            yield from _of_announcement(line, page, index)
            continue
        if line.role is Role.BOILERPLATE:
            continue
        if index < page.body:
            yield from _of_head_line(line, page, index, headline)
        yield from _of_label(line, index < page.body)
    for line in page.lines[page.end :]:
        yield from _of_rights(line)


def issuer_of_address(url: str, line: int) -> Iterator[Candidate]:
    """Yield the institution whose site the work's own address is on, if citekit knows it."""
    known = find_by_domain(urlsplit(url).hostname or "")
    if known:
        yield from _candidate(known, url, line, 68, "the address is on its site")


def _candidate(known: Institution, evidence: str, line: int, score: int, reason: str) -> Iterator[Candidate]:
    if known.kind.name == "BLOGS":
        return
    field = "container-title" if known.is_outlet else "publisher"
    yield Candidate(field, known.name, evidence, line, score, reason)


def _named(name: str, line: Line, score: int, reason: str, *, as_written: int = 0) -> Iterator[Candidate]:
    """Yield the institution that ``name`` names; one that citekit does not know scores ``as_written``."""
    name = re.sub(r"\s*\((?P<acronym>[A-Z][\w-]{1,9})\)$", "", name.strip(" .,:;"))
    known = find_by_name(name)
    if known is None and (known := find_by_acronym(name)):
        score, reason = min(score, 72), f'{reason}; "{name}" is written out from citekit\'s table of institutions'
    if known:
        yield from _candidate(known, line.text, line.number, score, reason)
    elif as_written:
        legal = f"{name}." if re.search(r"\b(?:Inc|Ltd|Corp|Co)$", name) and f"{name}." in line.text else name
        yield Candidate("publisher", legal, line.text, line.number, as_written, f"{reason}; the name as written")


def _of_notice(line: Line, page: Page) -> Iterator[Candidate]:
    notice = read_access(line.text)
    issuer = split_issuer(notice.readers_of, page.lines) if notice else None
    if issuer and issuer.known:
        yield from _named(issuer.name, line, 84, "the notice names its readers")
    elif issuer and issuer.name:
        yield Candidate(
            "publisher", issuer.name, line.text, line.number, 60, "the notice names its readers; the name as written"
        )
    yield from _of_rights(line)


def _of_rights(line: Line) -> Iterator[Candidate]:
    rights = read_rights(line.text)
    if rights:
        shaped = 70 if is_shaped_like_an_institution(rights.owner) else 0
        yield from _named(rights.owner, line, 84, "the copyright line names it", as_written=shaped)


def _of_head_line(line: Line, page: Page, index: int, headline: Headline | None) -> Iterator[Candidate]:
    """Find an institution that stands by itself at the head of a page, as on the cover of a report."""
    for part in segments(line.text):
        name = re.sub(r"\s*\([A-Z][\w-]{1,9}\)$", "", part).strip(" .,:")
        known = find_by_name(name)
        if known and not known.is_outlet:
            yield from _named(name, line, 74, "its name stands by itself at the head of the page")
        elif find_by_acronym(name) and part == line.text:
            # an acronym alone may be the subject, as NATO above an article on it
            yield from _named(name, line, 42, "its acronym stands by itself at the head of the page")
        elif headline and line.role is Role.PLAIN and is_shaped_like_an_institution(name):
            repeated = sum(name in other.text for other in page.lines if other is not line and len(other.text) < 160)
            score = 64 if repeated or index < page.index(headline.lines[0].number) <= 6 else 46
            yield from _named(
                name, line, score, "a name of an institution's shape at the head of the page", as_written=score
            )


def _of_label(line: Line, in_head: bool) -> Iterator[Candidate]:
    match = re.fullmatch(_PUBLISHED_BY, line.text, re.IGNORECASE)
    if match and not read_people(match["who"])[0]:
        shaped = is_shaped_like_an_institution(match["who"])
        score = 84 if match["colon"] else 76 if shaped else 0
        yield from _named(match["who"], line, 90, "the line says who published it", as_written=score)
    match = re.fullmatch(r"SOURCE:?\s+(?P<who>[A-Z].{2,90})", line.text)
    if match and not in_head:
        yield from _named(match["who"], line, 80, "the press release names its source", as_written=76)
    if not in_head and line.role is not Role.LABEL:
        return
    for part in segments(line.text):
        label = read_label(part)
        if label and label.issuer:
            reason = "its label stands before the genre" if label.genre else "its number has that form"
            yield from _named(label.issuer, line, 74, reason)
    for number, institution in known_numbers(line.text):
        if institution:
            yield from _named(institution, line, 70, f"it numbers its reports like {number}")


def _of_announcement(line: Line, page: Page, index: int) -> Iterator[Candidate]:
    """Find the subject of a press release's first sentence, if the release says "About" it at its foot."""
    if index > page.body + 1:
        return
    match = re.search(_ANNOUNCES, line.text[:400], re.IGNORECASE)
    if match is None or not match["who"][0].isupper():
        return
    who = match["who"].strip()
    about = next((one for one in page.lines[page.body :] if _is_about(one, who)), None)
    if about:
        reason = f'it announces, and line {about.number} tells of it ("{about.text[:40]}")'
        yield from _named(who, line, 78, reason, as_written=72)
    elif is_shaped_like_an_institution(who):
        yield from _named(who, line, 60, "the opening sentence has it announce", as_written=48)


def _is_about(line: Line, who: str) -> bool:
    match = re.fullmatch(_ABOUT, line.text, re.IGNORECASE)
    return match is not None and (match["who"].casefold() in who.casefold() or who.casefold() in match["who"].casefold())


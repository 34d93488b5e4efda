"""Which institution published the work, or which newspaper it appeared in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from citekit.formats.pasted_page.access_notices import read_access
from citekit.formats.pasted_page.candidate import Candidate
from citekit.formats.pasted_page.headline import Headline
from citekit.formats.pasted_page.institution_table import (
    InstitutionKind,
    find_by_acronym,
    find_by_domain,
    find_by_name,
    is_shaped_like_an_institution,
)
from citekit.formats.pasted_page.named_issuer import known_issuer, named_issuer
from citekit.formats.pasted_page.page import Line, Page, Role
from citekit.formats.pasted_page.person_names import read_people
from citekit.formats.pasted_page.preprint_servers import preprint_server
from citekit.formats.pasted_page.rights_notices import read_rights
from citekit.formats.pasted_page.subscribers import split_issuer
from citekit.formats.pasted_page.work_labels import known_numbers, read_label, segments

__all__ = ["find_issuers", "issuer_of_address"]

_PUBLISHED_BY: Final = (
    r"(?:published by|publisher|issued by|issuing (?:body|agency|organi[sz]ation)"
    r"|produced by|news provided by|from"
    r"|institution|organi[sz]ation|agency|herausgeber(?:in)?|herausgegeben von"
    r"|hrsg\.?(?: von)?|éditeur|publié par|édité par"
    r"|organismo|institución|publicado por|editore|pubblicato da|uitgever|utgivare|الناشر"
    r"|صادر عن|発行(?:者|所|元)?|発表者?"
    r"|发布机构|出版(?:者|社)?)"
)


def find_issuers(page: Page, headline: Headline | None) -> Iterator[Candidate]:
    """Yield candidates for ``publisher`` and, for newspapers and their kin, ``container-title``.

    Only what stands apart tells: an institution that the running text mentions is its subject. Acronyms are
    written out where citekit's table knows them, which the reason then says.
    """
    own = headline.lines if headline else ()
    if headline and headline.site:
        yield from named_issuer(headline.site, own[0], 78, "the name of the site, behind the headline")
    for index, line in enumerate(page.lines[: page.end]):
        if line in own:
            continue
        yield from _of_notice(line, page)
        if line.role is Role.PROSE:
            yield from _of_agency(line, page, index)
        elif line.role is not Role.BOILERPLATE:
            yield from _of_line(line, page, index, headline)
    for line in page.lines[page.end :]:
        yield from _of_rights(line)


def server_of_doi(doi: str, line: int) -> Iterator[Candidate]:
    """Yield the server of preprints that gave a work its DOI."""
    server = preprint_server(doi)
    if server:
        yield Candidate("publisher", server, doi, line, 93, "its DOI is that server's")


def issuer_of_address(url: str, line: int) -> Iterator[Candidate]:
    """Yield the institution whose site the work's own address is on, if citekit knows it."""
    known = find_by_domain(urlsplit(url).hostname or "")
    if known:
        yield from known_issuer(known, url, line, 68, "the address is on its site")


def _of_notice(line: Line, page: Page) -> Iterator[Candidate]:
    notice = read_access(line.text)
    issuer = split_issuer(notice.readers_of, page.lines) if notice else None
    if issuer and issuer.name:
        as_written = 0 if issuer.known else 60
        yield from named_issuer(issuer.name, line, 84, "the notice names its readers", as_written=as_written)
    yield from _of_rights(line)


def _of_rights(line: Line) -> Iterator[Candidate]:
    rights = read_rights(line.text)
    if rights:
        shaped = 70 if is_shaped_like_an_institution(rights) else 0
        yield from named_issuer(rights, line, 84, "the copyright line names it", as_written=shaped)


def _of_agency(line: Line, page: Page, index: int) -> Iterator[Candidate]:
    """Find the news agency in a report's opening: "LONDON, Jan 20 (Reuters) -"."""
    match = re.match(r"[^\W\d_][^()]{1,50}\((?P<agency>[^()]{2,30})\)\s?[-–—]", line.text)
    known = find_by_name(match["agency"]) or find_by_acronym(match["agency"]) if match else None
    if known and known.kind is InstitutionKind.WIRE and index <= page.body + 1:
        yield from known_issuer(known, line.text[:60], line.number, 74, "the dateline names the agency")


def _of_line(line: Line, page: Page, index: int, headline: Headline | None) -> Iterator[Candidate]:
    in_head = index < page.body
    yield from _of_label(line, page, index)
    if in_head:
        for part in segments(line.text):
            yield from _of_name_alone(part, line, page, headline)
    elif line.role is Role.INSTITUTION:
        # it may be one of the page's topics as well
        yield from named_issuer(line.text, line, 50, "its name stands by itself below the text")
    if not in_head and line.role is not Role.LABEL:
        return
    for part in segments(line.text):
        label = read_label(part)
        if label and label.issuer:
            numbered = label.number and not label.genre
            reason = "its number has that form" if numbered else "its name stands before the genre"
            yield from named_issuer(label.issuer, line, 74, reason)
    for number, institution in known_numbers(line.text):
        if institution:
            yield from named_issuer(institution, line, 70, f"it numbers its reports like {number}")


def _of_name_alone(part: str, line: Line, page: Page, headline: Headline | None) -> Iterator[Candidate]:
    """Find an institution that stands by itself at the head of a page, as on the cover of a report."""
    name = re.sub(r"\s*\([A-Z][\w-]{1,9}\)$", "", part).strip(" .,:")
    known = find_by_name(name) or (find_by_acronym(name) if _is_below_byline(line, page) else None)
    if known and known.is_outlet and (_is_below_byline(line, page) or " " in name):
        below = _is_below_byline(line, page)
        place = "right below the byline" if below else "at the head of the page"
        yield from known_issuer(
            known, line.text, line.number, 80 if below else 57, f"its name stands {place}"
        )
    elif known and not known.is_outlet:
        yield from named_issuer(name, line, 74, "its name stands by itself at the head of the page")
    elif find_by_acronym(name) and part == line.text:
        # an acronym alone may be the subject, as NATO above an article on it
        yield from named_issuer(name, line, 42, "its acronym stands by itself at the head of the page")
    elif (
        headline
        and line.role in (Role.PLAIN, Role.LABEL)
        and is_shaped_like_an_institution(name)
        and not _is_affiliation(line, page)
    ):
        elsewhere = (other for other in page.lines if other is not line and len(other.text) < 160)
        repeated = any(name in other.text for other in elsewhere)
        near = abs(page.index(headline.lines[0].number) - page.index(line.number)) <= 6
        score = 64 if repeated or near else 46
        reason = "a name of an institution's shape at the head of the page"
        yield from named_issuer(name, line, score, reason, as_written=score)


def _names_person(text: str) -> bool:
    return any(person.known_given for person in read_people(text)[0])


def _is_affiliation(line: Line, page: Page) -> bool:
    """Whether a person stands right above: then it is where she works, and not who published it."""
    index = page.index(line.number)
    above = page.lines[index - 1] if index else None
    return above is not None and above.block == line.block and _names_person(above.text)


def _is_below_byline(line: Line, page: Page) -> bool:
    index = page.index(line.number)
    return index > 0 and page.lines[index - 1].role is Role.BYLINE


def _of_label(line: Line, page: Page, index: int) -> Iterator[Candidate]:
    """Find what a line calls the publisher: "Published by X", or "From:" above the name."""
    match = re.fullmatch(
        rf"{_PUBLISHED_BY}(?P<colon>\s*[:：])?\s*(?P<who>\S.{{1,120}})", line.text, re.IGNORECASE
    )
    if (
        match
        and not _names_person(match["who"])
        and (match["colon"] or not match[0].lower().startswith("from "))
    ):
        shaped = is_shaped_like_an_institution(match["who"])
        as_written = 84 if match["colon"] else 76 if shaped else 0
        yield from named_issuer(
            match["who"], line, 90, "the line says who published it", as_written=as_written
        )
    match = re.fullmatch(
        r"an? (?:\w+ )?(?:report|study|paper|survey|briefing|publication) (?:by|from|of) (?P<who>\S.{2,100})",
        line.text,
        re.IGNORECASE,
    )
    if match and is_shaped_like_an_institution(re.sub(r"^the\s", "", match["who"])):
        name = re.sub(r"^the\s", "", match["who"])
        yield from named_issuer(name, line, 84, "the line says whose report it is", as_written=76)
    above = page.lines[index - 1] if index else None
    if (
        above
        and line.number - above.number <= 2
        and re.fullmatch(rf"{_PUBLISHED_BY}\s*[:：]?", above.text, re.IGNORECASE)
    ):
        name = re.split(r"\s+and (?:The )?Rt Hon\b|,\s+and\b", line.text)[0]
        if not _names_person(name):
            yield from named_issuer(name, line, 84, f'"{above.text}" stands above it', as_written=76)
    match = re.fullmatch(r"SOURCE:?\s+(?P<who>[A-Z].{2,90})", line.text)
    if match and index > page.body:
        yield from named_issuer(match["who"], line, 80, "the press release names its source", as_written=76)

"""Works by author and year, parted by semicolons and commas: see Smith, 2010, p. 3; Jones, 2012."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from citekit.csl.citation import Locator
from citekit.csl.locator import split_locator
from citekit.documents.in_text.citation import InTextCite
from citekit.documents.name_text import NamesRead, is_no_author, read_names, strip_lead_in
from citekit.language.fold import fold
from citekit.language.months import month_number

__all__ = ["CITED_IN", "YEARS", "read_all_cites", "read_cites", "split_pieces", "with_years"]

_YEAR: Final = (
    r"[\[(]1\d{3}[\])]\s(?:1[4-9]|20)\d\d[a-z]?|"
    r"(?:(?:ca?\.|circa)\s*)?(?:\d{1,4}\s?B\.?C\.?(?:E\.?)?|1[0-3]\d\d)/(?:1[4-9]|20)\d\d[a-z]?"
    r"|(?<!\w[–-])(?:(?:ca?\.|circa)\s*)?(?:1[4-9]|20)\d\d(?:\s?[/–-]\s?(?:1[4-9]|20)?\d\d)?(?:-?[a-z])?"
    r"(?![\w%]|[–-]\d)"
    r"|n\.\s?d\.(?:-[a-z])?|no date\b|s\.\s?d\.|o\.\s?J\.|in press(?:-[a-z])?|in print|forthcoming"
    r"|im Druck|im Erscheinen"
)
"""What stands for the date of a work; in "CVE-2022-32213" and "ISO-2018" it is part of a name."""
YEARS: Final = re.compile(
    rf"(?P<first>{_YEAR})(?P<more>(?:(?:\s*,\s*|\s*(?:and|&|und|et)\s+)(?:{_YEAR}|[a-z](?![\w.])))*)"
)
_ONE_YEAR: Final = re.compile(rf"{_YEAR}|(?<![\w.])[a-z](?![\w.])")
_NEXT_WORK: Final = re.compile(
    r"\s*(?:,\s*(?:and|&|und|et)?|and|&|und|et)\s+"
    r"(?=(?:(?:van|von|de|der|den|del|di|da|la|le|ten|ter)\s+){0,3}[^\W\d_a-z])"
)
CITED_IN: Final = re.compile(
    r",?\s*\b(?:(?:as\s)?(?:cited|quoted|discussed|referenced)\s(?:in|by)|qtd\.\sin"
    r"|zit(?:iert|\.) (?:nach|n\.)|cité (?:dans|par)|citado (?:en|por))\s+",
    re.IGNORECASE,
)
_OTHER_PAGES: Final = re.compile(
    r",\s(?P<pages>[ivxlc]{1,7}(?:[–-][ivxlc]{1,7})?|S\.\s\d{1,4}(?:[–-]\d{1,4})?)"
)
"""Pages of a foreword, (Douglas 1990, vii), and those of German papers, (Weiß, 2013, S. 5)."""
_QUOTED_TITLE: Final = re.compile(r"[“\"„«‘](?P<title>[^”\"“»’]{2,150}?),?[”\"“»’],?\s*")
_SMALL_FIRST: Final = re.compile(r"[a-z][\w’'-]+\s+(?:&|and)\s+[^\W\d_a-z]")
"""Who writes the own name small, with another: ``boyd & Crawford``."""


def split_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what semicolons part, those within brackets aside."""
    depth = 0
    for position in range(start, end):
        char = text[position]
        depth += (char in "([") - (char in ")]")
        if char == ";" and depth <= 0:
            yield start, position
            start = position + 1
    yield start, end


def read_all_cites(
    text: str, pieces: Sequence[tuple[int, int]], before: Sequence[InTextCite], authors: frozenset[str]
) -> list[InTextCite]:
    """Return ``before`` and the cites of ``pieces``; a year alone is another work of the names before it.

    ``authors`` are the names of the list, folded: Born and Page are names there, and words elsewhere.
    """
    cites = list(before)
    for start, end in pieces:
        at = end - len(text[start:end].lstrip())
        years = YEARS.match(text, at, end)
        if years and cites:
            again = cites[-1]._replace(start=at, end=at, prefix="", locator=None, suffix="", year="")
            cites += with_years(text, again, years, end)
        else:
            cites += read_cites(text, start, end, authors)
    return cites


def read_cites(text: str, start: int, end: int, authors: frozenset[str]) -> Iterator[InTextCite]:
    """Yield the cites of what stands between two semicolons; more than one where years or works follow."""
    cited_in = CITED_IN.search(text, start, end)
    if cited_in:
        yield from _secondary(text, start, cited_in.start(), authors)
        yield from read_cites(text, cited_in.end(), end, authors)
        return
    for years in YEARS.finditer(text, start, end):
        before = text[start : years.start()]
        if not before.strip() or text[years.start() - 1].isalnum():
            continue
        cite = _author_part(before, start, authors)
        if cite is not None:
            following = _after_comma(text, years.end(), end, authors)
            yield from with_years(text, cite, years, following[0] if following else end)
            if following:
                yield from read_cites(text, following[1], end, authors)
            return


def _after_comma(text: str, start: int, end: int, authors: frozenset[str]) -> tuple[int, int] | None:
    """Return the comma or word that parts another work from the one before: ``Smith, 2010, Jones, 2012``."""
    match = _NEXT_WORK.match(text, start, end)
    years = YEARS.search(text, match.end(), end) if match else None
    if match is None or years is None:
        return None
    cite = _author_part(text[match.end() : years.start()], match.end(), authors)
    return match.span() if cite is not None and cite.names else None


def _secondary(text: str, start: int, end: int, authors: frozenset[str]) -> Iterator[InTextCite]:
    """Yield the work before "as cited in", which needs no year."""
    originals = list(read_cites(text, start, end, authors))
    names = None if originals else read_names(text[start:end].strip(" ,"))
    if names is not None:
        originals = [InTextCite(names.names, "", start, end, names.has_et_al, names.joiner)]
    for original in originals:
        yield original._replace(is_secondary=True)


def _author_part(before: str, offset: int, authors: frozenset[str]) -> InTextCite | None:
    """Read what stands before a year: a lead-in, then names or a title; None if it is none of them."""
    rest, prefix = strip_lead_in(before)
    start = offset + len(before) - len(rest)
    has_comma = rest.rstrip().endswith(",")
    bare = rest.strip().rstrip(",").rstrip()
    title = _QUOTED_TITLE.fullmatch(rest.strip())
    if title:
        return InTextCite((), "", start, start, has_comma=True, title=title["title"], prefix=prefix)
    if not has_comma and month_number(bare.split()[-1].rstrip(".") if bare.split() else "") is not None:
        return None
    names = read_names(bare)
    if is_no_author(bare) and not (names and fold(names.names[0]) in authors):
        return None
    if names is None and _SMALL_FIRST.match(bare):
        names = read_names(bare[0].upper() + bare[1:])
        names = names and names._replace(names=(bare[0] + names.names[0][1:], *names.names[1:]))
    if names is None and bare and fold(bare) in authors:
        names = NamesRead((bare,))
    if names is None:
        return None
    return InTextCite(
        names.names,
        "",
        start,
        start,
        has_et_al=names.has_et_al,
        joiner=names.joiner,
        has_comma=has_comma,
        acronym=names.acronym,
        prefix=prefix,
    )


def with_years(text: str, cite: InTextCite, years: re.Match[str], end: int) -> Iterator[InTextCite]:
    """Yield ``cite`` once for each of its years; what follows the last is its locator and suffix."""
    typed = [(years["first"], years.start("first"), years.end("first"))]
    typed += [
        (match[0], match.start(), match.end())
        for match in _ONE_YEAR.finditer(text, years.start("more"), years.end("more"))
    ]
    after = text[years.end() : end].rstrip()
    colon = re.match(r"\s*:\s*(?=\d)", after)
    located = f", {after[colon.end() :]}" if colon else after
    locator, cut = split_locator(located)
    pages = _OTHER_PAGES.fullmatch(located)
    if locator is None and pages:
        locator, cut = Locator("page", pages["pages"].removeprefix("S. ")), len(located)
    for number, (year, first, last) in enumerate(typed):
        is_last = number == len(typed) - 1
        whole = typed[0][0].rstrip("abcdefghijklmnopqrstuvwxyz") + year if len(year) == 1 else year
        yield cite._replace(
            year=" ".join(whole.split()),
            start=cite.start if number == 0 else first,
            end=years.end() + len(after) if is_last else last,
            locator=locator if is_last else None,
            suffix=located[cut:].strip() if is_last else "",
        )

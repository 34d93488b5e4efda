"""Citations that somebody typed: author and year, numbers, author and page, and those of notes.

What is found is what stands there: names, years and pages as typed, with their places. Whether it is right is
for the checks. What only looks like a citation (dates, tables, sample sizes) is not found at all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from enum import Enum
from typing import Final, NamedTuple

from citekit.csl.citation import Locator
from citekit.csl.locator import split_locator
from citekit.documents.blocks import Block, BlockKind, RunKind
from citekit.documents.document import Document
from citekit.documents.name_text import (
    NamesBefore,
    begins_sentence,
    is_no_author,
    names_before,
    read_names,
    strip_lead_in,
)
from citekit.documents.places import Span
from citekit.documents.reference_list import find_reference_lists
from citekit.language.fold import fold
from citekit.language.months import month_number
from citekit.markup.tree import Format

__all__ = ["InTextCitation", "InTextCite", "InTextKind", "find_in_text"]


class InTextKind(Enum):
    """The form of a typed citation."""

    PARENTHETICAL = "parenthetical"
    NARRATIVE = "narrative"
    NUMERIC = "numeric"
    AUTHOR_PAGE = "author-page"
    PERSONAL = "personal communication"
    NOTE = "note"


class InTextCite(NamedTuple):
    """One work that a typed citation names.

    ``names`` are family names or an organisation as typed, ``acronym`` the short form introduced with it.
    ``title`` stands instead of names. ``year`` is as typed with its letter (``2013a``, ``n.d.``), empty where
    none is. ``start`` and ``end`` are characters of the block's text. ``is_secondary`` marks a work that is
    cited by way of the one after it ("as cited in"). ``is_far`` tells that the names stand farther back in
    the sentence than beside the year, which may be that of something else.
    """

    names: tuple[str, ...]
    year: str
    start: int
    end: int
    has_et_al: bool = False
    joiner: str = ""
    has_comma: bool = False
    acronym: str = ""
    title: str = ""
    prefix: str = ""
    locator: Locator | None = None
    suffix: str = ""
    is_secondary: bool = False
    is_far: bool = False


class InTextCitation(NamedTuple):
    """A typed citation: its place, and the works or numbers it names.

    ``start`` and ``end`` are characters of the text of block number ``block``. ``is_raised`` tells numbers in
    superscript from those in brackets; ``is_ibid`` a note that repeats the one before it.
    """

    kind: InTextKind
    span: Span
    block: int
    start: int
    end: int
    cites: tuple[InTextCite, ...] = ()
    numbers: tuple[int, ...] = ()
    is_raised: bool = False
    is_ibid: bool = False


_YEAR: Final = (
    r"[\[(]1\d{3}[\])]\s(?:1[4-9]|20)\d\d[a-z]?|"
    r"(?:(?:ca?\.|circa)\s*)?(?:\d{1,4}\s?B\.?C\.?(?:E\.?)?|1[0-3]\d\d)/(?:1[4-9]|20)\d\d[a-z]?"
    r"|(?:(?:ca?\.|circa)\s*)?(?:1[4-9]|20)\d\d(?:\s?[/–-]\s?(?:1[4-9]|20)?\d\d)?(?:-?[a-z])?(?![\w%])"
    r"|n\.\s?d\.(?:-[a-z])?|s\.\s?d\.|o\.\s?J\.|in press(?:-[a-z])?|in print|forthcoming"
    r"|im Druck|im Erscheinen"
)
_YEARS: Final = re.compile(
    rf"(?P<first>{_YEAR})(?P<more>(?:(?:\s*,\s*|\s*(?:and|&|und|et)\s+)(?:{_YEAR}|[a-z](?![\w.])))*)"
)
_ONE_YEAR: Final = re.compile(rf"{_YEAR}|(?<![\w.])[a-z](?![\w.])")
_SENTENCE: Final = re.compile(r"(?:[^\W\d_]{3,}|[)\]”\"’\d])[.!?][”\"’]?\s+(?=[“\"„«]?[^\W\d_a-z])")
_NAME: Final = re.compile(r"(?<![\w-])(?P<name>[^\W\d_a-z][^\W\d_]+(?:[’'-][^\W\d_a-z][^\W\d_]+)*)(?![\w-])")
_NEXT_WORK: Final = re.compile(
    r"\s*(?:,\s*(?:and|&|und|et)?|and|&|und|et)\s+"
    r"(?=(?:(?:van|von|de|der|den|del|di|da|la|le|ten|ter)\s+){0,3}[^\W\d_a-z])"
)
_BRACKETS: Final = re.compile(r"\((?:[^()]|\([^()]*\)){1,500}\)")
_PERSONAL: Final = re.compile(
    r"\b(?:personal communication|pers\.\s?comm|private communication|personal interview"
    r"|unpublished (?:raw )?data"
    r"|persönliche (?:Mitteilung|Kommunikation)|communication personnelle|comunicación personal)\b",
    re.IGNORECASE,
)
_CITED_IN: Final = re.compile(
    r",?\s*\b(?:(?:as\s)?(?:cited|quoted|discussed|referenced)\s(?:in|by)|qtd\.\sin"
    r"|zit(?:iert|\.) (?:nach|n\.)|cité (?:dans|par)|citado (?:en|por))\s+",
    re.IGNORECASE,
)
_NUMERIC: Final = re.compile(
    r"\[(?P<inner>\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*)"
    r"(?:\]\s?[–—-]\s?\[(?P<last>\d{1,3})\]|(?P<after>\s*,\s*[^\[\]]{1,60})?\])"
)
_RAISED: Final = re.compile(r"\d{1,3}(?:\s*[,–—-]\s*\d{1,3})*")
_ROUND: Final = re.compile(r"(?<![\w\d])\((?P<inner>\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*)\)")
_COUNTED: Final = re.compile(
    r"(?:\b(?:eqs?|equations?|tables?|figs?|figures?|steps?|points?|nos?|numbers?|items?|models?|chapters?)\.?"
    r"|[:;,]|\b(?:and|or))\s*$",
    re.IGNORECASE,
)
"""Before a number that counts: Equation (3), Table (2), and those of an enumeration: (1) first, (2) then."""
_FEWEST_NUMBERED: Final = 3
_UNIT: Final = re.compile(r"(?:^|[\s(/·×\d])(?:[A-Za-z]|[kcmµn]?m|cm|mm|km|ft|in|sec|χ|η|ω|10)$")
_PAGES: Final = re.compile(
    r"(?P<pages>\d{1,4}[a-z]?(?:\s?[–-]\s?\d{1,4})?(?:,\s?\d{1,4}(?:\s?[–-]\s?\d{1,4})?)*)$"
)
_NAMED_AND_PAGED: Final = re.compile(
    r"(?P<names>[^\d\"“”(){}\[\]]*?[^\s\d,])(?:(?P<comma>,)?\s+(?:pp?\.\s?)?"
    r"(?P<pages>\d{1,4}(?:\s?[–-]\s?\d{1,4})?|[ivxl]{1,7}(?:[–-][ivxl]{1,7})?))?"
)
_QUOTED_TITLE: Final = re.compile(r"[“\"„«‘](?P<title>[^”\"“»’]{2,150}?),?[”\"“»’],?\s*")
_IBID: Final = re.compile(
    r"(?:(?:see|cf\.|vgl\.)\s+)?(?:ibid|ibidem|id|idem|ebd|ebda|ebenda|op\. cit|loc\. cit)\b\.?",
    re.IGNORECASE,
)
_NOTE_NAME: Final = re.compile(
    r"(?:[^\W\d_a-z][\w.’'-]*\s+){0,4}(?P<name>(?:(?:van|von|de|der|den|del|di|la|le)\s+)*"
    r"(?!(?:Jr|Sr|I{2,3}|IV)\b)[^\W\d_a-z][\w’'-]+)(?:,?\s+(?:[JS]r\.?|I{2,3}|IV)(?!\w))?"
    r"(?:\s+(?:and|und|et|&)\s+[^,]{2,60}|\s+et al\.?)?,\s+\S.{2,}?\d"
)
_NOTE_PAGES: Final = re.compile(r"(?:\)[:,]|,)\s*(?:pp?\.\s*)?(?P<pages>\d{1,4}(?:[–-]\d{1,4})?)\.?$")
"""The pages that a note ends with: (1980): 312, or a title and 80."""
_SMALL_FIRST: Final = re.compile(r"[a-z][\w’'-]+\s+(?:&|and)\s+[^\W\d_a-z]")
"""Who writes the own name small, with another: ``boyd & Crawford``."""
_MASKED: Final = frozenset((RunKind.CODE, RunKind.MATH, RunKind.CITATION))
_LARGEST_NUMBER: Final = 999


def find_in_text(document: Document, *, authors: Collection[str] = ()) -> tuple[InTextCitation, ...]:
    """Return the typed citations of ``document`` in the order of its text, lists of references left out.

    ``authors`` are names, folded, that the list begins entries with: a bracket that holds one and nothing
    else, or one with a page after a comma, is a citation then.
    """
    lists = find_reference_lists(document)
    listed = {index for list_ in lists for index in list_.blocks}
    found: list[InTextCitation] = []
    rounds: list[InTextCitation] = []
    for index, block in enumerate(document.blocks):
        # The notes of a Word document stand after its list, and a Markdown paper may end with them.
        in_list = index in listed and not block.note
        if not in_list and block.kind not in (BlockKind.CODE, BlockKind.METADATA):
            found += sorted(_in_block(block, index, frozenset(authors)), key=lambda citation: citation.start)
            rounds += _in_round(block, index)
    labels = [
        int(label)
        for list_ in lists
        for reference in list_.references
        if (label := re.sub(r"\D", "", reference.number))
    ]
    if not _cites_in_round(rounds, found, labels):
        return tuple(found)
    known = [one for one in rounds if max(one.numbers) <= 2 * len(labels)]
    return tuple(sorted((*found, *known), key=lambda citation: (citation.block, citation.start)))


def _in_round(block: Block, index: int) -> Iterator[InTextCitation]:
    """Yield the numbers in round brackets, which may cite: (3,4)."""
    text = _visible(block)
    for match in _ROUND.finditer(text):
        numbers = _numbers(match["inner"])
        following = text[match.end() : match.end() + 2]
        counts = _COUNTED.search(text, 0, match.start()) and following[:1] == " " and following[1:].isalpha()
        if numbers and match.start() and not counts:
            start, end = match.span()
            yield InTextCitation(
                InTextKind.NUMERIC, block.span_of(start, end), index, start, end, numbers=numbers
            )


def _cites_in_round(
    rounds: Sequence[InTextCitation], found: Sequence[InTextCitation], labels: Sequence[int]
) -> bool:
    """Whether a paper cites by numbers in round brackets: its list is numbered, and they go through it."""
    if len(labels) < _FEWEST_NUMBERED:
        return False
    named = {number for citation in rounds for number in citation.numbers} & set(labels)
    others = sum(citation.kind is not InTextKind.NOTE for citation in found)
    return len(named) * 2 >= len(set(labels)) and len(rounds) > others


def _visible(block: Block) -> str:
    """Return the text of a block with its code, formulas and citations by key blotted out."""
    return "".join(["\ufffc" * len(run.text) if run.kind in _MASKED else run.text for run in block.runs])


def _in_block(block: Block, index: int, authors: frozenset[str]) -> Iterator[InTextCitation]:
    text = _visible(block)
    yield from _numeric(block, index, text)
    noted = list(_in_note(block, index, text)) if block.note else []
    if noted:
        # A note that cites in full has place and year in brackets: "(London, 1990)".
        yield from noted
        return
    for match in _BRACKETS.finditer(text):
        yield from _in_brackets(block, index, text, match.span(), authors)


def _make(
    block: Block, index: int, kind: InTextKind, where: tuple[int, int], cites: Sequence[InTextCite]
) -> InTextCitation:
    start, end = where
    return InTextCitation(kind, block.span_of(start, end), index, start, end, tuple(cites))


# Author and year, or author and page, in brackets.


def _in_brackets(
    block: Block, index: int, text: str, where: tuple[int, int], authors: frozenset[str]
) -> Iterator[InTextCitation]:
    start, end = where
    inner = text[start + 1 : end - 1]
    if _PERSONAL.search(inner):
        yield _make(block, index, InTextKind.PERSONAL, (start, end), ())
        return
    years = _YEARS.match(inner.lstrip())
    if years:
        yield from _narrative(block, index, text, start, end, authors=authors)
        return
    cites = _all_cites(text, list(_pieces(text, start + 1, end - 1)), [])
    if cites:
        before = names_before(text, start)
        named = _introduces(before, cites[0])
        if before and named:
            first = cites[0]._replace(names=before.names, acronym=cites[0].names[0], start=before.start)
            yield _make(block, index, InTextKind.NARRATIVE, (before.start, end), (first, *cites[1:]))
        else:
            yield _make(block, index, InTextKind.PARENTHETICAL, (start, end), cites)
        return
    pieces = [part for piece in _pieces(text, start + 1, end - 1) for part in _paged_parts(text, *piece)]
    paged = [cite for piece in pieces for cite in list(_paged(text, *piece)) or _known(text, *piece, authors)]
    if paged:
        yield _make(block, index, InTextKind.AUTHOR_PAGE, (start, end), paged)


def _introduces(before: NamesBefore | None, cite: InTextCite) -> bool:
    """Whether ``cite`` names by an acronym the organisation that stands before its bracket."""
    if before is None or len(before.names) != 1 or len(cite.names) != 1:
        return False
    acronym = cite.names[0]
    initials = "".join(word[0] for word in re.split(r"[\s-]+", before.names[0]) if word[:1].isupper())
    return acronym.isupper() and len(acronym) > 1 and initials.endswith(acronym)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    depth = 0
    for position in range(start, end):
        char = text[position]
        depth += (char in "([") - (char in ")]")
        if char == ";" and depth <= 0:
            yield start, position
            start = position + 1
    yield start, end


def _all_cites(
    text: str, pieces: Sequence[tuple[int, int]], before: Sequence[InTextCite]
) -> list[InTextCite]:
    """Return ``before`` and the cites of ``pieces``; a year alone is another work of the names before it."""
    cites = list(before)
    for start, end in pieces:
        at = end - len(text[start:end].lstrip())
        years = _YEARS.match(text, at, end)
        if years and cites:
            again = cites[-1]._replace(start=at, end=at, prefix="", locator=None, suffix="", year="")
            cites += _with_years(text, again, years, end)
        else:
            cites += _cites(text, start, end)
    return cites


def _cites(text: str, start: int, end: int) -> Iterator[InTextCite]:
    """Yield the cites of what stands between two semicolons; more than one where years or works follow."""
    cited_in = _CITED_IN.search(text, start, end)
    if cited_in:
        yield from _secondary(text, start, cited_in.start())
        yield from _cites(text, cited_in.end(), end)
        return
    for years in _YEARS.finditer(text, start, end):
        before = text[start : years.start()]
        if not before.strip() or text[years.start() - 1].isalnum():
            continue
        cite = _author_part(before, start)
        if cite is not None:
            following = _after_comma(text, years.end(), end)
            yield from _with_years(text, cite, years, following[0] if following else end)
            if following:
                yield from _cites(text, following[1], end)
            return


def _after_comma(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the comma or word that parts another work from the one before: ``Smith, 2010, Jones, 2012``."""
    match = _NEXT_WORK.match(text, start, end)
    years = _YEARS.search(text, match.end(), end) if match else None
    if match is None or years is None:
        return None
    cite = _author_part(text[match.end() : years.start()], match.end())
    return match.span() if cite is not None and cite.names else None


def _secondary(text: str, start: int, end: int) -> Iterator[InTextCite]:
    """Yield the work before "as cited in", which needs no year."""
    originals = list(_cites(text, start, end))
    names = None if originals else read_names(text[start:end].strip(" ,"))
    if names is not None:
        originals = [InTextCite(names.names, "", start, end, names.has_et_al, names.joiner)]
    for original in originals:
        yield original._replace(is_secondary=True)


def _author_part(before: str, offset: int) -> InTextCite | None:
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
    if is_no_author(bare):
        return None
    names = read_names(bare)
    if names is None and _SMALL_FIRST.match(bare):
        names = read_names(bare[0].upper() + bare[1:])
        names = names and names._replace(names=(bare[0] + names.names[0][1:], *names.names[1:]))
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


def _with_years(text: str, cite: InTextCite, years: re.Match[str], end: int) -> Iterator[InTextCite]:
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


def _narrative(
    block: Block, index: int, text: str, start: int, end: int, *, authors: frozenset[str]
) -> Iterator[InTextCitation]:
    """Find the names before a bracket that begins with a year."""
    before = names_before(text, start)
    is_far = before is None
    if before is None:
        before = _named_in_sentence(text, start, authors)
    if before is None:
        return
    # "boyd and Crawford (2012)": who writes the own name small is known by the list.
    small = re.search(r"(?<![\w.-])(?P<name>[a-z][\w’'-]+)\s+(?P<joiner>and|&|und)\s+$", text[: before.start])
    if small and fold(small["name"]) in authors and not before.joiner:
        before = before._replace(
            names=(small["name"], *before.names), start=small.start(), joiner=small["joiner"]
        )
    pieces = list(_pieces(text, start + 1, end - 1))
    first, last = pieces[0]
    years = _YEARS.search(text, first, last)
    if years is None:
        return
    cite = InTextCite(
        before.names,
        "",
        before.start,
        before.start,
        has_et_al=before.has_et_al,
        joiner=before.joiner,
        acronym=before.acronym,
        is_far=is_far,
    )
    cited_in = _CITED_IN.match(text, years.end(), last)
    following = text[years.end() : last].lstrip()
    if cited_in is None and following[:1].isalpha():
        return  # "in the United States (2010 census)"
    cites = list(_with_years(text, cite, years, cited_in.start() if cited_in else last))
    if cited_in:
        cites = [one._replace(is_secondary=True) for one in cites]
        cites += _cites(text, cited_in.end(), last)
    cites = _all_cites(text, pieces[1:], cites)
    if is_far:
        cites = [one._replace(start=max(one.start, start), is_far=one.names == before.names) for one in cites]
    yield _make(block, index, InTextKind.NARRATIVE, (start if is_far else before.start, end), cites)


def _named_in_sentence(text: str, at: int, authors: frozenset[str]) -> NamesBefore | None:
    """Return the names of the list that stand last before ``at`` in its sentence: Haas says, "…" (2007)."""
    first = max((match.end() for match in _SENTENCE.finditer(text, 0, at)), default=0)
    for match in reversed(list(_NAME.finditer(text, first, at))):
        names = names_before(text, match.end())
        if names is not None and fold(names.names[0]) in authors:
            return names
    return None


def _paged_parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield ``Smith 12`` and ``Jones 14`` of ``Smith 12, Jones 14``, and other pieces whole."""
    for comma in re.compile(r"(?<=\d),(?=\s+[^\W\d_a-z])").finditer(text, start, end):
        yield start, comma.start()
        start = comma.end()
    yield start, end


def _known(text: str, start: int, end: int, authors: frozenset[str]) -> Iterator[InTextCite]:
    """Yield the cite of ``Smith``, ``Smith, 12`` or ``Smith p. 12``, if the list has a Smith."""
    rest, prefix = strip_lead_in(text[start:end])
    match = _NAMED_AND_PAGED.fullmatch(rest.strip())
    names = read_names(match["names"]) if match else None
    if match and names is not None and fold(names.names[0]) in authors:
        first = end - len(rest)
        yield InTextCite(
            names.names,
            "",
            first,
            first + len(rest.rstrip()),
            has_et_al=names.has_et_al,
            joiner=names.joiner,
            has_comma=bool(match["comma"]),
            prefix=prefix,
            locator=Locator("page", match["pages"]) if match["pages"] else None,
        )


def _paged(text: str, start: int, end: int) -> Iterator[InTextCite]:
    """Yield the cite of ``Smith 12`` or ``Smith, “Title” 12``: names, perhaps a title, a page, no comma."""
    typed = text[start:end].rstrip()
    cited_in = _CITED_IN.match(typed.lstrip())
    lead = len(typed) - len(typed.lstrip()) + (cited_in.end() if cited_in else 0)
    pages = _PAGES.search(typed, lead)
    if not pages or not typed[lead : pages.start()].endswith(" "):
        return
    rest, prefix = strip_lead_in(typed[lead : pages.start()])
    title = ""
    found = re.search(
        r"(?:,\s*)?[“\"‘](?P<title>[^”\"’]{2,100})[”\"’]\s*$|,\s+(?P<short>[^\W\d_a-z][^,]{2,60}?)(?P<comma>,?)\s*$",
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
        has_comma=bool(found and found["comma"]),
        title=title,
        prefix=prefix,
        locator=Locator("page", pages["pages"]),
    )


# Numbers.


def _numeric(block: Block, index: int, text: str) -> Iterator[InTextCitation]:
    for match in _NUMERIC.finditer(text):
        # "[2]–[4]" is one citation of three.
        numbers = _numbers(f"{match['inner']}–{match['last']}" if match["last"] else match["inner"])
        if numbers:
            start, end = match.span()
            yield InTextCitation(
                InTextKind.NUMERIC, block.span_of(start, end), index, start, end, numbers=numbers
            )
    position = 0
    for run in block.runs:
        start, position = position, position + len(run.text)
        if run.kind is not RunKind.TEXT or Format.SUPERSCRIPT not in run.formats:
            continue
        if (
            _RAISED.fullmatch(run.text.strip())
            and start
            and not _UNIT.search(text[max(0, start - 8) : start])
        ):
            numbers = _numbers(run.text)
            if numbers and not text[start - 1].isspace():
                yield InTextCitation(
                    InTextKind.NUMERIC,
                    block.span_of(start, position),
                    index,
                    start,
                    position,
                    numbers=numbers,
                    is_raised=True,
                )


def _numbers(typed: str) -> tuple[int, ...]:
    """Return ``2, 5–7`` as 2, 5, 6, 7; nothing where it is an interval or no count from 1."""
    numbers: list[int] = []
    for piece in re.split(r"\s*[,;]\s*", typed.strip()):
        ends = [int(number) for number in re.split(r"\s*[–—-]\s*", piece) if number]
        if not ends or min(ends) < 1 or max(ends) > _LARGEST_NUMBER or ends != sorted(ends):
            return ()
        numbers += range(ends[0], ends[-1] + 1)
    # "[256, 256]" is a size
    return tuple(numbers) if len(set(numbers)) == len(numbers) else ()


# Notes.


def _in_note(block: Block, index: int, text: str) -> Iterator[InTextCitation]:
    """Find what a note cites: ibid., or a name, a title and a number, parted by semicolons."""
    for start, end in _pieces(text, 0, len(text)):
        rest, prefix = strip_lead_in(text[start:end])
        first = end - len(rest)
        first += len(rest) - len(rest.lstrip())
        last = first + len(text[first:end].rstrip())
        if first >= last:
            continue
        if _IBID.match(text, first, last):
            yield InTextCitation(
                InTextKind.NOTE, block.span_of(first, last), index, first, last, is_ibid=True
            )
            continue
        match = _NOTE_NAME.match(text, first, last)
        if match and not begins_sentence(match["name"]):
            paged = _NOTE_PAGES.search(text, first, last)
            locator = Locator("page", paged["pages"]) if paged else None
            cite = InTextCite((match["name"],), "", first, last, prefix=prefix, locator=locator)
            yield _make(block, index, InTextKind.NOTE, (first, last), (cite,))

"""What round brackets cite: (Smith, 2010), and the names before them: Smith (2010)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.documents.blocks import Block
from citekit.documents.in_text.author_page import known_cites, paged_cites, paged_parts
from citekit.documents.in_text.author_year import (
    CITED_IN,
    YEARS,
    read_all_cites,
    read_cites,
    split_pieces,
    with_years,
)
from citekit.documents.in_text.citation import InTextCitation, InTextCite, InTextKind, make_citation
from citekit.documents.name_text import NamesBefore, names_before
from citekit.language.fold import fold

__all__ = ["in_brackets"]

_SENTENCE: Final = re.compile(r"(?:[^\W\d_]{3,}|[)\]”\"’\d])[.!?][”\"’]?\s+(?=[“\"„«]?[^\W\d_a-z])")
_NAME: Final = re.compile(r"(?<![\w-])(?P<name>[^\W\d_a-z][^\W\d_]+(?:[’'-][^\W\d_a-z][^\W\d_]+)*)(?![\w-])")
_AS_EDITOR: Final = re.compile(r"^[Ee]ds?\.?,?\s+(?=\d)")
"""Plankensteiner (ed., 2007)."""
_PERSONAL: Final = re.compile(
    r"\b(?:personal communication|pers\.\s?comm|private communication|personal interview"
    r"|(?:private|personal) (?:e-?mail|letter|correspondence|conversation)|e-?mail to (?:the )?author"
    r"|unpublished (?:raw )?data"
    r"|persönliche (?:Mitteilung|Kommunikation)|communication personnelle|comunicación personal)\b",
    re.IGNORECASE,
)


def in_brackets(
    block: Block, index: int, text: str, where: tuple[int, int], authors: frozenset[str]
) -> Iterator[InTextCitation]:
    """Yield the citation of the brackets between two characters of a block's text, if they cite."""
    start, end = where
    inner = text[start + 1 : end - 1]
    if _PERSONAL.search(inner):
        yield make_citation(block, index, InTextKind.PERSONAL, (start, end), ())
        return
    years = YEARS.match(_AS_EDITOR.sub("", inner.lstrip()))
    if years:
        yield from _narrative(block, index, text, start, end, authors=authors)
        return
    cites = read_all_cites(text, list(split_pieces(text, start + 1, end - 1)), [], authors)
    if cites:
        before = names_before(text, start, authors)
        named = _introduces(before, cites[0])
        if before and named:
            first = cites[0]._replace(names=before.names, acronym=cites[0].names[0], start=before.start)
            yield make_citation(block, index, InTextKind.NARRATIVE, (before.start, end), (first, *cites[1:]))
        else:
            yield make_citation(block, index, InTextKind.PARENTHETICAL, (start, end), cites)
        return
    pieces = [part for piece in split_pieces(text, start + 1, end - 1) for part in paged_parts(text, *piece)]
    paged = [
        cite
        for piece in pieces
        for cite in list(paged_cites(text, *piece)) or known_cites(text, *piece, authors)
    ]
    if paged:
        yield make_citation(block, index, InTextKind.AUTHOR_PAGE, (start, end), paged)


def _introduces(before: NamesBefore | None, cite: InTextCite) -> bool:
    """Whether ``cite`` names by an acronym the organisation that stands before its bracket."""
    if before is None or len(before.names) != 1 or len(cite.names) != 1:
        return False
    acronym = cite.names[0]
    initials = "".join(word[0] for word in re.split(r"[\s-]+", before.names[0]) if word[:1].isupper())
    if not acronym.isupper() or len(acronym) < 2:
        return False
    rest = iter(initials)
    some_left_out = (
        len(acronym) > 3 and initials[:1] == acronym[0] and all(letter in rest for letter in acronym)
    )
    return initials.endswith(acronym) or some_left_out


def _narrative(
    block: Block, index: int, text: str, start: int, end: int, *, authors: frozenset[str]
) -> Iterator[InTextCitation]:
    """Find the names before a bracket that begins with a year."""
    before = names_before(text, start, authors)
    is_far = before is None
    if before is None:
        before = _named_in_sentence(text, start, authors)
    if before is None:
        return
    owner = _OWNER.match(before.names[0])
    if owner and fold(owner["name"]) in authors and fold(before.names[0]) not in authors:
        # Robertson's Preface (1962): the year is that of a title
        before, is_far = NamesBefore((owner["name"],), before.start), True
    before = _without_lead(text, before, start, authors)
    # "boyd and Crawford (2012)": who writes the own name small is known by the list.
    small = re.search(r"(?<![\w.-])(?P<name>[a-z][\w’'-]+)\s+(?P<joiner>and|&|und)\s+$", text[: before.start])
    if small and fold(small["name"]) in authors and not before.joiner:
        before = before._replace(
            names=(small["name"], *before.names), start=small.start(), joiner=small["joiner"]
        )
    pieces = list(split_pieces(text, start + 1, end - 1))
    first, last = pieces[0]
    years = YEARS.search(text, first, last)
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
    cited_in = CITED_IN.match(text, years.end(), last)
    following = text[years.end() : last].lstrip()
    if cited_in is None and following[:1].isalpha() and not _PLACE.match(following):
        return  # "in the United States (2010 census)"
    cites = list(with_years(text, cite, years, cited_in.start() if cited_in else last))
    if cited_in:
        cites = [one._replace(is_secondary=True) for one in cites]
        cites += read_cites(text, cited_in.end(), last, authors)
    cites = read_all_cites(text, pieces[1:], cites, authors)
    if is_far:
        cites = [one._replace(start=max(one.start, start), is_far=one.names == before.names) for one in cites]
    yield make_citation(block, index, InTextKind.NARRATIVE, (start if is_far else before.start, end), cites)


_OWNER: Final = re.compile(r"(?P<name>[^\W\d_a-z][\w-]+)['’]s?\s")
_PLACE: Final = re.compile(r"(?:pp?|pg|paras?|ch|chap|sec|fig)\.?\s?\d|table\s\d", re.IGNORECASE)
"""A page right after a year, without its comma."""


def _without_lead(text: str, before: NamesBefore, end: int, authors: frozenset[str]) -> NamesBefore:
    """Return ``before`` without a place or a time that opens the sentence: In Sweden, Lundén (2016).

    Names that a comma alone parts are no authors of one work, unless the list begins an entry with the first.
    """
    names = before.names
    if len(names) < 2 or fold(names[0]) in authors:
        return before
    known = next((number for number, name in enumerate(names) if fold(name) in authors), 0)
    if not before.joiner and not before.has_et_al:
        first = known or len(names) - 1
    elif known and _OPENED.search(text[: before.start]):
        first = known
    else:
        return before
    at = text.rfind(names[first], before.start, end)
    if at < 0:
        return before
    return before._replace(names=names[first:], start=at)


_OPENED: Final = re.compile(
    r"(?:^|[.!?][”\"’]?\s+)(?:In|At|From|For|Since|After|Before|Across|Outside|Within)"
    r"(?:\s[\w’'-]+){0,3}\s$"
)


def _named_in_sentence(text: str, at: int, authors: frozenset[str]) -> NamesBefore | None:
    """Return the names of the list that stand last before ``at`` in its sentence: Haas says, "…" (2007)."""
    first = max((match.end() for match in _SENTENCE.finditer(text, 0, at)), default=0)
    for match in reversed(list(_NAME.finditer(text, first, at))):
        names = names_before(text, match.end(), authors)
        if names is not None and fold(names.names[0]) in authors:
            return names
    return None

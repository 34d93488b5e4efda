"""The typed references of a paper's lists, each with what a citation can call it by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from citekit.checks.laws import read_law
from citekit.checks.paper import ListedReference
from citekit.documents.reference_list import Reference, ReferenceList
from citekit.formats.reference_text.reference import ParsedReference, ReferenceParser
from citekit.item.name import Name
from citekit.markup.tree import Format

__all__ = ["italic_spans", "listed_references"]

_DASHES: Final = re.compile(r"^\s*(?:[—–]{2,}|-{3,}|_{3,})[.,]?")
_ET_AL: Final = re.compile(r"\b[Ee]t\s+al\b|\band others\b|\bu\.\s?a\.")
_SMALL_NAME: Final = re.compile(r"^\s*(?P<name>[a-z][\w’'-]+),\s+[a-z]\.(?=[\s,(])")
"""Who writes the own name small: ``boyd, d.``"""
_ACRONYM: Final = re.compile(r"(?P<short>[A-Z][A-Z&]{2,7})\.\s(?=[A-Z])")
"""An organisation under its abbreviation: ``NICE. Sepsis: recognition``"""
_STAR: Final = re.compile(r"\s*[*†‡]+(?=\s*\w)")
_INVERTED: Final = re.compile(
    r"(?P<family>(?:(?:van|von|de|del|della|der|den|di|da|dos|du|la|le)\s+)*[^\W\d_a-z][\w’'-]+"
    r"(?:\s[^\W\d_a-z][\w’'-]+)?),\s(?P<given>[^\W\d_a-z][\w.’'-]*(?:\s[^\W\d_a-z][\w.’'-]*){0,2})"
    r"(?P<more>,?\s+(?:et al\.?|and others))?[.,]?\s"
)
_HEAD: Final = re.compile(r"\s*(?P<names>[^\W\d_][^()\d]{2,200}?)\s*\((?:1[4-9]|20)\d\d")
_BEFORE_INITIALS: Final = re.compile(r"([^\W\d_][\w’'-]+),\s(?:[^\W\d_]\.[\s-]?)+")
_YEAR: Final = re.compile(
    r"(?<![\d/.-])(?:1[4-9]|20)\d\d(?:-?[a-z])?(?![\d/–-])|\b(?:n\.\s?d\.|s\.\s?d\.|o\.\s?J\.)"
)
_LETTERED: Final = re.compile(
    r"(?:1[4-9]|20)\d\d(?:[a-z](?![a-z]))?|n\.\s?d\.(?:-[a-z])?|in press(?:-[a-z])?", re.IGNORECASE
)
_QUOTED: Final = re.compile(r"[“\"](?P<title>[^”\"]{3,300})[”\"]")
_ORIGINAL: Final = re.compile(
    r"\(?original(?:ly)?(?: work)? published(?: in)?\s+(?P<year>(?:ca\.\s?)?\d{1,4}[^)\s.]*)", re.IGNORECASE
)


class _Called(NamedTuple):
    names: tuple[str, ...]
    is_institution: bool = False
    has_et_al: bool = False
    repeats: bool = False


def listed_references(lists: Sequence[ReferenceList], parser: ReferenceParser) -> tuple[ListedReference, ...]:
    """Return the references of ``lists`` in their order, numbered from 1, as ``parser`` reads them."""
    return tuple(_listed(lists, parser))


def _listed(lists: Sequence[ReferenceList], parser: ReferenceParser) -> Iterator[ListedReference]:
    number = 0
    for list_number, list_ in enumerate(lists, 1):
        before = _Called(())
        for reference in list_.references:
            number += 1
            # An asterisk marks the studies of a meta-analysis and is no part of the name.
            typed = _STAR.sub(lambda match: " " * len(match[0]), reference.text, count=1)
            # Dashes for names are blotted out: what follows them is read as a title.
            bare = _DASHES.sub(lambda match: " " * len(match[0]), typed, count=1)
            small = _SMALL_NAME.match(bare)
            if small:
                bare = small[0].title() + bare[small.end() :]
            slanted = italic_spans(reference)
            parsed = parser(bare, italics=slanted)
            called = _called(parsed, typed, before, starts_slanted=bool(slanted) and slanted[0][0] <= 1)
            if small:
                called = called._replace(names=(small["name"], *called.names[1:]))
            law = None if called.repeats else read_law(bare)
            if law is not None:
                called = _Called((law.name,), is_institution=True)
            if called.names:
                before = called
            yield ListedReference(
                number=number,
                list_number=list_number,
                reference=reference,
                parsed=parsed,
                names=called.names,
                year=law.year if law else _year(parsed, typed),
                title="" if law else _title(parsed, called, slanted),
                has_et_al=called.has_et_al,
                is_institution=called.is_institution,
                repeats_names=called.repeats,
            )


def italic_spans(reference: Reference) -> list[tuple[int, int]]:
    """Return the stretches in italics, those that touch as one."""
    spans: list[tuple[int, int]] = []
    position = 0
    for run in reference.runs:
        start, position = position, position + len(run.text)
        if Format.ITALIC in run.formats and run.text:
            if spans and spans[-1][1] == start:
                start = spans.pop()[0]
            spans.append((start, position))
    return spans


def _called(parsed: ParsedReference, text: str, before: _Called, *, starts_slanted: bool) -> _Called:
    dashes = _DASHES.match(text)
    if dashes:
        return before._replace(repeats=True)
    if text.lstrip()[:1] in "“\"„«‘'":
        return _Called(())
    head = _HEAD.match(text)
    # danah boyd writes her name small: boyd, d., & Crawford, K. (2012)
    small = tuple(_BEFORE_INITIALS.findall(head["names"])) if head and text.lstrip()[:1].islower() else ()
    part = parsed.part("author") or parsed.part("editor")
    value = part.value if part else ()
    if part is not None and isinstance(value, tuple) and value and part.start <= _NEAR:
        names = tuple(filter(None, (_family(name) for name in value)))
        typed = " ".join(text[part.start : part.end].split())
        if len(value) == 1 and _is_turned_nowhere(typed, value[0], text[part.end :]):
            return _Called((typed,), is_institution=True)
        one = len(value) == 1 and bool(value[0].literal)
        if one and small:
            return _Called(small)
        has_more = bool(_ET_AL.search(text[part.start : part.end + 8])) or _has_unread_names(parsed, part.end)
        return _Called(names, one, has_more)
    inverted = _INVERTED.match(text.lstrip())
    if inverted:
        return _Called((" ".join(inverted["family"].split()),), has_et_al=bool(inverted["more"]))
    acronym = _ACRONYM.match(text.lstrip())
    if acronym:
        return _Called((acronym["short"],), is_institution=True)
    if head and not small and not starts_slanted and "," not in head["names"]:
        return _Called((" ".join(head["names"].split()).strip(" ."),), is_institution=True)
    return _Called(small)


def _has_unread_names(parsed: ParsedReference, end: int) -> bool:
    """Whether all that stands between the authors and the year could not be read."""
    issued = parsed.part("issued")
    return issued is not None and any(
        end <= start <= end + _NEAR and issued.start - _NEAR <= stop <= issued.start
        for start, stop in parsed.rest
    )


def _is_turned_nowhere(typed: str, name: Name, after: str) -> bool:
    """Whether what reads as a person whose family name is last has its year next: Prison Reform Trust (2021).

    In lists whose years stand there, people have their family names first.
    """
    is_direct = bool(name.family and name.given) and typed.startswith(name.given) and "," not in typed
    return is_direct and "." not in typed and bool(_YEAR_NEXT.match(after))


_YEAR_NEXT: Final = re.compile(
    r"\.?\s\((?:(?:1[4-9]|20)\d\d[a-z]?|n\.\s?d\.|no date|in press)[^()]{0,20}\)"
    r"|\s(?:1[4-9]|20)\d\d[a-z]?[,.]\s",  # as Australian Harvard has it
    re.IGNORECASE,
)
_NEAR: Final = 6
"""Names that begin farther into a reference are not those that it is filed under."""


def _family(name: Name) -> str:
    if name.literal:
        return " ".join(name.literal.split()).strip(" .,")
    return " ".join(f"{name.non_dropping_particle} {name.family or name.given}".split())


def _year(parsed: ParsedReference, text: str) -> str:
    """Return the year as typed with its letter; a reprint as ``1900/1953``."""
    part = parsed.part("issued")
    typed = text[part.start : part.end] if part else ""
    # The letter may stand behind what was read as the date: 2010a.
    match = _LETTERED.search(text, part.start, part.end + 1) if part else None
    found = match[0] if match else " ".join(typed.split())
    if part is None:
        years = [match[0] for match in _YEAR.finditer(text)]
        found = years[-1] if years else ""
    original = _ORIGINAL.search(text)
    return f"{original['year']}/{found}" if original and found else found


def _title(parsed: ParsedReference, called: _Called, slanted: Sequence[tuple[int, int]]) -> str:
    if called.repeats and slanted and slanted[0][0] <= _NEAR:
        # After the dashes a title stands at once, and a colon in it parts nothing.
        return " ".join(parsed.text[slice(*slanted[0])].split()).strip(" .,")
    value = parsed.value("title")
    title = value if isinstance(value, str) else ""
    if not title:
        quoted = _QUOTED.search(parsed.text)
        title = quoted["title"] if quoted else ""
    if not title and not called.names:
        title = parsed.text
    return " ".join(title.split()).strip(' “”"„«».,')

"""Which acronym stands for which organisation in a paper: World Health Organization (WHO)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from citekit.checks.likeness import SAME, is_acronym_of, likeness, name_key
from citekit.checks.paper import ListedReference
from citekit.documents.blocks import BlockKind
from citekit.documents.document import Document
from citekit.documents.in_text.citation import InTextCitation

__all__ = ["find_acronyms"]

_INTRODUCED: Final = re.compile(
    r"(?P<name>[^\W\d_a-z][\w&'’.-]*(?:[\s,]+(?:[^\W\d_a-z][\w&'’.-]*|of|for|and|&|the|on|in|to|de|du|des|der"
    r"|für|und)){1,12})\s*[\[(](?:the\s+)?[“\"]?(?P<acronym>[^\W\d_a-z][\w&.-]{1,11})(?:[’']s)?[”\"]?[\]),;]"
)

_IN_REFERENCE: Final = re.compile(r"[\[(]([^\W\d_a-z][\w&.-]{1,11})[\])]")


def find_acronyms(
    document: Document, cites: Iterable[InTextCitation], references: Iterable[ListedReference]
) -> Mapping[str, str]:
    """Return the organisations that the paper calls by acronyms, by the acronym as it is folded."""
    references = tuple(references)
    listed = tuple(reference.names[0] for reference in references if reference.is_institution)
    found: dict[str, str] = {}
    for acronym, name in chain(_in_cites(cites), _in_prose(document, listed), _in_list(references)):
        found.setdefault(name_key(acronym), name)
    return found


def _in_cites(cites: Iterable[InTextCitation]) -> Iterator[tuple[str, str]]:
    for citation in cites:
        for cite in citation.cites:
            if cite.acronym and cite.names:
                yield cite.acronym, cite.names[0]


def _in_prose(document: Document, listed: Sequence[str]) -> Iterator[tuple[str, str]]:
    for block in document.blocks:
        if block.kind not in (BlockKind.CODE, BlockKind.METADATA):
            for match in _INTRODUCED.finditer(block.text):
                name = _named(match["acronym"], match["name"], listed)
                if name:
                    yield match["acronym"], name


def _in_list(references: Iterable[ListedReference]) -> Iterator[tuple[str, str]]:
    for reference in references:
        if reference.is_institution:
            match = _IN_REFERENCE.search(reference.text[:160])
            if match and match[1].isupper() and is_acronym_of(match[1], reference.names[0]):
                yield match[1], reference.names[0]


def _named(acronym: str, text: str, listed: Sequence[str]) -> str:
    """Return the end of ``text`` whose initials make ``acronym``, empty if none does.

    Of an organisation that the list has, any abbreviation will do: UNWTO, NAfME, or CONAGUA of a name in
    another language.
    """
    words = text.split()
    for first in range(len(words)):
        name = re.sub(r"[’']s$", "", " ".join(words[first:]))
        if words[first][0].isupper() and (is_acronym_of(acronym, name) or _is_listed(acronym, name, listed)):
            return name
    return ""


def _is_listed(acronym: str, name: str, listed: Sequence[str]) -> bool:
    is_short = sum(letter.isupper() for letter in acronym) >= _CAPITALS and " " in name
    return is_short and any(likeness(name, one) >= SAME for one in listed if " " in one)


_CAPITALS: Final = 2

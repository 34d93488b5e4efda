"""Names in a sentence whose page stands alone in a bracket: Updike admired it (92)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from citekit.checks.likeness import is_spelt_alike, likeness
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.style_facts import System

__all__ = ["Misspelt", "misspelt_before_pages"]

_PAGES: Final = re.compile(r"\(\d{1,4}(?:[–-]\d{1,4})?(?:,\s?\d{1,4}(?:[–-]\d{1,4})?)*\)")
_SENTENCE_END: Final = re.compile(r"(?:[^\W\d_]{3,}|[)\]”\"’\d])[.!?][”\"’]?\s+(?=[“\"„«]?[^\W\d_a-z])")
_NAME: Final = re.compile(r"(?<![\w’'-])[^\W\d_a-z][^\W\d_]{3,}(?:-[^\W\d_a-z][^\W\d_]+)?")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SLIP: Final = 0.82


class Misspelt(NamedTuple):
    """A name as typed in characters ``start`` to ``end`` of a block, and whose it is in the list."""

    block: int
    start: int
    end: int
    name: str
    reference: ListedReference


def misspelt_before_pages(paper: Paper) -> Iterator[Misspelt]:
    """Yield each name before a page that is a listed author's but for a letter or an accent.

    A sentence that has the listed name, too, may speak of somebody else, and a word of the list is no slip.
    """
    if paper.system is not System.AUTHOR_PAGE:
        return
    people = [one for one in paper.references if one.names and not one.is_institution]
    known = frozenset(word for one in paper.references for word in _WORD.findall(one.text))
    for index, block in paper.prose():
        for pages in _PAGES.finditer(block.text):
            ends = [end.end() for end in _SENTENCE_END.finditer(block.text, 0, pages.start())]
            start = ends[-1] if ends else 0
            for name in _NAME.finditer(block.text, start, pages.start()):
                meant = None if name[0] in known else _nearest(people, name[0])
                if meant is not None and meant.names[0] not in block.text[start : pages.start()]:
                    yield Misspelt(index, name.start(), name.end(), name[0], meant)


def _nearest(people: Sequence[ListedReference], typed: str) -> ListedReference | None:
    for one in people:
        name = one.names[0]
        is_near = typed[0] == name[0] and abs(len(typed) - len(name)) <= 1
        if is_near and likeness(typed, name) >= _SLIP and not is_spelt_alike(typed, name):
            return one
    return None

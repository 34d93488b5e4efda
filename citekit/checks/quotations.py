"""Quotations in a paper's text: where each stands, and the citation that goes with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.checks.paper import Paper
from citekit.checks.sentences import sentence_around, sentence_ends
from citekit.documents.blocks import Block
from citekit.documents.in_text.citation import InTextCitation

__all__ = ["NEAR", "Quotation", "is_speech", "quotations"]

NEAR: Final = 2
"""Characters between a quotation and the citation that can only be its own."""

_LEAST_WORDS: Final = 4
_VERB: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|am|has|have|had|do|does|did|can|could|will|would|shall|should|may|might|must"
    r"|\w{3,}ed|\w{2,}[^su\W]s|\w{2,}ing)\b"
)
_QUOTED: Final = re.compile(
    r"“(?P<a>[^“”]{3,3000}?)”|„(?P<b>[^„“”]{3,3000}?)[“”]|«\s?(?P<c>[^«»]{3,3000}?)\s?»"
    r"|(?<![\w\"])\"(?P<d>[^\"\n]{3,3000}?)\"(?!\w)|(?<![\w’'])‘(?P<e>[^‘’]{12,3000}?)’(?!\w)",
    re.DOTALL,
)


class Quotation(NamedTuple):
    """Words in quotation marks: characters ``start`` to ``end`` of a block's text, the marks among them.

    ``text`` is what stands between the marks. ``sentence`` is where its sentence begins and ends in the
    block. ``citations`` are those of its sentence, the one right after it first.
    """

    block: int
    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    citations: tuple[InTextCitation, ...]

    @property
    def words(self) -> int:
        """How many words are quoted."""
        return len(self.text.split())


def quotations(paper: Paper) -> Iterator[Quotation]:
    """Yield the quotations of the text in their order; none of those in lists of references and notes."""
    by_block: dict[int, list[InTextCitation]] = {}
    for citation in paper.cites:
        by_block.setdefault(citation.block, []).append(citation)
    for index, block in paper.prose():
        yield from _in_block(block, index, by_block.get(index, []))


def _in_block(block: Block, index: int, citations: list[InTextCitation]) -> Iterator[Quotation]:
    text = block.text
    ends: list[int] | None = None
    for match in _QUOTED.finditer(text):
        # A title in a citation, ("Sleep and Noise," 2019), is no quotation.
        if any(one.start < match.start() < one.end for one in citations):
            continue
        if ends is None:
            ends = sentence_ends(text)
        first, last = sentence_around(ends, len(text), match.start(), match.end())
        inner = next(group for group in match.groups() if group is not None)
        mine = [one for one in citations if first <= one.start < last]
        after = re.compile(r"[.,]?\s*").match(text, match.end())
        mine.sort(key=lambda one: (after is None or one.start != after.end(), one.start))
        yield Quotation(index, match.start(), match.end(), inner, (first, last), tuple(mine))


def is_speech(quotation: Quotation, *, is_cited: bool = False) -> bool:
    """Whether it is somebody's sentence: titles in capitals, names and single words in quotes are not.

    ``is_cited`` says that a citation of another kind than ``quotation.citations`` has follows at once.
    """
    typed = quotation.text.split()
    if len(typed) < _LEAST_WORDS:
        return False
    long_words = [word for word in typed[1:] if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long_words)
    if long_words and capitals * 2 > len(long_words):
        return False
    is_cited_at_once = is_cited or any(0 <= one.start - quotation.end <= NEAR for one in quotation.citations)
    least = _LEAST_WORDS + 1 if is_cited_at_once else 2 * _LEAST_WORDS
    return bool(_VERB.search(quotation.text)) or len(typed) >= least

"""Citations that somebody typed: author and year, numbers, author and page, and those of notes.

What is found is what stands there: names, years and pages as typed, with their places. Whether it is right is
for the checks. What only looks like a citation (dates, tables, sample sizes) is not found at all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from citekit.documents.blocks import Block, BlockKind, RunKind
from citekit.documents.document import Document
from citekit.documents.in_text.brackets import in_brackets
from citekit.documents.in_text.citation import InTextCitation
from citekit.documents.in_text.notes import in_note
from citekit.documents.in_text.numbers import (
    cites_in_round,
    numeric_citations,
    round_citations,
    sign_citations,
)
from citekit.documents.reference_list import find_reference_lists

__all__ = ["find_in_text"]

_BRACKETS: Final = re.compile(r"\((?:[^()]|\([^()]*\)){1,500}\)")
_MASKED: Final = frozenset((RunKind.CODE, RunKind.MATH, RunKind.CITATION))


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
            rounds += round_citations(block, index, _visible(block))
    labels = [
        int(label)
        for list_ in lists
        for reference in list_.references
        if (label := re.sub(r"\D", "", reference.number))
    ]
    if not cites_in_round(rounds, found, labels):
        return tuple(found)
    known = [one for one in rounds if max(one.numbers) <= 2 * len(labels)]
    return tuple(sorted((*found, *known), key=lambda citation: (citation.block, citation.start)))


def _in_block(block: Block, index: int, authors: frozenset[str]) -> Iterator[InTextCitation]:
    text = _visible(block)
    yield from numeric_citations(block, index, text)
    yield from sign_citations(block, index, text)
    noted = list(in_note(block, index, text)) if block.note else []
    if noted:
        # A note that cites in full has place and year in brackets: "(London, 1990)".
        yield from noted
        return
    for match in _BRACKETS.finditer(text):
        yield from in_brackets(block, index, text, match.span(), authors)


def _visible(block: Block) -> str:
    """Return the text of a block with its code, formulas and citations by key blotted out."""
    return "".join(["\ufffc" * len(run.text) if run.kind in _MASKED else run.text for run in block.runs])

"""Which entry of a numbered list each number in the text means, where numbers are missing or given twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citekit.checks.paper import Link, LinkKind, ListedReference
from citekit.documents.document import Document
from citekit.documents.in_text.citation import InTextCitation

__all__ = ["NumberedList", "no_citation"]

_FAR_OUT: Final = 99
_TIMES: Final = 5
"""A number so far beyond the list is none of its entries: batches of [256] images, with seven references."""


def no_citation(citation: int, index: int) -> Link:
    """Return the link of a number that cites nothing."""
    return Link(citation=citation, index=index, kind=LinkKind.EXEMPT, reason="a number in brackets")


class NumberedList:
    """The entries of a list by their numbers, and the citations that give them."""

    def __init__(
        self,
        document: Document,
        references: Sequence[ListedReference],
        citations: Sequence[InTextCitation],
    ) -> None:
        self._document = document
        self._references = references
        self._citations = citations
        self._labels = {
            int(label): reference.number
            for reference in reversed(references)
            if (label := re.sub(r"\D", "", reference.label))
        }
        self._cited = frozenset(number for citation in citations for number in citation.numbers)

    def link(self, citation: int, index: int) -> Link:
        """Return what the number ``index`` of a citation means, both counted from 0."""
        cited = self._citations[citation]
        value = cited.numbers[index]
        number = self._labels.get(value, 0)
        if 1 <= value <= len(self._references):
            in_place = re.sub(r"\D", "", self._references[value - 1].label) == str(value)
            if in_place or (not number and self._is_mislabelled(value)):
                number = value
        if not number and (self._is_far_out(value) or self._is_index(cited)):
            return no_citation(citation, index)
        kind = LinkKind.EXACT if number else LinkKind.MISSING
        return Link(citation=citation, index=index, kind=kind, references=(number,) if number else ())

    def _is_far_out(self, value: int) -> bool:
        """Whether a number is so far beyond the list that it is none of its entries, and no slip for one."""
        digits = str(value)
        slips = {digits[:at] + digits[at + 1 :] for at in range(len(digits))}
        is_far = value > _FAR_OUT and value > _TIMES * len(self._references)
        return is_far and not any(str(label) in slips for label in self._labels)

    def _is_index(self, citation: InTextCitation) -> bool:
        """Whether what stands right before the bracket is a name in capitals: the pin GPIO[34]."""
        before = self._document.blocks[citation.block].text[: citation.start]
        return not citation.is_raised and re.search(r"\b[A-Z][A-Z0-9]+$", before) is not None

    def _is_mislabelled(self, value: int) -> bool:
        """Whether the entry in that place has no number, one that another has too, or one too high."""
        reference = self._references[value - 1]
        label = re.sub(r"\D", "", reference.label)
        is_shared = sum(re.sub(r"\D", "", one.label) == label for one in self._references) > 1
        if not label or is_shared:
            return True
        # What nothing cites by its number is meant, unless it is there a second time.
        is_twin = any(one.title == reference.title for one in self._references if one is not reference)
        return int(label) == value + 1 and int(label) not in self._cited and not is_twin

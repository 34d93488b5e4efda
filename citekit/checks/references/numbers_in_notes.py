"""Volume and issue of an article in a note, where they are not in the form of the style's list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.checks.list_form import ListForm
from citekit.checks.paper import Paper
from citekit.checks.style_facts import System

__all__ = ["NumbersInNote", "numbers_in_notes"]


class NumbersInNote(NamedTuple):
    """Characters ``start`` to ``end`` of a block, and how the style has them."""

    block: int
    start: int
    end: int
    expected: str


_NUMBERS: Final = re.compile(
    r"[”\"’'],?\s(?!in\s|In\s)(?P<journal>[^\W\d_a-z][^\d“”\"()‘’;]{2,80}?),?\s"
    r"(?P<numbers>(?:[Vv]ol(?:ume)?\.?\s)?(?P<volume>\d{1,4})"
    r"(?P<between>\s?\(|\s?[:./]|,?\s(?:[Nn]o\.|[Nn]r\.|[Ii]ssue|[Ii]ss\.|[Nn]um\.)\s?)(?P<issue>\d{1,3}(?:[–/-]\d{1,3})?)"
    r"(?P<closes>\)?))(?=,?\s\(|[,:]\s)"
)


def numbers_in_notes(paper: Paper, form: ListForm) -> Iterator[NumbersInNote]:
    """Yield volume and issue of each article in a note that have other marks than the style's."""
    between = form.between_volume_issue.replace("\u00a0", " ")
    if paper.system is not System.NOTE or not between or "(" in between:
        return
    for index, block in enumerate(paper.document.blocks):
        for match in _NUMBERS.finditer(block.text) if block.note else ():
            is_labelled = match["numbers"][0].lower() == "v"
            typed = match["between"].casefold()
            if typed == between.casefold() and is_labelled is bool(form.volume_label):
                continue
            expected = f"{form.volume_label}{match['volume']}{between}{match['issue']}"
            yield NumbersInNote(index, *match.span("numbers"), expected)

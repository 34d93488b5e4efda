"""Figures and tables that stand at the head or the foot of a page, in the midst of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from citekit.documents.blocks import BlockKind
from citekit.documents.pdf.labels import CAPTION
from citekit.documents.pdf.paragraph import Paragraph
from citekit.documents.pdf.setting import SMALLER, Setting

__all__ = ["with_floats_apart"]

_GOES_ON: Final = re.compile(r"[(\[]?[a-zß-öø-ÿ\d&,;)]")
_SENTENCE_END: Final = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_MOST: Final = 15
"""Paragraphs of a table: more than that is no float."""


def with_floats_apart(paragraphs: Iterable[Paragraph], setting: Setting) -> Iterator[Paragraph]:
    """Yield paragraphs; one that a figure or table has cut in two is whole.

    What stands on the page where that paragraph begins comes before it, the rest after it, so that pages are
    told rightly.
    """
    cut: Paragraph | None = None
    floating: list[Paragraph] = []
    for paragraph in paragraphs:
        if cut is None:
            cut = paragraph
        elif _floats(paragraph, setting) and len(floating) < _MOST and _is_cut(cut, setting):
            floating.append(paragraph)
        else:
            if floating and _is_rest(paragraph) and any(map(_is_caption, floating)):
                page = cut.lines[0].page
                cut.lines += paragraph.lines
                yield from [one for one in floating if one.lines[0].page == page]
                yield cut
                yield from [one for one in floating if one.lines[0].page != page]
                cut = None
            else:
                yield cut
                yield from floating
                cut = paragraph
            floating = []
    if cut is not None:
        yield cut
    yield from floating


def _floats(paragraph: Paragraph, setting: Setting) -> bool:
    first = paragraph.lines[0]
    is_small = first.size < SMALLER * setting.size
    return _is_caption(paragraph) or is_small or setting.is_table_row(first) or setting.is_centred(first)


def _is_caption(paragraph: Paragraph) -> bool:
    return CAPTION.match(paragraph.lines[0].text) is not None


def _is_cut(paragraph: Paragraph, setting: Setting) -> bool:
    """Whether a paragraph ends in the midst of a sentence, with a line that is full."""
    last = paragraph.lines[-1]
    is_text = paragraph.kind is BlockKind.PARAGRAPH and not _is_caption(paragraph)
    return is_text and setting.room(last) < 4 * last.size and not _SENTENCE_END.search(last.text)


def _is_rest(paragraph: Paragraph) -> bool:
    return paragraph.kind is BlockKind.PARAGRAPH and bool(_GOES_ON.match(paragraph.lines[0].text))

"""Citations in notes: where the mark of a note goes, and how a citation reads in one.

What follows a citation in a note style, and where a citation within a note gets brackets, is pandoc's
convention (Pandoc manual, "Citations in note styles").
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from citekit.csl.citation import Mode, RenderedCitation
from citekit.documents.citations import KeyCitation
from citekit.documents.document import Document
from citekit.documents.places import Span
from citekit.markup.tree import Markup, Text, plain
from citekit.rendering.habits import habits_of

__all__ = ["as_note", "names_place", "note_place", "within_note", "without_stop"]

_MARKS: Final = re.compile(r"[\"'”’»]*[.,;:!?]+[\"'”’»]*")
"""The punctuation that a note's mark stands after."""
_SENTENCE_ENDS: Final = (".", "!", "?", ":", ";", "—", "(")


def _end_of_block(document: Document, typed: KeyCitation) -> int:
    block = document.blocks[typed.block] if typed.block >= 0 else None
    return block.span.end if block else len(document.parts[typed.span.part].text)


def names_place(document: Document, typed: KeyCitation, *, until: int | None = None) -> tuple[Span, str]:
    """Return what gives way to the names of a narrative citation, and what stands before its note's mark.

    Nothing from ``until`` on is moved.
    """
    span = typed.span
    text = document.parts[span.part].text
    marks = _MARKS.match(text, span.end, _end_of_block(document, typed) if until is None else until)
    after = Span(span.start, marks.end(), span.part) if marks else span
    return after, text[span.end : after.end]


def note_place(
    document: Document, typed: KeyCitation, *, in_quote: bool = False, until: int | None = None
) -> tuple[Span, str]:
    """Return what gives way to the mark of a citation's note, and the punctuation that stays before it.

    ``in_quote`` puts a comma or a full stop before a closing quotation mark, as Americans do. Nothing from
    ``until`` on is moved.
    """
    span = typed.span
    block = document.blocks[typed.block] if typed.block >= 0 else None
    text = document.parts[span.part].text
    first, last = (block.span.start, block.span.end) if block else (0, len(text))
    before = habits_of(document.format).space.search(text, first, span.start)
    start = before.start() if before else span.start
    marks = _MARKS.match(text, span.end, last if until is None else until)
    end = marks.end() if marks else span.end
    taken = text[span.end : end]
    if taken and text[start - 1 : start] == taken[:1]:
        # the sentence has ended already: "It is so. [@doe]."
        taken = taken[1:]
    quote = text[max(start - 1, first) : start]
    if in_quote and taken[:1] in (",", ".") and quote in ('"', "”") and text[start - 2 : start - 1] != "\\":
        return Span(start - 1, end, span.part), taken[:1] + quote + taken[1:]
    return Span(start, end, span.part), taken


def within_note(document: Document, typed: KeyCitation, rendered: RenderedCitation) -> Markup:
    """Return a citation as it stands in a note that the author typed: a sentence, or part of one."""
    block = document.blocks[typed.block]
    text = document.parts[typed.span.part].text
    before = text[block.span.start : typed.span.start].rstrip()
    after = text[typed.span.end : block.span.end].strip()
    if typed.mode is Mode.COMPOSITE:
        return without_stop(rendered.rest) if after else rendered.rest
    whole = rendered.markup
    if before and not before.endswith(_SENTENCE_ENDS):
        return (Text("("), *without_stop(whole), Text(")"))
    return without_stop(whole) if after[:1] in (".", ",", ";", ":", "!", "?", ")") else whole


def as_note(typed: KeyCitation, rendered: RenderedCitation) -> Markup:
    """Return a citation as a note of its own: a prefix that begins it begins a sentence."""
    if typed.mode is Mode.COMPOSITE or not typed.cites[0].prefix:
        return rendered.rest
    return _with_capital(rendered.rest)


def _with_capital(markup: Markup) -> Markup:
    """Return ``markup`` with its first letter a capital."""
    if not markup:
        return markup
    first, *others = markup
    if isinstance(first, Text):
        return (replace(first, text=first.text[:1].upper() + first.text[1:]), *others)
    return (replace(first, children=_with_capital(first.children)), *others)


def without_stop(markup: Markup) -> Markup:
    """Return ``markup`` without the full stop that the style puts at the end of a note."""
    if not plain(markup).endswith("."):
        return markup
    last = markup[-1]
    if isinstance(last, Text):
        return (*markup[:-1], replace(last, text=last.text[:-1]))
    return (*markup[:-1], replace(last, children=without_stop(last.children)))

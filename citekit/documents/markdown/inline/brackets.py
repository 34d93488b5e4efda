"""Links, images, spans and notes."""

from __future__ import annotations

import re
from typing import Final

from citekit.documents.markdown.inline.after_brackets import ATTRIBUTES, REFERENCE, SOURCE
from citekit.documents.markdown.inline.citations import read_citation
from citekit.documents.markdown.inline.emphasis import read_tight
from citekit.documents.markdown.inline.inline import Inline, Kind
from citekit.documents.markdown.inline.reader import Reader
from citekit.markup.tree import Format

__all__ = ["read_bracket", "read_caret", "read_image"]

_URL: Final = re.compile(r"\(\s*<?([^\s>]*)")
_NOTE_MARK: Final = re.compile(r"\[\^([^\]\s]+)\]")
_NOTE_EDGE: Final = re.compile(r"\\[\s\S]|(`+)(?!`)[\s\S]+?(?<!`)\1(?!`)|[\[\]]")


def read_bracket(reader: Reader, position: int, context: int) -> Inline | None:
    """Read what begins with ``[``: the mark of a note, a citation, a link or a span."""
    mark = _NOTE_MARK.match(reader.text, position)
    if mark and mark[1] in reader.notes:
        return Inline(Kind.NOTE_MARK, position, mark.end(), value=mark[1])
    return read_citation(reader, position, context) or _link(reader, position, context)


def read_caret(reader: Reader, position: int, context: int) -> Inline | None:
    """Read what begins with ``^``: a note typed in the text, or superscript."""
    if reader.text.startswith("^[", position):
        children, end = _note(reader, position + 2)
        if (
            end > 0
            and reader.text[end : end + 1] not in ("[", "(")
            and not ATTRIBUTES.match(reader.text, end)
        ):
            return Inline(Kind.NOTE, position, end, children)
        return None
    return read_tight(reader, position, "^", Format.SUPERSCRIPT, context)


def read_image(reader: Reader, position: int, context: int) -> Inline | None:
    """Read ``![…](…)``, whose text is read as a link's."""
    found = _link(reader, position + 1, context)
    return found._replace(start=position) if found is not None and found.kind is Kind.LINK else None


def _link(reader: Reader, position: int, context: int) -> Inline | None:
    children, end = _balanced(reader, position + 1, context)
    if end < 0:
        return None
    source = SOURCE.match(reader.text, end)
    if source:
        url = _URL.match(source[0])
        attributes = ATTRIBUTES.match(reader.text, source.end())
        end = attributes.end() if attributes else source.end()
        return Inline(Kind.LINK, position, end, children, value=url[1].rstrip(")") if url else "")
    attributes = ATTRIBUTES.match(reader.text, end)
    if attributes:
        return Inline(Kind.STYLED, position, attributes.end(), children, format=_class_format(attributes[0]))
    marks = Inline(Kind.TEXT, position, position + 1), Inline(Kind.TEXT, end - 1, end)
    nodes = (marks[0], *children, marks[1])
    reference = REFERENCE.match(reader.text, end)
    if reference and reader.last_at > end:
        # [x][y] is a link whose address is nowhere: both brackets are text, the second read by itself.
        second = read_citation(reader, end, context, alone=True)
        if second is not None and second.end == reference.end():
            nodes = (*nodes, second)
    return Inline(Kind.STYLED, position, nodes[-1].end, nodes)


def _balanced(reader: Reader, position: int, context: int) -> tuple[tuple[Inline, ...], int]:
    """Return the inlines up to the bracket that closes, and the position behind it; -1 if none does."""
    nodes: list[Inline] = []
    opened = 0
    while position < reader.length:
        if reader.text[position] == "]":
            if not opened:
                return tuple(nodes), position + 1
            opened -= 1
        node = reader.inline(position, context)
        opened += node.kind is Kind.TEXT and reader.text[position] == "["
        nodes.append(node)
        position = node.end
    return (), -1


def _note(reader: Reader, position: int) -> tuple[tuple[Inline, ...], int]:
    """Return what a note typed in the text holds, and the position behind it; -1 if it has no end.

    Its brackets are found first and its inside read by itself: no mark in it reaches beyond.
    """
    opened = 0
    for mark in _NOTE_EDGE.finditer(reader.text, position):
        opened += (mark[0] == "[") - (mark[0] == "]")
        if opened < 0:
            text = reader.text[: mark.start()]
            inside = Reader(
                text, reader.notes, reader.examples, reader.handlers, has_markup=reader.has_markup
            )
            inside.depth = reader.depth
            inside.steps = reader.steps // 2
            return inside.until(position, 0, lambda _: False)[0], mark.end()
    return (), -1


def _class_format(attributes: str) -> Format | None:
    if ".smallcaps" in attributes or ".sc" in attributes.split():
        return Format.SMALL_CAPS
    return Format.UNDERLINE if ".underline" in attributes or ".ul" in attributes else None

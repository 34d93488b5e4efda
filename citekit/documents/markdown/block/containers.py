"""Blocks that hold blocks: quotations, list items, notes, definitions, fenced divs."""

from __future__ import annotations

import re
from dataclasses import replace

from citekit.documents.markdown.block.container import DEEPEST, Container
from citekit.documents.markdown.block.found import Div, RawNote
from citekit.documents.markdown.block.marks import (
    DEFINITION,
    DIV_CLOSE,
    DIV_OPEN,
    EXAMPLE,
    NOTE,
    QUOTE,
    REFERENCE,
    RULE,
    Line,
    dedent,
    indent_of,
    match_item,
)

__all__ = ["close_div", "read_definition", "read_div", "read_note", "read_quote", "read_rule_or_item"]


def read_quote(container: Container, index: int) -> int | None:
    """Read a quotation, whose further lines may lack their mark."""
    if container.inside.depth >= DEEPEST:
        return None
    inner: list[Line] = []
    end = index
    while end < container.count and not container.is_blank(end):
        match = QUOTE.match(container.at(end))
        line = container.lines[end]
        inner.append(Line(line.start + match.end(), line.end) if match else line)
        end += 1
    container.go_in(inner, replace(container.inside, in_quote=True))
    return end


def read_note(container: Container, index: int) -> int | None:
    """Read the definition of a note, or pass over that of a link's address."""
    line = container.at(index)
    match = NOTE.match(line)
    if match and container.inside.note is None:
        start = container.lines[index]
        first = Line(start.start + match.end(), start.end)
        inner, end = _continuation(container, index + 1, 4, stop=NOTE)
        container.found.notes.append(RawNote(match[1], first.start, (inner or [first])[-1].end))
        container.go_in([first, *inner], replace(container.inside, note=match[1]))
        return end
    if REFERENCE.match(line):
        return index + 1
    return None


def read_rule_or_item(container: Container, index: int) -> int | None:
    """Pass over a rule, or read a list item."""
    line = container.at(index)
    if RULE.match(line):
        return index + 1
    match = match_item(line)
    if not match or container.inside.depth >= DEEPEST:
        return None
    if example := EXAMPLE.match(match["marker"]):
        container.found.examples.add(example[1])
    space = match["space"].replace("\t", "    ")
    width = match.end("marker") + (len(space) if len(space) < 5 else 1)
    start = container.lines[index]
    first = Line(start.start + match.end(), start.end)
    inner, end = _continuation(container, index + 1, max(width, 2), in_list=True)
    container.go_in([first, *inner], replace(container.inside, in_list=True), match["marker"])
    return end


def read_definition(container: Container, index: int) -> int | None:
    """Read the definition of a term."""
    match = DEFINITION.match(container.at(index))
    if not match or container.inside.depth >= DEEPEST:
        return None
    start = container.lines[index]
    first = Line(start.start + match.end(), start.end)
    inner, end = _continuation(container, index + 1, 4, stop=DEFINITION)
    container.go_in([first, *inner], container.inside)
    return end


def read_div(container: Container, index: int) -> int | None:
    """Read the fence that opens or closes a div."""
    line = container.at(index)
    if container.divs and DIV_CLOSE.match(line):
        attributes, opened = container.divs.pop()
        close_div(container, attributes, opened, index)
        return index + 1
    match = DIV_OPEN.match(line)
    if not match:
        return None
    if container.last_close <= index:
        container.last_close = next(
            (
                other
                for other in range(container.count - 1, index, -1)
                if DIV_CLOSE.match(container.at(other))
            ),
            0,
        )
    if container.last_close <= index:
        return None
    container.divs.append((match["attributes"] or f".{match['name']}", index))
    return index + 1


def close_div(container: Container, attributes: str, opened: int, closed: int) -> None:
    """Keep the div that was opened at line ``opened``."""
    first = container.lines[opened]
    last = container.lines[min(closed, container.count - 1)]
    inner = min(first.end + 1, last.end)
    container.found.divs.append(
        Div(
            attributes,
            first.start,
            last.end,
            inner,
            max(inner, last.start if closed < container.count else last.end),
        )
    )


def _continuation(
    container: Container,
    index: int,
    indent: int,
    *,
    stop: re.Pattern[str] | None = None,
    in_list: bool = False,
) -> tuple[list[Line], int]:
    """Return the lines from ``index`` on that continue a note or item, and the line after them.

    Lines right below may be indented less; after a blank line they must be indented by ``indent``.
    """
    inner: list[Line] = []
    after_blank = False
    code = -1
    while index < container.count:
        if container.is_blank(index):
            after_blank = True
            inner.append(container.lines[index])
            index += 1
            continue
        line = container.at(index)
        width = indent_of(line)
        if index > code:
            if width < indent and (after_blank or (stop is not None and stop.match(line))):
                break
            if in_list and width < indent and match_item(line):
                break
            if container.divs and DIV_CLOSE.match(line):
                break
            closing = container.fence(index) if line.lstrip(" \t").startswith("```") else None
            code = index if closing is None else closing
        inner.append(dedent(container.text, container.lines[index], indent))
        after_blank = False
        index += 1
    while inner and not container.text[inner[-1].start : inner[-1].end].strip():
        inner.pop()
    return inner, index

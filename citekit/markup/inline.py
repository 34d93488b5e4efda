"""Inline markup in field values: HTML-like tags as CSL-JSON carries them, to the tree and back.

CSL-JSON, "Rich text in fields": ``<i>``, ``<b>``, ``<sup>``, ``<sub>``, ``<sc>``,
``<span style="font-variant:small-caps;">`` and ``<span class="nocase">``. There is no way to escape a
tag, so anything else that looks like one is text: an opener that nothing closes, a closer that closes
nothing, every other element, and ``&amp;``.
"""

from __future__ import annotations

import re
from typing import Final

from citekit.markup.tree import Format, Markup, Node, Origin, Styled, Text, plain

__all__ = ["NO_CASE", "parse_inline", "strip_inline", "write_inline"]

NO_CASE: Final = Origin(part="nocase")
"""The origin of a run that no change of case may touch: ``<span class="nocase">``."""

_TAG = re.compile(
    r"<(?:(?P<open>i|b|sup|sub|sc)"
    r"|span\s+(?:style=(?P<q>[\"'])\s*font-variant\s*:\s*(?P<caps>small-caps)\s*;?\s*(?P=q)"
    r"|class=(?P<r>[\"'])(?P<nocase>nocase)(?P=r))\s*"
    r"|/(?P<close>i|b|sup|sub|sc|span))>",
    re.IGNORECASE,
)
_FORMATS: Final = {
    "i": Format.ITALIC,
    "b": Format.BOLD,
    "sup": Format.SUPERSCRIPT,
    "sub": Format.SUBSCRIPT,
    "sc": Format.SMALL_CAPS,
    "small-caps": Format.SMALL_CAPS,
}
_TAGS: Final = {
    Format.ITALIC: ("<i>", "</i>"),
    Format.OBLIQUE: ("<i>", "</i>"),
    Format.BOLD: ("<b>", "</b>"),
    Format.SUPERSCRIPT: ("<sup>", "</sup>"),
    Format.SUBSCRIPT: ("<sub>", "</sub>"),
    Format.SMALL_CAPS: ('<span style="font-variant:small-caps;">', "</span>"),
}
_WORD_JOINER: Final = "\u2060"
_DEEPEST: Final = 40
"""Openers nested deeper are text: no title needs them, and a hostile one must not exhaust the stack."""


class _Open:
    """A tag that waits for its closer: the tag as written, what it means, and what stands inside so far."""

    __slots__ = ("closer", "format", "nodes", "source")

    def __init__(self, source: str, closer: str, format_: Format | None) -> None:
        self.source = source
        self.closer = closer
        self.format = format_
        self.nodes: list[Node] = []


def parse_inline(text: str) -> Markup:
    """Return the tree of a field value; never fails, because what is no markup is text.

    A closer ends the nearest opener of its kind, and the openers it passes over become text.
    """
    if "<" not in text:
        return (Text(text),) if text else ()
    open_: list[_Open] = [_Open("", "", None)]
    position = 0
    for tag in _TAG.finditer(text):
        _add(open_[-1].nodes, Text(text[position : tag.start()]))
        position = tag.end()
        closer = (tag["close"] or "").lower()
        if not closer and len(open_) <= _DEEPEST:
            kind = (tag["open"] or tag["caps"] or "").lower()
            open_.append(_Open(tag[0], kind if tag["open"] else "span", _FORMATS.get(kind)))
        elif closer and any(one.closer == closer for one in open_):
            while open_[-1].closer != closer:
                _give_up(open_)
            _close(open_)
        else:
            _add(open_[-1].nodes, Text(tag[0]))
    _add(open_[-1].nodes, Text(text[position:]))
    while len(open_) > 1:
        _give_up(open_)
    return tuple(open_[0].nodes)


def strip_inline(text: str) -> str:
    """Return the characters of a field value without its markup, as a table or a search wants them."""
    if "<" not in text:
        return text
    return plain(parse_inline(text))


def write_inline(markup: Markup) -> str:
    """Return the field value that `parse_inline` reads back as ``markup``.

    Formats that fields cannot carry, links and blocks are left out, their characters kept. Text that
    would be taken for a tag gets an invisible word joiner (U+2060) after its ``<``.
    """
    written = _write(markup, protect=False)
    if "<" in plain(markup) and parse_inline(written) != markup:
        return _write(markup, protect=True)
    return written


def _add(nodes: list[Node], new: Node) -> None:
    """Append ``new``, joining texts of one origin and leaving out what is empty."""
    if isinstance(new, Text):
        if not new.text:
            return
        last = nodes[-1] if nodes else None
        if isinstance(last, Text) and last.origin == new.origin:
            nodes[-1] = Text(last.text + new.text, last.origin)
            return
    nodes.append(new)


def _give_up(open_: list[_Open]) -> None:
    """Make the last opener text, within the one before it."""
    unclosed = open_.pop()
    _add(open_[-1].nodes, Text(unclosed.source))
    for node in unclosed.nodes:
        _add(open_[-1].nodes, node)


def _close(open_: list[_Open]) -> None:
    closed = open_.pop()
    nodes = tuple(closed.nodes)
    if closed.format is not None:
        if nodes:
            _add(open_[-1].nodes, Styled(closed.format, nodes))
        return
    for node in _no_case(nodes):
        _add(open_[-1].nodes, node)


def _no_case(markup: Markup) -> Markup:
    return tuple(
        Text(node.text, NO_CASE)
        if isinstance(node, Text)
        else Styled(node.format, _no_case(node.children))
        if isinstance(node, Styled)
        else node
        for node in markup
    )


def _write(markup: Markup, *, protect: bool) -> str:
    parts: list[str] = []
    for node in markup:
        if isinstance(node, Text):
            text = node.text
            if protect:
                text = _TAG.sub(lambda tag: "<" + _WORD_JOINER + tag[0][1:], text)
                text = re.sub(r"<$", "<" + _WORD_JOINER, text)
            parts.append(f'<span class="nocase">{text}</span>' if node.origin == NO_CASE else text)
            continue
        before, after = _TAGS.get(node.format, ("", "")) if isinstance(node, Styled) else ("", "")
        parts.append(before + _write(node.children, protect=protect) + after)
    return "".join(parts)
